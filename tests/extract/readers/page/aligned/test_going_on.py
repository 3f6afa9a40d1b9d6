"""Rows that go on upon the next page without rules and without their head: read where they stand in line, else told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.readers.page.content import Box, PageContent, PageWord
from extract.readers.page.lattice import PageTables, tables_on
from fixtures.make.pdf_file import HEAD, compiled, quoted
from gongpyo.pipeline import read_plan, read_tables

SIZE, STEP, XS = 10.0, 20.0, (50.0, 200.0, 280.0, 360.0)
ABOVE = (("구분", "2026", "2027", "2028"), ("숲", "9", "10", "11"), ("강", "10", "11", "1,200"))
BELOW = (("들", "4", "5", "6"), ("못", "7", "8", "2,300"))
RUNNING = ("한빛시 기본계획",)
Rows = Sequence[Sequence[str]]


def _row(row: Sequence[str], top: float, by: float = 0.0, xs: Sequence[float] = XS) -> list[PageWord]:
    """A label from the left and numbers to the right, as wide as they have characters."""
    words = []
    for text, x in zip(row, xs, strict=False):
        wide = 5.0 * len(text)
        left = x if x == XS[0] else x + 40 + by - wide
        words += [PageWord(text, left, top, left + wide, top + SIZE, SIZE)] if text else []
    return words


def _page(
    number: int, rows: Rows, running: Sequence[str] = RUNNING, top: float = 100.0, by: float = 0.0
) -> PageContent:
    words = _row(running, 40.0)
    for at, row in enumerate(rows):
        words += _row(row, top + STEP * at, by)
    return PageContent(number, 595, 842, words, [])


def _next(page: PageContent, above: Rows = ABOVE) -> PageTables:
    before = tables_on(_page(1, above))
    assert before.last
    return tables_on(page, before.last)


def test_rows_in_line_with_the_columns_of_the_page_before_go_on_in_them() -> None:
    found = _next(_page(2, BELOW, top=60.0))
    (table,) = found.tables
    assert (table.rows, table.columns, found.headless) == (2, 4, ())
    assert found.last and found.last.table is table
    (third,) = tables_on(_page(3, BELOW), found.last).tables
    assert third.xs == table.xs


@pytest.mark.parametrize(("mark", "is_read"), [("(계속)", True), ("<앞에서 이어짐>", True), ("(잠정)", False)])
def test_a_mark_that_the_table_goes_on_may_stand_above_its_rows(mark: str, is_read: bool) -> None:
    page = _page(2, BELOW)
    found = _next(page._replace(words=[*page.words, *_row((mark,), 70.0)]))
    assert [table.rows for table in found.tables] == ([2] if is_read else [])
    assert bool(found.headless) != is_read


def test_what_follows_the_rows_at_a_distance_is_none_of_them() -> None:
    page = _page(2, BELOW)
    (table,) = _next(page._replace(words=[*page.words, *_row(("끝 글",), 200.0)])).tables
    assert table.rows == 2


def test_the_edges_of_fills_part_the_rows() -> None:
    fills: list[Box] = [(40.0, 95.0, 410.0, 113.0), (40.0, 113.0, 410.0, 135.0)]
    (table,) = _next(_page(2, BELOW)._replace(fills=fills)).tables
    assert table.ys == (95.0, 113.0, 135.0)


GROUPED = (("구분", "", "2026", "2027", "2028"), ("숲", "국비", "9", "10", "11"), ("강", "국비", "10", "11", "12"))
TOLD = {
    "moved": _page(2, BELOW, by=9.0),
    "another page": _page(3, BELOW),
    "a heading above": _page(2, BELOW, running=("강을 살린다",)),
    "a second row out of line": _page(2, BELOW[:1])._replace(
        words=[*_page(2, BELOW[:1]).words, *_row(BELOW[1], 120.0, by=-14.0)]
    ),
    "a second line of a label": _page(2, (*BELOW, ("가꾸기",))),
}


@pytest.mark.parametrize("page", TOLD.values(), ids=TOLD)
def test_what_is_not_certain_is_no_table(page: PageContent) -> None:
    found = _next(page)
    assert not found.tables
    assert bool(found.headless) == (page.number == 2)


def test_a_row_without_its_group_is_told() -> None:
    wide = (50.0, 120.0, 200.0, 280.0, 360.0)
    words = [word for at, row in enumerate(GROUPED) for word in _row(row, 100 + STEP * at, xs=wide)]
    before = tables_on(PageContent(1, 595, 842, words, []))
    rest = [*_row(("", "시비", "4", "5", "6"), 100.0, xs=wide), *_row(("", "국비", "4", "5", "6"), 120.0, xs=wide)]
    found = tables_on(PageContent(2, 595, 842, rest, []), before.last)
    assert before.last and found.headless and not found.tables


def test_the_rows_of_both_pages_are_published(tmp_path: Path) -> None:
    """Under a running head, with two engines and the picture of the page to confirm them."""
    names = [f"제{number}마을 가꾸기" for number in range(1, 41)]
    cells = [
        quoted(said) for at, name in enumerate(names) for said in (name, *(f"{90 + at + year}" for year in range(3)))
    ]
    table = (
        "#table(columns: (70mm, 30mm, 30mm, 30mm), stroke: none, inset: (y: 2.4mm), "
        "align: (x, y) => if x == 0 { left } else { right }, "
        'fill: (x, y) => if calc.odd(y) { rgb("eef2f6") }, "사업명", "2026년", "2027년", "2028년", '
    )
    source = (
        f"{HEAD.replace('{title}', quoted('계획'))}\n"
        '#set page(header: text(size: 9pt, "가람시 마을 기본계획"))\n'
        '#text(size: 20pt, "가람시 마을 기본계획(2026~2028)")\n\n#text(size: 15pt, "1-1 마을 가꾸기")\n\n'
        f'#text(size: 10pt, "(단위: 백만원)")\n\n{table}{", ".join(cells)})\n'
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(source))
    extracted = read_tables(path)
    assert [table.pages for table in extracted.year_tables] == [(1, 2)]
    plan = read_plan(path)
    assert [int(told.value) for told in plan.observations if told.value is not None] == [
        90 + at + year for at in range(40) for year in range(3)
    ]
    assert not {found.rule for found in plan.findings} & {"table-not-understood", "not-as-seen", "source-damaged"}
