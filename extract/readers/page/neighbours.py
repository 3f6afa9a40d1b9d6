"""Tables of a page among one another: boxes side by side made one, and those inside a cell put there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

from extract.readers.page.content import Box
from extract.readers.page.grid_table import GridCell, GridTable, from_the_top
from extract.readers.page.rules import SNAP

FIELDS = 32  # of the page, across and down, in which an outer table is looked for
WIDEST_GAP = 30.0  # points between boxes that stand side by side as one table


def side_by_side(tables: list[GridTable]) -> list[GridTable]:
    """Boxes of one column with the very same rows side by side made one table, an empty column for each gap."""
    runs: list[list[GridTable]] = []
    runs_from: defaultdict[int, list[list[GridTable]]] = defaultdict(list)  # those of one column, by their top
    for table in tables:
        if table.columns != 1:
            runs.append([table])
            continue
        top = round(table.ys[0] / SNAP)
        near = [run for at in (top - 1, top, top + 1) for run in runs_from[at]]
        run = next((run for run in near if _goes_on(run[-1], table)), None)
        if run is None:
            run = []
            runs.append(run)
            runs_from[top].append(run)
        run.append(table)
    return [_one_table(run) if len(run) > 1 else run[0] for run in runs]


def nested(tables: list[GridTable]) -> list[GridTable]:
    """Tables wholly inside a cell of another put under that cell; an outer table is looked for where the inner is."""
    if len(tables) < 2:
        return tables
    side = max(max(table.box[2:]) for table in tables) / FIELDS or 1.0
    outermost: list[GridTable] = []
    outer_at: defaultdict[tuple[int, int], list[GridTable]] = defaultdict(list)
    for table in sorted(tables, key=lambda table: -_area(table.box)):
        left, top, right, bottom = table.box
        if not any(
            _put_inside(table, outer) for outer in outer_at[_field((left + right) / 2, (top + bottom) / 2, side)]
        ):
            outermost.append(table)
            (x0, y0), (x1, y1) = _field(left, top, side), _field(right, bottom, side)
            for field_at in product(range(x0, x1 + 1), range(y0, y1 + 1)):
                outer_at[field_at].append(table)
    return sorted(outermost, key=from_the_top)


def _goes_on(left: GridTable, right: GridTable) -> bool:
    return (
        left.columns == right.columns == 1
        and left.rows == right.rows > 1
        and 0 < right.box[0] - left.box[2] <= WIDEST_GAP
        and all(abs(a - b) <= SNAP for a, b in zip(left.ys, right.ys, strict=True))
    )


def _one_table(run: Sequence[GridTable]) -> GridTable:
    xs = tuple(x for table in run for x in table.xs)
    ys = run[0].ys
    cells = [GridCell(row, column, 1, 1) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    return GridTable(cells, xs, ys, open_bottom=False)


def _field(x: float, y: float, side: float) -> tuple[int, int]:
    """The field of the page that a point is in."""
    return int(x // side), int(y // side)


def _put_inside(table: GridTable, outer: GridTable) -> bool:
    if not _contains(outer.box, table.box):
        return False
    for index, cell in enumerate(outer.cells):
        if _contains(outer.box_of(cell), table.box):
            inside = outer.inner.setdefault(index, [])
            if not any(_put_inside(table, other) for other in inside):
                inside.append(table)
                inside.sort(key=lambda entry: (entry.box[1], entry.box[0]))
            return True
    return False


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - SNAP <= inner[0]
        and outer[1] - SNAP <= inner[1]
        and inner[2] <= outer[2] + SNAP
        and inner[3] <= outer[3] + SNAP
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
