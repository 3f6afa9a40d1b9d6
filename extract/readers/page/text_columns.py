"""Pages in two columns of text: the left one is read to its end before the right one begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.channels import CHANNEL
from extract.readers.page.content import Box, PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.text import rows_of

WIDEST = 0.55  # share of the width of all that is printed; what is wider goes over both columns
MIDDLE = 0.03  # share of that width by which what is centred over both columns may miss their middle
EVEN = 0.08  # share of that width by which the white between the columns may miss the middle
FILLED = 0.75  # share of half that width that something in a column of text fills
FEWEST = 2  # lines or tables of each column beside those of the other, from which on there are two


class Part(NamedTuple):
    """What is read from the top down before what comes next: the words outside of tables in lines, and the tables."""

    rows: list[list[PageWord]]
    grids: list[GridTable]


class _Item(NamedTuple):
    """Words of a line without a white channel among them, or a table."""

    box: Box
    held: Sequence[PageWord] | GridTable

    @property
    def x(self) -> float:
        """Its middle across."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def y(self) -> float:
        """Its middle down."""
        return (self.box[1] + self.box[3]) / 2


def parts_of(words: Iterable[PageWord], grids: Sequence[GridTable]) -> list[Part]:
    """What stands on a page in the order in which it is read; all of it in one part where there are no two columns."""
    rows = rows_of(words)
    whole = [Part(rows, list(grids))]
    if not any(_has_channel(row) for row in rows) and len(grids) < FEWEST:
        return whole
    items = [item for row in rows for item in _items(row)] + [_Item(grid.box, grid) for grid in grids]
    middle = _middle(items)
    if middle is None:
        return whole
    return [_part(run) for run in _runs(items, middle)]


def _has_channel(row: Sequence[PageWord]) -> bool:
    """Whether white parts a line."""
    return any(word.x0 - before.x1 >= CHANNEL * min(before.size, word.size) for before, word in pairwise(row))


def _items(row: Sequence[PageWord]) -> list[_Item]:
    groups: list[list[PageWord]] = []
    right = size = 0.0
    for word in row:
        if word.text.isspace():
            if groups:
                groups[-1].append(word)
            continue
        if not groups or word.x0 - right >= CHANNEL * min(size, word.size):
            groups.append([])
        groups[-1].append(word)
        right, size = max(right, word.x1), word.size
    return [_Item(_around([word for word in group if not word.text.isspace()]), group) for group in groups]


def _around(words: Sequence[PageWord]) -> Box:
    _, lefts, tops, rights, bottoms, _ = zip(*words, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _middle(items: Sequence[_Item]) -> float | None:
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


def _is_of_one(item: _Item, width: float, centre: float) -> bool:
    """Whether an item is in one column, and not over both: too wide for one, or centred over both."""
    left, _, right, _ = item.box
    is_centred = left < centre < right and abs(item.x - centre) <= MIDDLE * width
    return right - left <= WIDEST * width and not is_centred


def _side_by_side(side: Sequence[_Item], other: Sequence[_Item]) -> bool:
    """Whether enough of one column stands beside something of the other."""
    top, bottom = min(item.box[1] for item in other), max(item.box[3] for item in other)
    return sum(top < item.y < bottom for item in side) >= FEWEST


def _runs(items: Sequence[_Item], middle: float) -> list[list[_Item]]:
    """The items in runs that are read one after the other: what goes over both columns parts what stands in them."""
    runs: list[list[_Item]] = [[]]
    band: list[_Item] = []
    for item in [*sorted(items, key=lambda item: item.y), None]:
        if item is not None and not item.box[0] < middle < item.box[2]:
            band.append(item)
            continue
        lefts = [held for held in band if held.x < middle]
        rights = [held for held in band if held.x >= middle]
        if lefts and rights and _overlap(lefts, rights):
            runs += [lefts, rights, []]
        else:
            runs[-1] += band
        band = []
        if item is not None:
            runs[-1].append(item)
    return [run for run in runs if run]


def _overlap(lefts: Sequence[_Item], rights: Sequence[_Item]) -> bool:
    """Whether both sides stand beside one another for more than a line."""
    top = max(min(item.box[1] for item in side) for side in (lefts, rights))
    bottom = min(max(item.box[3] for item in side) for side in (lefts, rights))
    return bottom > top and len(lefts) + len(rights) > FEWEST


def _part(run: Sequence[_Item]) -> Part:
    words = [word for item in run if not isinstance(item.held, GridTable) for word in item.held]
    return Part(rows_of(words), [item.held for item in run if isinstance(item.held, GridTable)])
