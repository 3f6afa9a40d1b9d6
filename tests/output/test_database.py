"""Published plans in a real PostgreSQL, in SQLite and in DuckDB: the same rows, brought up to date, all or none."""

from __future__ import annotations

import csv
import io
import json
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, text

from gongpyo.pipeline import read_plan
from output.exports.database import Changes, load_plans
from output.exports.database_tables import LOADED_AT
from output.files.csv_file import FORMULA_STARTS, csv_bytes
from output.folder.write import write_plan
from output.tables.columns import ColumnSpec, TableSpec, tables
from output.tables.rows import rows_of
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import ROOT, plan_of_every_kind, without_coverage
from tests.golden import SEOUL
from tests.output.postgres import empty_postgres

EVERY = ("sqlite", "duckdb", "postgresql")
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


@pytest.fixture(params=EVERY)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'plans.db'}"
    if request.param == "duckdb":
        return f"duckdb:///{tmp_path / 'plans.duckdb'}"
    return empty_postgres(request.getfixturevalue("postgres"))


@pytest.fixture(scope="module")
def seoul() -> Plan:
    return read_plan(SEOUL / "plan.hwp")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of_every_kind()


def _edition(plan: Plan, plan_id: str, **profile: object) -> Plan:
    return replace(plan, profile=replace(plan.profile, plan_id=plan_id, **profile))


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _all(url: str, query: str) -> list[tuple[Any, ...]]:
    with _connected(url) as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _expected(plan: Plan, table: TableSpec) -> list[tuple[Any, ...]]:
    """The rows of the published CSV file, read by their types, without the guard against formulas."""
    content = csv_bytes(table, rows_of(plan, table.name)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline="")))[1:]
    return sorted((tuple(map(_read, table.columns, line)) for line in lines), key=repr)


def _read(column: ColumnSpec, cell: str) -> Any:
    if not cell:
        return None
    sentence = column.name.startswith("message")  # opens with a quotation mark, which is no guard
    guarded = column.text and not sentence and cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS)
    return READ[column.type](cell[1:] if guarded else cell)


def _stored(url: str, table: TableSpec) -> list[tuple[Any, ...]]:
    names = ", ".join(column.name for column in table.columns)
    rows = _all(url, f"SELECT {names} FROM {table.name}")
    return sorted((tuple(map(_plain, table.columns, row)) for row in rows), key=repr)


def _plain(column: ColumnSpec, value: Any) -> Any:
    """SQLite has no booleans, dates and decimals of its own; what it gives for them is said here."""
    if value is None:
        return None
    if column.type == "boolean":
        return bool(value)
    if column.type == "date":
        return value if isinstance(value, date) else date.fromisoformat(value)
    return Decimal(str(value)) if column.type == "number" else value


def _total(changes: dict[str, Changes], what: str) -> int:
    return sum(getattr(change, what) for change in changes.values())


# ----------------------------------------------------------------------------------------- what is loaded


def test_every_row_arrives_with_its_types(url: str, seoul: Plan, plan: Plan) -> None:
    load_plans([seoul, plan], url)
    for spec in tables().values():
        assert _stored(url, spec) == sorted([*_expected(seoul, spec), *_expected(plan, spec)], key=repr)


def test_a_second_load_changes_nothing(url: str, seoul: Plan) -> None:
    first = load_plans([seoul], url)
    before = {name: _stored(url, spec) for name, spec in tables().items()}
    second = load_plans([seoul], url)
    assert _total(first, "added") == _total(second, "same") == sum(map(len, before.values())) > 500
    assert _total(second, "added") == _total(second, "changed") == _total(second, "removed") == 0
    assert {name: _stored(url, spec) for name, spec in tables().items()} == before


def test_what_changed_is_changed_and_what_vanished_is_removed(url: str, plan: Plan) -> None:
    load_plans([plan, _edition(plan, "other")], url)
    first = plan.observations[0]
    kept = tuple(o for o in plan.observations[1:] if o.measure == "target")
    later = replace(plan, observations=(replace(first, printed="△31"), *kept), findings=())
    changes = load_plans([later], url)
    assert changes["targets"] == Changes(changed=1, same=len(kept))
    assert changes["budgets"].removed == sum(o.measure == "budget" for o in plan.observations)
    for spec in tables().values():
        ours = [row for row in _stored(url, spec) if "other" not in row]
        assert ours == _expected(later, spec)
        assert len(_stored(url, spec)) - len(ours) == len(_expected(plan, spec)), "another plan's rows are left alone"


def test_editions_stand_side_by_side_and_wide(url: str, plan: Plan) -> None:
    moved = tuple(replace(o, year=o.year + 2 if o.year else None) for o in plan.observations)
    load_plans([plan], url)
    load_plans([replace(_edition(plan, "later"), observations=moved)], url)
    rows = _all(
        url,
        "SELECT plan_id, unit, total, y2024, y2025, y2026, y2027 FROM targets_wide WHERE indicator_name LIKE '%개관%'",
    )
    by_plan = {row[0]: tuple(None if v is None else int(v) for v in row[2:]) for row in rows}
    assert by_plan == {"plan": (-30, -10, -20, None, None), "later": (-30, None, None, -10, -20)}


def test_the_wide_view_never_puts_two_units_into_one_row(url: str, seoul: Plan) -> None:
    load_plans([seoul], url)
    values = "SELECT COUNT(value) FROM targets WHERE period_type IN ('total', 'year')"
    wide = "SELECT SUM((total IS NOT NULL)::int" if not url.startswith("sqlite") else "SELECT SUM((total IS NOT NULL)"
    years = "".join(
        f" + (y{year} IS NOT NULL){'' if url.startswith('sqlite') else '::int'}" for year in range(2024, 2028)
    )
    assert _all(url, f"{wide}{years}) FROM targets_wide") == _all(url, values), "no value is hidden by another"


def test_comments_say_what_a_column_holds(url: str, plan: Plan) -> None:
    load_plans([plan], url)
    if url.startswith("sqlite"):
        pytest.skip("SQLite has no comments")
    query = (
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'targets' AND column_name = 'base_value'"
        if url.startswith("duckdb")
        else "SELECT col_description('targets'::regclass, ordinal_position::int) FROM information_schema.columns "
        "WHERE table_name = 'targets' AND column_name = 'base_value' AND table_schema = current_schema()"
    )
    ((comment,),) = _all(url, query)
    assert comment.startswith("기본 단위 값: ")


def test_types_and_keys_are_those_of_the_table_schema(url: str, plan: Plan) -> None:
    load_plans([plan], url)
    if url.startswith("sqlite"):
        types = {row[1]: row[2] for row in _all(url, "SELECT * FROM pragma_table_info('targets')")}
        keys = [row[1] for row in _all(url, "SELECT * FROM pragma_table_info('targets')") if row[5]]
        wanted = {"value": "NUMERIC", "year": "BIGINT", "approx": "BOOLEAN", "data_date": "DATE", "unit": "TEXT"}
    else:
        query = (
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = 'targets' AND table_schema = current_schema()"
        )
        types = {name: kind.lower().partition("(")[0] for name, kind in _all(url, query)}
        keys = [
            name
            for (name,) in _all(
                url,
                "SELECT k.column_name FROM information_schema.key_column_usage k JOIN "
                "information_schema.table_constraints c USING (constraint_name, table_name) "
                "WHERE table_name = 'targets' AND constraint_type = 'PRIMARY KEY' "
                "AND k.table_schema = current_schema() AND c.table_schema = current_schema()",
            )
        ]
        number, string = ("decimal", "varchar") if url.startswith("duckdb") else ("numeric", "text")
        wanted = {"value": number, "year": "bigint", "approx": "boolean", "data_date": "date", "unit": string}
    assert {name: types[name] for name in wanted} == wanted
    assert keys == ["target_id"]


def test_postgres_refuses_a_row_that_refers_to_nothing(postgres: str, plan: Plan) -> None:
    url = empty_postgres(postgres)
    load_plans([plan], url)
    with psycopg.connect(url.replace("+psycopg", "")) as connection, pytest.raises(psycopg.errors.ForeignKeyViolation):
        connection.execute("UPDATE targets SET program_id = 'plan/P9-9-9'")
        connection.commit()


# -------------------------------------------------------------------------------------------- and by COPY


def test_copy_and_load_give_the_same_rows_twice(postgres: str, seoul: Plan) -> None:
    url = empty_postgres(postgres)
    load_plans([seoul], url)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for name in tables():
            connection.execute(f"CREATE TABLE copied_{name} (LIKE {name} INCLUDING ALL)".encode())
            connection.execute(f"ALTER TABLE copied_{name} DROP COLUMN {LOADED_AT}".encode())
        for _ in range(2):
            load_plans([seoul], url)
            for name, spec in tables().items():
                connection.execute(f"TRUNCATE copied_{name}".encode())
                copy = f"COPY copied_{name} FROM STDIN (FORMAT csv, HEADER true)"
                with connection.cursor().copy(copy.encode()) as stream:
                    stream.write(csv_bytes(spec, rows_of(seoul, name)))
                for one, other in ((name, f"copied_{name}"), (f"copied_{name}", name)):
                    names = ", ".join(column.name for column in spec.columns)
                    query = f"SELECT {names} FROM {one} EXCEPT SELECT {names} FROM {other}"
                    differ = connection.execute(query.encode()).fetchall()
                    assert differ == []
                assert connection.execute(f"SELECT COUNT(*) FROM copied_{name}".encode()).fetchone() == (
                    len(_expected(seoul, spec)),
                )
            connection.commit()


# ------------------------------------------------------------------------------------------- what goes wrong


def _gongpyo(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gongpyo", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120, **options,
    )  # fmt: skip


@pytest.fixture
def out(plan: Plan, tmp_path: Path) -> Path:
    write_plan(plan, tmp_path / "out")
    return tmp_path / "out"


def test_the_command_says_what_changed(out: Path, url: str) -> None:
    first = json.loads(_gongpyo("load", out, "--to", url, "--json").stdout)
    assert first["plans"] == ["plan"]
    assert first["tables"]["targets"]["added"] > 10
    second = _gongpyo("load", out / "plan", "--to", url, "--lang", "en")
    assert second.returncode == ExitCode.CLEAN
    assert "targets: 0 added · 0 changed · 0 removed" in second.stdout


def test_a_database_that_is_not_there_is_one_sentence(out: Path, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        (tmp_path / "letter.txt").write_text("no database, " * 1000, encoding="utf-8")
        for address in (
            f"postgresql+psycopg://someone:secret@127.0.0.1:{port}/plans",
            f"sqlite:///{tmp_path}/nowhere/plans.db",
            f"duckdb:///{tmp_path}/nowhere/plans.duckdb",
            f"sqlite:///{tmp_path}/letter.txt",
            f"duckdb:///{tmp_path}/letter.txt",
        ):
            done = _gongpyo("load", out, "--to", address, "--lang", "en")
            assert done.returncode == ExitCode.INPUT
            assert done.stderr.startswith("Error: '") and done.stderr.count("\n") == 1
            assert "secret" not in done.stderr + done.stdout and "Traceback" not in done.stderr
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8").startswith("no database")


@pytest.mark.parametrize("address", ["mysql://a:secret@b/c", "plans.db", "sqlite", "postgresql+asyncpg://a@b/c", ""])
def test_an_address_of_another_kind_is_a_usage_error(out: Path, address: str) -> None:
    done = _gongpyo("load", out, "--to", address, "--lang", "en")
    assert done.returncode == ExitCode.USAGE
    assert "postgresql://user@host/database" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE TABLE targets (id INTEGER, note TEXT)", "no column 'plan_id'"),
        ("CREATE TABLE targets AS SELECT 1 AS plan_id", "'plan_id' is"),
    ],
)
def test_a_table_of_another_shape_is_refused_and_kept(url: str, plan: Plan, made: str, said: str) -> None:
    with _connected(url) as connection:
        connection.execute(text(made))
    before = _all(url, "SELECT * FROM targets")
    with pytest.raises(PlanError) as refused:
        load_plans([plan], url)
    assert refused.value.code == "database-shape" and refused.value.exit_code == ExitCode.INPUT
    assert said in refused.value.en and "'targets'" in refused.value.ko
    assert _all(url, "SELECT * FROM targets") == before
    with pytest.raises(Exception, match="programs"):
        _all(url, "SELECT * FROM programs")


def test_a_failure_in_the_last_plan_leaves_everything_as_it_was(url: str, plan: Plan) -> None:
    load_plans([plan], url)
    before = {name: _stored(url, spec) for name, spec in tables().items()}
    first = plan.observations[0]
    twice = replace(_edition(plan, "twice"), observations=(first, first))
    with pytest.raises(PlanError) as refused:
        load_plans([replace(plan, findings=()), twice], url)
    assert refused.value.code == "key-twice"
    assert {name: _stored(url, spec) for name, spec in tables().items()} == before


def test_a_number_that_a_database_would_round_is_refused(url: str, plan: Plan) -> None:
    exact = Decimal("0.12345678901234567890")
    precise = replace(plan, observations=(replace(plan.observations[0], value=exact),), findings=())
    if url.startswith("postgresql"):
        load_plans([precise], url)
        assert _all(url, "SELECT value FROM targets") == [(exact,)]
        return
    load_plans([plan], url)
    before = _stored(url, tables()["targets"])
    with pytest.raises(PlanError, match=r"cannot keep 0\.12345678901234567890"):
        load_plans([precise], url)
    assert _stored(url, tables()["targets"]) == before


def test_an_integer_of_more_than_64_bits_is_refused_with_its_row_and_column(url: str, plan: Plan) -> None:
    load_plans([plan], url)
    before = _stored(url, tables()["budgets"])
    entry = next(o for o in plan.observations if o.base_unit == "원" and o.base_value)
    over = replace(plan, observations=(replace(entry, base_value=Decimal(2**63)),))
    with pytest.raises(PlanError) as refused:
        load_plans([over], url)
    assert (refused.value.code, refused.value.exit_code) == ("number-not-kept", ExitCode.INPUT)
    for said in (refused.value.en, refused.value.ko):
        assert "9223372036854775808" in said and "'amount_krw'" in said and "plan/P1-1-1/B2/" in said
    assert _stored(url, tables()["budgets"]) == before


@pytest.mark.parametrize("digits", [28, 29])
def test_duckdb_keeps_numbers_of_all_its_digits_and_no_more(plan: Plan, tmp_path: Path, digits: int) -> None:
    url = f"duckdb:///{tmp_path / 'plans.duckdb'}"
    value = Decimal("9" * digits + ".5")
    made = replace(plan, observations=(replace(plan.observations[0], value=value),), findings=())
    if digits > 28:
        with pytest.raises(PlanError, match=f"DuckDB cannot keep {value} as it is"):
            load_plans([made], url)
        return
    load_plans([made], url)
    assert _all(url, "SELECT value FROM targets") == [(value,)]


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_full_disk_leaves_what_was_there(plan: Plan, seoul: Plan, tmp_path: Path, kind: str) -> None:
    url = f"{kind}:///{tmp_path / 'plans'}"
    load_plans([plan], url)
    before = {name: _stored(url, spec) for name, spec in tables().items()}
    write_plan(seoul, tmp_path / "out")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = _gongpyo("load", tmp_path / "out", "--to", url, "--lang", "en", preexec_fn=small, env=without_coverage())
    assert done.returncode == ExitCode.INPUT, done.stderr
    assert "nothing was changed" in done.stderr and "Traceback" not in done.stderr
    assert {name: _stored(url, spec) for name, spec in tables().items()} == before


@pytest.mark.parametrize(
    ("library", "extra", "arguments"),
    [
        ("sqlalchemy", "database", ("load", "OUT", "--to", "sqlite:///x.db")),
        ("psycopg", "database", ("load", "OUT", "--to", "postgresql+psycopg://a@127.0.0.1/b")),
        ("duckdb_engine", "database", ("load", "OUT", "--to", "duckdb:///x.duckdb")),
        ("openpyxl", "xlsx", ("export", "OUT", "--xlsx", "x.xlsx")),
        ("pyarrow", "parquet", ("export", "OUT", "--parquet", "x")),
    ],
)
def test_an_extra_that_is_not_installed_is_named(
    out: Path, tmp_path: Path, library: str, extra: str, arguments: tuple[str, ...]
) -> None:
    named = [str(out) if word == "OUT" else word for word in arguments]
    program = (
        f"import sys; sys.modules[{library!r}] = None\n"
        f"import importlib.metadata as m, gongpyo.cli.main; gongpyo.cli.main.main({[*named, '--lang', 'en']!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == ExitCode.USAGE
    how = f'install it with pip install ".[{extra}]" in the folder of gongpyo\'s source.'
    assert done.stderr == f"Error: {library} is not installed; {how}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
