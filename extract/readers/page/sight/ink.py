"""Whether what a cell says is what is seen in it: its characters against the picture of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from string import ascii_letters
from typing import Literal, NamedTuple

from extract.readers.page.content import TWICE, Box, Printed
from extract.readers.page.sight.digit_shapes import DigitShapes
from extract.readers.page.sight.icons import icon_before
from extract.readers.page.sight.inked import Ink
from extract.readers.page.sight.picture import Glyph, SeenPage
from extract.readers.page.sight.struck import one_number, struck, struck_words
from extract.readers.page.sight.unexplained import is_unexplained
from plan.forms import compatible
from plan.patterns import lazy_pattern
from plan.script import UNKNOWN

Kind = Literal[
    "noted",
    "unpainted",
    "elsewhere",
    "struck",
    "overprinted",
    "two-colours",
    "two-sizes",
    "two-levels",
    "another-digit",
    "another-mark",
    "unexplained",
]

WALL = 1.6  # points beside the middle of a rule that are not looked at
DROP = 0.085  # of a digit's height: a comma reaches lower under the line, a point does not
# of 549 commas in numbers of sixteen real documents none reaches less than 0.12 under its digits, of 3,715 points none
# more than 0.05
CUT = 0.25  # of the height of a digit that a wall of its cell cuts off
SAME_DIGIT = 0.6  # of the narrower of two digits, which stand on one another where their middles are nearer
SAME_PLACE = 0.3  # of the smaller glyph: two that are nearer in their middles stand on one another
NO_BOUNDS = 0.1  # the same where their font does not tell their bounds
SMALL = 0.75  # of the largest digit of a number; a smaller one is none of its digits
LEVEL = 0.4  # of the height, by which the feet of digits side by side differ at most; in real documents by nothing
EVEN_SMALL = 0.4  # points by which the copy of a flat glyph may be beside it
HALF_DIGIT = 0.25  # of the height
SAME_LINE = 0.5  # of the height; digits whose feet are nearer stand on one line
LEGIBLE = 2.0  # points; a lower digit is none for the eye
LYING = 1.5  # of the height of the largest letter of a table; what slants and is higher is a watermark
LETTER = lazy_pattern(r"[\p{Nd}\p{Hangul}]")
DIGIT = lazy_pattern(r"\p{Nd}")
JAMO = lazy_pattern(r"[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
ON_FILLS: frozenset[Kind] = frozenset(("unpainted", "elsewhere", "struck", "unexplained"))
BETWEEN = frozenset(".," + ascii_letters)  # what makes another number or another unit where it is not seen
_MIDDLE = attrgetter("middle")
_LEFT = attrgetter("x0")


class Unlike(NamedTuple):
    """How a cell is not seen as it is read, and the characters concerned."""

    kind: Kind
    marks: str = ""


class _Placed(NamedTuple):
    middle: float
    centre: float
    glyph: Glyph


class Looking:
    """The cells of a page looked at one by one."""

    def __init__(self, page: SeenPage, shapes: DigitShapes) -> None:
        self._page = page
        self._shapes = shapes
        self._slanting = [glyph for glyph in page.glyphs if not glyph.mark]
        self._lying = [glyph for glyph in page.glyphs if not (glyph.mark and glyph.upright)]
        self._placed = sorted(
            [_Placed((glyph.top + glyph.bottom) / 2, _centre(glyph), glyph) for glyph in page.glyphs if glyph.mark],
            key=_MIDDLE,
        )
        self._tallest = max((glyph.bottom - glyph.top for *_, glyph in self._placed if glyph.upright), default=0.0)
        self._middles = [placed.middle for placed in self._placed]

    def unlike(self, text: str, box: Box, *, is_label: bool = False) -> Unlike | None:
        """How the cell of this text and box is seen otherwise, if it is; before a label a bullet may be drawn."""
        x0, top, x1, bottom = box
        inner = x0 + WALL, top + WALL, x1 - WALL, bottom - WALL
        if inner[2] - inner[0] < LEGIBLE or inner[3] - inner[1] < LEGIBLE:
            return None
        first, end = bisect_left(self._middles, top), bisect_right(self._middles, bottom)
        own = [glyph for _, centre, glyph in self._placed[first:end] if x0 <= centre <= x1]
        ink = Ink(self._page.picture, inner)
        found = next(self._reasons(text, own, inner, ink, is_label=is_label), None)
        if found is None or found.kind not in ON_FILLS:
            return found
        filled = ink.on_stains(own)
        return found if filled is None else next(self._reasons(text, own, inner, filled, is_label=is_label), None)

    def _reasons(self, text: str, own: Sequence[Glyph], inner: Box, ink: Ink, *, is_label: bool) -> Iterator[Unlike]:
        page = self._page
        drawn = [*own, *(glyph for glyph in self._slanting if _overlap(inner, glyph[1:5]))]
        painted = list(each_glyph_once(glyph for glyph in own if ink.shows(glyph)))
        digits = _in_lines(ink.bounded(glyph) for glyph in painted if glyph.mark.isdigit())
        if page.noted or page.marked:
            yield from self._noted(inner, ink, painted, digits)
        if not LETTER.search(text) and self._leans(inner, ink):
            yield Unlike("elsewhere")
        read, seen = _letters(text), _letters("".join([glyph.mark for glyph in painted]))
        if read != seen and UNKNOWN not in text:
            missing = Counter(read) - Counter(seen)
            lacking = [glyph.mark for glyph in _in_lines(own) if glyph not in painted]
            if missing and not missing - Counter(_letters("".join(lacking))):
                yield Unlike("unpainted", "".join(lacking))
            else:
                yield Unlike("elsewhere", "".join([glyph.mark for glyph in _in_lines(painted)]))
        unseen = [glyph.mark for glyph in own if glyph.tight and glyph.mark in BETWEEN and not ink.is_near(glyph[1:5])]
        if unseen:
            yield Unlike("unpainted", "".join(unseen))
        cut = "".join([glyph.mark for glyph in digits if _is_cut(glyph, inner)])
        if cut:
            yield Unlike("struck", cut)
        yield from _among(digits, text)
        yield from _overprinted(painted)
        if _in_another_order(text, digits):
            yield Unlike("elsewhere", "".join([glyph.mark for glyph in digits]))
        crossed = "".join(struck(ink, digits, drawn)) or "".join(struck_words(ink, _words(painted)))
        if crossed:
            yield Unlike("struck", crossed)
        misnamed = [glyph for glyph in digits if self._shapes.misnamed(glyph, page.fonts[glyph.font], page.picture)]
        if misnamed:
            yield Unlike("another-digit", "".join([glyph.mark for glyph in misnamed]))
        if digits and any(_is_another_mark(glyph, digits) for glyph in painted if glyph.mark in ".,"):
            yield Unlike("another-mark")
        if (DIGIT.search(text) or not LETTER.search(text)) and is_unexplained(ink, drawn):
            icon = icon_before(ink, own) if is_label else None
            if icon and not is_unexplained(ink, [*drawn, Glyph("", *icon, -1, -1, -1)]):
                return
            yield Unlike("unexplained")  # a picture beside words hides no number

    def _leans(self, inner: Box, ink: Ink) -> bool:
        """Whether an empty cell shows a text that does not stand upright and is no watermark."""
        owners = {glyph.owner for glyph in self._lying if _overlap(inner, glyph[1:5]) and ink.is_in(glyph[1:5])}
        whole = [glyph for glyph in self._lying if glyph.owner in owners]
        return bool(whole) and all(
            _overlap(inner, glyph[1:5]) and glyph.bottom - glyph.top <= LYING * self._tallest for glyph in whole
        )

    def _noted(self, inner: Box, ink: Ink, painted: Sequence[Glyph], digits: Sequence[Glyph]) -> Iterator[Unlike]:
        """Whether an annotation changes what is seen; one that only marks a text leaves it as it is."""
        page = self._page
        noted = any(_overlap(inner, box) for box in page.noted)
        marked = any(_overlap(inner, box) for box in page.marked)
        if not (noted or marked) or page.picture.part(inner) == page.with_notes.part(inner):
            return
        seen = Ink(page.with_notes, inner)
        seen = seen.on_stains(painted) or seen
        is_shown = all(ink.holds(seen, glyph) for glyph in painted)
        if not noted and is_shown and not any(struck(seen, digits, painted)):
            return
        yield Unlike("noted" if is_shown else "unpainted")


def _centre(glyph: Glyph) -> float:
    """The middle of a glyph from left to right; where its bounds are not known it is no wider than a digit."""
    _, x0, top, x1, bottom, *_ = glyph
    return (x0 + x1) / 2 if glyph.tight else min((x0 + x1) / 2, x0 + HALF_DIGIT * (bottom - top))


def each_glyph_once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs without those that are printed twice in one place, as bold print is often made."""
    seen: defaultdict[str, Printed] = defaultdict(Printed)
    for glyph in glyphs:
        if seen[glyph.mark].takes(glyph.x0, glyph.bottom, TWICE * (glyph.bottom - glyph.top) + EVEN_SMALL):
            yield glyph


def _in_lines(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs line by line from the top, each line from the left."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("bottom")):
        if lines and glyph.bottom - lines[-1][0].bottom < SAME_LINE * (glyph.bottom - glyph.top):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [glyph for line in lines for glyph in sorted(line, key=_LEFT)]


def _overlap(left: Box, right: Box) -> bool:
    return left[0] < right[2] and right[0] < left[2] and left[1] < right[3] and right[1] < left[3]


def _letters(text: str) -> list[str]:
    """The digits and syllables of a text in their order; only the digits where its syllables are in pieces."""
    if text.isascii():
        return sorted(filter(str.isdigit, text))
    plain = compatible(text)
    found = LETTER.findall(plain)
    if JAMO.search(plain):
        found = [mark for mark in found if mark.isdigit()]
    return sorted(found)


def _among(digits: Sequence[Glyph], text: str) -> Iterator[Unlike]:
    """Digits side by side that no one would take for one number: of two colours, or of two sizes on one line.

    One in a ring (①) is a mark by itself, whose ring is of a tone of its own.
    """
    digits = [glyph for glyph in digits if glyph.mark.isdecimal()]
    if not digits or _are_alike(digits):
        return
    beside = [(left, right) for left, right in pairwise(digits) if one_number(left, right)]
    colours = "".join([left.mark + right.mark for left, right in beside if left.colour != right.colour])
    if colours:
        yield Unlike("two-colours", colours)
    levels = "".join([left.mark + right.mark for left, right in beside if _on_two_levels(left, right)])
    if levels:
        yield Unlike("two-levels", levels)
    tiny = "".join([glyph.mark for glyph in digits if glyph.tight and glyph.bottom - glyph.top < LEGIBLE])
    sizes = "".join([left.mark + right.mark for left, right in beside if _two_sizes(left, right)])
    if tiny:
        yield Unlike("unpainted", tiny)
    if sizes and text.isascii():  # a raised digit is written as one, and so no part of the number
        yield Unlike("two-sizes", sizes)


def _are_alike(digits: Sequence[Glyph]) -> bool:
    """Whether digits are of one colour, of about one height and on one line, as most are."""
    heights = [glyph.bottom - glyph.top for glyph in digits]
    feet = [glyph.bottom for glyph in digits]
    lowest = min(heights)
    even = lowest >= LEGIBLE and lowest >= SMALL * max(heights) and max(feet) - min(feet) <= LEVEL * lowest
    return even and len({glyph.colour for glyph in digits}) == 1


def _in_another_order(text: str, digits: Sequence[Glyph]) -> bool:
    """Whether upright digits stand in another order than they are read in."""
    seen = "".join([glyph.mark for glyph in digits])
    read = "".join([mark for mark in text if mark.isdecimal()])
    return seen != read and len(seen) == len(read) and all(glyph.tight and glyph.upright for glyph in digits)


def _on_two_levels(left: Glyph, right: Glyph) -> bool:
    """Whether of two digits of one size one stands higher."""
    height = max(left.bottom - left.top, right.bottom - right.top)
    tight = left.tight and right.tight and left.upright and right.upright
    return tight and not _two_sizes(left, right) and abs(left.bottom - right.bottom) > LEVEL * height


def _two_sizes(left: Glyph, right: Glyph) -> bool:
    one, other = left.bottom - left.top, right.bottom - right.top
    return left.tight and right.tight and min(one, other) < SMALL * max(one, other)


def _is_cut(digit: Glyph, inner: Box) -> bool:
    """Whether the upper or lower wall of the cell goes through a digit."""
    _, _, top, _, bottom, *_ = digit
    most = CUT * (bottom - top)
    return digit.tight and (inner[1] - WALL - top > most or bottom - inner[3] - WALL > most)


def _words(painted: Iterable[Glyph]) -> list[Glyph]:
    """The letters that are no digits, line by line."""
    return _in_lines(glyph for glyph in painted if not glyph.mark.isdigit() and LETTER.match(glyph.mark))


def _is_another_mark(mark: Glyph, digits: Sequence[Glyph]) -> bool:
    """Whether a comma between digits does not reach under them, or a point does."""
    sides = [digit for digit in digits if digit.tight and one_number(digit, mark._replace(top=digit.top))]
    before = [digit for digit in sides if digit.x1 <= mark.x1 and digit.bottom <= mark.bottom + SAME_LINE]
    if not before or not mark.tight:
        return False
    digit = max(before, key=_LEFT)
    drop = (mark.bottom - digit.bottom) / (digit.bottom - digit.top)
    return abs(drop) < SAME_LINE and (drop > DROP) != (mark.mark == ",")


def _overprinted(painted: Sequence[Glyph]) -> Iterator[Unlike]:
    """Two digits in one place, or two letters of two pieces of text."""
    letters = sorted([(_centre(glyph), glyph) for glyph in painted if glyph.mark.isalnum()], key=itemgetter(0))
    for number, (centre, left) in enumerate(letters):
        furthest = centre + SAME_DIGIT * max(left.x1 - left.x0, 1.0)
        for at, right in letters[number + 1 :]:
            if at > furthest:
                break
            width = min(left.x1 - left.x0, right.x1 - right.x0)
            tight, digits = left.tight and right.tight, left.mark.isdigit() and right.mark.isdigit()
            nearest = NO_BOUNDS if not tight else SAME_DIGIT if digits else SAME_PLACE
            if at - centre > nearest * max(width, 1.0):
                break
            height = min(left.bottom - left.top, right.bottom - right.top)
            apart = abs(left.top + left.bottom - right.top - right.bottom) / 2
            if digits and apart <= SAME_DIGIT * height:
                yield Unlike("overprinted", left.mark + right.mark)
                return
            if apart <= SAME_PLACE * height and left.owner != right.owner and left.mark != right.mark:
                yield Unlike("overprinted", left.mark + right.mark)
                return
