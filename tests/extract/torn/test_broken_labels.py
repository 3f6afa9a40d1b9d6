"""Labels and numbers that a page or a narrow column parts, as word processors print them, are read whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.torn.line_breaks import mend_breaks
from fixtures.make.document import Cell, Document, Paragraph, Table, grid
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from output.folder.write import write_plan
from plan.records.base import Place
from plan.records.document import Cell as ReadCell
from plan.records.document import Table as ReadTable
from plan.records.meaning import Plan
from tests.gongpyo.test_cli import run

HEAD = ("구분", "2025", "2026", "2027")
WIDTHS = (50.0, 30.0, 30.0, 30.0)


def _read(first: Table, second: Table, tmp_path: Path, *before: Paragraph | Table) -> Plan:
    blocks = (
        Paragraph("나루시 작은도서관 육성계획(2025~2027)", "title"),
        *before,
        Paragraph("1-2 어린이 책마당 운영", "heading"),
        Paragraph("□ 연차별 추진계획", "box"),
        first,
        replace(second, new_page=True),
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file(Document("나루시 작은도서관 육성계획", (blocks,))))
    return read_plan(path)


def _labels(plan: Plan) -> list[str]:
    return [" ".join(one.label_printed.split()) for one in plan.indicators]


def test_the_unit_of_a_label_that_a_page_parts_is_its_own(tmp_path: Path) -> None:
    first = grid([HEAD, ("이용 건수(건)", "11", "12", "13"), ("책 읽기", "40", "44", "47")], WIDTHS)
    plan = _read(first, grid([("모임(회)", "", "", ""), ("강사(명)", "5", "6", "7")], WIDTHS, head_rows=0), tmp_path)
    assert _labels(plan) == ["이용 건수(건)", "책 읽기 모임(회)", "강사(명)"]
    assert [one.unit for one in plan.observations[3:6]] == ["회"] * 3
    assert plan.decided is not None
    assert [(one.rule, one.printed, one.text, one.place.page) for one in plan.decided.joined] == [
        ("label-over-page", "책 읽기", "책 읽기\n모임(회)", 1),
        ("label-over-page", "모임(회)", "책 읽기\n모임(회)", 2),
    ]
    assert not [found.rule for found in plan.findings if found.severity == "error"]


@pytest.mark.parametrize(("printed", "whole"), [("책마당 운영", True), ("책마당", False)])
def test_the_rest_of_a_label_is_joined_where_the_plan_prints_the_whole(
    printed: str, whole: bool, tmp_path: Path
) -> None:
    first = grid([HEAD, (f"{printed}(회)", "11", "12", "13"), ("책마당", "40", "44", "47")], WIDTHS)
    second = grid([("운영(회)" if whole else "운영", "", "", ""), ("강사(명)", "5", "6", "7")], WIDTHS, head_rows=0)
    plan = _read(first, second, tmp_path)
    assert ("책마당 운영(회)" in _labels(plan)[1:]) is whole


def test_a_name_of_two_rows_that_a_page_parts_is_that_of_both(tmp_path: Path) -> None:
    body = [("가람대학교", ("국비", "시비")), ("나루연구원", ("국비", "시비"))]
    cells = [Cell(0, 0, ("구분",), column_span=2, head=True)]
    cells += [Cell(0, at + 1, (year,), head=True) for at, year in enumerate(HEAD[1:], 1)]
    for group, (name, payers) in enumerate(body):
        cells.append(Cell(1 + 2 * group, 0, (name,), row_span=2))
        for at, payer in enumerate(payers):
            row = 1 + 2 * group + at
            cells += [Cell(row, 1, (payer,))]
            cells += [Cell(row, column, (f"{row}{column}0",)) for column in (2, 3, 4)]
    whole = Table(5, tuple(cells), (30.0, 20.0, 30.0, 30.0, 30.0))
    first = grid([("구분", "구분", *HEAD[1:]), ("나루연", "국비", "71", "72", "73")], (30.0, 20.0, 30.0, 30.0, 30.0))
    second = grid([("구원", "시비", "81", "82", "83")], (30.0, 20.0, 30.0, 30.0, 30.0), head_rows=0)
    before = (Paragraph("1-1 책 나눔", "heading"), Paragraph("□ 재원별 투자계획(백만원)", "box"), whole)
    plan = _read(first, second, tmp_path, *before)
    assert [one.name for one in plan.indicators if "나루" in one.name] == ["나루연구원 국비", "나루연구원 시비"] * 2


def _mended(text: str) -> str:
    cell = ReadCell(text=text, row=0, column=0, place=Place())
    (block,) = mend_breaks([ReadTable(rows=1, columns=1, cells=(cell,), place=Place())])
    assert isinstance(block, ReadTable)
    return block.cells[0].text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("16,74\n3", "16,743"),
        ("1,23\n4,567", "1,234,567"),
        ("4,580\n,869", "4,580,869"),
        ("2,827\n.32", "2,827.32"),
        ("1,2\n34", "1,2\n34"),
        ("1,200\n300", "1,200\n300"),
        ("16,74\n35", "16,74\n35"),
        ("12\n345", "12\n345"),
    ],
)
def test_a_number_that_a_column_breaks_is_one_where_its_commas_say_so(printed: str, read: str) -> None:
    assert _mended(printed) == read


def test_what_was_joined_is_told_with_its_rule_and_its_parts(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("책마당 운\n영 횟수(회)", "16,74\n3", "17,000", "18,000"),
        ("책마당 운영 만족도(%)", "80", "81", "82"),
    ]
    cells = tuple(
        Cell(row, column, tuple(text.split("\n")), head=not row)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    plan = _read(Table(3, cells, WIDTHS, 1), grid([("강사(명)", "5", "6", "7")], WIDTHS, head_rows=0), tmp_path)
    assert plan.observations[0].value == 16_743
    assert plan.decided is not None
    assert [(one.rule, one.printed, one.text) for one in plan.decided.joined] == [
        ("word-over-lines", "책마당 운\n영 횟수(회)", "책마당 운영 횟수(회)"),
        ("number-over-lines", "16,74\n3", "16,743"),
    ]
    write_plan(plan, tmp_path / "out")
    said = [
        run("--lang", language, "why", tmp_path / "out", "--table", "0", "--row", "1", "--column", column).stdout
        for language, column in (("ko", "1"), ("en", "0"))
    ]
    assert "'16,74 / 3'을 '16,743'으로 이어 읽음" in said[0]
    assert "'책마당 운 / 영 횟수(회)' and read as '책마당 운영 횟수(회)'" in said[1]
