"""Tables without rules whose years stand one below the other, with a number behind each year for every head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.readers.page.aligned.pieces import FARTHEST, Piece, around, year_of
from extract.readers.page.grid_table import GridCell, GridTable
from extract.readers.page.text import STARTS

FEWEST_IN_TURN = 3  # heads that may be over columns in their turn; two may be a title and a unit
MARGIN = 2.0  # points round a table without sides
Line = Sequence[Piece]


def table_down(years: Line, lines: Sequence[Line]) -> GridTable | None:
    """The table of years one below the other; None where it is not certain what is in it.

    Each year begins its line, and behind it stand as many numbers as there are heads over them; a row of totals may
    stand over or under those of the years, and no further row follows.
    """
    at = [number for number, line in enumerate(lines) if line[0] in years]
    rows = lines[at[0] : at[-1] + 1] if at else []
    if len(rows) != len(years) or len({len(row) for row in rows}) > 1:
        return None
    if not all(piece.is_amount and year_of(piece) is None for row in rows for piece in row[1:]):
        return None
    first, end = at[0], at[-1] + 1
    first -= first > 0 and _is_of_totals(lines[first - 1], lines[first])
    end += end < len(lines) and _is_of_totals(lines[end], lines[end - 1])
    rows = lines[first:end]
    columns = _under_heads(rows, lines[:first])
    if columns is None or _goes_on(rows[-1], lines[end:]):
        return None
    across = [around(column) for column in columns]
    if any(left[2] >= right[0] for left, right in pairwise(across)):
        return None
    heads = [piece for column in columns for piece in column if piece.y < rows[0][0].top]
    down = [around(heads), *map(around, rows)]
    xs = (across[0][0] - MARGIN, *((a[2] + b[0]) / 2 for a, b in pairwise(across)), across[-1][2] + MARGIN)
    ys = (down[0][1] - MARGIN, *((a[3] + b[1]) / 2 for a, b in pairwise(down)), down[-1][3] + MARGIN)
    cells = [GridCell(row, column, 1, 1) for row in range(len(down)) for column in range(len(columns))]
    return GridTable(cells, xs, ys, open_bottom=False)


def _is_of_totals(line: Line, row: Line) -> bool:
    """Whether a line beside a row of a year is one like it, with words in place of the year."""
    near = _is_near(*((line, row) if line[0].y < row[0].y else (row, line)))
    words = not line[0].is_amount and year_of(line[0]) is None and line[0].x1 < row[1].x0
    return near and words and len(line) == len(row) and all(piece.is_amount for piece in line[1:])


def _under_heads(rows: Sequence[Line], above: Sequence[Line]) -> list[list[Piece]] | None:
    """The columns with their heads, the line right above the rows or, where that says units alone, the two.

    Heads stand over what they overlap; as many as there are columns are those of the columns in their turn, as over
    numbers at the right of wide columns.
    """
    columns = [list(column) for column in zip(*rows, strict=True)]
    below = rows[0]
    for line in reversed(above[-2:]):
        if not _is_near(line, below) or any(piece.is_amount or year_of(piece) is not None for piece in line):
            return None
        if len(line) == len(columns) >= FEWEST_IN_TURN and STARTS.match(line[0].text) is None:
            return [[*column, piece] for column, piece in zip(columns, line, strict=True)]
        over = [[n for n, column in enumerate(columns) if _overlap(piece, around(column))] for piece in line]
        if len({*map(tuple, over)}) != len(line) or any(len(own) != 1 for own in over):
            return None
        for piece, (number,) in zip(line, over, strict=True):
            columns[number].append(piece)
        if len(line) == len(columns):
            return columns
        below = line
    return None


def _goes_on(row: Line, below: Sequence[Line]) -> bool:
    """Whether a number stands under those of the last row, as in one of totals."""
    left, _, right, _ = around(row)
    near = [line for line in below[:1] if _is_near(row, line)]
    return any(piece.is_amount and left < piece.x < right for line in near for piece in line)


def _is_near(upper: Line, lower: Line) -> bool:
    return 0 < around(lower)[1] - around(upper)[1] <= FARTHEST * lower[0].size


def _overlap(piece: Piece, box: tuple[float, float, float, float]) -> bool:
    return piece.x0 < box[2] and box[0] < piece.x1
