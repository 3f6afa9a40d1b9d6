"""A remark between the rows of a table that stands in line only is a row over all columns, and no label of the next."""

from __future__ import annotations

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Table

STEPS = (50.0, 200.0, 300.0, 400.0)
HEAD = ("구분", "2026", "2027", "2028")
FIRST, SECOND = ("쉼터 수", "11", "12", "13"), ("이용자 수", "210", "220", "230")
LONG, SHORT = ("※ 이용자는 한 해에 세 번 넘게 찾은 사람을 말한다",), ("※ 시비",)
HEIGHT = 17.0


def _read(*rows: tuple[str, ...], drawn: bool = True) -> list[list[str] | str]:
    words = [
        PageWord(text, x, 100 + HEIGHT * row, x + 5 * len(text), 110 + HEIGHT * row, 10)
        for row, line in enumerate(rows)
        for text, x in zip(line, STEPS, strict=False)
        if text
    ]
    rules = [Rule(48, 97 + HEIGHT * row, 450, 97 + HEIGHT * row) for row in range(len(rows) + 1)] if drawn else []
    page = PageContent(1, 595, 842, words, rules)
    found = tables_on(page)
    tables = [block for block in blocks_of(page, found.tables, Counter(), Counter(1)) if isinstance(block, Table)]
    read = [[cell.text for cell in tables[0].cells if cell.row == row] for row in range(tables[0].rows)]
    return [*read, "told"] if found.untaken else read


@pytest.mark.parametrize("note", [LONG, SHORT])
@pytest.mark.parametrize("drawn", [True, False])
def test_a_remark_between_rows_is_a_row(note: tuple[str], drawn: bool) -> None:
    rows = [HEAD, FIRST, note, SECOND]
    assert _read(*rows, drawn=drawn) == [list(row) for row in rows]


def test_rows_behind_what_is_too_high_for_a_remark_are_told() -> None:
    assert _read(HEAD, FIRST, LONG, SHORT, SECOND, drawn=False) == [list(HEAD), list(FIRST), "told"]


def test_a_remark_below_the_last_row_is_none_of_the_table() -> None:
    assert _read(HEAD, FIRST, SECOND, LONG, drawn=False) == [list(HEAD), list(FIRST), list(SECOND)]


def test_a_label_with_the_mark_of_a_remark_keeps_its_values() -> None:
    marked = ("※ 시범 쉼터", "1", "2", "3")
    assert _read(HEAD, FIRST, marked, SECOND) == [list(HEAD), list(FIRST), list(marked), list(SECOND)]
