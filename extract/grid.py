"""Lays the cells of a table out on its full grid, a merged cell standing in every position it covers."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from extract.limits import check_limit
from extract.progress import step
from plan_records import Cell, Place


def lay_out(rows: int, columns: int, cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The grid of ``rows`` x ``columns``, each position covered by exactly one cell.

    Where cells overlap, the one that begins first in reading order keeps the position; a position that no cell covers
    gets an empty cell; what reaches beyond the claimed size is cut off. A table that claims more rows, columns or
    positions than the limits is refused.
    """
    step()
    check_limit("table_rows", rows)
    check_limit("table_columns", columns)
    check_limit("table_cells", rows * columns)
    grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    free = [columns] * rows
    for cell in sorted(cells, key=attrgetter("row", "column")):
        left, right = max(cell.column, 0), min(cell.column + cell.column_span, columns)
        for row in range(max(cell.row, 0), min(cell.row + cell.row_span, rows)):
            if not free[row]:
                continue
            line = grid[row]
            for column in range(left, right):
                if line[column] is None:
                    line[column] = cell
                    free[row] -= 1
    return tuple(
        tuple([cell or _empty(row, column) for column, cell in enumerate(line)]) for row, line in enumerate(grid)
    )


def _empty(row: int, column: int) -> Cell:
    return Cell(text="", row=row, column=column, place=Place(row=row, column=column))
