"""A page of a PDF as any engine can supply it: its words and its rules, in points from the top left corner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import frexp, isfinite, ldexp
from typing import NamedTuple

from plan.script import WIDE_SPACE

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]

LEAN = 0.1  # a base line that rises by more than this share of its run is not upright
TWICE = 0.1  # of the type size; the same text nearer than this is printed twice
FEW = 12  # places of one text that are looked through one by one; it decides no word
THIN = 3.0  # points; a filled rectangle that is thinner is a rule
LOWEST_DESCENT, DESCENT = -0.5, -0.2  # of the type size; what a font says below the first is none, and this is taken
WORD_GAP = 0.22  # of the type size; a wider gap is a space (measured on documents printed by Hangul and by typst)
CORNERS = 5  # of a rectangle, the first once more at its end
STRAIGHT = 1.0  # points by which a stroke may miss the horizontal or the vertical
ROUNDING = 0.05  # points by which the corners of a rectangle may miss one another


BLANKS = frozenset(("", WIDE_SPACE, *map(chr, (*range(0x21), *range(0x7F, 0xA1)))))


class Run(NamedTuple):
    """Characters of one style on one base line, in the order of the file, with the left and right edge of each."""

    marks: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    top: float
    bottom: float
    size: float


class PageWord(NamedTuple):
    """Characters of one style printed side by side, with their box and type size; a space behind them ends a word."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


class Rule(NamedTuple):
    """A horizontal or vertical stroke, a thin filled rectangle, or a side of a stroked rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float


class TurnedText(NamedTuple):
    """What stands on its side or upside down, and where it begins and ends on the page."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]


class Covered(NamedTuple):
    """A character that is not seen, and where its middle stands on its line."""

    mark: str
    x: float
    bottom: float


class PageContent(NamedTuple):
    """What a page shows; ``number`` counts from 1.

    ``hidden`` counts the characters that are in the file but not painted, ``sideways`` those that do not stand upright,
    of which ``asides`` are the texts where the engine tells them.
    ``turned`` is by how many quarters the page is shown turned to the right of how it is read here.
    ``fills`` are its filled rectangles that are no rules, ``covered`` the characters that something drawn hides.
    """

    number: int
    width: float
    height: float
    words: Sequence[PageWord]
    rules: Sequence[Rule]
    hidden: int = 0
    sideways: int = 0
    turned: int = 0
    fills: Sequence[Box] = ()
    asides: Sequence[TurnedText] = ()
    covered: Sequence[Covered] = ()

    @property
    def printed(self) -> int:
        """How many characters stand upright, white space aside."""
        return sum(len(word.text) - word.text.count(" ") for word in self.words)


def upright(read: Callable[[int], PageContent], turns: int) -> PageContent:
    """A page as it is shown, or as it was before it was turned by these quarters, if only so its text stands upright.

    ``read`` gives the page with so many quarters of its turn taken back.
    """
    shown = read(0)
    if not turns or shown.sideways <= shown.printed:
        return shown
    unturned = read(turns)
    return unturned if unturned.sideways <= unturned.printed else shown


def believed_descent(declared: float) -> float:
    """How far a font of size 1 reaches below its base line, as a negative number.

    Page-layout programs embed Source Han Sans and Noto CJK with a descent of a whole type size, which would put their
    characters into the row below.
    """
    return declared if LOWEST_DESCENT <= declared <= 0 else DESCENT


def is_symbol_font(name: str) -> bool:
    """Whether the letters of a font of this name are pictures."""
    return "wingdings" in name.lower()


def words_of(runs: Iterable[Run]) -> Iterator[PageWord]:
    """The words of runs that come in the order of the file; a space is part of the word before it.

    Characters of two runs, such as two text objects, are never one word: a blank that has no width may part them.
    """
    for marks, lefts, rights, top, bottom, size in runs:
        letters = ""
        left = right = last = 0.0
        gap = WORD_GAP * size
        for mark, x0, x1 in zip(marks, lefts, rights, strict=True):
            beside = letters and last <= x0 <= right + gap
            if mark in BLANKS:
                if letters:
                    yield PageWord(letters + " " if beside else letters, left, top, right, bottom, size)
                    letters = ""
                if not beside:
                    yield PageWord(" ", x0, top, x1, bottom, size)
            elif beside:
                letters += mark
                last, right = x0, (x1 if x1 > right else right)
            else:
                if letters:
                    yield PageWord(letters, left, top, right, bottom, size)
                letters, left, right, last = mark, x0, x1, x0
        if letters:
            yield PageWord(letters, left, top, right, bottom, size)


def each_once(words: Iterable[PageWord]) -> Iterator[PageWord]:
    """The words without those that are printed twice in one place, as bold print is often made."""
    seen: dict[str, PageWord | Printed] = {}  # most texts stand on a page once
    for word in words:
        text = word.text.strip()
        if text:
            before = seen.get(text)
            if before is None:
                seen[text] = word
            else:
                if not isinstance(before, Printed):
                    first, seen[text] = before, (before := Printed())
                    before.takes(first.x0, first.bottom, TWICE * first.size)
                if not before.takes(word.x0, word.bottom, TWICE * word.size):
                    continue
        yield word


class Printed:
    """Where one text is printed: of few places all are looked through, of more those in the fields nearby."""

    __slots__ = ("fields", "places")

    def __init__(self) -> None:
        self.places: list[Point] = []
        self.fields: dict[float, defaultdict[tuple[float, float], list[Point]]] = {}  # by the side of a field

    def takes(self, x: float, y: float, near: float) -> bool:
        """Whether none is printed as near to a place; it is noted then."""
        others = self.places if len(self.places) < FEW or not isfinite(near) else self._around(x, y, near)
        if any(abs(x - other[0]) < near and abs(y - other[1]) < near for other in others):
            return False
        self.places.append((x, y))
        for side, fields in self.fields.items():
            fields[x // side, y // side].append((x, y))
        return True

    def _around(self, x: float, y: float, near: float) -> Iterator[Point]:
        """Those in the fields that what is near can reach: two across and two down at most."""
        side = ldexp(2.0, frexp(near)[1])
        fields = self.fields.get(side)
        if fields is None:
            fields = self.fields[side] = defaultdict(list)
            for other in self.places:
                fields[other[0] // side, other[1] // side].append(other)
        for across in {(x - near) // side, (x + near) // side}:
            for down in {(y - near) // side, (y + near) // side}:
                yield from fields.get((across, down), ())


def rules_of(points: Sequence[Point], *, stroked: bool, filled: bool) -> list[Rule]:
    """The rules that a painted path of straight pieces shows; of a filled shape only a thin one is a rule."""
    box = rectangle(points) if len(points) == CORNERS or (filled and not stroked) else None
    if box is None:
        return _straight(points) if stroked or len(points) == 2 else []
    x0, top, x1, bottom = box
    if x1 - x0 < THIN or bottom - top < THIN:
        return [Rule(x0, top, x1, bottom)] if stroked or filled else []
    if not stroked:
        return []
    return [
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    ]


def is_fill(box: Box) -> bool:
    """Whether a filled rectangle is no rule and no dot."""
    return box[2] - box[0] >= THIN and box[3] - box[1] >= THIN


def rectangle(points: Sequence[Point]) -> Box | None:
    """The box of four corners, which may come round to the first: a filled shape is closed."""
    if len(points) == CORNERS:
        if not (_same(points[0][0], points[-1][0]) and _same(points[0][1], points[-1][1])):
            return None
    elif len(points) != CORNERS - 1:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
    across = _same(ay, by) and _same(bx, cx) and _same(cy, dy) and _same(dx, ax)
    down = _same(ax, bx) and _same(by, cy) and _same(cx, dx) and _same(dy, ay)
    return (min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)) if across or down else None


def _same(left: float, right: float) -> bool:
    return abs(left - right) <= ROUNDING


def _straight(points: Sequence[Point]) -> list[Rule]:
    rules = []
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT:
            (x0, x1), (top, bottom) = (ax, bx) if ax < bx else (bx, ax), (ay, by) if ay < by else (by, ay)
            rules.append(Rule(x0, top, x1, bottom))
    return rules
