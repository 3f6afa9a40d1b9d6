"""Pages in columns of text: the left one is read to its end before the right one begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.order.bands import UNIT, Run, are_in_columns, runs_in, runs_of_bands
from extract.readers.page.order.items import Item, has_channel, items_of, rows_in
from extract.readers.page.order.side_index import side_index
from extract.readers.page.order.side_notes import runs_beside_notes, without_note
from extract.readers.page.text import rows_of
from plan.script import BOXES

EDGE = 0.09  # share of the page's height at its top and foot where running heads and page numbers stand
WIDEST = 0.55  # share of the width of all that is printed; what is wider goes over both columns
MIDDLE = 0.03  # share of that width by which what is centred over both columns may miss their middle
EVEN = 0.08  # share of that width by which the white between the columns may miss the middle
FILLED = 0.75  # share of half that width that something in a column of text fills
FEWEST = 2  # lines or tables of each column beside those of the other, from which on there are two


class Part(NamedTuple):
    """What is read from the top down before what comes next: the words outside of tables in lines, and the tables."""

    rows: list[list[PageWord]]
    grids: list[GridTable]
    margin: float | None = None  # where the lines of a column end at the latest
    is_at_edge: bool = False  # the index at the edge of a page


def parts_of(words: Iterable[PageWord], grids: Sequence[GridTable], height: float) -> list[Part]:
    """What stands on a page in the order in which it is read; all of it in one part where there are no columns."""
    rows = [part for row in rows_of(words) for part in _without_unit(row)]
    whole = [Part([line for row in rows for line in without_note(row)], list(grids))]
    may_be_two = len(grids) >= FEWEST or any(has_channel(row) for row in rows)
    if not may_be_two and not _is_beside_a_table(rows, grids):
        return whole
    items = [item for row in rows for item in items_of(row)] + [Item(grid.box, grid) for grid in grids]
    index = side_index(items)
    aside = [_part(Run(index))._replace(is_at_edge=True)] if index else []
    if index:
        items = [item for item in items if item not in index]
        whole = [_part(Run(items))]
    middle = _middle(items) if may_be_two else None
    if middle is not None and not are_in_columns(rows_in(items), middle):
        return [*map(_part, _runs(items, middle)), *aside]
    if may_be_two and grids and (beside := runs_beside_notes(rows, items)):
        return [*map(_part, beside), *aside]
    if not _are_side_by_side(grids) and not _is_beside_a_table(rows, grids):
        return [*whole, *aside]
    runs = runs_of_bands(items, EDGE * height, (1 - EDGE) * height)
    return [*(map(_part, runs) if any(run.in_column for run in runs) else whole), *aside]


def _without_unit(row: list[PageWord]) -> list[list[PageWord]]:
    """A line, and behind it the unit that is set at the right of a heading: 1-1 교량 보수     (단위: 개소)."""
    items = items_of(row) if has_channel(row) else []
    is_heading = len(items) == FEWEST and (items[0].counts or items[0].text.startswith(tuple(BOXES)))
    if not is_heading or not UNIT.fullmatch(items[1].text.strip()):
        return [row]
    return [list(item.held) for item in items if not isinstance(item.held, GridTable)]


def _is_beside_a_table(rows: Sequence[Sequence[PageWord]], grids: Sequence[GridTable]) -> bool:
    """Whether the middle of a line is as low as a table that it is not in."""
    middles = sorted((row[0].top + row[0].bottom) / 2 for row in rows) if grids else ()
    return any(bisect_left(middles, grid.ys[0]) < bisect_left(middles, grid.ys[-1]) for grid in grids)


def _are_side_by_side(grids: Sequence[GridTable]) -> bool:
    """Whether a table begins above the end of another."""
    tall = sorted((grid.ys[0], grid.ys[-1]) for grid in grids)
    ends = accumulate((end for _, end in tall), max)
    return any(top < end for end, (top, _) in zip(ends, tall[1:], strict=False))


def _middle(items: Sequence[Item]) -> float | None:
    """The middle of the white between two columns of text; None where there are not two."""
    if not items:
        return None
    start, end = min(item.box[0] for item in items), max(item.box[2] for item in items)
    width, centre = end - start, (start + end) / 2
    lefts = [item for item in items if _is_of_one(item, width, centre) and item.x < centre]
    rights = [item for item in items if _is_of_one(item, width, centre) and item.x >= centre]
    if not lefts or not rights:
        return None
    left, right = max(item.box[2] for item in lefts), min(item.box[0] for item in rights)
    filled = all(
        max(item.box[2] - item.box[0] for item in side) >= FILLED * (width - (right - left)) / 2
        for side in (lefts, rights)
    )
    even = left < right and abs((left + right) / 2 - centre) <= EVEN * width
    if not (filled and even and _side_by_side(lefts, rights) and _side_by_side(rights, lefts)):
        return None
    return (left + right) / 2


def _is_of_one(item: Item, width: float, centre: float) -> bool:
    """Whether an item is in one column, and not over both: too wide for one, or centred over both."""
    left, _, right, _ = item.box
    is_centred = left < centre < right and abs(item.x - centre) <= MIDDLE * width
    return right - left <= WIDEST * width and not is_centred


def _side_by_side(side: Sequence[Item], other: Sequence[Item]) -> bool:
    """Whether enough of one column stands beside something of the other."""
    top, bottom = min(item.box[1] for item in other), max(item.box[3] for item in other)
    return sum(top < item.y < bottom for item in side) >= FEWEST


def _runs(items: Sequence[Item], middle: float) -> list[Run]:
    """The items in runs that are read one after the other: what goes over both columns parts what stands in them."""
    runs: list[Run] = []
    band: list[Item] = []
    over: list[Item] = []
    whole = [item for item in items if item.box[0] < middle < item.box[2]]
    for item in [*sorted(items, key=lambda item: item.y), None]:
        if item is not None and not item.box[0] < middle < item.box[2]:
            band.append(item)
            continue
        lefts = [held for held in band if held.x < middle]
        rights = [held for held in band if held.x >= middle]
        if lefts and rights and _overlap(lefts, rights):
            end = max(held.box[3] for held in band)
            below = [held for held in whole if held.y > end]
            are_last = len(below) < FEWEST and all(held.size for held in below)
            runs += [Run(over), *runs_in(rows_in(band), [(middle, middle)], whole, are_last=are_last)]
            over = []
        else:
            over += band
        band = []
        if item is not None:
            over.append(item)
    return [run for run in (*runs, Run(over)) if run.items]


def _overlap(lefts: Sequence[Item], rights: Sequence[Item]) -> bool:
    """Whether both sides stand beside one another for more than a line."""
    top = max(min(item.box[1] for item in side) for side in (lefts, rights))
    bottom = min(max(item.box[3] for item in side) for side in (lefts, rights))
    return bottom > top and len(lefts) + len(rights) > FEWEST


def _part(run: Run) -> Part:
    words = [word for item in run.items if not isinstance(item.held, GridTable) for word in item.held]
    margin = max(item.box[2] for item in run.items) if run.in_column else None
    rows = [line for part in rows_of(words) for row in _without_unit(part) for line in without_note(row)]
    return Part(rows, [item.held for item in run.items if isinstance(item.held, GridTable)], margin)
