"""Rows that go on at the top of a page below a table without a full grid that ends the page before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.readers.page.aligned.pieces import Piece, around, heads_of, lines_in_pieces
from extract.readers.page.content import PageContent, PageWord
from extract.readers.page.grid_table import GridTable

FOOT = 0.91  # share of the page's height below which a page number or a running foot stands
FIRST_LINES = 4  # of a page, a running head among them, in which the rows of a table go on
FEWEST_NUMBERS = 2  # in columns of their own, which show a row


def at_the_end(tables: Sequence[GridTable], page: PageContent) -> GridTable | None:
    """The table below which nothing more is printed on its page."""
    last = max(tables, key=lambda table: table.ys[-1], default=None)
    if last is None:
        return None
    below = (word for word in page.words if word.top > last.ys[-1] and word.bottom < FOOT * page.height)
    return last if all(word.text.isspace() for word in below) else None


def going_on(table: GridTable, words: Sequence[PageWord]) -> Sequence[Piece]:
    """The first row, on the next page, of what stands in the columns of a table; nothing where a head comes first."""
    lines = lines_in_pieces(words)[:FIRST_LINES]
    if heads_of(lines):
        return ()
    return next((line for line in lines if _is_row(line, table)), ())


def _is_row(line: Sequence[Piece], table: GridTable) -> bool:
    """Whether a line has a label and, behind it, numbers that stand in columns of their own."""
    xs = table.xs
    columns = [bisect_right(xs, piece.x) - 1 for piece in line if piece.is_number and xs[0] <= piece.x < xs[-1]]
    left, _, right, _ = around(line)
    within = xs[0] <= left and right <= xs[-1]
    return within and not line[0].is_number and len(set(columns)) == len(columns) >= FEWEST_NUMBERS
