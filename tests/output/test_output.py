"""The published files load anywhere, say the same on every run, and are never left half written."""

from __future__ import annotations

import copy
import csv
import io
import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from extract.plan import extract_plan
from extract.readers.read import read_document
from normalize.plan import normalize_plan
from output.descriptors.plan_model import plan_of
from output.descriptors.schema import plan_schema
from output.files.csv_file import csv_bytes, guarded, number_text
from output.files.json_file import json_bytes
from output.folder.write import write_plan
from output.tables.columns import tables
from plan.records.base import Place
from plan.records.meaning import FILE_OF_ITS_OWN, Plan
from plan.records.printed import Period
from plan.records.values import PeriodBasis
from tests.conftest import plan_of_every_kind, whole_files

NAMES = ("plans", "programs", "indicators", "targets", "budgets", "findings")
PLAIN_NUMBER = r"[-+]?\d[\d,]*(\.\d+)?"  # a signed number is no formula, so it is left as printed
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of_every_kind()


@pytest.fixture(scope="module")
def files(plan: Plan) -> dict[str, bytes]:
    return whole_files(plan)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_all_files_are_there(files: dict[str, bytes]) -> None:
    assert set(files) >= {"plan.json", "datapackage.json", *(f"{name}.csv" for name in NAMES)}
    assert all(_rows(files[f"{name}.csv"]) for name in NAMES), "the plan of these tests has rows for every table"


@pytest.mark.parametrize("name", NAMES)
def test_a_csv_file_is_as_portals_and_spreadsheets_want_it(files: dict[str, bytes], name: str) -> None:
    content = files[f"{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\xef\xbb\xbf") == 1
    text = content.decode("utf-8-sig")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    assert unicodedata.is_normalized("NFC", text)
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == [column.name for column in tables()[name].columns]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines) == text.count("\r\n"), "no line break inside a cell"
    assert not regex.search(r"[\u2028\u2029\x85\x0b\x0c]", text)


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_of_their_columns_type(files: dict[str, bytes], name: str) -> None:
    patterns = {
        "integer": r"-?\d+",
        "number": r"-?\d+(\.\d+)?",
        "boolean": "true|false",
        "date": r"\d{4}-\d\d-\d\d",
        "string": r"(?s).*",
    }
    for row in _rows(files[f"{name}.csv"]):
        for column in tables()[name].columns:
            cell = row[column.name]
            assert cell == "" or regex.fullmatch(patterns[column.type], cell), (column.name, cell)
            assert cell or not column.required, column.name
            assert not column.enum or cell in ("", *column.enum), (column.name, cell)


@pytest.mark.parametrize("basis", ["stated", "derived"])
def test_the_years_of_the_plan_and_of_its_values_are_two_things(plan: Plan, basis: PeriodBasis) -> None:
    period = Period(first=2023, last=2030, basis=basis, printed="", place=Place())
    made = replace(plan, period=period, profile=replace(plan.profile, first_year=2023, last_year=2030))
    (row,) = _rows(whole_files(made)["plans.csv"])
    assert (row["first_year"], row["last_year"], row["period_basis"]) == ("2023", "2030", basis)
    assert (row["data_first_year"], row["data_last_year"]) == ("2024", "2025")


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique(files: dict[str, bytes], name: str) -> None:
    keys = [tuple(row[key] for key in tables()[name].key) for row in _rows(files[f"{name}.csv"])]
    assert len(keys) == len(set(keys))


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet may run the cell; a lone dash and a plain number it shows as they are."""
    return (
        cell.startswith(FORMULA_STARTS) and cell not in ("-", "–", "—", "+") and not regex.fullmatch(PLAIN_NUMBER, cell)
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_text_cell_runs_as_a_formula(files: dict[str, bytes], name: str) -> None:
    for row in _rows(files[f"{name}.csv"]):
        for column in tables()[name].columns:
            cell = row[column.name]
            if column.type == "string" and not column.enum:
                assert not _is_formula(cell), (column.name, cell)


def test_guarded_text_and_negative_numbers_read_as_meant(files: dict[str, bytes]) -> None:
    first = _rows(files["targets.csv"])
    assert first[0]["indicator_name"] == "'=개관"
    assert [row["value"] for row in first[:3]] == ["-30", "-10", "-20"]
    assert _rows(files["programs.csv"])[1]["program_name"] == "'@장터"
    assert _rows(files["programs.csv"])[0]["program_name"] == "마을 도서관 늘리기"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+82-10-1234",
        "-2+3",
        "-5%+A1",
        "-A1",
        "-1,2.3.4",
        "@SUM(A1)",
        "＝1",
        "－1",
        "\t=1",
        "\u200b=1+1",
        "\ufeff@SUM(A1)",
        "\u2060\xa0-2+3",
        "\u202e=1",
        "\xad=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "–", "가=1", "1-1-1", "10", "-10", "+5", "-1,234.5", "'24", "예산"])
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_is_one_cell_of_one_line_in_nfc(text: str) -> None:
    spec = tables()["findings"]
    row: dict[str, str | int | bool | Decimal | None] = {column.name: None for column in spec.columns}
    content = csv_bytes(spec, [row | {"record": text}]).decode("utf-8-sig", "surrogatepass")
    lines = list(csv.reader(io.StringIO(content, newline="")))
    assert len(lines) == 2 and content.count("\r\n") == 2
    cell = lines[1][[column.name for column in spec.columns].index("record")]
    plain = "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc")
    assert cell.removeprefix("'") == unicodedata.normalize("NFC", plain).removeprefix("'")
    assert not _is_formula(cell)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_numbers_are_written_without_exponent_or_separator(value: Decimal) -> None:
    text = number_text(value)
    assert regex.fullmatch(r"-?\d+(\.\d+)?", text)
    assert Decimal(text) == value


@pytest.mark.parametrize("with_contacts", [False, True])
def test_plan_json_keeps_its_published_schema(plan: Plan, with_contacts: bool) -> None:
    schema = json.loads(json.dumps(plan_schema()))
    written = json.loads(whole_files(plan, with_contacts=with_contacts)["plan.json"])
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema)
    assert list(checker.iter_errors(written)) == []
    assert list(checker.iter_errors(written | {"observations": [{}]})), "the check can fail"


def test_plan_json_reads_back_as_the_same_plan(plan: Plan) -> None:
    content = whole_files(plan, with_contacts=True)["plan.json"]
    assert plan_of(content) == replace(plan, decided=None)


def test_people_are_published_only_where_asked_for(plan: Plan) -> None:
    for name, content in whole_files(plan).items():
        assert "가나다" not in content.decode(), name
        assert "☎" not in content.decode(), name
    asked = whole_files(plan, with_contacts=True)
    assert [name for name, content in asked.items() if "가나다" in content.decode()] == ["plan.json"]


def test_json_is_never_guarded(files: dict[str, bytes]) -> None:
    assert json.loads(files["plan.json"])["indicators"][0]["name"] == "=개관"


def test_two_runs_give_the_same_bytes(plan: Plan, tmp_path: Path, viewer_file: Path) -> None:
    for name in ("one", "two"):
        document = read_document(viewer_file)
        write_plan(normalize_plan(extract_plan(document)), tmp_path / name)
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert first == second
    assert len(first) >= 7
    assert whole_files(plan) == whole_files(copy.deepcopy(plan))


# --------------------------------------------------------------------------------------------- the folder


def _folder(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def _changed(plan: Plan) -> Plan:
    return replace(plan, profile=replace(plan.profile, title="새 제목"), findings=())


def test_the_folder_holds_the_files_and_nothing_else(plan: Plan, tmp_path: Path) -> None:
    folder = write_plan(plan, tmp_path / "a" / "b")
    assert folder == tmp_path / "a" / "b" / plan.profile.plan_id
    assert _folder(folder) == whole_files(plan)
    assert [path.name for path in folder.parent.iterdir()] == [plan.profile.plan_id]


def test_a_file_from_outside_is_told_where_it_is_wrong(plan: Plan) -> None:
    fields = json.loads(whole_files(plan)["plan.json"])
    fields["observations"][0]["status"] = "guessed"
    with pytest.raises(ValueError, match=r"observations\.0\.status"):
        plan_of(json.dumps(fields).encode())
    with pytest.raises(ValueError, match="colour"):
        plan_of(json.dumps(json.loads(whole_files(plan)["plan.json"]) | {"colour": "red"}).encode())


def test_the_models_of_a_file_are_those_of_the_records(plan: Plan) -> None:
    properties = plan_schema()["properties"]
    own = [field.name for field in msgspec.structs.fields(Plan) if field.name not in FILE_OF_ITS_OWN]
    assert list(properties) == own
    assert set(Plan.__struct_fields__) > FILE_OF_ITS_OWN
    assert plan_of(json_bytes(plan, with_contacts=True)) == replace(plan, decided=None)
