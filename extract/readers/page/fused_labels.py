"""Labels that no rule parts: from the head over them, each on the line of its own row, or from one another."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.page.aligned.pieces import may_head
from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import GridCell, GridTable
from extract.readers.page.text import lines_of

ON_LINE = 1.0  # points by which the middles of a label and of the values of its row may differ
IN_MIDDLE = 1.5  # points by which the middle of a label may differ from that of its rows
APART = 0.8  # of the height of a line: two lines that are as far apart are no label of two lines
FEWEST_NUMBERS = 2  # right below the years, where a row of values begins


def part_from_head(table: GridTable, words: Sequence[PageWord]) -> None:
    """Parts the first cell of a head of years from the labels below that no rule parts from it."""
    fused = next((cell for cell in table.cells if cell[:2] == (0, 0) and cell.row_span > 1), None)
    if fused is None or fused.column_span > 1 or table.inner or not may_head(words):
        return
    rows = [_band(words, *table.ys[row : row + 2]) for row in range(fused.row_span)]
    edge = table.xs[1]
    own = [[word for word in row if word.x1 <= edge] for row in rows]
    beside = [[word for word in row if word.x0 >= edge] for row in rows]
    if may_head(beside[0]) and _numbers(beside[1]) >= FEWEST_NUMBERS and all(map(_on_one_line, own, beside)):
        parts = [GridCell(row, 0, 1, 1) for row in range(fused.row_span)]
        table.cells = sorted([*parts, *(cell for cell in table.cells if cell != fused)])


def part_by_middles(table: GridTable, words: Sequence[PageWord]) -> None:
    """Parts each first cell of several rows whose labels stand far apart, each in the middle of its own rows.

    So do the names of groups in a table whose rows are shaded or ruled behind the first column only.
    """
    may_part = {cell for cell in table.cells if cell.column == 0 and cell.column_span == 1 < cell.row_span}
    if not may_part or table.inner:
        return
    first = [word for word in words if (word.x0 + word.x1) / 2 < table.xs[1]]
    parted: list[GridCell] = []
    for cell in table.cells:
        groups = _groups(table, cell, first) if cell in may_part else []
        parted += groups or [cell]
    table.cells = sorted(parted)


def _groups(table: GridTable, cell: GridCell, words: Sequence[PageWord]) -> list[GridCell]:
    """The groups of rows whose middles are those of the labels in a cell; [] where they do not fill it."""
    _, top, _, bottom = table.box_of(cell)
    labels: list[tuple[float, float]] = []
    for line in lines_of(_band(words, top, bottom)):
        _, upper, _, lower = line.box
        if labels and upper - labels[-1][1] < APART * (lower - upper):
            labels[-1] = labels[-1][0], lower
        else:
            labels.append((upper, lower))
    found: list[GridCell] = []
    row, end = cell.row, cell.row + cell.row_span
    for upper, lower in labels if len(labels) > 1 else ():
        foot = upper + lower - table.ys[row]
        below = [at for at in range(row + 1, end + 1) if abs(table.ys[at] - foot) <= 2 * IN_MIDDLE]
        if not below:
            return []
        found.append(GridCell(row, 0, below[0] - row, 1))
        row = below[0]
    return found if row == end else []


def _band(words: Sequence[PageWord], top: float, bottom: float) -> list[PageWord]:
    return [word for word in words if top <= (word.top + word.bottom) / 2 < bottom and not word.text.isspace()]


def _numbers(words: Sequence[PageWord]) -> int:
    return sum(word.text.strip()[:1].isdigit() for word in words)


def _on_one_line(label: Sequence[PageWord], values: Sequence[PageWord]) -> bool:
    """Whether a label is one line, and a line of the values beside it is on the same height."""
    lines = lines_of(label)
    if len(lines) != 1:
        return False
    middle = (lines[0].box[1] + lines[0].box[3]) / 2
    return any(abs((word.top + word.bottom) / 2 - middle) <= ON_LINE for word in values)
