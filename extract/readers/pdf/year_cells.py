"""The cells of year tables by the page that they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from plan.records.base import Place
from plan.records.document import Cell
from plan.records.printed import YearTable


def cells_by_page(tables: Iterable[YearTable]) -> dict[int, list[Cell]]:
    """The distinct cells of all tables by the page that they stand on."""
    pages: defaultdict[int, dict[Place, Cell]] = defaultdict(dict)
    for table in tables:
        for row in table.grid:
            for cell in row:
                if cell.place.page is not None and cell.place.box is not None:
                    pages[cell.place.page][cell.place] = cell
    return {number: list(cells.values()) for number, cells in pages.items()}


def labels_of(tables: Iterable[YearTable]) -> frozenset[Place]:
    """The places of the labels of rows: what stands below the head, before the first column that is none of labels."""
    return frozenset(
        cell.place
        for table in tables
        if not table.transposed
        for row in table.grid[table.header_rows :]
        for cell in row[: next((column.column for column in table.columns if column.role != "label"), 0)]
    )
