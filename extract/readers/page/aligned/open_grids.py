"""Tables that rules draw only in part: a head alone, a head in one row with values, rows below a head without rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.readers.page.aligned.columns import years_of
from extract.readers.page.aligned.pieces import (
    FEWEST_YEARS,
    MAY_BE_YEAR,
    TWO_YEARS,
    Piece,
    around,
    heads_of,
    holds_more_than_years,
    lines_in_pieces,
    may_head,
)
from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import Fields, GridTable

MOST_HEAD_ROWS = 3  # of a head that has rules where the rows below it have none
TALL = 1.5  # of the lowest row; a first row that is no taller holds no other row
HEAD_AND_BODY = ("head", "body")  # the rows of a table in which no rule parts the rows of values
FEWEST_LINES = 3  # of numbers under the years in one row, each with a label beside, that are rows; two may be one value
RIGHT_BELOW = 3.0  # type sizes between a head of years without rules and rules below it, with a second line of it


def outside(words: Sequence[PageWord], tables: Sequence[GridTable]) -> list[PageWord]:
    """The words that stand in none of the tables."""
    if not tables:
        return list(words)
    return [word for word, at in zip(words, Fields(tables).tables_at(words), strict=True) if at is None]


def inside(table: GridTable) -> Iterator[GridTable]:
    """The tables inside the cells of a table, and those inside of these."""
    for tables in table.inner.values():
        for inner in tables:
            yield inner
            yield from inside(inner)


def is_open(table: GridTable, words: Sequence[PageWord]) -> bool:
    """Whether rules draw no more of a table than its head of years, or do not part that or the values.

    What stands in a table inside one of its cells is parted by the rules of that. ``words`` are those near it.
    """
    words = outside(words, [*inside(table)]) if table.inner else words
    if _has_head_in_a_cell(table, words):
        return True
    if table.rows <= MOST_HEAD_ROWS:
        own = _inside(words, table, table.ys[-1])
        if not may_head(own):
            return False
        if not holds_more_than_years(own):
            return True
    heights = [bottom - top for top, bottom in pairwise(table.ys)]
    if len(heights) > 1 and heights[0] < TALL * min(heights[1:]):
        return len(heights) == len(HEAD_AND_BODY) and _holds_rows(_inside(words, table, table.ys[-1]), table.ys[1])
    return _heads_values(_inside(words, table, table.ys[1]))


def _has_head_in_a_cell(table: GridTable, words: Sequence[PageWord]) -> bool:
    """Whether one cell holds a head of years with values below it, as a frame does that a tab on its edge parts."""
    years = [word for word in _inside(words, table, table.ys[-1]) if MAY_BE_YEAR.search(word.text)]
    if table.columns == 1 or len(years) < FEWEST_YEARS:
        return False
    places = Counter((bisect_right(table.ys, word.top) - 1, bisect_right(table.xs, word.x0) - 1) for word in years)
    for cell in table.cells:
        rows, columns = range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
        if sum(places[row, column] for row in rows for column in columns) < FEWEST_YEARS:
            continue
        left, top, right, bottom = table.box_of(cell)
        own = [w for w in words if left <= w.x0 and w.x1 <= right and top <= w.top and w.bottom <= bottom]
        if _heads_values(own):
            return True
    return False


def below_heads(
    tables: Sequence[GridTable], left_over: Sequence[Sequence[Piece]], words: Sequence[PageWord]
) -> list[GridTable]:
    """The tables without years right below a head of years that no rules draw; ``left_over`` are lines in pieces."""
    heads = [around(head.years) for head in heads_of(left_over, TWO_YEARS)]
    return [
        table
        for table in tables
        if any(
            0 <= table.ys[0] - top <= (bottom - top) * (1 + RIGHT_BELOW)
            and table.xs[0] <= left
            and right <= table.xs[-1]
            for left, top, right, bottom in heads
        )
        and not heads_of(lines_in_pieces(_inside(words, table, table.ys[min(table.rows, MOST_HEAD_ROWS)])))
    ]


def _inside(words: Sequence[PageWord], table: GridTable, foot: float) -> list[PageWord]:
    """The words of a table down to a place."""
    left, top, right, _ = table.box
    return [word for word in words if top <= word.top and word.bottom <= foot and left <= word.x0 and word.x1 <= right]


def _holds_rows(words: Sequence[PageWord], end: float) -> bool:
    """Whether words hold years, and below the end of their head lines of a label with numbers under the years."""
    if not may_head(words):
        return False
    lines = lines_in_pieces(words)
    years = next((years_of(head.years) for head in heads_of(lines) if around(head.years)[3] <= end), None)
    if years is None:
        return False
    rows = 0
    for line in lines:
        under = {years.over(piece) for piece in line if piece.is_number and not years.is_beside(piece)}
        rows += len(under - {None}) > 1 and line[0].y > end and line[0].x < years.left and not line[0].is_number
    return rows >= FEWEST_LINES


def _heads_values(words: Sequence[PageWord]) -> bool:
    """Whether words hold years with numbers under two of them or more."""
    if not may_head(words):
        return False
    lines = lines_in_pieces(words)
    for head in heads_of(lines):
        years = years_of(head.years)
        below = [piece for line in lines[head.line + 1 :] for piece in line if piece.is_amount]
        if years and len({years.over(piece) for piece in below if not years.is_beside(piece)} - {None}) > 1:
            return True
    return False
