"""The CSV files in the tools that people open them with: every file, the intended types, no cell changed."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest

from gongpyo.pipeline import convert
from output.folder.write import write_plan
from output.tables.columns import ColumnSpec, tables
from tests.conftest import ROOT, plan_of_every_kind
from tests.golden import SEOUL

TABLES = pytest.mark.parametrize("table", list(tables()))
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the Seoul plan."""
    return convert(SEOUL / "plan.hwp", tmp_path_factory.mktemp("seoul"))[1]


def _lines(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _expected(folder: Path, table: str) -> list[tuple[Any, ...]]:
    columns = tables()[table].columns
    return [
        tuple(READ[column.type](cell) if cell else None for column, cell in zip(columns, line, strict=True))
        for line in _lines(folder / f"{table}.csv")[1:]
    ]


def _types(folder: Path, table: str, names: dict[str, str]) -> dict[str, str]:
    """What a loader is told of the columns, out of the Data Package beside the files."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (schema,) = (resource["schema"] for resource in package["resources"] if resource["name"] == table)
    return {field["name"]: names[field["type"]] for field in schema["fields"]}


# ------------------------------------------------------------------------------ databases and data frames


@TABLES
def test_duckdb_loads_a_file_with_the_types_of_its_schema(folder: Path, table: str) -> None:
    names = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    types = _types(folder, table, names)
    read = duckdb.sql(f"SELECT * FROM read_csv('{folder}/{table}.csv', types = {types})")
    assert dict(zip(read.columns, map(str, read.types), strict=True)) == types
    assert read.fetchall() == _expected(folder, table)


@TABLES
def test_duckdb_guesses_no_wrong_number_without_a_schema(folder: Path, table: str) -> None:
    read = duckdb.sql(f"SELECT * FROM '{folder}/{table}.csv'")
    numbers = [index for index, c in enumerate(tables()[table].columns) if c.type in ("integer", "number")]
    assert read.columns == [column.name for column in tables()[table].columns], "no BOM in the first name"
    for row, wanted in zip(read.fetchall(), _expected(folder, table), strict=True):
        assert [row[index] for index in numbers] == [wanted[index] for index in numbers]


@TABLES
def test_pandas_loads_a_file_with_the_types_of_its_schema(folder: Path, table: str) -> None:
    names = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string"}
    types = _types(folder, table, names)
    dates = [column.name for column in tables()[table].columns if column.type == "date"]
    frame = pandas.read_csv(
        folder / f"{table}.csv", dtype=types, parse_dates=dates, keep_default_na=False, na_values=[""]
    )
    assert list(frame.columns) == list(types)
    for column in tables()[table].columns:
        kind = str(frame[column.name].dtype)
        assert kind.startswith("datetime64") if column.type == "date" else kind == types[column.name]
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    plain = [tuple(v.date() if isinstance(v, pandas.Timestamp) else v for v in row) for row in rows]
    assert plain == _expected(folder, table)


@TABLES
def test_sqlite_loads_a_file_with_the_types_of_its_schema(folder: Path, table: str) -> None:
    names = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "TEXT", "date": "TEXT"}
    types = _types(folder, table, names)
    with sqlite3.connect(":memory:") as base:
        base.execute(f"CREATE TABLE plan ({', '.join(f'{name} {kind}' for name, kind in types.items())})")
        marks = ", ".join("?" for _ in types)
        lines = [[cell or None for cell in line] for line in _lines(folder / f"{table}.csv")[1:]]
        base.executemany(f"INSERT INTO plan VALUES ({marks})", lines)
        for column in tables()[table].columns:
            kinds = {kind for (kind,) in base.execute(f"SELECT DISTINCT typeof({column.name}) FROM plan")}
            number = column.type in ("integer", "number")
            assert kinds <= ({"integer", "real", "null"} if number else {"text", "null"}), column.name
        stored = base.execute("SELECT * FROM plan").fetchall()
    plain = {"boolean": lambda v: "true" if v else "false", "date": str}
    assert stored == [
        tuple(
            plain.get(column.type, lambda v: v)(value) if value is not None else None
            for column, value in zip(tables()[table].columns, row, strict=True)
        )
        for row in _expected(folder, table)
    ]


# ----------------------------------------------------------------------------------------- the spreadsheet

SEPARATOR, QUOTE, UTF_8, KOREAN = 44, 34, 76, 1042  # tokens of LibreOffice's CSV filter; 1042 is Korean (LCID)
STANDARD, TEXT = 1, 2


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str, str], Path]:
    """Opens a file in LibreOffice under Korean settings and saves it in another form; skipped where it is absent."""
    program = shutil.which("soffice") or shutil.which("localc")
    if program is None:
        pytest.skip("needs LibreOffice Calc (Debian: apt-get install libreoffice-calc)")
    home = tmp_path_factory.mktemp("office")

    def opened(path: Path, reading: str, form: str) -> Path:
        out = home / path.stem / form[:3]
        command = [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        filters = [f"--infilter=CSV:{reading}", "--convert-to", form, "--outdir", str(out), str(path)]
        subprocess.run([*command, *filters], check=True, capture_output=True, timeout=300)
        return next(out.iterdir())

    return opened


def _reading(columns: tuple[ColumnSpec, ...], *, by_schema: bool, special: bool) -> str:
    """The filter's tokens; by schema, the text columns are opened as text, as a person would choose in the dialogue."""
    kinds = "/".join(
        f"{index}/{TEXT if by_schema and column.type == 'string' else STANDARD}"
        for index, column in enumerate(columns, start=1)
    )
    return f"{SEPARATOR},{QUOTE},{UTF_8},1,{kinds},{KOREAN},false,{str(special).lower()}"


SAVED = f"csv:Text - txt - csv (StarCalc):{SEPARATOR},{QUOTE},{UTF_8},1,,{KOREAN},false,true"  # as shown


@TABLES
def test_libreoffice_with_korean_settings_changes_no_cell(
    folder: Path, office: Callable[[Path, str, str], Path], table: str
) -> None:
    path = folder / f"{table}.csv"
    reading = _reading(tables()[table].columns, by_schema=True, special=True)
    assert _lines(office(path, reading, SAVED)) == _lines(path)


@TABLES
def test_libreoffice_opening_a_file_as_it_is_changes_no_more_than_digit_groups_of_printed_cells(
    folder: Path, office: Callable[[Path, str, str], Path], table: str
) -> None:
    copy = folder.parent / f"plain-{table}.csv"
    shutil.copy(folder / f"{table}.csv", copy)
    shown = _lines(office(copy, _reading(tables()[table].columns, by_schema=False, special=False), SAVED))
    for ours, theirs in zip(_lines(copy), shown, strict=True):
        for column, cell, other in zip(tables()[table].columns, ours, theirs, strict=True):
            grouped = column.text and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", cell)
            assert other == (cell.replace(",", "") if grouped else cell), column.name


def test_libreoffice_runs_no_cell_as_a_formula(tmp_path: Path, office: Callable[[Path, str, str], Path]) -> None:
    folder = write_plan(plan_of_every_kind(), tmp_path)
    hostile = tmp_path / "hostile.csv"
    hostile.write_text("a\n=1+1\n", encoding="utf-8")
    assert "table:formula" in office(hostile, "44,34,76", "fods").read_text(encoding="utf-8"), "the check can fail"
    for table in ("programs", "targets"):
        path = folder / f"{table}.csv"
        assert any(cell.startswith("'") for line in _lines(path) for cell in line), "it has what a sheet would run"
        reading = _reading(tables()[table].columns, by_schema=False, special=True)
        assert "table:formula" not in office(path, reading, "fods").read_text(encoding="utf-8")


# -------------------------------------------------------------------------------------- the same bytes again


def test_the_files_are_the_same_in_another_locale_and_time_zone(tmp_path: Path) -> None:
    for name, zone, locale in (
        ("one", "UTC", "C"),
        ("two", "Asia/Seoul", "ko_KR.UTF-8"),
        ("three", "US/Samoa", "de_DE"),
    ):
        command = [sys.executable, "-m", "gongpyo", "convert", str(SEOUL / "plan.hwpx"), "-o", str(tmp_path / name)]
        env = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(len(name))}
        done = subprocess.run(
            [*command, "--findings-ok"], cwd=ROOT, env=env, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0
    one, two, three = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two", "three")
    )
    assert one == two == three
    assert len(one) == 23


def test_numbers_are_read_as_they_are_written(folder: Path) -> None:
    """A float that a loader makes of a number is the number, so that the tests above compare what is meant."""
    for table in tables():
        for line in _lines(folder / f"{table}.csv")[1:]:
            for column, cell in zip(tables()[table].columns, line, strict=True):
                if cell and column.type == "number":
                    assert Decimal(repr(float(cell))) == Decimal(cell)
