"""What stands over the years says what they count: one head over all of them, or one over each of several series."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.conftest import hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table, zip_bytes

TITLE = "가온시 마을 기본계획(2024~2027)"
Series = list[tuple[str, str, str, list[str]]]  # measure, name, unit, printed values in the order of the columns

# Each row is the words of its cells; a cell is as wide as the number of columns behind its words says, 1 where it does
# not. The first cell of a head of two rows reaches over both.
YEARS = ["계", "2024", "2025", "2026"]
CASES: dict[str, tuple[list[list[str | tuple[str, int]]], Series]] = {
    "costs-over-all-years": (
        [["구분", ("사업비(백만원)", 4)], YEARS, ["도서관 확충", "60", "10", "20", "30"]],
        [("budget", "도서관 확충", "백만원", ["60", "10", "20", "30"])],
    ),
    "a-word-before-costs": (
        [["구분", ("연차별 투자비(억원)", 4)], YEARS, ["도서관 확충", "60", "10", "20", "30"]],
        [("budget", "도서관 확충", "억원", ["60", "10", "20", "30"])],
    ),
    "amounts-over-all-years": (
        [["구분", ("사업량(개소)", 4)], YEARS, ["도서관 확충", "60", "10", "20", "30"]],
        [("target", "도서관 확충", "개소", ["60", "10", "20", "30"])],
    ),
    "goals-over-all-years-and-a-budget-below": (
        [
            ["구분", ("연차별 목표", 4)],
            YEARS,
            ["도서관 확충(개소)", "60", "10", "20", "30"],
            ["예산(백만원)", "6", "1", "2", "3"],
        ],
        [
            ("target", "도서관 확충", "개소", ["60", "10", "20", "30"]),
            ("budget", "예산", "백만원", ["6", "1", "2", "3"]),
        ],
    ),
    "a-unit-alone-in-the-first-row": (
        [["", "", "", "(억원)"], ["2024", "2025", "2026"], ["도서관 확충", "10", "20", "30"]],
        [("budget", "도서관 확충", "억원", ["10", "20", "30"])],
    ),
    "a-unit-alone-over-years-at-the-side": (
        [["", "(억원)"], ["요구액"], ["2024", "10"], ["2025", "20"], ["2026", "30"]],
        [("budget", "요구액", "억원", ["10", "20", "30"])],
    ),
    "costs-without-a-unit": (
        [["구분", ("사업비", 4)], YEARS, ["도서관 확충", "60", "10", "20", "30"]],
        [("budget", "도서관 확충", "", ["60", "10", "20", "30"])],
    ),
    "a-draft-is-no-unit": (
        [["구분", ("정비 계획(안)", 4)], YEARS, ["도서관(개소)", "60", "10", "20", "30"]],
        [("target", "도서관", "개소", ["60", "10", "20", "30"])],
    ),
    "the-same-years-below-each-series": (
        [
            ["구분", ("사업량(개소)", 2), ("사업비(백만원)", 2)],
            ["2024", "2025", "2024", "2025"],
            ["도서관", "1", "2", "30", "40"],
        ],
        [("target", "도서관 사업량", "개소", ["1", "2"]), ("budget", "도서관 사업비", "백만원", ["30", "40"])],
    ),
    "each-series-with-its-total": (
        [
            ["구분", ("사업량(개소)", 3), ("사업비(백만원)", 3)],
            ["계", "2024", "2025", "계", "2024", "2025"],
            ["도서관", "3", "1", "2", "70", "30", "40"],
        ],
        [
            ("target", "도서관 사업량", "개소", ["3", "1", "2"]),
            ("budget", "도서관 사업비", "백만원", ["70", "30", "40"]),
        ],
    ),
    "who-pays-over-years-of-its-own": (
        [
            ["구분", ("국비(억원)", 2), ("시비(억원)", 2)],
            ["2024", "2025", "2024", "2025"],
            ["도서관", "1", "2", "3", "4"],
        ],
        [("budget", "도서관 국비", "억원", ["1", "2"]), ("budget", "도서관 시비", "억원", ["3", "4"])],
    ),
}
ONE_ROW_HEADS: dict[str, tuple[list[list[str]], Series]] = {
    "the-unit-over-the-total": (
        [["구분", "총사업비(백만원)", "2024", "2025"], ["도서관", "30", "10", "20"], ["공원", "20", "-", "20"]],
        [("budget", "도서관", "백만원", ["30", "10", "20"]), ("budget", "공원", "백만원", ["20", "-", "20"])],
    ),
    "the-unit-over-a-total-that-is-another-sum": (
        [["구분", "총사업비(백만원)", "2024", "2025"], ["도서관", "35", "10", "20"]],
        [("target", "도서관", "", ["35", "10", "20"])],
    ),
    "what-is-counted-and-its-unit-beside-each-year": (
        [["구분", "2024년 사업비(백만원)", "2025년 사업비(백만원)"], ["도서관", "10", "20"]],
        [("budget", "도서관", "백만원", ["10", "20"])],
    ),
    "a-budget-and-its-unit-beside-each-year": (
        [["구분", "'24 예산(천원)", "'25 예산(천원)"], ["도서관", "10", "20"]],
        [("budget", "도서관", "천원", ["10", "20"])],
    ),
    "the-unit-over-the-total-of-what-is-no-money": (
        [["구분", "계(백만원)", "2024", "2025"], ["이용자 수", "30", "10", "20"]],
        [("target", "이용자 수", "", ["30", "10", "20"])],
    ),
}


def _plan(folder: Path, rows: list[list[str | tuple[str, int]]], head_rows: int) -> Plan:
    cells = []
    for number, row in enumerate(rows):
        column = 1 if 0 < number < head_rows else 0
        for cell in row:
            text, width = cell if isinstance(cell, tuple) else (cell, 1)
            height = head_rows if (number, column) == (0, 0) else 1
            cells.append(hwpx_cell(number, column, text, rows=height, columns=width))
            column += width
        assert column == len(rows[-1]), text
    table = hwpx_table(cells, rows=len(rows), columns=len(rows[-1]))
    section = hwpx_section(*map(hwpx_paragraph, (TITLE, "□ 추진계획", table)))
    path = folder / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    return interpret(read_tables(path))


def _published(plan: Plan) -> Series:
    return [
        (
            entry.measure,
            entry.name,
            entry.unit,
            [
                o.printed
                for o in plan.observations
                if (o.measure, o.indicator_no) == (entry.measure, entry.indicator_no)
            ],
        )
        for entry in plan.indicators
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_head_over_years_says_what_they_count(name: str, tmp_path: Path) -> None:
    rows, wanted = CASES[name]
    assert _published(_plan(tmp_path, rows, head_rows=2)) == wanted


@pytest.mark.parametrize("name", ONE_ROW_HEADS)
def test_a_unit_over_the_total_is_that_of_the_years_which_add_up_to_it(name: str, tmp_path: Path) -> None:
    rows, wanted = ONE_ROW_HEADS[name]
    plan = _plan(tmp_path, [list(row) for row in rows], head_rows=1)
    assert _published(plan) == wanted
    assert ("units-mixed" in {found.rule for found in plan.findings}) == (wanted[0][2] == "")


def test_the_same_years_twice_below_unknown_words_are_refused(tmp_path: Path) -> None:
    rows: list[list[str | tuple[str, int]]] = [
        ["구분", ("가온", 2), ("나온", 2)],
        ["2024", "2025", "2024", "2025"],
        ["도서관(개소)", "1", "2", "3", "4"],
    ]
    with pytest.raises(PlanError) as refused:
        _plan(tmp_path, rows, head_rows=2)
    assert refused.value.code == "no-year-table"
