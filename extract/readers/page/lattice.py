"""Finds the tables of a page from its rules; knows no PDF library, and of words only where they stand.

Official Korean tables often have no left and right side, dashed or doubled rules, and boxes of their own inside a
cell. So rules on one line are joined first, crossing rules make one table, and the ends of the horizontal rules tell
where an open side is. A missing rule between two positions means that they are one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.charts import Chart
from extract.readers.page.aligned.edges import edges_of, with_edges
from extract.readers.page.aligned.going_on import Ending, at_the_end, going_on, rest_of
from extract.readers.page.aligned.open_grids import below_heads, inside, is_open, outside
from extract.readers.page.aligned.pieces import TWO_YEARS, PageLines, Piece, may_head
from extract.readers.page.aligned.tables import Untaken, aligned_tables
from extract.readers.page.apart import parted
from extract.readers.page.channel_tables import tables_of_channels
from extract.readers.page.content import Box, PageContent
from extract.readers.page.grid_table import THINNEST_CELL, Fields, GridCell, GridTable, from_the_top, positions_of
from extract.readers.page.neighbours import nested, side_by_side
from extract.readers.page.rules import AT, SNAP, JoinedRule, joined_rules, merged, touching

OPEN_SIDE = 8.0  # points that a horizontal rule must reach beyond the last vertical one to hold a column there
COVERED = 0.6  # share of a cell's side that a rule must cover to divide it


class PageTables(NamedTuple):
    """The tables of a page from top to bottom, and the heads of years over numbers that are in none of them.

    ``last`` is a table without a full grid that ends the page, and may go on upon the next one; ``charts`` are those
    of years outside of all tables. ``headless`` is the first of rows that seem to go on from the page before, but are
    in none of the tables.
    """

    tables: list[GridTable]
    untaken: Sequence[Untaken]
    last: Ending | None = None
    charts: Sequence[Chart] = ()
    headless: Sequence[Piece] = ()


def tables_on(page: PageContent, before: Ending | None = None) -> PageTables:
    """The tables of a page: those that rules draw, and those of the words outside of them that stand in line.

    ``before`` is the table without a full grid that ended the page before, and may go on here.
    """
    found = _tables_on(page)
    if before is None or before.page.number + 1 != page.number:
        return found
    words = outside(page.words, found.tables)
    row = going_on(before.table, words)
    if not row:
        return found
    rest = rest_of(before, page, words)
    if rest is None:
        return found._replace(headless=row)
    tables = nested(sorted((*found.tables, rest), key=from_the_top))
    return found._replace(tables=tables, last=at_the_end([rest], page) or found.last)


def _tables_on(page: PageContent) -> PageTables:
    """The tables of a page by itself."""
    tables = find_tables(page)
    if not may_head(page.words, TWO_YEARS):
        return PageTables(tables, ())
    near = zip(tables, Fields(tables).words_near(page.words), strict=True)
    closed = [table for table, words in near if table.columns > 1 and not is_open(table, words)]
    closed += [inner for table in tables if table.columns == 1 for inner in inside(table) if inner.columns > 1]
    words = outside(page.words, closed)
    if not may_head(words, TWO_YEARS):
        return PageTables(tables, ())
    drawn = {table.box for table in tables}
    lines = PageLines(words)
    under_heads = below_heads([table for table in closed if table.box in drawn], lines.wide, page.words)
    if under_heads:
        closed = [table for table in closed if table not in under_heads]
        lines = PageLines(outside(page.words, closed))
    found = aligned_tables(lines, joined_rules(page), page)
    if not found.tables:
        return PageTables(tables, found.untaken, charts=found.charts)
    whole = {table.box for table in closed}
    others = [table for table in tables if table.box in whole or not _is_part_of(table, found.tables)]
    made = nested(sorted((*others, *found.tables), key=from_the_top))
    return PageTables(made, found.untaken, at_the_end(found.tables, page), found.charts)


def find_tables(page: PageContent) -> list[GridTable]:
    """The tables of a page from top to bottom, nested ones inside their outer table."""
    horizontal, vertical = joined_rules(page)
    if len(horizontal) < 2:
        return []
    groups = touching(horizontal, vertical) if vertical else []
    edges = edges_of(page.fills) if page.fills and groups else []
    tables = _ruled([(with_edges(across, down, edges), down) for across, down in groups] if edges else groups)
    crossed = {(rule.at, rule.start, rule.end) for across, _ in groups for rule in across}
    loose = [rule for rule in horizontal if (rule.at, rule.start, rule.end) not in crossed] if page.words else []
    open_ones = [table for table in tables_of_channels(loose, page.words) if not _overlaps(table, tables)]
    return sorted((*tables, *open_ones), key=from_the_top) if open_ones else tables


def _ruled(groups: Sequence[tuple[list[JoinedRule], list[JoinedRule]]]) -> list[GridTable]:
    """The tables that rules across and down make."""
    boxes = [box for group in groups for box in parted(*group)]
    tables = [table for box in boxes if (table := _table(*box)) and len(table.cells) > 1]
    joined = side_by_side(sorted(tables, key=lambda table: table.box[0]))
    return nested(sorted(joined, key=from_the_top))


def _is_part_of(table: GridTable, others: Sequence[GridTable]) -> bool:
    """Whether a table is only the frame or the head of another, and holds it in none of its cells."""
    return any(
        _overlaps(table, [other]) and not any(_holds(table.box_of(cell), other.box) for cell in table.cells)
        for other in others
    )


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - SNAP <= inner[0]
        and outer[1] - SNAP <= inner[1]
        and inner[2] <= outer[2] + SNAP
        and inner[3] <= outer[3] + SNAP
    )


def _overlaps(table: GridTable, others: Sequence[GridTable]) -> bool:
    left, top, right, bottom = table.box
    return any(x0 < right and left < x1 and y0 < bottom and top < y1 for x0, y0, x1, y1 in (o.box for o in others))


def _table(horizontal: list[JoinedRule], vertical: list[JoinedRule]) -> GridTable | None:
    xs = positions_of([line.at for line in vertical])
    left, right = min(line.start for line in horizontal), max(line.end for line in horizontal)
    if left < xs[0] - OPEN_SIDE:
        xs.insert(0, left)
    if right > xs[-1] + OPEN_SIDE:
        xs.append(right)
    ys = positions_of([line.at for line in horizontal])
    top, bottom = min(line.start for line in vertical), max(line.end for line in vertical)
    if top < ys[0] - OPEN_SIDE:
        ys.insert(0, top)
    open_bottom = bottom > ys[-1] + OPEN_SIDE
    if open_bottom:
        ys.append(bottom)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return GridTable(_cells(xs, ys, horizontal, vertical), tuple(xs), tuple(ys), open_bottom)


def _cells(
    xs: list[float], ys: list[float], horizontal: list[JoinedRule], vertical: list[JoinedRule]
) -> list[GridCell]:
    """The cells between the positions; two positions without a rule between them are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = list(zip(*(_divided(extents, ys) for extents in _extents_at(vertical, xs)), strict=True))
    floors = [_divided(extents, xs) for extents in _extents_at(horizontal, ys)]
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


def _open_below(
    floors: Sequence[Sequence[bool]], walls: Sequence[Sequence[bool]], row: int, column: int, width: int
) -> bool:
    """Whether a cell goes on into the next row: no floor under any of it and no wall inside."""
    inside = range(column + 1, column + width)
    return not any(floors[row][column : column + width]) and not any(walls[row][beside] for beside in inside)


def _divided(extents: Sequence[tuple[float, float]], positions: Sequence[float]) -> list[bool]:
    """For each side between two positions whether rules cover most of it; extents come in order and lie apart."""
    divided, first = [], 0
    for start, end in pairwise(positions):
        while first < len(extents) and extents[first][1] <= start:
            first += 1
        covered, at = 0.0, first
        while at < len(extents) and extents[at][0] < end:
            left, right = extents[at]
            covered += min(right, end) - max(left, start)
            at += 1
        divided.append(covered >= COVERED * (end - start))
    return divided


def _extents_at(lines: Sequence[JoinedRule], positions: Sequence[float]) -> list[list[tuple[float, float]]]:
    """For each position what the rules there cover, overlaps counted once."""
    lines = sorted(lines, key=AT)
    places = [line.at for line in lines]
    held = []
    for at in positions:
        near = lines[bisect_left(places, at - 2 * THINNEST_CELL) : bisect_right(places, at + 2 * THINNEST_CELL)]
        held.append(merged(sorted((line.start, line.end) for line in near if abs(line.at - at) <= THINNEST_CELL)))
    return held
