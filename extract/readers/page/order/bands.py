"""Blocks side by side for a part of a page: from where to where it is in columns, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from extract.readers.page.grid_table import GridTable
from extract.readers.page.order.items import SAME_SIZE, Item, Row, are_alike, rows_in
from plan.patterns import lazy_pattern
from plan.script import BULLETS, UNIT_LINE

NARROWEST = 6.0  # points of white between two blocks; a double rule between two tables is less
SMALLEST = 2  # rows and columns of a table; what has less is a box of a drawing, or a bar
UNIT = lazy_pattern(UNIT_LINE)
MARKS = frozenset(BULLETS)
ALIGNED = 2.0  # type sizes by which a line may begin away from the side of its column

Gutter = tuple[float, float]


class Run(NamedTuple):
    """Items that are read from the top down before those of the next run, and whether they are a column of several."""

    items: Sequence[Item]
    in_column: bool = False


class _Band(NamedTuple):
    """Rows of a page, from the first up to before the last, that the same white parts into columns."""

    first: int
    last: int
    gutters: Sequence[Gutter]


def gutters_of(row: Row) -> list[Gutter]:
    """The white between the tables that stand side by side in a row; none where something else lies across it."""
    tables = sorted((item for item in row if _is_table(item)), key=lambda item: item.box[0])
    gutters: list[Gutter] = []
    right = 0.0
    for at, item in enumerate(tables):
        left, _, end, _ = item.box
        if at and left - right >= NARROWEST:
            gutters.append((right, left))
        right = max(right, end)
    return _narrowed(gutters, row)


def runs_of_bands(items: Sequence[Item], top: float, bottom: float) -> list[Run]:
    """The items of a page in the order in which they are read; above and below those places are its head and foot."""
    rows = rows_in(items)
    runs: list[Run] = []
    done = 0
    for band in _bands(rows, top, bottom):
        runs.append(Run([item for row in rows[done : band.first] for item in row]))
        apart = [item for at, row in enumerate(rows) if not band.first <= at < band.last for item in row]
        runs += runs_in(rows[band.first : band.last], band.gutters, apart)
        done = band.last
    runs.append(Run([item for row in rows[done:] for item in row]))
    return [run for run in runs if run.items]


def runs_in(
    rows: Sequence[Row], gutters: Sequence[Gutter], apart: Sequence[Item], *, are_last: bool = False
) -> Iterator[Run]:
    """The items of rows in columns, column by column, and anew from each heading over all columns or in each of them.

    ``apart`` is what stands elsewhere on the page. Where nothing follows, a heading at the end of the first column that
    counts on goes on in the next one.
    """
    at = next((at for at, row in enumerate(rows) if not _is_first_alone(row, gutters)), len(rows))
    over = [item for row in rows[:at] for item in row]
    apart = [*apart, *over]
    yield Run(over)
    own: list[Row] = []
    while at < len(rows):
        if own and _begins_anew(rows, at, own, gutters, apart):
            yield from _columns(own, gutters)
            own = []
            while at < len(rows) and _is_first_alone(rows[at], gutters):
                yield Run(rows[at])
                at += 1
            if at == len(rows):
                return
        own.append(rows[at])
        at += 1
    end = len(own)
    while end and (_is_above_what_follows(own[end - 1], gutters) or _is_heading_with_note(own[end - 1], own, gutters)):
        end -= 1
    end = len(own) if are_last and _goes_on(own, end) else end
    yield from _columns(own[:end], gutters)
    yield Run([item for row in own[end:] for item in row])


def _goes_on(rows: Sequence[Row], end: int) -> bool:
    """Whether what is left at the end of the first column has a heading that counts, or is marked, as one above it."""
    above = [item for row in rows[:end] for item in row]
    return any(_are_headings_alike(row[0], item) for row in rows[end:] for item in above if row)


def _are_headings_alike(one: Item, other: Item) -> bool:
    if one.counts or other.counts:
        return one.counts == other.counts and are_alike(one, other)
    is_marked = one.text[:1] in MARKS and one.text[:1] == other.text[:1]
    return is_marked and abs(one.size - other.size) <= SAME_SIZE


def _bands(rows: Sequence[Row], top: float, bottom: float) -> Iterator[_Band]:
    """The bands of a page: round tables side by side, up and down as far as the white between them goes on."""
    done = 0
    for at, row in enumerate(rows):
        if at < done or len(row) == 1:
            continue
        gutters = gutters_of(row)
        if not gutters:
            if before := _white_before(row):
                yield _Band(at, at + 1, [before])
                done = at + 1
            continue
        tables = [item for item in row if _is_table(item)]
        ends = [0.0, *(end for _, end in gutters)]
        sides = [
            (min(item.box[0] for item in own), max(item.box[2] for item in own))
            for own in ([item for item in tables if column_of(item, gutters) == number] for number in range(len(ends)))
        ]
        first, last = at, at + 1
        while first > done and (more := _fitting(rows[first - 1], gutters, sides, top, bottom)):
            first, gutters = first - 1, more
        while last < len(rows) and (more := _fitting(rows[last], gutters, sides, top, bottom)):
            last, gutters = last + 1, more
        while last > at + 1 and not any(_is_table(item) for item in rows[last - 1]):
            last -= 1
        yield _Band(first, last, gutters)
        done = last


def _white_before(row: Row) -> Gutter | None:
    """The white between a table, with its unit above, and what stands left of it, as the name of its programme does."""
    tables = [item for item in row if _is_table(item)]
    texts = [item for item in row if item.size]
    if len(tables) != 1 or len(texts) + 1 != len(row):
        return None
    left, top, _, bottom = tables[0].box
    units = [item for item in texts if item.x > left and item.y < top and UNIT.fullmatch(item.text.strip())]
    beside = [item for item in texts if item not in units]
    top = min([top, *(item.box[1] for item in units)])
    end = max((item.box[2] for item in beside), default=left)
    is_beside = end + NARROWEST <= left and all(top < item.y < bottom for item in beside)
    return (end, left) if is_beside and all(item.box[0] > end for item in units) else None


def _fitting(
    row: Row, gutters: Sequence[Gutter], sides: Sequence[tuple[float, float]], top: float, bottom: float
) -> list[Gutter]:
    """The white that is left between columns by a row which stands in them; nothing where it does not."""
    if any(item.box[1] < top or item.box[3] > bottom for item in row):
        return []
    if not _is_first_alone(row, gutters):
        for item in row:
            left, right = sides[column_of(item, gutters)]
            x0, _, x1, _ = item.box
            far = min(abs(x0 - left), abs(x1 - right), abs(item.x - (left + right) / 2))
            if item.size and far > ALIGNED * item.size:
                return []
    return _narrowed(gutters, row)


def _narrowed(gutters: Sequence[Gutter], row: Row) -> list[Gutter]:
    """The white between columns that the items of a row leave; nothing where one lies across."""
    left_over = list(gutters)
    for item in row:
        x0, _, x1, _ = item.box
        for at, (left, right) in enumerate(left_over):
            if x1 <= left or x0 >= right:
                continue
            if x0 < left and x1 > right:
                return []
            left_over[at] = (x1, right) if x0 < left else (left, x0)
            if left_over[at][1] - left_over[at][0] < NARROWEST or (x0 >= left and x1 <= right):
                return []
    return left_over


def column_of(item: Item, gutters: Sequence[Gutter]) -> int:
    """Which of the columns an item stands in, from 0."""
    return sum((left + right) / 2 < item.x for left, right in gutters)


def _is_table(item: Item) -> bool:
    return isinstance(item.held, GridTable) and item.held.rows >= SMALLEST and item.held.columns >= SMALLEST


def _is_first_alone(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row holds text alone, and in the first column alone."""
    return all(item.size and not column_of(item, gutters) for item in row)


def _is_above_what_follows(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether the last row of columns is the heading of what goes over all of them, or its unit at the right."""
    rest = [item for item in row if not item.size or column_of(item, gutters)]
    return all(column_of(item, gutters) == len(gutters) and UNIT.fullmatch(item.text.strip()) for item in rest)


def _is_heading_with_note(row: Row, rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Whether a row is a numbered heading and a small note at the right, not where lines of its column begin."""
    heading, *notes = sorted(row, key=lambda item: item.box[0])
    if len(notes) != 1 or not heading.counts or column_of(heading, gutters):
        return False
    note = notes[0]
    column = [item for each in rows for item in each if column_of(item, gutters) == column_of(note, gutters) > 0]
    begins = min((item.box[0] for item in column), default=note.box[0])
    is_small = 0 < note.size < heading.size - SAME_SIZE and not note.counts
    return is_small and note.box[0] - begins > ALIGNED * note.size


def _columns(rows: Sequence[Row], gutters: Sequence[Gutter]) -> Iterator[Run]:
    """Column by column; row by row where there is nothing but a table behind the text at the left of each."""
    end = _end_of_tables(rows)
    if end > 1 and _are_names_and_tables(rows[:end], gutters):
        for row in rows[:end]:
            yield from _columns([row], gutters)
        rows = rows[end:]
    items = [item for row in rows for item in row]
    for number in range(len(gutters) + 1):
        own = [item for item in items if column_of(item, gutters) == number]
        if own:
            yield Run(own, in_column=True)


def _are_of_one_size(row: Row) -> bool:
    """Whether the lines of a row are printed in type of one size."""
    sizes = [item.size for item in row if item.size]
    return not sizes or max(sizes) - min(sizes) <= SAME_SIZE


def _are_names_and_tables(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Whether the first column is text alone, and the others hold one table a row at the most and its unit."""
    behind = [[item for item in row if column_of(item, gutters)] for row in rows]
    firsts = [item for row in rows for item in row if not column_of(item, gutters)]
    return all(item.size for item in firsts) and all(
        sum(map(_is_table, own)) <= 1 and all(_is_table(item) or UNIT.fullmatch(item.text.strip()) for item in own)
        for own in behind
    )


def _begins_anew(
    rows: Sequence[Row], at: int, own: Sequence[Row], gutters: Sequence[Gutter], apart: Iterable[Item]
) -> bool:
    """Whether a row is a heading over all columns, or one in each as the first row is: what follows it is read later.

    A line with nothing beside it is a heading over all of them where it is larger than what is printed in the columns,
    begins as a line does that stands over the whole page, or has a row like the first one right behind it.
    """
    held = {column_of(item, gutters) for row in own for item in row}
    if len(held) <= len(gutters) or not any(_is_table(item) for row in own for item in row):
        return False
    if not _is_first_alone(rows[at], gutters):
        is_row_of_headings = _is_as(rows[at], own[0], gutters) or _are_headings_as(rows[at], min(own[0]), gutters)
        if is_row_of_headings and _counts_on_down(rows[at], own, gutters):
            return False
        return is_row_of_headings or _begins_names_and_tables(rows[at:], own[0], gutters)
    beside = [item for row in own if not _is_first_alone(row, gutters) for item in row if item.size]
    line = rows[at][0]
    if line.size > max((item.size for item in beside), default=0.0) + SAME_SIZE:
        return True
    if line.counts and any(are_alike(line, item) for item in apart) and not any(are_alike(line, i) for i in beside):
        return True
    behind = next((row for row in rows[at:] if not _is_first_alone(row, gutters)), None)
    return behind is not None and _is_as(behind, own[0], gutters)


def _counts_on_down(row: Row, own: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Whether the heading of a row in the first column follows the one above it there, and those of the others later.

    1 2 3 4 in the first column beside 5 6 7 8 in the next one: however level 4 and 8 stand, the columns go on.
    """
    first = min(row)
    if not first.counts:
        return False
    alike = [item for held in own for item in held if item.counts == first.counts and are_alike(item, first)]
    numbers = [(column_of(item, gutters), item.number) for item in alike]
    above = [number for column, number in numbers if not column]
    beside = [number for column, number in numbers if column]
    follows = bool(above) and first.number == (*above[-1][:-1], above[-1][-1] + 1)
    return follows and bool(beside) and min(beside) > first.number


def _begins_names_and_tables(rows: Sequence[Row], first: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a heading counts as that of the first column above, with only tables behind it and what follows.

    That goes on to the end, or up to such headings in all columns.
    """
    name, above = min(rows[0]), min(first)
    if not name.counts == above.counts != "" or column_of(name, gutters) or column_of(above, gutters):
        return False
    own = list(takewhile(lambda row: _are_names_and_tables([row], gutters), rows))
    is_all = not _end_of_tables(rows[len(own) :]) or _are_headings_as(rows[len(own)], name, gutters)
    return _end_of_tables(own) > 0 and is_all


def _are_headings_as(row: Row, name: Item, gutters: Sequence[Gutter]) -> bool:
    """Whether each column has a heading that counts as another one does."""
    return {column_of(item, gutters) for item in row if item.counts == name.counts != ""} == {*range(len(gutters) + 1)}


def _end_of_tables(rows: Sequence[Row]) -> int:
    return max((at for at, row in enumerate(rows, 1) if any(map(_is_table, row))), default=0)


def _is_as(row: Row, first: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether lines of two rows are alike in each column, and are headings of one rank.

    Where a programme begins beside a part of another one, the columns go on, however often they do so.
    """
    if len({bool(item.counts) for item in first}) > 1 or not _are_of_one_size(first):
        return False
    pairs = list(zip(sorted(row), sorted(first), strict=False))
    return len(row) == len(first) > len(gutters) and all(are_alike(one, other) for one, other in pairs)


def are_in_columns(rows: Iterable[Row], middle: float) -> bool:
    """Whether tables that stand side by side are parted by other white than that in the middle of the page."""
    found = [gutters for row in rows if (gutters := gutters_of(row))]
    return any(len(gutters) > 1 or not gutters[0][0] < middle < gutters[0][1] for gutters in found)
