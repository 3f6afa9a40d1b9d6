"""Finds the tables of a page from its rules; knows no PDF library, and of words only where they stand.

Official Korean tables often have no left and right side, dashed or doubled rules, and boxes of their own inside a
cell. So rules on one line are joined first, crossing rules make one table, and the ends of the horizontal rules tell
where an open side is. A missing rule between two positions means that they are one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from operator import attrgetter
from typing import NamedTuple

from extract.readers.page.channels import channels_between, holds_numbers, missing_rules, strips_of
from extract.readers.page.content import Box, PageContent, PageWord

TOUCH = 0.8  # points; a stroke's width: rules this near are one rule, and meet
SNAP = 2.2  # points; rules nearer than this are one rule (double lines), and meet if they miss by no more
DASH_GAP = 4.0  # points between the dashes of one rule
SHORTEST = 6.0  # points; a rule that is shorter after joining is a glyph's part or decoration
OPEN_SIDE = 8.0  # points that a horizontal rule must reach beyond the last vertical one to hold a column there
COVERED = 0.6  # share of a cell's side that a rule must cover to divide it
THINNEST_CELL = 3.0  # points
EDGE = 1.0  # points
FIELDS = 32  # of the page, across and down, in which an outer table is looked for
WIDEST_GAP = 30.0  # points between boxes that stand side by side as one table
FEWEST_ACROSS = 3  # rules of one length, one below the other, that make a table without upright ones: booktabs
FEWEST_COLUMNS = 3  # of a table without upright rules, all but the first with numbers under a head
ROW_GAP = 60.0  # points between two rules of such a table
_AT, _START = attrgetter("at"), attrgetter("start")


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


@dataclass(slots=True)
class _Line:
    """A joined rule: its position across and its extent along."""

    at: float
    start: float
    end: float


def find_tables(page: PageContent) -> list[GridTable]:
    """The tables of a page from top to bottom, nested ones inside their outer table."""
    horizontal, vertical = _joined(page)
    if len(horizontal) < 2:
        return []
    groups = _components(horizontal, vertical) if vertical else []
    tables = _ruled(groups)
    crossed = {(rule.at, rule.start, rule.end) for across, _ in groups for rule in across}
    loose = [rule for rule in horizontal if (rule.at, rule.start, rule.end) not in crossed] if page.words else []
    open_ones = [table for table in _ruled_across(loose, page.words) if not _overlaps(table, tables)]
    return sorted((*tables, *open_ones), key=_from_the_top) if open_ones else tables


def _ruled(groups: Sequence[tuple[list[_Line], list[_Line]]]) -> list[GridTable]:
    """The tables that rules across and down make."""
    tables = [table for group in groups if (table := _table(*group)) and len(table.cells) > 1]
    joined = _beside(sorted(tables, key=lambda table: table.box[0]))
    return _nested(sorted(joined, key=_from_the_top))


def _from_the_top(table: GridTable) -> tuple[float, float]:
    return table.box[1], table.box[0]


def _ruled_across(loose: Sequence[_Line], words: Sequence[PageWord]) -> list[GridTable]:
    """The tables that have rules across only, and columns of numbers that white channels part."""
    groups = _alike(loose) if len(loose) >= FEWEST_ACROSS else []
    return [table for group in groups if len(group) >= FEWEST_ACROSS and (table := _by_channels(group, words))]


def _overlaps(table: GridTable, others: Sequence[GridTable]) -> bool:
    left, top, right, bottom = table.box
    return any(x0 < right and left < x1 and y0 < bottom and top < y1 for x0, y0, x1, y1 in (o.box for o in others))


def _alike(rules: Sequence[_Line]) -> list[list[_Line]]:
    """Rules of the very same extent in runs from top to bottom, none far from the next."""
    groups: list[list[_Line]] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.start), round(rule.end), rule.at)):
        last = groups[-1][-1] if groups else None
        if (
            last
            and abs(last.start - rule.start) <= SNAP
            and abs(last.end - rule.end) <= SNAP
            and 0 < rule.at - last.at <= ROW_GAP
        ):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _by_channels(rules: Sequence[_Line], words: Sequence[PageWord]) -> GridTable | None:
    """The table between rules across, if each of its columns behind the first holds numbers under a head."""
    ys = _positions([rule.at for rule in rules])
    left, right = rules[0].start, rules[0].end
    inside = [
        (bisect_right(ys, (word.top + word.bottom) / 2) - 1, word)
        for word in words
        if ys[0] < (word.top + word.bottom) / 2 < ys[-1] and left <= (word.x0 + word.x1) / 2 <= right
    ]
    strips = strips_of(inside)
    if len(strips) < FEWEST_COLUMNS or not all(holds_numbers(strip, 0) for strip in strips[1:]):
        return None
    xs = (left, *channels_between(strips), right)
    cells = [GridCell(row, column, 1, 1) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    return GridTable(cells, xs, tuple(ys), open_bottom=False)


def divide(table: GridTable, words: Sequence[PageWord]) -> None:
    """Gives a table the columns that its words show and no rule parts."""
    if table.inner:
        return
    merged = frozenset(
        (row, column)
        for cell in table.cells
        if cell.column_span > 1
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )
    missing = missing_rules(words, table.xs, table.ys, merged)
    if missing:
        xs = sorted((*table.xs, *missing))
        starts = [xs.index(x) for x in table.xs]
        table.cells = sorted(part for cell in table.cells for part in _parts(cell, starts))
        table.xs = tuple(xs)


def _parts(cell: GridCell, starts: Sequence[int]) -> list[GridCell]:
    """A cell among more columns: one of several columns is as wide as it was, one of a single column is divided."""
    first, end = starts[cell.column], starts[cell.column + cell.column_span]
    if cell.column_span > 1:
        return [GridCell(cell.row, first, cell.row_span, end - first)]
    return [GridCell(cell.row, column, cell.row_span, 1) for column in range(first, end)]


def _joined(page: PageContent) -> tuple[list[_Line], list[_Line]]:
    """The page's rules, clipped to the page and joined along their lines; one along its very edge is decoration."""
    horizontal: list[_Line] = []
    vertical: list[_Line] = []
    width, height = page.width, page.height
    for x0, y0, x1, y1 in page.rules:
        if x1 < EDGE or x0 > width - EDGE or y1 < EDGE or y0 > height - EDGE:
            continue
        left, right = (x0 if x0 > 0 else 0.0), (x1 if x1 < width else width)
        top, bottom = (y0 if y0 > 0 else 0.0), (y1 if y1 < height else height)
        if right - left >= bottom - top:
            horizontal.append(_Line((top + bottom) / 2, left, right))
        else:
            vertical.append(_Line((left + right) / 2, top, bottom))
    return _join(horizontal), _join(vertical)


def _join(lines: list[_Line]) -> list[_Line]:
    """Dashes of one rule made one, double rules made single, short remains dropped."""
    rules: list[_Line] = []
    for group in _clusters(lines):
        group.sort(key=_START)
        at = sum(line.at for line in group) / len(group)
        rules += [
            _Line(at, start, end)
            for start, end in _merged([(line.start, line.end) for line in group], DASH_GAP)
            if end - start >= SHORTEST
        ]
    single: list[_Line] = []
    near = 0  # the first of the single rules that the next one may double
    for rule in sorted(rules, key=_AT):
        while near < len(single) and rule.at - single[near].at > SNAP:
            near += 1
        twin = next((other for other in islice(single, near, None) if _is_double(other, rule)), None)
        if twin is None:
            single.append(rule)
        else:
            twin.start, twin.end = min(twin.start, rule.start), max(twin.end, rule.end)
    return single


def _is_double(first: _Line, second: _Line) -> bool:
    """Whether two rules are the two strokes of a double rule; a table's last rule above a wider one is not."""
    return (
        abs(second.at - first.at) <= SNAP
        and abs(second.start - first.start) <= SNAP
        and abs(second.end - first.end) <= SNAP
    )


def _clusters(lines: list[_Line]) -> list[list[_Line]]:
    """Lines whose positions across differ by no more than a stroke's width from their cluster's first."""
    groups: list[list[_Line]] = []
    for line in sorted(lines, key=_AT):
        if groups and line.at - groups[-1][0].at <= TOUCH:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _merged(extents: Iterable[tuple[float, float]], gap: float = 0.0) -> list[tuple[float, float]]:
    """Extents joined where they overlap or leave no more than a gap between them; they come sorted by their start."""
    joined: list[tuple[float, float]] = []
    for start, end in extents:
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _components(horizontal: list[_Line], vertical: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of rules that touch one another; the vertical ones come in order from the left."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(i: int, j: int) -> None:
        parent[root(i)] = root(len(horizontal) + j)

    loose: list[tuple[int, int]] = []
    firm_across: list[list[_Line]] = [[] for _ in horizontal]
    firm_down: list[list[_Line]] = [[] for _ in vertical]
    positions = [down.at for down in vertical]
    for i, across in enumerate(horizontal):
        at, start, end = across.at, across.start, across.end
        for j in range(bisect_left(positions, start - SNAP), bisect_right(positions, end + SNAP)):
            down = vertical[j]
            if down.start - TOUCH <= at <= down.end + TOUCH and start - TOUCH <= down.at <= end + TOUCH:
                join(i, j)
                firm_across[i].append(down)
                firm_down[j].append(across)
            elif down.start - SNAP <= at <= down.end + SNAP:
                loose.append((i, j))
    for i, j in loose:
        across, down = horizontal[i], vertical[j]
        if not _is_held(down, across.at, firm_down[j]) and not _is_held(across, down.at, firm_across[i]):
            join(i, j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        (group[0] if index < len(horizontal) else group[1]).append(
            horizontal[index] if index < len(horizontal) else vertical[index - len(horizontal)]
        )
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _is_held(line: _Line, at: float, firm: Sequence[_Line]) -> bool:
    """Whether a line that ends just short of a position already ends at a rule of its own, as a nested table's does."""
    if line.start - TOUCH <= at <= line.end + TOUCH:
        return False
    end = line.start if at < line.start else line.end
    return any(abs(other.at - end) <= SNAP for other in firm)


def _table(horizontal: list[_Line], vertical: list[_Line]) -> GridTable | None:
    xs = _positions([line.at for line in vertical])
    left, right = min(line.start for line in horizontal), max(line.end for line in horizontal)
    if left < xs[0] - OPEN_SIDE:
        xs.insert(0, left)
    if right > xs[-1] + OPEN_SIDE:
        xs.append(right)
    ys = _positions([line.at for line in horizontal])
    top, bottom = min(line.start for line in vertical), max(line.end for line in vertical)
    if top < ys[0] - OPEN_SIDE:
        ys.insert(0, top)
    open_bottom = bottom > ys[-1] + OPEN_SIDE
    if open_bottom:
        ys.append(bottom)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return GridTable(_cells(xs, ys, horizontal, vertical), tuple(xs), tuple(ys), open_bottom)


def _positions(values: Iterable[float]) -> list[float]:
    """Distinct positions; nearer ones than the thinnest cell are one."""
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > THINNEST_CELL:
            positions.append(value)
    return positions


def _cells(xs: list[float], ys: list[float], horizontal: list[_Line], vertical: list[_Line]) -> list[GridCell]:
    """The cells between the positions; two positions without a rule between them are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    down, across = _extents_at(vertical, xs), _extents_at(horizontal, ys)
    walls = [[_divides(down[column], ys[row], ys[row + 1]) for column in range(columns + 1)] for row in range(rows)]
    floors = [
        [_divides(across[row], xs[column], xs[column + 1]) for column in range(columns)] for row in range(rows + 1)
    ]
    taken = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            width = 1
            while column + width < columns and not walls[row][column + width] and not taken[row][column + width]:
                width += 1
            width = _evenly_floored(floors[row + 1], column, width)
            height = 1
            while row + height < rows and _open_below(floors, walls, row + height, column, width):
                height += 1
            for below in range(row, row + height):
                for beside in range(column, column + width):
                    taken[below][beside] = True
            cells.append(GridCell(row, column, height, width))
    return cells


def _evenly_floored(floor: Sequence[bool], column: int, width: int) -> int:
    """The first columns of an L-shaped opening that end alike; its text stands there, the corner beside it is empty."""
    for beside in range(1, width):
        if floor[column + beside] != floor[column]:
            return beside
    return width


def _open_below(floors: list[list[bool]], walls: list[list[bool]], row: int, column: int, width: int) -> bool:
    """Whether a cell goes on into the next row: no floor under any of it and no wall inside."""
    inside = range(column + 1, column + width)
    return not any(floors[row][column : column + width]) and not any(walls[row][beside] for beside in inside)


def _divides(extents: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """Whether rules cover most of a side."""
    covered = 0.0
    for left, right in extents:
        if left < end and right > start:
            covered += min(right, end) - max(left, start)
    return covered >= COVERED * (end - start)


def _extents_at(lines: Sequence[_Line], positions: Sequence[float]) -> list[list[tuple[float, float]]]:
    """For each position what the rules there cover, overlaps counted once."""
    return [
        _merged(sorted((line.start, line.end) for line in lines if abs(line.at - at) <= THINNEST_CELL))
        for at in positions
    ]


def _beside(tables: list[GridTable]) -> list[GridTable]:
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


def _nested(tables: list[GridTable]) -> list[GridTable]:
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
    return sorted(outermost, key=_from_the_top)


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
