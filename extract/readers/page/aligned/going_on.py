"""Rows that go on at the top of a page below a table without a full grid that ends the page before."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.frame import frame_of, lines_of
from extract.readers.page.aligned.labels_across import SAME, WAYS
from extract.readers.page.aligned.pieces import Piece, around, heads_of, lines_in_pieces
from extract.readers.page.content import PageContent, PageWord
from extract.readers.page.grid_table import GridCell, GridTable
from extract.readers.page.rules import joined_rules
from extract.vocabulary import is_word
from plan.patterns import lazy_pattern
from plan.script import CLOSING, OPENING

BRACKETS = lazy_pattern(rf"[{OPENING}{CLOSING}]")
FOOT = 0.91  # share of the page's height below which a page number or a running foot stands
FIRST_LINES = 4  # of a page, a running head among them, in which the rows of a table go on
FEWEST_NUMBERS = 2  # in columns of their own, which show a row
SHIFT = 30.0  # points by which a page may be printed farther left or right than the one before: its inner margin
SAME_PLACE = 3.0  # points by which a running head may stand otherwise on the next page
MARGIN = 2.0  # points round the rows
WIDEST_STEP = 1.5  # of the step from row to row; what follows farther below is none of them


class Ending(NamedTuple):
    """A table below which nothing more is printed on its page."""

    table: GridTable
    page: PageContent


def at_the_end(tables: Sequence[GridTable], page: PageContent) -> Ending | None:
    """The table that ends a page, if there is one among these."""
    last = max(tables, key=lambda table: table.ys[-1], default=None)
    if last is None:
        return None
    below = (word for word in page.words if word.top > last.ys[-1] and word.bottom < FOOT * page.height)
    return Ending(last, page) if all(word.text.isspace() for word in below) else None


def going_on(table: GridTable, words: Sequence[PageWord]) -> Sequence[Piece]:
    """The first row, on the next page, of what stands in the columns of a table; nothing where a head comes first."""
    lines = lines_in_pieces(words)[:FIRST_LINES]
    if heads_of(lines):
        return ()
    return next((line for line in lines if _is_row(line, table)), ())


def rest_of(above: Ending, page: PageContent, words: Sequence[PageWord]) -> GridTable | None:
    """The rows that go on at the top of the next page as a table of the same columns; None where that is not certain.

    Nothing but what runs on over the pages stands above them, each of them has a label, and their numbers stand in
    line with those of the page before: by their left, their right or their middle.
    """
    table = above.table
    lines = lines_in_pieces(word for word in words if word.bottom < FOOT * page.height)
    start = next((number for number, line in enumerate(lines[:FIRST_LINES]) if _is_row(line, table)), None)
    if start is None or not _run_on(lines[:start], above.page):
        return None
    numbers, labels = _numbers_of(above)
    rows: list[Sequence[Piece]] = []
    for line in lines[start:]:
        if not _is_in_line(line, table, numbers, labels):
            break
        rows.append(line)
    bounds = _bounds(rows, lines[start + len(rows) :], page, table) if rows else None
    if bounds is None:
        return None
    cells = [GridCell(row, column, 1, 1) for row in range(len(rows)) for column in range(table.columns)]
    return GridTable(cells, table.xs, bounds, open_bottom=False)


def _is_row(line: Sequence[Piece], table: GridTable) -> bool:
    """Whether a line has a label and, behind it, numbers that stand in columns of their own."""
    xs = table.xs
    columns = [bisect_right(xs, piece.x) - 1 for piece in line if piece.is_number]
    left, _, right, _ = around(line)
    within = xs[0] - SHIFT <= left and right <= xs[-1] + SHIFT
    return within and not line[0].is_number and len(set(columns)) == len(columns) >= FEWEST_NUMBERS


def _run_on(lines: Iterable[Sequence[Piece]], before: PageContent) -> bool:
    """Whether all of these lines stand on the page before as well, in the same place and but for their digits.

    One that says that the table goes on may stand among them: (계속).
    """
    known = [(around(line)[1], _without_digits(line)) for line in lines_in_pieces(before.words)]
    return all(
        is_word("goes_on", BRACKETS.sub("", " ".join(piece.text for piece in line)))
        or any(abs(around(line)[1] - top) <= SAME_PLACE and said == _without_digits(line) for top, said in known)
        for line in lines
    )


def _without_digits(line: Iterable[Piece]) -> str:
    return "".join(mark for piece in line for mark in piece.text if not (mark.isdigit() or mark.isspace()))


def _numbers_of(above: Ending) -> tuple[Mapping[int, Sequence[Piece]], int]:
    """The numbers of each column of values of a table, and how many columns of labels stand before them."""
    left, top, right, bottom = above.table.box
    words = (word for word in above.page.words if left <= word.x0 and word.x1 <= right and top <= word.top < bottom)
    held: defaultdict[int, list[Piece]] = defaultdict(list)
    for line in lines_in_pieces(words):
        for piece in line if _is_row(line, above.table) else ():
            if piece.is_amount:
                held[_column(piece, above.table)].append(piece)
    return held, min(held, default=0)


def _column(piece: Piece, table: GridTable) -> int:
    """The column that a piece stands in; -1 where it stands in none or in two."""
    first, last = bisect_right(table.xs, piece.x0) - 1, bisect_right(table.xs, piece.x1) - 1
    return first if first == last and 0 <= first < table.columns else -1


def _is_in_line(line: Sequence[Piece], table: GridTable, numbers: Mapping[int, Sequence[Piece]], labels: int) -> bool:
    """Whether a line is a row with all its labels, and with numbers that stand as those of the page before."""
    columns = [_column(piece, table) for piece in line]
    if not _is_row(line, table) or -1 in columns or len(set(columns)) < len(columns):
        return False
    if columns[:labels] != list(range(labels)):
        return False
    return all(
        any(_agrees(piece, numbers[column], way) for way in range(len(WAYS)))
        if column in numbers
        else not piece.is_amount
        for piece, column in zip(line, columns, strict=True)
    )


def _agrees(piece: Piece, others: Sequence[Piece], number: int) -> bool:
    """Whether a piece stands as all others do by one way to line up."""
    places = [WAYS[number](other) for other in (piece, *others)]
    return max(places) - min(places) <= SAME


def _bounds(
    rows: Sequence[Sequence[Piece]], following: Sequence[Sequence[Piece]], page: PageContent, table: GridTable
) -> tuple[float, ...] | None:
    """What parts the rows: the lines drawn between them, else the middles; None where a label may have more lines."""
    boxes = [around(row) for row in rows]
    step = max((below[1] - above[1] for above, below in pairwise(boxes)), default=2 * (boxes[0][3] - boxes[0][1]))
    if following and around(following[0])[1] - boxes[-1][1] < WIDEST_STEP * step:
        return None
    left, right = table.xs[0], table.xs[-1]
    drawn = lines_of(joined_rules(page), page.fills, (0, 0, page.width, page.height))
    frame = frame_of(drawn, left, right, boxes[0][1], boxes[0][3])
    inner = []
    for above, below in pairwise(boxes):
        parting = [line.at for line in frame.between(above[3], below[1])]
        inner.append(parting[0] if parting else (above[3] + below[1]) / 2)
    over = [line.at for line in frame.lines if 0 <= boxes[0][1] - line.at <= boxes[0][3] - boxes[0][1]]
    under = [line.at for line in frame.lines if 0 <= line.at - boxes[-1][3] <= boxes[0][3] - boxes[0][1]]
    bounds = (over[-1] if over else boxes[0][1] - MARGIN, *inner, under[0] if under else boxes[-1][3] + MARGIN)
    return bounds if all(upper < lower for upper, lower in pairwise(bounds)) else None
