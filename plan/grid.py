"""Which positions of a year table are one printed cell: the record says where a cell begins, and no two begin at one.

Whether two positions hold the very same Python object says nothing: a copy of a plan is the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from plan.records.document import Cell

Key = tuple[int, int]
SEVERAL = -1  # stands for the columns of a cell that covers several

cell_key: Callable[[Cell], Key] = attrgetter("row", "column")


def same_cell(one: Cell, other: Cell) -> bool:
    """Whether two positions of one table are covered by one cell."""
    return one.column == other.column and one.row == other.row


def is_from_above(cell: Cell, row: Iterable[Cell]) -> bool:
    """Whether a cell stands in a row below those that it is printed over, in the place of one that is blank."""
    return max(other.row for other in row) >= cell.row + cell.row_span


def columns_of_cells(grid: Iterable[Iterable[Cell]]) -> dict[Key, int]:
    """The column, as a table is read, of each cell by its printed row and column; a cell over several has none."""
    columns: dict[Key, int] = {}
    for row in grid:
        for number, cell in enumerate(row):
            key = (cell.row, cell.column)
            if columns.setdefault(key, number) != number:
                columns[key] = SEVERAL
    return {key: number for key, number in columns.items() if number != SEVERAL}
