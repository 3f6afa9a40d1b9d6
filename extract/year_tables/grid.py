"""Lays the cells of a table out on its full grid, a merged cell standing in every position it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec.structs import replace

from extract.readers.limits import check_limit
from plan.grid import cell_key
from plan.progress import step
from plan.records.base import Place
from plan.records.document import Cell
from plan.script import visible

Grid = Sequence[Sequence[Cell]]


def lay_out(rows: int, columns: int, cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The grid of ``rows`` x ``columns``, each position covered by exactly one cell.

    Where cells overlap, the one that begins first in reading order keeps the position; a position that no cell covers
    gets an empty cell; what reaches beyond the claimed size is cut off. A cell whose own beginning is taken begins at
    its first position that is not: so no two cells begin at one. A table that claims more rows, columns or positions
    than the limits is refused.
    """
    step()
    check_limit("table_rows", rows)
    check_limit("table_columns", columns)
    check_limit("table_cells", rows * columns)
    grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    free = [columns] * rows
    for cell in sorted(cells, key=attrgetter("row", "column")):
        left, right = max(cell.column, 0), min(cell.column + cell.column_span, columns)
        begun = False
        for row in range(max(cell.row, 0), min(cell.row + cell.row_span, rows)):
            if not free[row]:
                continue
            line = grid[row]
            for column in range(left, right):
                if line[column] is None:
                    if not begun:
                        begun = True
                        if (row, column) != (cell.row, cell.column):
                            cell = replace(cell, row=row, column=column)  # noqa: PLW2901 - it is this cell from here on
                    line[column] = cell
                    free[row] -= 1
    return tuple(
        tuple([cell or _empty(row, column) for column, cell in enumerate(line)]) for row, line in enumerate(grid)
    )


def as_seen(grid: Grid) -> Grid:
    """The grid with the texts of its cells as they are seen; the very same grid where nothing in it is invisible."""
    texts = "".join({cell.text for row in grid for cell in row})
    if visible(texts) == texts:
        return grid
    return tuple(tuple(replace(cell, text=visible(cell.text)) for cell in row) for row in grid)


def as_printed(grid: Grid, printed: Grid) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a grid as they stand in the one that was laid out, each told by where it begins."""
    cells = {cell_key(cell): cell for row in printed for cell in row}
    return tuple(tuple(cells[cell_key(cell)] for cell in row) for row in grid)


def _empty(row: int, column: int) -> Cell:
    return Cell(text="", row=row, column=column, place=Place(row=row, column=column))
