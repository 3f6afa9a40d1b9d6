"""What floats in front of the text of a Hangul document, and where it and the texts of cells lie on a page.

All lengths are in HWPUNIT, and count right and down from where the text of the page begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

import msgspec

Kind = Literal["cover", "stroke", "unsure"]
Base = Literal["paragraph", "column", "page", "paper"]
Align = Literal["start", "center", "end"]

ELLIPSE = 0.15  # share of its width and height on each side that the greatest box in an ellipse leaves
COVERED = 0.5  # share of the room of a text from which on it is not read
OPAQUE = frozenset(("jpg", "jpeg", "bmp"))  # the suffixes of pictures that are seen through nowhere
STRUCK = 0.5  # share of the width or the height of a line of text that a stroke crosses where it strikes it out
ABOVE_INK = 0.2  # share of a line above and below its digits, where a stroke is an underline or a rule
WIDE = ("W", "F")  # what Unicode says of characters that are as wide as they are high (UAX 11)
UNITS = 10  # HWPUNIT of a tenth of a point
TEXT = 1000  # HWPUNIT, 10 points; the height of a line that is not stored
NEXT_LINE = 1600  # HWPUNIT; by so much a line stands below the one before it, where neither is stored


class Box(NamedTuple):
    """A part of a page."""

    left: float
    top: float
    right: float
    bottom: float


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A page: its paper, the text on it, and how far from the edges of the paper that begins."""

    paper_width: int
    paper_height: int
    left: int
    above: int
    width: int
    height: int

    @classmethod
    def of(
        cls, paper: tuple[int, int], across: tuple[int, int, int], down: tuple[int, int, int, int], *, lies: bool
    ) -> Frame:
        """The page of a paper, which ``lies`` on its long side, by its margins.

        ``across`` are those at its left and right and at the binding, ``down`` those above and below, of head and foot.
        """
        width, height = paper[::-1] if lies else paper
        left, right, gutter = across
        above, below, header, footer = down
        return cls(
            paper_width=width,
            paper_height=height,
            left=left + gutter,
            above=above + header,
            width=width - left - right - gutter,
            height=height - above - below - header - footer,
        )


class Offset(msgspec.Struct, frozen=True, gc=False):
    """Where an object lies along one way: of what, from which of its ends, and how far from there."""

    base: Base
    align: Align
    by: int

    def start(self, size: float, begin: float, end: float) -> float:
        """Where an object of a size begins, of a base that begins and ends there."""
        if self.align == "center":
            return (begin + end - size) / 2 + self.by
        return end - size - self.by if self.align == "end" else begin + self.by


class Afloat(msgspec.Struct, gc=False):
    """A drawing in front of the text: one that covers it, a stroke, or one of which it is not known whether it does.

    ``line`` is the top of the paragraph that it is anchored in, once that is known; ``picture`` names what it shows.
    """

    kind: Kind
    across: Offset
    down: Offset
    width: int
    height: int
    is_round: bool = False
    is_rising: bool = False
    line: int | None = None
    picture: str | int | None = None


class Lying(msgspec.Struct, frozen=True):
    """A drawing on a page; a stroke goes through its box from one corner to the other."""

    kind: Kind
    page: int
    box: Box
    is_rising: bool

    def is_over(self, text: Text) -> bool:
        """Whether it covers or strikes a text so that it is not read."""
        if self.kind == "stroke":
            return any(self._strikes(line) for line in text.lines)
        seen = sum(_area(line) for line in text.lines)
        return seen > 0 and sum(_area(_both(line, self.box)) for line in text.lines) > COVERED * seen

    def _strikes(self, line: Box) -> bool:
        aside = ABOVE_INK * (line.bottom - line.top)
        ink = line._replace(top=line.top + aside, bottom=line.bottom - aside)
        left, top, right, bottom = self.box
        if self.is_rising:
            top, bottom = bottom, top
        across, down = _within(left, top, right, bottom, ink)
        return across >= STRUCK * (ink.right - ink.left) or down >= STRUCK * (ink.bottom - ink.top)


class Text(msgspec.Struct, frozen=True):
    """The text of a cell on a page: the boxes of its lines, which lie below one another."""

    table: int
    row: int
    column: int
    page: int
    lines: tuple[Box, ...]
    is_number: bool


def _area(box: Box) -> float:
    return max(0.0, box.right - box.left) * max(0.0, box.bottom - box.top)


def _both(one: Box, other: Box) -> Box:
    """The part that two boxes share."""
    return Box(
        max(one.left, other.left), max(one.top, other.top), min(one.right, other.right), min(one.bottom, other.bottom)
    )


def _within(x: float, y: float, to_x: float, to_y: float, box: Box) -> tuple[float, float]:
    """How far across and down the part of a straight stroke goes that lies in a box; below 0 where it does not."""
    first, last = 0.0, 1.0
    for begin, end, low, high in ((x, to_x, box.left, box.right), (y, to_y, box.top, box.bottom)):
        if begin == end:
            if not low < begin < high:
                return -1.0, -1.0
            continue
        ends = sorted(((low - begin) / (end - begin), (high - begin) / (end - begin)))
        first, last = max(first, ends[0]), min(last, ends[1])
    if first >= last:
        return -1.0, -1.0
    return abs(to_x - x) * (last - first), abs(to_y - y) * (last - first)


def inside_of_ellipse(box: Box) -> Box:
    """The greatest box in an ellipse."""
    aside, down = ELLIPSE * (box.right - box.left), ELLIPSE * (box.bottom - box.top)
    return Box(box.left + aside, box.top + down, box.right - aside, box.bottom - down)


def ems(text: str) -> float:
    """How wide a text is about, in the height of its type.

    >>> ems("1,200"), ems("백만")
    (2.5, 2.0)
    """
    return sum(1.0 if east_asian_width(mark) in WIDE else 0.5 for mark in text)


def width_of(text: str, size: int) -> int:
    """How wide a text of a size in tenths of a point is about behind its last line break, in HWPUNIT."""
    return round(ems(text.rpartition("\n")[2]) * size * UNITS)


def lines_of_text(
    text: str, stored: Sequence[tuple[int, int]], room: Box, across: Align, upright: Align
) -> Iterator[Box]:
    """The boxes of the lines of a cell's text in its room; where none are stored, each line of it is one."""
    said = text.split("\n")
    lines = stored or [(NEXT_LINE * at, TEXT) for at in range(len(said))]
    first, last = lines[0][0], max(top + height for top, height in lines)
    begin = Offset("page", upright, 0).start(last - first, room.top, max(room.bottom, room.top + last - first))
    widest = max(map(ems, said))
    for at, (top, height) in enumerate(lines):
        ems_of_line = ems(said[at]) if len(lines) == len(said) else widest
        width = min(ems_of_line * height, room.right - room.left)
        left = Offset("page", across, 0).start(width, room.left, room.right)
        if width > 0:
            yield Box(left, begin + top - first, left + width, begin + top - first + height)
