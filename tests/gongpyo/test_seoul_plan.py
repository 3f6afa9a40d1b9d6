"""The Seoul plan, from the customer's text and from every format of the fixture, against the hand-made golden."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from gongpyo.pipeline import convert, read_plan
from normalize.cells.units import read_units
from plan.grid import cell_key
from plan.records.meaning import Plan
from tests.golden import SEOUL, programs_of, read_golden, series_of

CUSTOMER = Path(__file__).parents[3] / "shared/seed/seoul-citizen-participation-2024-2027.opengov.txt"
FORMATS = ("plan.hwp", "plan.hwpx", "plan.pdf", "plan.opengov.txt", "plan.opengov.html")
SOURCES = [*FORMATS, "customer"]

NAMES_INTERPRETED = {  # golden keeps the label as printed; what we publish, and why
    ("2-2-3", "1"): "상상대로 서울 운영",  # the form's words 사 업 명 give way to the programme's name
    ("3-1-6", "1"): "공론장(서울시민에게 묻습니다) 운영",  # the same
    ("3-2-1", "1"): "주민자치회 제도개편 (역량강화) 교육인원",  # a dash between name and detail
    ("3-3-5", "2"): "법률자문단 운영 간담회개최",  # the merged label serves both rows
    ("4-1-1", "1"): "서울런 4050 중장년 직업역량 강화 참여자 수",  # the mark of a remark
}
WITHOUT_REMARK = {"2-4-1": "시민공약평가단 운영"}  # the chart's remark 사업명 변경 요청 is no part of the name
SLIPS = {  # what design and reader found, by rule and programme
    ("total-mismatch", "P3-1-5"),
    ("total-mismatch", "P3-1-6"),
    ("code-mismatch", "P2-3-2"),
    ("code-mismatch", "P2-3-3"),
    ("label-placeholder", "P2-2-3"),
    ("label-placeholder", "P3-1-6"),
    ("program-without-table", "P2-1-1"),
    ("program-without-table", "P2-1-2"),
    ("program-without-table", "P2-1-4"),
}


@cache
def plan_of(source: str) -> Plan:
    if source != "customer":
        return read_plan(SEOUL / source)
    if not CUSTOMER.exists():
        pytest.skip("the customer's document is not part of the project")
    return read_plan(CUSTOMER)


@pytest.mark.parametrize("source", SOURCES)
def test_programs(source: str) -> None:
    wanted = read_golden("programs.csv")
    for row in wanted:
        row["name"] = WITHOUT_REMARK.get(row["page_code"], row["name"])
        del row["strategy_no"], row["task_no"]  # parts of the codes
    assert programs_of(plan_of(source)) == wanted


@pytest.mark.parametrize("code", sorted({row["page_code"] for row in read_golden("rows.csv")}))
@pytest.mark.parametrize("source", SOURCES)
def test_series(source: str, code: str) -> None:
    wanted = [row for row in read_golden("rows.csv") if row["page_code"] == code]
    for row in wanted:
        row["name"] = NAMES_INTERPRETED.get((code, row["series"]), row["name"])
        (unit,) = read_units(row["unit"])  # unit words such as 발행 횟수 are published as their counter
        row |= {"unit": unit.unit, "base_unit": unit.base_unit}
    assert [row for row in series_of(plan_of(source)) if row["page_code"] == code] == wanted


@pytest.mark.parametrize("source", SOURCES)
def test_summary_lines(source: str) -> None:
    wanted = [
        (
            row["page_code"],
            row["name"],
            row["unit"],
            2000 + int(row["printed_first_year"][-2:]),
            row["printed_first"],
            2000 + int(row["printed_last_year"][-2:]),
            row["printed_last"],
            row["printed_total"],
        )
        for row in read_golden("summary.csv")
    ]
    found = [
        (
            line.program_no.removeprefix("P"),
            line.name,
            line.unit_text,
            line.points[0].year,
            line.points[0].printed,
            line.points[-1].year,
            line.points[-1].printed,
            line.total_printed,
        )
        for line in plan_of(source).summary_lines
    ]
    assert found == wanted


@pytest.mark.parametrize("source", SOURCES)
def test_slips_are_found(source: str) -> None:
    assert {(found.rule, found.program_no) for found in plan_of(source).findings} >= SLIPS


@pytest.mark.parametrize("source", SOURCES)
def test_every_cell_is_answered_for(source: str) -> None:
    plan = plan_of(source)
    distinct = {
        (table.place, cell_key(cell))
        for table in plan.year_tables
        if table.kind == "plan"
        for row in table.grid[table.header_rows :]
        for cell in row
    }
    assert plan.cells.in_scope == len(distinct)
    assert plan.cells.in_scope == plan.cells.read + plan.cells.ignored + plan.cells.findings


@pytest.mark.parametrize("source", FORMATS)
def test_every_value_stands_in_its_cell(source: str) -> None:
    plan = plan_of(source)
    cells = {
        (table.place.table, cell.place.row, cell.place.column): " ".join(cell.text.split())
        for table in plan.year_tables
        for row in table.grid
        for cell in row
    }
    for observation in plan.observations:
        place = observation.place
        assert cells[place.table, place.row, place.column] == observation.printed


Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Rows]:
    """The rows of a published CSV file, but for where they stand in the source."""
    folder = tmp_path_factory.mktemp("published")

    @cache
    def converted(source: str) -> Path:
        return convert(SEOUL / source, folder / source)[1]

    def rows(source: str, name: str) -> Rows:
        with (converted(source) / name).open(encoding="utf-8-sig", newline="") as file:
            return [
                {key: value for key, value in row.items() if not key.startswith("source_")}
                for row in csv.DictReader(file)
            ]

    return rows


@pytest.mark.parametrize("other", FORMATS[1:])
@pytest.mark.parametrize("name", ["programs.csv", "indicators.csv", "targets.csv", "budgets.csv", "findings.csv"])
def test_all_formats_say_the_same(name: str, other: str, published: Callable[[str, str], Rows]) -> None:
    assert published(other, name) == published(FORMATS[0], name)
