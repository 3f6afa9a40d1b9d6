"""Whether what a cell says is what is seen in it: its characters against the picture of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from extract.readers.page.content import TWICE, Box
from extract.readers.page.digit_shapes import DigitShapes
from extract.readers.page.picture import Glyph, Picture, SeenPage
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
    "another-digit",
    "unexplained",
]

CONTRAST = 40  # greys by which ink differs from its ground
INKED = b"\1"
WALL = 1.6  # points beside the middle of a rule that are not looked at
BAND = 0.9  # share of a side of the cell that a rule inside of its edge covers at least
STRUCK_CONTRAST = 90  # of a line through digits, its gaps too; two smoothed edges that touch have less
SAMPLE = 97  # points of a cell by which its ground is told
PAINTED = 0.6  # share of a glyph's columns that show ink where it is painted
WHOLE = 0.8  # share of a digit's columns, and of its rows, but for one that is smoothed away
ROUND = 1.2  # points round a glyph's box that its smoothed edge, or bold print made of two, may fill
UNDERLINE = 0.35  # of the height under a glyph, where a line may be drawn
MOST_UNEXPLAINED = 5.0  # square points of ink without a character: a comma of small print has one, a thin digit six
SPAN = 0.8  # share of the cell over which a stroke from corner to corner goes, both ways
SAME_PLACE = 0.3  # of the smaller glyph: two that are nearer in their middles stand on one another
NO_BOUNDS = 0.1  # the same where their font does not tell their bounds
SMALL = 0.75  # of the largest digit of a number; a smaller one is none of its digits
NEAREST = 0.6  # of a glyph's height: digits that are nearer are one number
STRUCK = (0.22, 0.78)  # shares of a digit's height between which a line strikes it out
THIN_STROKES = 6  # points of the picture for each that strokes from corner to corner go across and down
EVEN_SMALL = 0.4  # points by which the copy of a flat glyph may be beside it
HALF_DIGIT = 0.25  # of the height
SAME_LINE = 0.5  # of the height; digits whose feet are nearer stand on one line
BESIDE = 0.4  # points by which a line through one digit goes out of it on either side
BARRED, ABOVE_BAR = "4", (0.22, 0.62)  # two of them side by side may touch with their bars
SOLID = 0.97  # share of the room of a digit that is all ink where it is covered; a 1 may be no more than a stroke
LEGIBLE = 2.0  # points; a lower digit is none for the eye
LETTER = lazy_pattern(r"[\p{Nd}\p{Hangul}]")
DIGIT = lazy_pattern(r"\p{Nd}")
JAMO = lazy_pattern(r"[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_MIDDLE = attrgetter("middle")
_LEFT = attrgetter("x0")


class Unlike(NamedTuple):
    """How a cell is not seen as it is read, and the characters concerned."""

    kind: Kind
    marks: str = ""


class _Placed(NamedTuple):
    middle: float
    glyph: Glyph


class Looking:
    """The cells of a page looked at one by one."""

    def __init__(self, page: SeenPage, shapes: DigitShapes) -> None:
        self._page = page
        self._shapes = shapes
        self._slanting = [glyph for glyph in page.glyphs if not glyph.mark]
        self._placed = sorted(
            [_Placed((glyph.top + glyph.bottom) / 2, glyph) for glyph in page.glyphs if glyph.mark], key=_MIDDLE
        )
        self._middles = [placed.middle for placed in self._placed]

    def unlike(self, text: str, box: Box) -> Unlike | None:
        """How the cell of this text and box is seen otherwise, if it is."""
        x0, top, x1, bottom = box
        inner = x0 + WALL, top + WALL, x1 - WALL, bottom - WALL
        if inner[2] - inner[0] < LEGIBLE or inner[3] - inner[1] < LEGIBLE:
            return None
        first, end = bisect_left(self._middles, top), bisect_right(self._middles, bottom)
        own = [placed.glyph for placed in self._placed[first:end] if x0 <= _centre(placed.glyph) <= x1]
        return next(self._reasons(text, own, inner), None)

    def _reasons(self, text: str, own: Sequence[Glyph], inner: Box) -> Iterator[Unlike]:
        page = self._page
        noted = any(_overlap(inner, box) for box in page.noted)
        if noted and page.picture.part(inner) != page.with_notes.part(inner):
            yield Unlike("noted")
        ink = _Ink(page.picture, inner)
        drawn = [*own, *(glyph for glyph in self._slanting if _overlap(inner, glyph[1:5]))]
        painted = list(_each_once(glyph for glyph in own if ink.shows(glyph)))
        read, seen = _letters(text), _letters("".join([glyph.mark for glyph in painted]))
        if read != seen and UNKNOWN not in text:
            missing = read - seen
            lacking = [glyph.mark for glyph in _in_lines(own) if glyph not in painted]
            if missing and not missing - _letters("".join(lacking)):
                yield Unlike("unpainted", "".join(lacking))
            else:
                yield Unlike("elsewhere", "".join([glyph.mark for glyph in _in_lines(painted)]))
        digits = _in_lines(ink.bounded(glyph) for glyph in painted if glyph.mark.isdigit())
        yield from _among(digits, text)
        yield from _overprinted(painted)
        struck = "".join(ink.struck(digits))
        if struck:
            yield Unlike("struck", struck)
        misnamed = [glyph for glyph in digits if self._shapes.misnamed(glyph, page.fonts[glyph.font], page.picture)]
        if misnamed:
            yield Unlike("another-digit", "".join([glyph.mark for glyph in misnamed]))
        if (DIGIT.search(text) or not LETTER.search(text)) and ink.unexplained(drawn) > MOST_UNEXPLAINED:
            yield Unlike("unexplained")  # a picture beside words hides no number


def _centre(glyph: Glyph) -> float:
    """The middle of a glyph from left to right; where its bounds are not known it is no wider than a digit."""
    _, x0, top, x1, bottom, *_ = glyph
    return (x0 + x1) / 2 if glyph.tight else min((x0 + x1) / 2, x0 + HALF_DIGIT * (bottom - top))


def _each_once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs without those that are printed twice in one place, as bold print is often made."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        near = TWICE * (glyph.bottom - glyph.top) + EVEN_SMALL
        before = seen.setdefault(glyph.mark, [])
        if not any(abs(glyph.x0 - other.x0) < near and abs(glyph.bottom - other.bottom) < near for other in before):
            before.append(glyph)
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


def _letters(text: str) -> Counter[str]:
    """The digits and syllables of a text; only the digits where its syllables are in pieces."""
    plain = compatible(text)
    found = LETTER.findall(plain)
    if JAMO.search(plain):
        found = [mark for mark in found if mark.isdigit()]
    return Counter(found)


def _among(digits: Sequence[Glyph], text: str) -> Iterator[Unlike]:
    """Digits side by side that no one would take for one number: of two colours, or of two sizes on one line."""
    beside = [(left, right) for left, right in pairwise(digits) if _one_number(left, right)]
    colours = "".join([left.mark + right.mark for left, right in beside if left.colour != right.colour])
    if colours:
        yield Unlike("two-colours", colours)
    tiny = "".join([glyph.mark for glyph in digits if glyph.tight and glyph.bottom - glyph.top < LEGIBLE])
    sizes = "".join([left.mark + right.mark for left, right in beside if _two_sizes(left, right)])
    if tiny or (sizes and text.isascii()):  # a raised digit is written as one, and so no part of the number
        yield Unlike("two-sizes", tiny or sizes)


def _one_number(left: Glyph, right: Glyph) -> bool:
    """Whether two digits stand on one line without a blank between them."""
    height = max(left.bottom - left.top, right.bottom - right.top)
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > 0 and right.x0 - left.x1 < NEAREST * height


def _two_sizes(left: Glyph, right: Glyph) -> bool:
    one, other = left.bottom - left.top, right.bottom - right.top
    return left.tight and right.tight and min(one, other) < SMALL * max(one, other)


def _overprinted(painted: Sequence[Glyph]) -> Iterator[Unlike]:
    """Two letters or digits of two pieces of text in one place."""
    letters = sorted([glyph for glyph in painted if glyph.mark.isalnum()], key=_centre)
    for number, left in enumerate(letters):
        for right in letters[number + 1 :]:
            width = min(left.x1 - left.x0, right.x1 - right.x0)
            if _centre(right) - _centre(left) > (SAME_PLACE if left.tight and right.tight else NO_BOUNDS) * max(
                width, 1.0
            ):
                break
            height = min(left.bottom - left.top, right.bottom - right.top)
            near = abs(left.top + left.bottom - right.top - right.bottom) / 2 <= SAME_PLACE * height
            if near and left.owner != right.owner and left.mark != right.mark:
                yield Unlike("overprinted", left.mark + right.mark)
                return


class _Ink:
    """What differs from the ground in a part of a picture, row by row: 1 for ink and 0 for none."""

    def __init__(self, picture: Picture, inner: Box) -> None:
        self._scale = picture.scale
        rows = picture.part(inner)
        flat = b"".join(rows)
        left, right = picture.columns(inner[0], inner[2])
        self._top, lowest = picture.rows(inner[1], inner[3])
        self._picture = picture
        self._width = right - left
        shift_across, shift_down = picture.left * picture.scale + left, picture.top * picture.scale + self._top
        # half a point less, so that what is left of a number's fraction is cut off as it is rounded
        self._from_page = picture.scale, shift_across - 0.5, shift_down - 0.5, self._width, lowest - self._top
        sample = flat[:: len(flat) // SAMPLE or 1]
        self._ground = max(set(sample), key=sample.count, default=0)
        inked = flat.translate(_inked(self._ground, CONTRAST))
        self._greys = rows
        self._plain = [inked[at : at + self._width] for at in range(0, len(inked), self._width or 1)]
        self._rows = [
            _on_own_ground(greys) if row[:1] == row[-1:] == INKED and 2 * row.count(1) > self._width else row
            for row, greys in zip(self._plain, rows, strict=True)
        ]
        self._bits: list[int] | None = None
        self._across: dict[tuple[int, int], bytes] = {}

    def _span(self, box: Box) -> tuple[int, int, int, int]:
        """The columns and rows of a box of the page, inside of the part."""
        x0, top, x1, bottom = box
        scale, across, down, width, height = self._from_page
        a, b = int(x0 * scale - across), int(x1 * scale - across)
        c, d = int(top * scale - down), int(bottom * scale - down)
        return (
            (a if a < width else width) if a > 0 else 0,
            (c if c < height else height) if c > 0 else 0,
            (b if b < width else width) if b > 0 else 0,
            (d if d < height else height) if d > 0 else 0,
        )

    def shows(self, glyph: Glyph) -> bool:
        """Whether a glyph is painted: most columns of its box show ink, and of a digit's most rows too."""
        x0, y0, x1, y1 = self._span(glyph[1:5])
        width, height = x1 - x0, y1 - y0
        if width <= 0 or height <= 0:  # a dash is thinner than a point of the picture, a part of a glyph is cut off
            return True
        columns = self._columns(y0, y1).count(1, x0, x1)
        if not glyph.tight:
            return columns > 0
        if not glyph.mark.isdigit():
            return columns >= PAINTED * width
        if columns < WHOLE * width - 1:
            return False
        own = [row[x0:x1] for row in self._rows[y0:y1]]
        solid = glyph.mark != "1" and sum([row.count(1) for row in own]) > SOLID * width * height
        return not solid and sum([1 in row for row in own]) >= WHOLE * height - 1

    def bounded(self, glyph: Glyph) -> Glyph:
        """The glyph as high as its ink is, where its font does not tell its bounds."""
        if glyph.tight:
            return glyph
        x0, y0, x1, y1 = self._span(glyph[1:5])
        inked = [number for number in range(y0, y1) if 1 in self._rows[number][x0:x1]]
        if not inked:
            return glyph
        top, bottom = (self._picture.top + (self._top + row) / self._scale for row in (inked[0], inked[-1] + 1))
        return glyph._replace(top=top, bottom=bottom)

    def _columns(self, y0: int, y1: int) -> bytes:
        """For each column whether there is ink in some of its rows."""
        known = self._across.get((y0, y1))
        if known is None:
            if self._bits is None:
                self._bits = [int.from_bytes(row, "big") for row in self._rows]
            bits = 0
            for row in self._bits[y0:y1]:
                bits |= row
            known = self._across[y0, y1] = bits.to_bytes(self._width, "big")
        return known

    def struck(self, digits: Sequence[Glyph]) -> Iterator[str]:
        """The digits that a line goes through, with the gaps between them."""
        for number, left in enumerate(digits):
            right = digits[number + 1] if number + 1 < len(digits) else None
            if right is not None and _one_number(left, right):
                if self._strikes(left, left.x0, right.x1, ABOVE_BAR if left.mark == right.mark == BARRED else STRUCK):
                    yield left.mark + right.mark
                continue
            alone = not number or not _one_number(digits[number - 1], left)
            if alone and self._strikes(left, left.x0 - BESIDE, left.x1 + BESIDE, STRUCK):
                yield left.mark

    def _strikes(self, digit: Glyph, x0: float, x1: float, middle: tuple[float, float]) -> bool:
        """Whether a line goes through the middle of a digit from one place to another."""
        height = digit.bottom - digit.top
        a, y0, b, y1 = self._span((x0, digit.top + middle[0] * height, x1, digit.top + middle[1] * height))
        if b - a < 3:
            return False
        for number in range(y0, y1):
            if self._plain[number].count(1, a, b) == b - a:
                dark = self._greys[number][a:b].translate(_inked(self._ground, STRUCK_CONTRAST))
                if 0 not in dark:
                    return True
        return False

    def unexplained(self, glyphs: Sequence[Glyph]) -> float:
        """The square points of ink that stand at no glyph, rules and strokes from corner to corner aside."""
        rows = list(map(bytearray, self._rows))
        for box in _lines(glyphs):
            a, y0, b, y1 = self._span(box)
            blank = bytes(b - a)
            for row in rows[y0:y1]:
                row[a:b] = blank
        area = sum([row.count(1) for row in rows]) / self._scale**2
        return area if area <= MOST_UNEXPLAINED else _without_rules(rows, self._rows) / self._scale**2


def _lines(glyphs: Sequence[Glyph]) -> list[Box]:
    """The room of glyphs with some round it and for a line under them; glyphs that touch and are as high take one."""
    lines: list[Box] = []
    for _, x0, top, x1, bottom, *_ in sorted(glyphs, key=_LEFT):
        own = x0 - ROUND, top - ROUND, x1 + ROUND, bottom + max(ROUND, UNDERLINE * (bottom - top))
        for number, (left, upper, right, lower) in enumerate(lines):
            if own[0] <= right and abs(own[1] - upper) < ROUND and abs(own[3] - lower) < ROUND:
                lines[number] = left, min(upper, own[1]), max(right, own[2]), max(lower, own[3])
                break
        else:
            lines.append(own)
    return lines


def _on_own_ground(row: bytes) -> bytes:
    """The ink of a row that is filled otherwise than most of the part."""
    return row.translate(_inked(max(set(row), key=row.count), CONTRAST))


@cache
def _inked(ground: int, contrast: int) -> bytes:
    """For each grey whether it is ink on a ground."""
    return bytes(abs(grey - ground) > contrast for grey in range(256))


def _without_rules(rows: Sequence[bytearray], all_ink: Sequence[bytes]) -> int:
    """How many points of ink there are beside lines and fills from side to side and strokes across the whole part."""
    width = len(all_ink[0])
    kept = [row for row, ink in zip(rows, all_ink, strict=True) if ink.count(1) < BAND * width]
    height = len(all_ink)
    upright = [sum(column) < BAND * height for column in zip(*all_ink, strict=True)]
    columns = [bytes(column) for column, own in zip(zip(*kept, strict=True), upright, strict=False) if own]
    inked = [number for number, column in enumerate(columns) if 1 in column]
    if not inked:
        return 0
    lines = [number for number, row in enumerate(zip(*columns, strict=True)) if 1 in row]
    across, down = inked[-1] - inked[0] + 1, lines[-1] - lines[0] + 1
    points = sum(column.count(1) for column in columns)
    corner = across >= SPAN * len(columns) and down >= SPAN * len(kept)
    return 0 if corner and points <= THIN_STROKES * (across + down) else points
