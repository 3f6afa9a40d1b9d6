"""Lays the cells of a table out on its full grid, a merged cell standing in every position it covers."""

from __future__ import annotations

from collections.abc import Iterable

from plan_errors import ExitCode, PlanError
from plan_records import Cell, Place

MAX_ROWS = 5_000
MAX_COLUMNS = 500
MAX_POSITIONS = 250_000  # of one table; each that no cell covers costs a record of its own


def lay_out(rows: int, columns: int, cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The grid of ``rows`` x ``columns``, each position covered by exactly one cell.

    Where cells overlap, the one that begins first in reading order keeps the position; a position that no cell covers
    gets an empty cell; what reaches beyond the claimed size is cut off. A table that claims more than 5,000 rows,
    500 columns or 250,000 positions is refused (``limit``).
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_POSITIONS:
        raise PlanError(
            "limit",
            ko=f"표의 크기가 {rows:,}행 {columns:,}열로 한도 {MAX_ROWS:,}행 {MAX_COLUMNS:,}열을 넘습니다.",
            en=f"A table claims {rows:,} rows and {columns:,} columns; the limit is {MAX_ROWS:,} and {MAX_COLUMNS:,}.",
            exit_code=ExitCode.LIMIT,
        )
    grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    free = [columns] * rows
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        for row in range(max(cell.row, 0), min(cell.row + cell.row_span, rows)):
            if not free[row]:
                continue
            for column in range(max(cell.column, 0), min(cell.column + cell.column_span, columns)):
                if grid[row][column] is None:
                    grid[row][column] = cell
                    free[row] -= 1
    return tuple(
        tuple(cell if cell is not None else _empty(row, column) for column, cell in enumerate(line))
        for row, line in enumerate(grid)
    )


def _empty(row: int, column: int) -> Cell:
    return Cell(text="", row=row, column=column, place=Place(row=row, column=column))
