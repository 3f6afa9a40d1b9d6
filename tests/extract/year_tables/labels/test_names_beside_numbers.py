"""Tables whose rows have a number, a place and what describes it: what a person calls each row, in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 쉼터 넓히기 계획(2026~2028)"
YEARS = ("2026", "2027", "2028")
Rows = Sequence[Sequence[str]]
ONE, TWO, BOTH = ("9", "2", "3", "4"), ("12", "3", "4", "5"), ("21", "5", "7", "9")


def _read(folder: Path, rows: Rows, written: str = "hwpx", sum_over: int = 0) -> Plan:
    """A plan whose one table has these rows; the last one's label reaches over so many columns."""
    table = grid(rows, (170.0 / len(rows[0]),) * len(rows[0]))
    if sum_over:
        hidden = [(len(rows) - 1, column) for column in range(1, sum_over)]
        kept = (cell for cell in table.cells if (cell.row, cell.column) not in hidden)
        wide = (
            replace(cell, column_span=sum_over) if (cell.row, cell.column) == (len(rows) - 1, 0) else cell
            for cell in kept
        )
        table = replace(table, cells=tuple(wide))
    lines = (
        Paragraph("1. 쉼터 넓히기", "section"),
        Paragraph("□ 투자계획", "box"),
        Paragraph("(단위: 백만원)", "right"),
    )
    path = folder / f"plan.{written}"
    path.write_bytes(WRITERS[written](Document(TITLE, ((Paragraph(TITLE, "title"), *lines, table),))))
    return read_plan(path)


def _names(plan: Plan) -> list[str]:
    return [indicator.name for indicator in plan.indicators]


PLACES = {
    "a class beside it": (
        ("연번", "대상지", "유형"),
        ("1", "달내", "하천형"),
        ("2", "솔재", "하천형"),
        ["달내", "솔재"],
    ),
    "a class of one each": (("순번", "소재지", "구조"), ("1", "달내", "목조"), ("2", "솔재", "석조"), ["달내", "솔재"]),
    "a size": (("번호", "위치", "규모"), ("1", "달내", "2층"), ("2", "솔재", "3층"), ["달내", "솔재"]),
    "a code": (
        ("관리번호", "대상지", "유형"),
        ("나-1", "달내", "하천형"),
        ("나-2", "솔재", "산지형"),
        ["달내", "솔재"],
    ),
    "a word nobody knows": (
        ("연번", "위치", "꼴"),
        ("1", "달내", "둥근"),
        ("2", "솔재", "모난"),
        ["달내 둥근", "솔재 모난"],
    ),
    "one place twice": (
        ("연번", "위치", "유형"),
        ("1", "달내", "새로"),
        ("2", "달내", "고침"),
        ["달내 새로", "달내 고침"],
    ),
    "a name": (
        ("연번", "위치", "쉼터명"),
        ("1", "달내", "해솔쉼터"),
        ("2", "솔재", "별솔쉼터"),
        ["해솔쉼터", "별솔쉼터"],
    ),
}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("summed", [True, False])
def test_a_numbered_row_is_called_by_its_place_or_name(kind: str, summed: bool, tmp_path: Path) -> None:
    head, first, second, expected = PLACES[kind]
    rows = [(*head, "총사업비", *YEARS), (*first, *ONE), (*second, *TWO)]
    if summed:
        rows.append(("계", "", "", *BOTH))
    plan = _read(tmp_path, rows, sum_over=3 if summed else 0)
    assert _names(plan) == [*expected, *(["계"] if summed else [])]
    assert plan.findings == ()


@pytest.mark.parametrize("written", WRITERS)
def test_the_merged_total_counts_the_places_in_every_format(written: str, tmp_path: Path) -> None:
    rows = [
        ("연번", "대상지", "형태", "총사업비", *YEARS),
        ("1", "달내", "목조", *ONE),
        ("2", "솔재", "석조", *TWO),
        ("계", "", "", *BOTH),
    ]
    plan = _read(tmp_path, rows, written, sum_over=3)
    assert _names(plan) == ["달내", "솔재", "계"]
    assert [bool(each.counted_in) for each in plan.indicators] == [True, True, False]


COSTS = {
    "사업비": "9 (국 5 / 시 4)",
    "총사업비": "총 9",
    "소요예산": "9백만원 (국비 5, 시비 4)",
    "예산액": "9\n(국비 50%, 시비 50%)",
}


@pytest.mark.parametrize("head", COSTS)
@pytest.mark.parametrize("written", WRITERS)
def test_a_cell_that_holds_the_total_is_no_name(head: str, written: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, [(head, *YEARS), (COSTS[head], "2", "3", "4")], written)
    (only,) = plan.indicators
    assert only.name == "투자계획"
    found = {(value.period_type, value.year): value.value for value in plan.observations}
    assert found[("total", None)] == 9
    assert found[("year", 2028)] == 4


def test_the_total_with_its_payers_behind_a_name_is_the_total(tmp_path: Path) -> None:
    rows = [
        ("사업명", "사업비", *YEARS),
        ("해솔쉼터", "9 (국비 5, 시비 4)", "2", "3", "4"),
        ("별솔쉼터", "12 (국비 6, 시비 6)", "3", "4", "5"),
    ]
    plan = _read(tmp_path, rows)
    assert _names(plan) == ["해솔쉼터", "별솔쉼터"]
    assert [value.value for value in plan.observations if value.period_type == "total"] == [9, 12]


def test_a_goal_in_front_of_the_only_row_is_no_name(tmp_path: Path) -> None:
    plan = _read(tmp_path, [("목표", *YEARS), ("9개소", "2", "3", "4")])
    assert "9개소" not in _names(plan)
    assert [finding.rule for finding in plan.findings if finding.rule == "column-not-read"]
