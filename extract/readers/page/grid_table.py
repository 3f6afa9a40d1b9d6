"""A table of a page as positions across and down, and the cells between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.readers.page.content import Box

THINNEST_CELL = 3.0  # points


class GridCell(NamedTuple):
    """A cell of the lattice by its position and spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True)
class GridTable:
    """A table of the lattice; ``inner`` holds the tables inside its cells by the cell's index."""

    cells: list[GridCell]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    open_bottom: bool
    inner: dict[int, list[GridTable]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        """Its outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, cell: GridCell) -> Box:
        """The outline of a cell."""
        row, column, height, width = cell
        return self.xs[column], self.ys[row], self.xs[column + width], self.ys[row + height]


def positions_of(values: Iterable[float]) -> list[float]:
    """Distinct positions; nearer ones than the thinnest cell are one."""
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > THINNEST_CELL:
            positions.append(value)
    return positions


def from_the_top(table: GridTable) -> tuple[float, float]:
    """What sorts tables from the top of the page, and from its left."""
    return table.box[1], table.box[0]
