"""What differs from its ground in a part of the picture of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache
from itertools import pairwise
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
SOLID_FILL = 0.8  # share of the end of a fill that is of its own grey, and not of its smoothed edge
STEEPEST = 4  # points of the picture from row to row of the notch of an arrow; a stroke from its edge is steeper
SMOOTHED = 2  # points of the picture at the edge of a fill that are between its grey and that of the ground
RUN = 3  # points of the picture of one grey side by side; the smoothed edge of a digit may be as grey as a fill
SIGNS = frozenset(".,")  # which may reach over the foot of a bar behind their number
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
        placed = [(glyph.mark, self.span(glyph[1:5])) for glyph in glyphs]
        spans = [span for _, span in placed]
        stains = list(self._stains([span for mark, span in placed if mark not in SIGNS] or spans))
        above, below = self._cut_off(spans) if stains else self._round_fill()
        stains = stains or [_Stain(0, above, self.width, below, self.ground)]
        rows, plain = [list(self._restained(rows, stains)) for rows in (self.rows, self.plain)]
        if (above, below) == (0, len(rows)):
            above, below = self._cut_off(spans)
        for own in (rows, plain):
            own[:above] = [bytes(self.width)] * above
            own[below:] = [bytes(self.width)] * (len(own) - below)
        if (rows, plain) == (self.rows, self.plain):
            return None
        ink = copy(self)
        ink._bits, ink._print, ink._across = None, None, {}
        ink.rows, ink.plain = rows, plain
        return ink

    def _round_fill(self) -> tuple[int, int]:
        """The rows that hold the ground, where all above and below them is of one other grey; else all rows."""
        unlike = differing(self.ground, CONTRAST)
        own = [number for number, row in enumerate(self.greys) if 0 in row.translate(unlike)]
        above, below = (own[0], own[-1] + 1) if own else (0, len(self.greys))
        outside = b"".join([*self.greys[: max(0, above - 1)], *self.greys[below + 1 :]])
        is_even = 1 not in outside.translate(differing(outside[0], CONTRAST)) if outside else False
        return (above, below) if is_even else (0, len(self.greys))

    def _cut_off(self, spans: Sequence[tuple[int, int, int, int]]) -> tuple[int, int]:
        """The rows between what reaches into the cell from above and from below: the ends of fills of one grey each.

        White parts them from all that is printed.
        """
        height = len(self.rows)
        top = min((span[1] for span in spans), default=0)
        foot = max((span[3] for span in spans), default=height)
        above, below = self._end_of_fill(range(top)), self._end_of_fill(range(height - 1, foot - 1, -1))
        return above, height - below

    def _end_of_fill(self, rows: range) -> int:
        """How many rows the end of a fill takes from the edge of the cell; 0 where white, or more than one grey is."""
        ended = next((at for at, row in enumerate(rows) if 1 not in self.plain[row]), 0)
        if not ended or self.plain[rows[0]].count(1) < BROAD * self.scale:
            return 0
        greys = Counter(
            grey
            for row in rows[:ended]
            for grey, is_ink in zip(self.greys[row], self.plain[row], strict=True)
            if is_ink
        )
        ((_, most),) = greys.most_common(1)
        return ended if most >= SOLID_FILL * greys.total() else 0

    def _stains(self, spans: Sequence[tuple[int, int, int, int]]) -> Iterator[_Stain]:
        """The fills that are no print: they reach over what is printed on them."""
        for grey, count in Counter(self._flat).most_common(STAINS + 1):
            if abs(grey - self.ground) <= CONTRAST or count < STAIN * self.scale**2:
                continue
            run = bytes([grey]) * RUN
            held = [(number, row) for number, row in enumerate(self.greys) if run in row]
            if not held:
                continue
            x0, x1 = min(row.find(run) for _, row in held), max(row.rfind(run) for _, row in held) + RUN
            y0, y1 = held[0][0], held[-1][0] + 1
            margin = ROUND_PRINT * self.scale
            over = [span for span in spans if span[0] < x1 and x0 < span[2] and span[1] < y1 and y0 < span[3]]
            upper = -margin if y0 == 0 else y0  # a fill that goes on over the edge of the cell
            lower = len(self.greys) + margin if y1 == len(self.greys) else y1
            reaches = all(upper <= span[1] - margin and span[3] + margin <= lower for span in over)
            if over and reaches and count >= FILLED * (x1 - x0) * (y1 - y0):
                yield _Stain(x0, y0, x1, y1, grey)

    def _restained(self, rows: Sequence[bytes], stains: Sequence[_Stain]) -> Iterator[bytes]:
        """The ink of rows, on each fill what differs from it; the smoothed edge of a fill and its corners are none."""
        corners = [self._corners(stain) for stain in stains]
        for number, row in enumerate(rows):
            changed = bytearray(row)
            for (x0, y0, x1, y1, grey), cut in zip(stains, corners, strict=True):
                if y0 - 1 <= number <= y1:
                    first, last = max(0, x0 - 1), min(self.width, x1 + 1)
                    inside = y0 <= number < y1
                    own = self.greys[number][x0:x1].translate(differing(grey, CONTRAST)) if inside else bytes(x1 - x0)
                    if inside and cut:
                        left, right = cut[number - y0]
                        own = bytes(left) + own[left : x1 - x0 - right] + bytes(right)
                    changed[first:last] = bytes(x0 - first) + own + bytes(last - x1)
            yield bytes(changed)

    def _corners(self, stain: _Stain) -> list[tuple[int, int]]:
        """How much of the ground stands left and right of a fill in each row, if it has round corners or is an arrow.

        Nothing where its sides do not bulge, as they do not where something is drawn over them.
        """
        x0, y0, x1, y1, grey = stain
        around = self.ground if grey != self.ground else self.greys[0][0 if self.plain[0][:1] == INKED else -1]
        ends: list[tuple[int, int]] = []
        for row in self.greys[y0:y1]:
            outside = row[x0:x1].translate(differing(grey, CONTRAST))
            left, right = outside.find(0), x1 - x0 - 1 - outside.rfind(0)
            beyond = row[x0 : x0 + left - SMOOTHED] if left > SMOOTHED else b""
            beyond += row[x1 - right + SMOOTHED : x1] if right > SMOOTHED else b""
            ends.append((left, right))
            is_smoothed = len(ends) in (1, y1 - y0)  # the row at the top or at the foot
            if left < 0 or (not is_smoothed and 1 in beyond.translate(differing(around, CONTRAST))):
                return []
        highest = (y1 - y0) / 2 + SMOOTHED
        sides = [[end[side] for end in ends] for side in (0, 1)]
        return ends if all(max(side) <= highest and _bulges(side) for side in sides) else []

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


def _bulges(cut: Sequence[int]) -> bool:
    """Whether what is cut off of a side grows less towards the middle and more behind it, or evenly the other way."""
    least, most = cut.index(min(cut)), cut.index(max(cut))
    steps = [second - first for first, second in pairwise(cut)]
    if all(step <= 0 for step in steps[:least]) and all(step >= 0 for step in steps[least:]):
        return True
    is_notch = all(step >= 0 for step in steps[:most]) and all(step <= 0 for step in steps[most:])
    return is_notch and max(map(abs, steps)) <= STEEPEST


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
