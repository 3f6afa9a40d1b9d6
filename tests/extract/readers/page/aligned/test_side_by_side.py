"""Two tables side by side without rules are two where white parts them for certain; what is not certain is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import Box, PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Table

SIZE, HEIGHT, TOP, GUTTER = 10.0, 20.0, 100.0, 30.0
LEFT = (("구분", "2026", "2027", "2028"), ("공방 수", "3", "5", "8"), ("사업비", "90", "95", "99"))
RIGHT = (("구분", "2026", "2027", "2028"), ("도서관 수", "2", "4", "6"), ("인건비", "40", "45", "49"))
STEPS = (0.0, 80.0, 125.0, 170.0, 210.0)  # where the columns of a table begin, and its end
START = 40.0


def _words(rows: Sequence[Sequence[str]], left: float) -> list[PageWord]:
    words = []
    for number, row in enumerate(rows):
        for text, x in zip(row, STEPS, strict=False):
            if text:
                words.append(
                    PageWord(
                        text,
                        left + x,
                        TOP + HEIGHT * number,
                        left + x + 5 * len(text),
                        TOP + HEIGHT * number + SIZE,
                        SIZE,
                    )
                )
    return words


def _fills(left: float) -> list[Box]:
    return [
        (left + x0 - 4, TOP + HEIGHT * row - 5, left + x1 - 4, TOP + HEIGHT * (row + 1) - 5)
        for row in range(3)
        for x0, x1 in pairwise(STEPS)
    ]


def _page(
    right: Sequence[Sequence[str]], *, filled: bool = False, gutter: float = GUTTER, rules: Sequence[Rule] = ()
) -> PageContent:
    start = START + STEPS[-1] + gutter
    fills = [*_fills(START), *_fills(start)] if filled else []
    return PageContent(1, 595, 842, [*_words(LEFT, START), *_words(right, start)], rules, fills=fills)


def _read(page: PageContent) -> list[list[list[str]]]:
    found = tables_on(page)
    tables = [block for block in blocks_of(page, found.tables, Counter(), Counter(1)) if isinstance(block, Table)]
    assert not found.untaken
    return [[[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)] for table in tables]


@pytest.mark.parametrize("filled", [True, False])
def test_two_tables_side_by_side_are_two(filled: bool) -> None:
    assert _read(_page(RIGHT, filled=filled)) == [[list(row) for row in LEFT], [list(row) for row in RIGHT]]


def test_the_table_below_both_of_them_is_part_of_neither() -> None:
    page = _page(RIGHT, filled=True)
    below = (
        ((100.0, "구분"), (200.0, "2026"), (320.0, "2027"), (440.0, "2028")),
        (
            (100.0, "쉼터 수"),
            (200.0, "11"),
            (320.0, "12"),
            (440.0, "13"),
        ),
    )
    words = [
        PageWord(text, x, TOP + HEIGHT * row + 70, x + 5 * len(text), TOP + HEIGHT * row + 80, SIZE)
        for row, line in enumerate(below)
        for x, text in line
    ]
    wide = [["구분", "2026", "2027", "2028"], ["쉼터 수", "11", "12", "13"]]
    read = _read(PageContent(1, 595, 842, [*page.words, *words], (), fills=page.fills))
    assert read == [[list(row) for row in LEFT], [list(row) for row in RIGHT], wide]


def test_fills_part_them_however_narrow_the_white_is() -> None:
    assert len(_read(_page(RIGHT, filled=True, gutter=8.0))) == 2


ONE_RULE = [Rule(START - 4, TOP + at, START + 2 * STEPS[-1] + GUTTER, TOP + at) for at in (-5.0, 15.0, 55.0)]
CHANGES = (("증감", "2026", "2027", "2028"), ("2", "2", "4", "6"), ("5", "40", "45", "49"))
GROUPS = (("", "2026", "2027", "2028"), ("", "2", "4", "6"), ("", "40", "45", "49"))


@pytest.mark.parametrize(
    "page",
    [
        _page(RIGHT, gutter=-3.0),
        _page(RIGHT, rules=ONE_RULE),
        _page(CHANGES),
        _page(GROUPS),
    ],
    ids=["no white", "rules over both", "numbers between", "years twice in one table"],
)
def test_what_may_be_one_table_is_told_and_not_read(page: PageContent) -> None:
    found = tables_on(page)
    assert [untaken.text for untaken in found.untaken] == ["2026 | 2027 | 2028"]
    assert not any(len(table.xs) > 2 for table in found.tables)
