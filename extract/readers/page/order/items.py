"""What a page is ordered by: tables, and the words of a line that no white channel parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.channels import CHANNEL
from extract.readers.page.content import Box, PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.text import text_of
from plan.patterns import lazy_pattern
from plan.script import DASHES

SAME_SIZE = 0.5  # points by which the type of two lines alike may differ
COUNTS = lazy_pattern(rf"^\W*(?:\p{{L}}{{0,4}}\s?\d{{1,2}}(?:\s?[{DASHES}.]\s?\d{{1,2}}){{0,3}}\b|\p{{L}}[.)])")
DIGITS = lazy_pattern(r"\d+")


class Item(NamedTuple):
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

    @property
    def size(self) -> float:
        """The largest type of a line; 0 for a table."""
        return 0.0 if isinstance(self.held, GridTable) else max(word.size for word in self.held)

    @property
    def text(self) -> str:
        """The words of a line; '' for a table."""
        return "" if isinstance(self.held, GridTable) else text_of(self.held)

    @property
    def counts(self) -> str:
        """The number that a line begins with, each of its digits made 0; '' where it begins with none."""
        found = COUNTS.match(self.text)
        return DIGITS.sub("0", found[0]) if found else ""

    @property
    def number(self) -> tuple[int, ...]:
        """The number that a line begins with, in its parts: 2, 1 of 2-1."""
        found = COUNTS.match(self.text)
        return tuple(map(int, DIGITS.findall(found[0]))) if found else ()


Row = list[Item]  # what stands beside one another, whatever its height


def items_of(row: Sequence[PageWord]) -> list[Item]:
    """The words of a line in groups that white channels part."""
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
    return [Item(_around([word for word in group if not word.text.isspace()]), group) for group in groups]


def has_channel(row: Sequence[PageWord]) -> bool:
    """Whether white parts a line."""
    return any(word.x0 - before.x1 >= CHANNEL * min(before.size, word.size) for before, word in pairwise(row))


def rows_in(items: Iterable[Item]) -> list[Row]:
    """The items in rows between which a line may be drawn right across the page."""
    rows: list[Row] = []
    bottom = 0.0
    for item in sorted(items, key=lambda item: item.box[1]):
        _, top, _, lower = item.box
        if rows and top < bottom - SAME_SIZE:
            rows[-1].append(item)
            bottom = max(bottom, lower)
        else:
            rows.append([item])
            bottom = lower
    return rows


def are_alike(one: Item, other: Item) -> bool:
    """Whether two lines begin alike in the same type: with numbers of as many parts, or with the same words."""
    if not one.text or not other.text or abs(one.size - other.size) > SAME_SIZE:
        return False
    return one.counts == other.counts if one.counts or other.counts else one.text == other.text


def _around(words: Sequence[PageWord]) -> Box:
    _, lefts, tops, rights, bottoms, _ = zip(*words, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
