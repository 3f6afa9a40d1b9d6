"""The workbook and the Parquet files hold the published rows, typed, whole, and the same on every run."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import resource
import stat
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow.parquet
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from gongpyo.cli.application import run
from gongpyo.pipeline import read_plan
from output.exports.dataset import ROWS_JOINED, Partition
from output.exports.parquet import parquet_files
from output.exports.stored_numbers import STORES
from output.exports.typed_rows import typed_rows
from output.exports.workbook import COLOURS, ROWS, workbook_bytes
from output.folder.read_back import published_plans
from output.folder.write import write_plan
from output.tables.by_year import BY_YEAR, by_year
from output.tables.codes import CODES_FILE
from output.tables.columns import for_people, tables
from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.records.base import is_kept_everywhere
from plan.records.meaning import Plan
from tests.conftest import ROOT, plan_of_every_kind
from tests.golden import SEOUL


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of_every_kind()


@pytest.fixture(scope="module")
def seoul() -> Plan:
    return read_plan(SEOUL / "plan.hwp")


@pytest.fixture(scope="module")
def book(plan: Plan, seoul: Plan) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes([plan, seoul])))


def _sheet(book: openpyxl.Workbook, table: str) -> Worksheet:
    sheet = book[tables()[table].ko]
    assert isinstance(sheet, Worksheet)
    return sheet


def _colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[2:] if cell.fill.fill_type else ""


# ------------------------------------------------------------------------------------------- the workbook


def test_every_table_has_a_sheet_with_a_frozen_head(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*BY_YEAR.values(), *(table.ko for table in tables().values()), "열 설명"]
    for name, table in tables().items():
        sheet = _sheet(book, name)
        assert sheet.freeze_panes == "A2"
        assert [cell.value for cell in sheet[1]] == [column.ko for column in for_people(table)]


def test_every_sheet_prints_as_wide_as_its_paper_with_its_head_on_each_page(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    findings = _sheet(book, "findings")
    message = [cell.value for cell in findings[1]].index("설명")
    assert all(row[message].alignment.wrap_text for row in findings.iter_rows(min_row=2)), "sentences are wrapped"


@pytest.mark.parametrize("table", list(tables()))
def test_cells_have_the_values_and_the_types_of_the_rows(
    book: openpyxl.Workbook, plan: Plan, seoul: Plan, table: str
) -> None:
    spec = tables()[table]
    rows = [row for each in (plan, seoul) for row in typed_rows(each, spec)]
    shown = list(_sheet(book, table).iter_rows(min_row=2))
    assert len(shown) == len(rows) > 0
    for row, cells in zip(rows, shown, strict=True):
        for column, cell in zip(for_people(spec), cells, strict=True):
            wanted = row[column.name]
            if isinstance(wanted, bool):
                wanted = "Y" if wanted else "N"
            elif column.codes and wanted is not None:
                wanted = tables_of(CODES_FILE)[column.codes][wanted]["ko"]
            if isinstance(wanted, datetime.date):
                assert cell.value.date() == wanted and cell.is_date
            elif isinstance(wanted, Decimal):
                assert Decimal(str(cell.value)) == wanted and cell.data_type == "n"
            else:
                assert cell.value == wanted and type(cell.value) is type(wanted), (column.name, cell.value)


def test_a_text_that_looks_like_a_formula_is_a_text(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert "=개관" in {cell.value for cell in cells}


def test_findings_are_coloured_where_they_stand_and_at_their_cells(book: openpyxl.Workbook) -> None:
    sheet = _sheet(book, "findings")
    severity = [cell.value for cell in sheet[1]].index("심각도")
    rows = list(sheet.iter_rows(min_row=2))
    codes = {said["ko"]: code for code, said in tables_of(CODES_FILE)["Severity"].items()}
    assert {_colour(row[0]) for row in rows} == {COLOURS[codes[str(row[severity].value)]] for row in rows}
    head = [cell.value for cell in sheet[1]]
    where = [head.index(title) for title in ("계획 ID", "원문 표", "원문 행", "원문 열")]
    found = {tuple(row[index].value for index in where) for row in rows if row[where[1]].value is not None}
    budgets = _sheet(book, "budgets")
    titles = [cell.value for cell in budgets[1]]
    at = [titles.index(title) for title in ("계획 ID", "원문 표", "원문 행", "원문 열")]
    coloured = {tuple(row[index].value for index in at) for row in budgets.iter_rows(min_row=2) if _colour(row[0])}
    assert coloured & found
    assert len(coloured) < budgets.max_row - 1, "most cells have no finding"


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_a_text(plan: Plan) -> None:
    exact = Decimal("1234567890123456.5")
    first = replace(plan.observations[0], value=exact)
    made = replace(plan, observations=(first,))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([made])))
    values = [cell.value for cell in _sheet(book, "targets")["G"]]
    assert values == ["값", "1234567890123456.5"]


def _column(made: Plan, table: str, letter: str) -> list[Any]:
    content = workbook_bytes([made])
    return [cell.value for cell in _sheet(openpyxl.load_workbook(io.BytesIO(content)), table)[letter]][1:]


def test_the_first_sheets_have_a_column_for_each_year_over_all_plans(
    book: openpyxl.Workbook, plan: Plan, seoul: Plan
) -> None:
    for measure, title in BY_YEAR.items():
        wide = by_year((plan, seoul), measure)
        sheet = book[title]
        assert [cell.value for cell in sheet[1]] == list(wide.head)
        shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert len(shown) == sum(entry.measure == measure for each in (plan, seoul) for entry in each.indicators)
        for row, cells in zip(wide.rows, shown, strict=True):
            for index, value in enumerate(row):
                if isinstance(value, Decimal):
                    assert Decimal(str(cells[index])) == value
    seoul_row = next(
        row for row in book[BY_YEAR["budget"]].iter_rows(min_row=2, values_only=True) if row[1] == "P1-1-2"
    )
    years = [book[BY_YEAR["budget"]].cell(1, column).value for column in range(9, 14)]
    assert dict(zip(years, seoul_row[8:13], strict=True)) == {
        "계": 3098, "2024년": 740, "2025년": 763, "2026년": 786, "2027년": 809,
    }  # fmt: skip


def test_one_csv_holds_all_plans(plan: Plan, seoul: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for each in (plan, seoul):
        write_plan(each, tmp_path / "out")
    assert run(["export", str(tmp_path / "out"), "--csv", str(tmp_path / "all"), "--json"]) == ExitCode.CLEAN
    names = [Path(name).name for name in json.loads(capsys.readouterr().out)["files"]]
    assert names == [*(f"{name}.csv" for name in tables()), "targets_by_year.csv", "budgets_by_year.csv"]
    for name in tables():
        whole, *parts = (
            list(csv.reader(file.open(encoding="utf-8-sig", newline="")))
            for file in (tmp_path / "all" / f"{name}.csv", *sorted((tmp_path / "out").glob(f"*/{name}.csv")))
        )
        assert whole == [parts[0][0], *(row for part in parts for row in part[1:])]


def test_what_xml_cannot_hold_is_escaped_as_the_standard_says(plan: Plan) -> None:
    entry = replace(plan.indicators[0], name="둑\uffff길 \ufffe \ud800 \U0001f600 _x0041_ _x41_")
    assert _column(replace(plan, indicators=(entry,)), "indicators", "D") == [
        "둑_xFFFF_길 _xFFFE_ _xD800_ \U0001f600 _x005F_x0041_ _x41_"
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal(10) ** 29, 1e29),
        (Decimal(f"1{'0' * 28}1"), f"1{'0' * 28}1"),
        (Decimal(f"1{'0' * 28}1.5"), f"1{'0' * 28}1.5"),
        (Decimal(10) ** 400, f"1{'0' * 400}"),
        (Decimal("0.1"), 0.1),
    ],
)
def test_a_number_that_a_spreadsheet_cannot_hold_is_a_text(plan: Plan, value: Decimal, shown: object) -> None:
    made = replace(plan, observations=(replace(plan.observations[0], value=value),))
    assert _column(made, "targets", "G") == [shown]


def test_a_day_before_the_first_of_a_spreadsheet_is_a_text(plan: Plan) -> None:
    old = replace(plan, profile=replace(plan.profile, data_date="0099-12-31"))
    assert set(_column(old, "plans", "J")) == {"0099-12-31"}


def test_a_sheet_that_would_be_too_long_is_refused(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("output.exports.workbook.ROWS", 5)
    with pytest.raises(PlanError, match="more than a sheet holds"):
        workbook_bytes([plan])
    assert ROWS == 1_048_576


# --------------------------------------------------------------------------------------------- Parquet


@pytest.mark.parametrize("table", list(tables()))
def test_parquet_holds_the_rows_with_exact_types(plan: Plan, seoul: Plan, table: str) -> None:
    spec = tables()[table]
    content = parquet_files([plan, seoul])[f"{table}.parquet"]
    read = pyarrow.parquet.read_table(io.BytesIO(content))
    assert read.to_pylist() == [row for each in (plan, seoul) for row in typed_rows(each, spec)]
    kinds = {
        "string": "string",
        "integer": "int64",
        "number": "decimal128(38, 10)",
        "boolean": "bool",
        "date": "date32[day]",
    }
    assert [str(kind) for kind in read.schema.types] == [kinds[column.type] for column in spec.columns]
    assert read.schema.field("plan_id").metadata[b"title"] == "계획 ID".encode()
    assert list(pandas.read_parquet(io.BytesIO(content)).columns) == [column.name for column in spec.columns]


def test_parquet_refuses_a_number_that_it_would_round(plan: Plan) -> None:
    first = replace(plan.observations[0], value=Decimal("0.12345678901"))
    with pytest.raises(PlanError, match=r"cannot keep 0\.12345678901 as it is, the 'value' of the row of 'targets'"):
        parquet_files([replace(plan, observations=(first,))])


def test_parquet_refuses_an_integer_of_more_than_64_bits_and_says_where(plan: Plan) -> None:
    entry = next(o for o in plan.observations if o.base_unit == "원" and o.base_value)
    kept, over = (replace(entry, value=Decimal(1), base_value=Decimal(value)) for value in (2**63 - 1, 2**63))
    assert parquet_files([replace(plan, observations=(kept,))])
    with pytest.raises(PlanError) as refused:
        parquet_files([replace(plan, observations=(over,))])
    assert refused.value.code == "number-not-kept"
    for said in (refused.value.en, refused.value.ko):
        assert "9223372036854775808" in said and "'amount_krw'" in said and "plan/P1-1-1/B2/" in said


def test_parquet_refuses_an_empty_cell_that_must_be_filled_and_says_where(plan: Plan) -> None:
    nameless = replace(plan, source=replace(plan.source, sha256=" "))
    with pytest.raises(PlanError) as refused:
        parquet_files([nameless])
    assert refused.value.code == "required-empty"
    for said in (refused.value.en, refused.value.ko):
        assert "'source_sha256'" in said and "'plans'" in said and plan.profile.plan_id in said


@pytest.mark.parametrize("value", [Decimal(10) ** 27 + Decimal("0.5"), Decimal("-" + "9" * 28 + ".0000000001")])
def test_parquet_keeps_numbers_of_all_its_digits(plan: Plan, value: Decimal) -> None:
    made = replace(plan, observations=(replace(plan.observations[0], value=value),))
    content = parquet_files([made])["targets.parquet"]
    assert pyarrow.parquet.read_table(io.BytesIO(content)).column("value").to_pylist() == [value]


# ------------------------------------------------------------------------------------------ the command


@pytest.fixture
def out(plan: Plan, tmp_path: Path) -> Path:
    write_plan(plan, tmp_path / "out")
    return tmp_path / "out"


def test_both_forms_are_the_same_bytes_on_every_run_time_zone_and_locale(out: Path, tmp_path: Path) -> None:
    for name, zone, locale in (("one", "UTC", "C.UTF-8"), ("two", "Asia/Seoul", "ko_KR.UTF-8")):
        command = [sys.executable, "-m", "gongpyo", "export", str(out)]
        forms = ["--xlsx", str(tmp_path / name / "plans.xlsx"), "--parquet", str(tmp_path / name)]
        env = os.environ | {"TZ": zone, "LC_ALL": locale}
        subprocess.run([*command, *forms], cwd=ROOT, env=env, check=True, capture_output=True, timeout=120)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two and len(one) == 1 + len(tables())
    with zipfile.ZipFile(tmp_path / "one" / "plans.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}


def test_an_export_says_what_it_wrote(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(out), "--parquet", str(tmp_path / "new" / "parquet"), "--json"]) == ExitCode.CLEAN
    files = json.loads(capsys.readouterr().out)["files"]
    assert [Path(name).name for name in files] == [f"{table}.parquet" for table in tables()]
    assert all(Path(name).is_file() for name in files)


def test_an_export_without_a_form_is_a_usage_error(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(out), "--lang", "en"]) == ExitCode.USAGE
    assert "Give --xlsx FILE, --parquet FOLDER or --csv FOLDER" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_keeps_what_is_there(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "plans.xlsx"
    book.write_text("mine", encoding="utf-8")
    assert run(["export", str(out), "--xlsx", str(book / "inside.xlsx"), "--lang", "en"]) == ExitCode.INPUT
    assert "cannot be written" in capsys.readouterr().err

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run(["export", str(out), "--xlsx", str(book), "--lang", "en"]) == ExitCode.INPUT
    assert "no space is left" in capsys.readouterr().err
    assert book.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "plans.xlsx"]


WRITERS = {  # each command that writes a file of its own, and the file
    "export --xlsx": ("export OUT --xlsx FOLDER/a.xlsx", "FOLDER/a.xlsx"),
    "export --parquet": ("export OUT --parquet FOLDER", "FOLDER/targets.parquet"),
    "diff --html": ("diff OUT OUT/plan/plan.json --html FOLDER/d.html -q", "FOLDER/d.html"),
    "corrections": ("corrections OUT", "OUT/plan/corrections.yaml"),
}


def _writer(name: str, out: Path, folder: Path) -> tuple[list[str], Path]:
    """The words of a command that writes a file, and the file."""
    words, file = (text.replace("OUT", str(out)).replace("FOLDER", str(folder)) for text in WRITERS[name])
    return words.split(), Path(file)


@pytest.mark.parametrize("name", [name for name in WRITERS if "xlsx" not in name])  # its library's own files fail first
def test_a_disk_that_fills_up_leaves_the_older_file(out: Path, tmp_path: Path, name: str) -> None:
    command, file = _writer(name, out, tmp_path)
    file.write_text("# mine\n", encoding="utf-8")
    file.chmod(0o640)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    for limit in (small, None):
        before = file.read_bytes()
        done = subprocess.run(
            [sys.executable, "-m", "gongpyo", *command, "--lang", "en"],
            cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False, timeout=120,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # Python would keep byte code that is cut
        )  # fmt: skip
        assert (done.returncode, file.read_bytes() == before) == ((4, True) if limit else (0, False)), done.stderr
        assert ("larger than is allowed" in done.stderr) == bool(limit)
        assert [path for path in file.parent.iterdir() if path.name.startswith((".", f"{file.name}."))] == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", WRITERS)
def test_no_command_writes_through_a_link_or_puts_a_file_in_the_place_of_one(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    command, file = _writer(name, out, tmp_path)
    (tmp_path / "victim").write_text("# a person's\n", encoding="utf-8")
    file.symlink_to(tmp_path / "victim")
    waiting = file.with_name(f".gongpyo-{file.name}-{os.getpid()}")
    for link in (file, waiting, file.with_name(f"{file.name}.new")):
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / "victim")
    assert run([*command, "--lang", "en"]) == ExitCode.INPUT
    said = capsys.readouterr().err
    assert f"'{file}' cannot be" in said and "(it is a link" in said
    file.unlink()
    assert run([*command, "--lang", "en"]) == ExitCode.INPUT
    assert f"'{waiting}' cannot be written (it is there already)" in capsys.readouterr().err
    waiting.unlink()
    assert run(command) == ExitCode.CLEAN
    assert file.is_file() and not file.is_symlink()
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "# a person's\n"


def test_a_device_is_not_replaced_by_a_file(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for device in ("/dev/null", "/dev/full"):
        assert run(["diff", str(out), str(out), "--html", device, "--lang", "en"]) == ExitCode.INPUT
        assert "it is a link or no file" in capsys.readouterr().err
        assert Path(device).is_char_device()


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-(2**70), 2**70).map(Decimal)


@given(NUMBERS)
@example(Decimal("9999999999999000000000000"))
@example(Decimal(2**63 - 1))
@example(Decimal(2**63))
@example(Decimal("0.12345678901"))
@example(Decimal("1234567890123456.75"))
def test_what_a_store_would_refuse_is_what_a_finding_says(value: Decimal) -> None:
    assume(len(value.as_tuple().digits) + abs(value.adjusted()) < 300)
    assert is_kept_everywhere(value) == all(store.keeps(value) for store in STORES.values())


# ------------------------------------------------------------------------------- reading plans back


def test_published_plans_read_back_as_they_were(plan: Plan, out: Path) -> None:
    (read,) = published_plans(out)
    assert read == replace(plan, contacts=(), decided=None)  # which is a file of its own
    assert published_plans(out / "plan") == [read]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"schema_version": "1.1.0"', "EOF"),
        (b"", "EOF"),
        (b"{}", "source: Field required"),
        (b"date", "2023-02-30"),
        (b"digits", "no more than 100 digits"),
        (b"head", "year_tables.0: header_rows 9"),
        (b"\xff\xfe", "plan.json"),
    ],
)
def test_a_plan_file_that_is_broken_is_named(out: Path, content: bytes, said: str) -> None:
    file = out / "plan" / "plan.json"
    whole = file.read_bytes()
    changed = {
        b"date": whole.replace(b'"data_date": "2023-11-30"', b'"data_date": "2023-02-30"'),
        b"head": whole.replace(b'"header_rows": 1', b'"header_rows": 9'),
        b"digits": whole.replace(b'"value": 1000', b'"value": "1e999999999"'),
    }
    file.write_bytes(changed.get(content, content))
    with pytest.raises(PlanError) as refused:
        published_plans(out)
    assert refused.value.code == "plan-unreadable" and said in refused.value.en
    assert "plan.json" in refused.value.ko


def test_the_same_plan_in_two_folders_is_refused(plan: Plan, out: Path) -> None:
    (out / "copy").mkdir()
    (out / "copy" / "plan.json").write_bytes((out / "plan" / "plan.json").read_bytes())
    with pytest.raises(PlanError, match="hold one plan id, 'plan'"):
        published_plans(out)


def test_one_document_under_two_ids_is_not_loaded_twice(plan: Plan, out: Path) -> None:
    (copied := out / "copy").mkdir()
    other = replace(plan, profile=replace(plan.profile, plan_id="copy"))
    (copied / "plan.json").write_bytes((write_plan(other, out.parent / "elsewhere") / "plan.json").read_bytes())
    with pytest.raises(PlanError, match="plans of one document") as refused:
        published_plans(out)
    assert refused.value.code == "same-document" and "합계가 두 배" in refused.value.ko


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(PlanError, match=r"holds no plan\.json"):
            published_plans(folder)


def test_a_partition_of_many_small_plans_holds_few_tables(plan: Plan) -> None:
    one = Partition("one")
    one.add(plan)
    count = 5 * ROWS_JOINED // max(one.rows().values()) + 1
    many = Partition("many")
    for _ in range(count):
        many.add(plan)
    assert all(len(few) < ROWS_JOINED for few in many._few.values())
    assert all(len(parts) <= 6 for parts in many._parts.values())
    assert many.rows() == {name: rows * count for name, rows in one.rows().items()}
    many.files()
    assert many.rows() == {name: rows * count for name, rows in one.rows().items()}
