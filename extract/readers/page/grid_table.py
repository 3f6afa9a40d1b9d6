"""A table of a page as positions across and down, and the cells between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import isqrt
from typing import NamedTuple

from extract.readers.page.content import Box, PageWord

THINNEST_CELL = 3.0  # points
FEW = 4  # tables of a page, below which it is one field


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


def _area(indexed: tuple[int, Box]) -> float:
    left, top, right, bottom = indexed[1]
    return (right - left) * (bottom - top)


class Fields:
    """A page in as many fields as it has tables, so that a word is held against those of its own field alone.

    A word is where its centre lies.
    """

    def __init__(self, tables: Sequence[GridTable]) -> None:
        boxes = [table.box for table in tables]
        across = max(1, isqrt(len(boxes)))
        self._width = max((box[2] for box in boxes), default=0.0) / across or 1.0
        self._height = max((box[3] for box in boxes), default=0.0) / across or 1.0
        self._boxes = boxes
        self._tables: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for index, box in sorted(enumerate(boxes), key=_area):
            for place in self._under(box):
                self._tables[place].append(index)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._width), int(y // self._height)

    def _under(self, box: Box) -> Iterator[tuple[int, int]]:
        (left, top), (right, bottom) = self._at(box[0], box[1]), self._at(box[2], box[3])
        return product(range(left, right + 1), range(top, bottom + 1))

    def tables_at(self, words: Iterable[PageWord]) -> Iterator[int | None]:
        """For each word the index of the table that it stands in, the smallest of several."""
        wide, high, boxes, near = self._width, self._height, self._boxes, self._tables
        for _, x0, upper, x1, lower, _ in words:
            x, y = (x0 + x1) / 2, (upper + lower) / 2
            for index in near.get((int(x // wide), int(y // high)), ()):
                left, top, right, bottom = boxes[index]
                if left <= x <= right and top <= y <= bottom:
                    yield index
                    break
            else:
                yield None

    def words_near(self, words: Sequence[PageWord]) -> Iterator[Sequence[PageWord]]:
        """For each table the words of the fields that it reaches into, in their order."""
        if len(self._boxes) < FEW:
            yield from (words for _ in self._boxes)
            return
        placed: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            placed[self._at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)].append(index)
        for box in self._boxes:
            yield [words[index] for index in sorted(at for place in self._under(box) for at in placed.get(place, ()))]
