"""What differs from its ground in a part of the picture of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache
from operator import ne
from typing import NamedTuple

from extract.readers.page.content import Box
from extract.readers.page.sight.gradients import flattened
from extract.readers.page.sight.picture import Glyph, Picture

CONTRAST = 40  # greys by which ink differs from its ground
INKED = b"\1"
SAMPLE = 97  # points of a cell by which its ground is told
PAINTED = 0.6  # share of a glyph's columns that show ink where it is painted
WHOLE = 0.8  # share of a digit's columns, and of its rows, but for one that is smoothed away
LOST = 3  # rows at most of a digit, however high it is, that show no ink
# of 7,808 digits of the pages of year tables of real documents one has lost as many, all others fewer
NO_HEIGHT = 0.1  # points; a letter that is lower has no bounds in its font, and its ink is looked for above its foot
NEAR = 0, -1, 1  # points of the picture by which a glyph may be drawn beside its bounds, as narrow small print is
CUT_OFF = 1.5  # points of the picture by which a glyph stands out of it where what is left of it may be any part
CHANGED = 0.25  # of the ink of a glyph: a line under it may touch it, and its edges are smoothed anew
STAINS = 3  # colours of a cell, the commonest first, that a part of it may be filled with
STAIN = 20.0  # square points of a fill that is a ground; less may be print
FILLED = 0.5  # share of a fill that its print leaves at least
ROUND_PRINT = 0.2  # points by which a fill reaches over the print that stands on it
MOST = 0.5  # of the rows through a digit; a line from edge to edge of a cell is thinner, a gradient changes more
BROAD = 9.0  # points; a part of a cell of another grey from its top to its foot that is broader is no stroke but ground
SAME_GROUND = 8  # greys by which such a part may differ between the top and the foot of the cell
SOLID = 0.97  # share of the room of a digit that is all ink where it is covered; a 1 may be no more than a stroke


class _Stain(NamedTuple):
    """A part of a cell that is filled: its columns, its rows and its grey."""

    x0: int
    y0: int
    x1: int
    y1: int
    grey: int


class Ink:
    """What differs from the ground in a part of a picture, row by row: 1 for ink and 0 for none."""

    def __init__(self, picture: Picture, inner: Box) -> None:
        self.scale = picture.scale
        left, right = picture.columns(inner[0], inner[2])
        self._top, lowest = picture.rows(inner[1], inner[3])
        greys, across = picture.greys, picture.width
        rows = [greys[y * across + left : y * across + right] for y in range(self._top, lowest)]
        rows = flattened(rows) or rows
        self._flat = flat = b"".join(rows)
        self._picture = picture
        self.width = right - left
        shift_across, shift_down = picture.left * picture.scale + left, picture.top * picture.scale + self._top
        # half a point less, so that what is left of a number's fraction is cut off as it is rounded
        self._from_page = picture.scale, shift_across - 0.5, shift_down - 0.5, self.width, lowest - self._top
        sample = flat[:: len(flat) // SAMPLE or 1]
        self.ground = max(set(sample), key=sample.count, default=0)
        inked = flat.translate(differing(self.ground, CONTRAST))
        width = self.width or 1
        self.greys = rows
        self.plain = [inked[at : at + width] for at in range(0, len(inked), width)]
        if 1 in inked[:width] and 1 in inked[-width:]:
            self.plain = _on_upright_grounds(self.plain, greys=rows, broad=round(BROAD * self.scale))
            inked = b"".join(self.plain)
        self.rows = self.plain
        self._print: bytes | None = inked
        if 1 in inked[::width] and 1 in inked[width - 1 :: width]:
            self.rows = [
                _on_own_ground(greys) if row[:1] == row[-1:] == INKED and 2 * row.count(1) > width else row
                for row, greys in zip(self.plain, rows, strict=True)
            ]
            self._print = None
        self._bits: list[int] | None = None
        self._across: dict[tuple[int, int], bytes] = {}
        self._unlike = {CONTRAST: inked}

    def on_stains(self, glyphs: Iterable[Glyph]) -> Ink | None:
        """The same where parts of the cell are filled, such as text that is marked with a colour; None if none is."""
        stains = list(self._stains([self.span(glyph[1:5]) for glyph in glyphs]))
        if not stains:
            return None
        ink = copy(self)
        ink._bits, ink._print, ink._across = None, None, {}
        ink.rows, ink.plain = [list(self._restained(rows, stains)) for rows in (self.rows, self.plain)]
        return ink

    def _stains(self, spans: Sequence[tuple[int, int, int, int]]) -> Iterator[_Stain]:
        """The fills that are no print: they reach over what is printed on them."""
        for grey, count in Counter(self._flat).most_common(STAINS + 1):
            if abs(grey - self.ground) <= CONTRAST or count < STAIN * self.scale**2:
                continue
            held = [(number, row) for number, row in enumerate(self.greys) if grey in row]
            x0, x1 = min(row.find(grey) for _, row in held), max(row.rfind(grey) for _, row in held) + 1
            y0, y1 = held[0][0], held[-1][0] + 1
            margin = ROUND_PRINT * self.scale
            over = [span for span in spans if span[0] < x1 and x0 < span[2] and span[1] < y1 and y0 < span[3]]
            reaches = all(y0 <= span[1] - margin and span[3] + margin <= y1 for span in over)
            if over and reaches and count >= FILLED * (x1 - x0) * (y1 - y0):
                yield _Stain(x0, y0, x1, y1, grey)

    def _restained(self, rows: Sequence[bytes], stains: Sequence[_Stain]) -> Iterator[bytes]:
        """The ink of rows, on each fill what differs from it; the smoothed edge of a fill is none."""
        for number, row in enumerate(rows):
            changed = bytearray(row)
            for x0, y0, x1, y1, grey in stains:
                if y0 - 1 <= number <= y1:
                    first, last = max(0, x0 - 1), min(self.width, x1 + 1)
                    inside = y0 <= number < y1
                    own = self.greys[number][x0:x1].translate(differing(grey, CONTRAST)) if inside else bytes(x1 - x0)
                    changed[first:last] = bytes(x0 - first) + own + bytes(last - x1)
            yield bytes(changed)

    def span(self, box: Box) -> tuple[int, int, int, int]:
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

    def differs(self, row: int, first: int, last: int, contrast: int) -> bool:
        """Whether a row differs by so much from the ground from one column to another."""
        start = row * self.width
        return self._contrasting(contrast).find(0, start + first, start + last) < 0

    def crosses(self, span: tuple[int, int, int, int], contrast: int) -> bool:
        """Whether a row of columns and rows differs by so much from the ground from one side to the other."""
        first, y0, last, y1 = span
        if not self.may_cross(span, contrast):
            return False
        points, width = self._contrasting(contrast), self.width
        starts = range(y0 * width, y1 * width, width)
        return any(points.find(0, start + first, start + last) < 0 for start in starts)

    def may_cross(self, span: tuple[int, int, int, int], contrast: int) -> bool:
        """Whether three columns have a point that differs so much: what goes from side to side has one in all."""
        first, y0, last, y1 = span
        points, width = self._contrasting(contrast), self.width
        start, end = y0 * width, y1 * width
        return (
            1 in points[start + (first + last) // 2 : end : width]
            and 1 in points[start + first : end : width]
            and 1 in points[start + last - 1 : end : width]
        )

    def _contrasting(self, contrast: int) -> bytes:
        """For each point of the part whether it differs by so much from the ground."""
        found = self._unlike.get(contrast)
        if found is None:
            found = self._unlike[contrast] = self._flat.translate(differing(self.ground, contrast))
        return found

    def is_even(self, rows: Sequence[int], contrast: float) -> bool:
        """Whether the ground at the edge of most rows is that of the first; a gradient runs through them else."""
        first, *others = (self.greys[row][0] for row in rows)
        return sum(abs(grey - first) > contrast for grey in others) <= MOST * len(others)

    def holds(self, other: Ink, glyph: Glyph) -> bool:
        """Whether another picture of the same part has the ink of a glyph, and little more in its room."""
        x0, y0, x1, y1 = self.span(glyph[1:5])
        changed = ink = 0
        for own, theirs in zip(self.rows[y0:y1], other.rows[y0:y1], strict=True):
            ink += own.count(1, x0, x1)
            changed += sum(map(ne, own[x0:x1], theirs[x0:x1]))
        return changed <= CHANGED * ink

    def shows(self, glyph: Glyph) -> bool:
        """Whether a glyph is painted: most columns of its box show ink, and of a digit's most rows too."""
        if glyph.bottom - glyph.top < NO_HEIGHT and glyph.mark.isalnum():
            return self.is_in((glyph.x0, glyph.bottom - (glyph.x1 - glyph.x0), glyph.x1, glyph.bottom))
        x0, y0, x1, y1 = self.span(glyph[1:5])
        if x1 <= x0 or y1 <= y0:  # a dash is thinner than a point of the picture, a part of a glyph is cut off
            return True
        near = NEAR if x0 > 0 and x1 < self.width else NEAR[:1]
        return any(self._shows(glyph, (x0 + by, y0, x1 + by, y1)) for by in near)

    def _shows(self, glyph: Glyph, span: tuple[int, int, int, int]) -> bool:
        x0, y0, x1, y1 = span
        width, height = x1 - x0, y1 - y0
        columns = self.columns(y0, y1).count(1, x0, x1)
        if not glyph.tight or self._is_cut(glyph):
            return columns > 0
        if not glyph.mark.isdigit():
            return columns >= PAINTED * width
        if columns < WHOLE * width - 1:
            return False
        own = [row[x0:x1] for row in self.rows[y0:y1]]
        lost = own.count(bytes(width))
        if lost > LOST or height - lost < WHOLE * height - 1:
            return False
        return glyph.mark == "1" or b"".join(own).count(1) <= SOLID * width * height

    def is_pierced(self, box: Box) -> bool:
        """Whether there is ink in a column of a box of the page from its top to its foot; not told beyond the part."""
        scale, _, down, _, tall = self._from_page
        if box[1] * scale < down or box[3] * scale - down > tall:
            return False
        x0, y0, x1, y1 = self.span(box)
        if y0 == y1 or 1 not in self.rows[y0][x0:x1] or 1 not in self.rows[y1 - 1][x0:x1]:
            return False
        bits = -1
        for row in self.rows[y0:y1]:
            bits &= int.from_bytes(row[x0:x1], "big")
        return bits != 0

    def _is_cut(self, glyph: Glyph) -> bool:
        """Whether more of a glyph than its smoothed edge stands above or below the part."""
        scale, _, down, _, height = self._from_page
        return glyph.top * scale - down < -CUT_OFF or glyph.bottom * scale - down > height + CUT_OFF

    def is_in(self, box: Box) -> bool:
        """Whether there is any ink in a box of the page."""
        x0, y0, x1, y1 = self.span(box)
        return 1 in self.columns(y0, y1)[x0:x1]

    def is_near(self, box: Box) -> bool:
        """Whether there is any ink in a box of the page, or right beside it."""
        x0, y0, x1, y1 = self.span(box)
        return 1 in self.columns(y0, y1)[max(0, x0 + min(NEAR)) : x1 + max(NEAR)]

    def bounded(self, glyph: Glyph) -> Glyph:
        """The glyph as high as its ink is, where its font does not tell its bounds."""
        if glyph.tight:
            return glyph
        x0, y0, x1, y1 = self.span(glyph[1:5])
        inked = [number for number in range(y0, y1) if 1 in self.rows[number][x0:x1]]
        if not inked:
            return glyph
        top, bottom = (self._picture.top + (self._top + row) / self.scale for row in (inked[0], inked[-1] + 1))
        return glyph._replace(top=top, bottom=bottom)

    def alone_before(self, end: int) -> tuple[Box, float] | None:
        """The box of the ink before a column, and the share of it that is filled; None where white parts it in two."""
        across = self.columns(0, len(self.rows))
        start, last = across.find(1, 0, end), across.rfind(1, 0, end) + 1
        if start < 0 or last >= end or 0 in across[start:last]:
            return None
        inked = [number for number, row in enumerate(self.rows) if 1 in row[start:last]]
        top, bottom = inked[0], inked[-1] + 1
        filled = sum(row.count(1, start, last) for row in self.rows[top:bottom]) / ((last - start) * (bottom - top))
        scale, across_from, down_from, *_ = self._from_page
        left, right = ((column + across_from + 0.5) / scale for column in (start, last))
        upper, lower = ((row + down_from + 0.5) / scale for row in (top, bottom))
        return (left, upper, right, lower), filled

    def beside(self, span: tuple[int, int, int, int]) -> int | None:
        """How much ink stands above and under columns and rows; None where there is some beside them."""
        x0, y0, x1, y1 = span
        across, printed = self.columns(y0, y1), self._printed()
        if 1 in across[:x0] or 1 in across[x1:]:
            return None
        return printed.count(1, 0, y0 * self.width) + printed.count(1, y1 * self.width)

    def _printed(self) -> bytes:
        """The rows one after the other."""
        if self._print is None:
            self._print = b"".join(self.rows)
        return self._print

    def columns(self, y0: int, y1: int) -> bytes:
        """For each column whether there is ink in some of its rows."""
        known = self._across.get((y0, y1))
        if known is None:
            if self._bits is None:
                self._bits = [int.from_bytes(row, "big") for row in self.rows]
            bits = 0
            for row in self._bits[y0:y1]:
                bits |= row
            known = self._across[y0, y1] = bits.to_bytes(self.width, "big")
        return known


def _on_upright_grounds(plain: list[bytes], greys: Sequence[bytes], broad: int) -> list[bytes]:
    """The ink of rows where parts of the cell have a ground of their own from its top to its foot: fills, gradients."""
    grounds = [
        (start, end)
        for start, end in _runs(plain[0])
        if end - start >= broad
        and all(
            abs(top - foot) <= SAME_GROUND for top, foot in zip(greys[0][start:end], greys[-1][start:end], strict=True)
        )
    ]
    if not grounds:
        return plain
    changed = list(map(bytearray, plain))
    for start, end in grounds:
        for own, row in zip(changed, greys, strict=True):
            pairs = zip(row[start:end], greys[0][start:end], strict=True)
            own[start:end] = bytes([abs(grey - ground) > CONTRAST for grey, ground in pairs])
    return list(map(bytes, changed))


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """The runs of ink in a row, each from its first point to behind its last."""
    end = 0
    while (start := row.find(1, end)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        yield start, end


def _on_own_ground(row: bytes) -> bytes:
    """The ink of a row that is filled otherwise than most of the part."""
    return row.translate(differing(max(set(row), key=row.count), CONTRAST))


@cache
def differing(ground: int, contrast: int) -> bytes:
    """For each grey whether it is ink on a ground."""
    return bytes(abs(grey - ground) > contrast for grey in range(256))
