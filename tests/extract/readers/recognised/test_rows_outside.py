"""A row of a scanned table that stands in none of its cells is told, and notes under a table are not."""

from __future__ import annotations

import pytest

from extract.readers.recognised.told import told_of_rows
from plan.records.base import Place
from plan.records.document import Cell, Paragraph, Table


def _told(head: tuple[str, ...], *lines: str) -> list[str]:
    cells = tuple(
        Cell(text=text, row=0, column=at, place=Place(page=1, table=0, row=0, column=at))
        for at, text in enumerate(head)
    )
    table = Table(rows=1, columns=len(head), cells=cells, place=Place(page=1, table=0))
    under = [Paragraph(text=text, place=Place(page=1, paragraph=at)) for at, text in enumerate(lines)]
    return [part.quote for part in told_of_rows((table, *under))]


HEAD = ("구분", "2024", "2025", "2026")


def test_lines_of_as_many_numbers_as_the_table_has_years_are_told() -> None:
    rows = ("시비 800 164 188 212", "구비 400 82 94 106")
    assert _told(HEAD, *rows, "ㅇ 기대효과") == [*rows]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (HEAD, "※ 2024년 3개소, 2025년 4개소"),
        (HEAD, "- 12 -"),
        (("구분", "가", "나", "다"), "시비 800 164 188 212"),
    ],
)
def test_notes_and_lines_under_other_tables_are_not(head: tuple[str, ...], line: str) -> None:
    assert _told(head, line) == []


def test_a_line_further_below_is_no_row() -> None:
    assert _told(HEAD, "ㅇ 추진 방향", "시비 800 164 188 212") == []
