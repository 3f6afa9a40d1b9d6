"""Tables and columns that rules do not part, and white channels between the words do."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from extract.readers.page.channels import NUMBER, Strip, channels_between, holds_numbers, missing_rules, strips_of
from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import GridCell, GridTable, positions_of
from extract.readers.page.rules import SNAP, JoinedRule
from extract.readers.page.text import rows_of
from plan.script import REMARKS

FEWEST_ACROSS = 3  # rules of one length, one below the other, that make a table without upright ones: booktabs
FEWEST_COLUMNS = 3  # of a table without upright rules, all but the first with numbers under a head
HEAD_GAP = 0.8  # type sizes between a head and the rule under it, and between its lines
MARGIN = 2.0  # points over a head without a rule above it
ROW_GAP = 60.0  # points between two rules of such a table


def tables_of_channels(loose: Sequence[JoinedRule], words: Sequence[PageWord]) -> list[GridTable]:
    """The tables that have rules across only, and columns of numbers that white channels part."""
    groups = _alike(loose) if len(loose) >= FEWEST_ACROSS else []
    return [table for group in groups if len(group) >= FEWEST_ACROSS and (table := _by_channels(group, words))]


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


def _alike(rules: Sequence[JoinedRule]) -> list[list[JoinedRule]]:
    """Rules of the very same extent in runs from top to bottom, none far from the next."""
    groups: list[list[JoinedRule]] = []
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


def _by_channels(rules: Sequence[JoinedRule], words: Sequence[PageWord]) -> GridTable | None:
    """The table between rules across, if each of its columns behind the first holds numbers under a head."""
    ys = positions_of([rule.at for rule in rules])
    left, right = rules[0].start, rules[0].end
    inside = [
        (bisect_right(ys, (word.top + word.bottom) / 2) - 1, word)
        for word in words
        if ys[0] < (word.top + word.bottom) / 2 < ys[-1] and left <= (word.x0 + word.x1) / 2 <= right
    ]
    notes = _notes(inside)
    strips = strips_of([(row, word) for row, word in inside if row not in notes])
    if len(strips) < FEWEST_COLUMNS or not all(holds_numbers(strip, 0) for strip in strips[1:]):
        return None
    top, under_head = _head_above(ys[0], (left, right), words, inside)
    if len(under_head) == len(strips) and all(NUMBER.fullmatch(strip.rows[0]) for strip in strips[1:]):
        strips, ys, notes = under_head, [top, *ys], frozenset(row + 1 for row in notes)
    xs = (left, *channels_between(strips), right)
    rows, columns = range(len(ys) - 1), range(len(xs) - 1)
    cells = [GridCell(row, column, 1, 1) for row in rows if row not in notes for column in columns]
    cells += [GridCell(row, 0, 1, len(columns)) for row in notes]
    return GridTable(sorted(cells), xs, tuple(ys), open_bottom=False)


def _head_above(
    rule: float, sides: tuple[float, float], words: Sequence[PageWord], inside: Sequence[tuple[int, PageWord]]
) -> tuple[float, list[Strip]]:
    """The top of the head that stands right over the first rule, and the columns with it; nothing where none does."""
    above: list[PageWord] = []
    top = rule
    for line in reversed(rows_of(word for word in words if rule - ROW_GAP < (word.top + word.bottom) / 2 < rule)):
        own = [word for word in line if sides[0] <= (word.x0 + word.x1) / 2 <= sides[1]]
        if not own or top - max(word.bottom for word in own) > HEAD_GAP * max(word.size for word in own):
            break
        above += own
        top = min(word.top for word in own)
    strips = strips_of([*((0, word) for word in above), *((row + 1, word) for row, word in inside)])
    has_heads = all(0 in strip.rows and not NUMBER.fullmatch(strip.rows[0]) for strip in strips)
    return top - MARGIN, strips if above and has_heads else []


def _notes(inside: Sequence[tuple[int, PageWord]]) -> frozenset[int]:
    """The rows that hold nothing but a remark, which goes over all columns."""
    rows: defaultdict[int, list[PageWord]] = defaultdict(list)
    for row, word in inside:
        rows[row].append(word)
    marked = (row for row, words in rows.items() if any(word.text[:1] in REMARKS for word in words))
    return frozenset(
        row
        for row in marked
        if min(rows[row], key=attrgetter("x0")).text[:1] in REMARKS
        and len(strips_of([(row, word) for word in rows[row]])) == 1
    )


def _parts(cell: GridCell, starts: Sequence[int]) -> list[GridCell]:
    """A cell among more columns: one of several columns is as wide as it was, one of a single column is divided."""
    first, end = starts[cell.column], starts[cell.column + cell.column_span]
    if cell.column_span > 1:
        return [GridCell(cell.row, first, cell.row_span, end - first)]
    return [GridCell(cell.row, column, cell.row_span, 1) for column in range(first, end)]
