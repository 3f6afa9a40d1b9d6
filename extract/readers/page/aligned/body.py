"""The rows of a body as cells, those merged over several rows or columns too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.columns import Column
from extract.readers.page.aligned.frame import Frame
from extract.readers.page.aligned.heads import tiled
from extract.readers.page.aligned.labels_across import across_labels
from extract.readers.page.aligned.pieces import Piece, around
from extract.readers.page.aligned.rows import Row, levels, middle
from extract.readers.page.grid_table import GridCell

MARGIN = 2.0  # points round a row without a floor


class BodyCells(NamedTuple):
    """The cells of a body; ``bounds`` part its rows from ``tops`` to ``bottoms``; ``highest`` is the highest row."""

    cells: Sequence[GridCell]
    bounds: Sequence[float]
    tops: Sequence[float]
    bottoms: Sequence[float]
    highest: float


class Body:
    """The rows of a body as cells."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], frame: Frame) -> None:
        self._rows = rows
        self._columns = columns
        self._frame = frame
        self._first_year = next(number for number, column in enumerate(columns) if column.year is not None)
        self._wide = across_labels([row.aside for row in rows], columns[: self._first_year + 1], frame.left)

    def cells(self, head_rows: int) -> BodyCells | None:
        """The cells below so many rows of a head, and where the rows begin and end."""
        merged = self._merged_first() if self._is_placed() else None
        if merged is None:
            return None
        runs = {0: merged} if merged else {}
        tops, bottoms = self._extents(frozenset(runs))
        bounds: list[float] = []
        for bottom, top in zip(bottoms, tops[1:], strict=False):
            lines = [line.at for line in self._frame.between(bottom, top)]
            if bottom > top + 1 and not lines:
                return None
            bounds.append(lines[0] if lines else (bottom + top) / 2)
        cells = [GridCell(head_rows + start, 0, stop - start, 1) for start, stop in runs.get(0, ())]
        for number, row in enumerate(self._rows):
            cells += [
                GridCell(head_rows + number, start, 1, stop - start)
                for start, stop in self._across(number, row, skip=0 in runs)
            ]
        heights = [second - first for first, second in pairwise(tops)] or [bottoms[0] - tops[0]]
        return BodyCells(cells, bounds, tops, bottoms, max(heights) + MARGIN)

    def _across(self, number: int, row: Row, *, skip: bool) -> list[tuple[int, int]]:
        """The columns of each cell of a row; a piece beside the years may go over several."""
        runs: list[tuple[int, int]] = []
        first, end = self._wide.get(number, (-1, -1))
        start = int(skip and first != 0)
        while start < len(self._columns):
            stop = end if start == first else start + 1
            for piece in row.aside:
                over = [n for n, column in enumerate(self._columns) if column.year is None and column.holds(piece)]
                if over and over[0] == start:
                    stop = max(stop, over[-1] + 1)
            runs.append((start, stop))
            start = stop
        return runs

    def _is_placed(self) -> bool:
        """Whether each label stands in a column, or in the middle of several."""
        labels = self._columns[: self._first_year]
        return all(
            number in self._wide or any(column.holds(piece) for column in labels)
            for number, row in enumerate(self._rows)
            for piece in row.aside
            if piece.x < self._columns[self._first_year].left
        )

    def _extents(self, merged: frozenset[int]) -> tuple[list[float], list[float]]:
        """The top and bottom of each row, without what is merged over several."""
        tops, bottoms = [], []
        for row in self._rows:
            own = [p for p in row.pieces if not any(self._columns[number].holds(p) for number in merged)]
            _, top, _, bottom = around(own)
            tops.append(top)
            bottoms.append(bottom)
        return tops, bottoms

    def _merged_first(self) -> list[tuple[int, int]] | None:
        """The rows of each cell of the first of several label columns; nothing where each row has its own.

        Lines that begin behind the column say it, else the middles of its labels; None where neither does.
        """
        if self._first_year < 2:
            return []
        first = self._columns[0]
        own = [number for number in range(len(self._rows)) if self._wide.get(number, (1, 1))[0]]
        held = [[piece for piece in self._rows[number].aside if first.holds(piece)] for number in own]
        labels = [piece for pieces in held for piece in pieces]
        parted = self._parted_by_lines(first)
        if parted is not None:
            return self._of_own(parted) if len(parted) < len(self._rows) else []
        if all(held) or any(self._columns[1].holds(piece) for piece in labels):
            return [] if all(held) else None
        return self._in_the_middle(own, labels)

    def _of_own(self, parted: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
        """The cells of the first column without those of rows whose label goes over it; None where both are said."""
        wide = {number for number, (start, _) in self._wide.items() if start == 0}
        if any(wide & {*range(start, stop)} and stop - start > 1 for start, stop in parted):
            return None
        return [(start, stop) for start, stop in parted if start not in wide]

    def _in_the_middle(self, own: Sequence[int], labels: Sequence[Piece]) -> list[tuple[int, int]] | None:
        """The rows round the middle of each label of the first column; ``own`` are the rows that have a cell there."""
        tops, bottoms = self._extents(frozenset((0,)))
        bounds = [tops[0], *((b + t) / 2 for b, t in zip(bottoms, tops[1:], strict=False)), bottoms[-1]]
        middles = [middle(level) for level in _cells_down(labels)]
        runs: list[tuple[int, int]] = []
        for start, stop in _unbroken(own):
            of_run = [at for at in middles if bounds[start] < at < bounds[stop]]
            tiles = tiled(of_run, bounds[start : stop + 1])
            if tiles is None:
                return None
            runs += [(start + first, start + last) for first, last in tiles]
        return runs

    def _parted_by_lines(self, column: Column) -> list[tuple[int, int]] | None:
        """The rows of each cell of a column where a line lies between any two rows."""
        runs, start = [], 0
        for number, (above, below) in enumerate(pairwise(self._rows), 1):
            lines = self._frame.between(above.y, below.y)
            if not lines:
                return None
            if any(line.start <= (column.left + column.right) / 2 <= line.end for line in lines):
                runs.append((start, number))
                start = number
        return [*runs, (start, len(self._rows))]


def _unbroken(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of numbers that follow one another, each with what comes behind its last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def _cells_down(labels: Sequence[Piece]) -> list[list[Piece]]:
    """The labels of a column from the top, the lines of one label together."""
    cells: list[list[Piece]] = []
    for level in levels(labels):
        if cells and around(level)[1] - around(cells[-1])[3] < level[0].size / 2:
            cells[-1] += level
        else:
            cells.append(level)
    return cells
