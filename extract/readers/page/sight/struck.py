"""Lines through digits and words: what strikes them out stands where no character has ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.readers.page.content import Box
from extract.readers.page.sight.inked import CONTRAST, Ink
from extract.readers.page.sight.picture import Glyph

STRUCK_CONTRAST = 90  # of a line through digits, its gaps too; two smoothed edges that touch have less
FAINT_CONTRAST = 12  # greys of a line through a digit that is open in the middle, where nothing else could be
ABOVE = 1.0  # points over a digit, where a ground that is not even shows as well
BEYOND = 1.0  # points over and under a number to which an upright line through it goes on
# of 2,672 numbers of the pages of year tables of real documents none has such a line
NEAREST = 0.6  # of a glyph's height: digits that are nearer are one number
STRUCK = (0.22, 0.78)  # shares of a digit's height between which a line strikes it out
BESIDE = 0.4  # points by which a line through one digit goes out of it on either side
BARRED, ABOVE_BAR = "4", (0.22, 0.62)  # a bar from side to side, with which a digit may touch another
AMONG = {BARRED: ABOVE_BAR, "1": (0.4, 0.78)}  # under the flag of a 1
OPEN = {"0": STRUCK, "2": (0.22, 0.68), "3": STRUCK, "7": (0.34, 0.78)}
# digits that no stroke of their own crosses from side to side there; the foot of a bold 2 and the bar of a bold 7 are
# thick
# of 9,400 such digits of sixteen real documents not one has a row of ink from side to side there
ROUND_DIGIT = 0.6  # points beside a digit where it may have ink: its place is rounded, and its outline may be drawn
NEAR_DIGIT = 0.4  # the same where ink in two places is asked for
SMOOTHED = 0.4  # points by which the edge of a glyph may be seen over it: the comma of 7-point print
AROUND = 1.5  # points beside a number where what strikes it out is looked for
LINE = 0.5  # of the rows of a digit's middle: an edge of a digit that is printed broader fills more of them
LEAST = 2  # columns of the picture
EDGE = 1  # rows of the picture by which a line is thicker beside a digit, where its edge is smoothed
LETTERS = 3  # of a word; fewer may have strokes of one height that touch


def one_number(left: Glyph, right: Glyph) -> bool:
    """Whether two digits stand on one line without a blank between them."""
    height = max(left.bottom - left.top, right.bottom - right.top)
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > 0 and right.x0 - left.x1 < NEAREST * height


def struck(ink: Ink, digits: Sequence[Glyph], drawn: Sequence[Glyph]) -> Iterator[str]:
    """The digits of each number that something goes through; ``drawn`` are all glyphs that have ink in the cell."""
    for number in _runs(digits):
        veiled = any(not glyph.mark and _stands_on(number, glyph) for glyph in drawn)
        if not veiled and (_crossed(ink, number, drawn) or _is_pierced(ink, number)):
            yield "".join([glyph.mark for glyph in number])
            continue
        for left, right in pairwise(number):
            if _strikes(ink, (left, right), left.x0, right.x1, veiled=veiled):
                yield left.mark + right.mark
        if veiled or (len(number) > 1 and not all(digit.tight for digit in number)):
            continue
        for before, digit, after in zip([None, *number], number, [*number[1:], None], strict=False):
            touched = [side is not None and _touch(side, digit) for side in (before, after)]
            if _strikes_alone(ink, digit, touched, among=len(number) > 1):
                yield digit.mark


def struck_words(ink: Ink, glyphs: Sequence[Glyph]) -> Iterator[str]:
    """The words that a line goes through from the first letter to the last; the glyphs come line by line."""
    for word in _runs(glyphs):
        if len(word) < LETTERS or not all(glyph.tight for glyph in word):
            continue
        top, bottom = min(glyph.top for glyph in word), max(glyph.bottom for glyph in word)
        if _is_crossed(ink, (word[0].x0, top, word[-1].x1, bottom), STRUCK, STRUCK_CONTRAST):
            yield "".join([glyph.mark for glyph in word])


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs that stand side by side without a blank between them."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and one_number(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _stands_on(number: Sequence[Glyph], mark: Glyph) -> bool:
    """Whether digits of a number stand on a mark of a slanting text, whose strokes are then seen between them."""
    return any(
        digit.x0 < mark.x1 and mark.x0 < digit.x1 and digit.top < mark.bottom and mark.top < digit.bottom
        for digit in number
    )


def _strikes(ink: Ink, digits: Sequence[Glyph], x0: float, x1: float, *, veiled: bool) -> bool:
    """Whether a line goes through the middle of two digits, from one place to another."""
    barred = all(digit.mark == BARRED for digit in digits)
    box = x0, digits[0].top, x1, digits[0].bottom
    faint = not veiled and any(_is_open(digit) for digit in digits)
    return _is_crossed(ink, box, ABOVE_BAR if barred else STRUCK, FAINT_CONTRAST if faint else STRUCK_CONTRAST)


def _touch(one: Glyph, other: Glyph) -> bool:
    """Whether two digits stand so near that the room beside one may hold ink of the other."""
    return max(one.x0, other.x0) - min(one.x1, other.x1) < BESIDE


def _strikes_alone(ink: Ink, digit: Glyph, touched: Sequence[bool], *, among: bool) -> bool:
    """Whether a line goes through the middle of a digit, and out of it on one side or both unless it is an open one.

    ``touched`` says whether a digit on its left and on its right stands too near to tell.
    """
    if _is_open(digit):
        return _is_crossed(ink, digit[1:5], OPEN[digit.mark], FAINT_CONTRAST)
    middle = AMONG.get(digit.mark, STRUCK) if among else STRUCK
    _, x0, top, x1, bottom, *_ = digit
    if not among or digit.mark == BARRED:
        return _is_crossed(ink, (x0 - BESIDE, top, x1 + BESIDE, bottom), middle, STRUCK_CONTRAST)
    for near, left, right in zip(touched, (x0 - BESIDE, x0), (x1, x1 + BESIDE), strict=True):
        rows = [] if near else _crossing(ink, (left, top, right, bottom), middle)
        if rows:
            a, y0, b, y1 = ink.span((left, top + STRUCK[0] * (bottom - top), right, top + STRUCK[1] * (bottom - top)))
            column = a if left < x0 else b - 1
            if _is_line(ink, column, y0, y1) and _goes_on(ink, rows, column):
                return True
    return False


def _is_open(digit: Glyph) -> bool:
    return digit.tight and digit.mark in OPEN


def _is_line(ink: Ink, column: int, y0: int, y1: int) -> bool:
    """Whether the ink of a column is a line that crosses it, and not the edge of a digit that is printed broader."""
    return sum([row[column] for row in ink.rows[y0:y1]]) <= LINE * (y1 - y0)


def _goes_on(ink: Ink, rows: Sequence[int], column: int) -> bool:
    """Whether a line through a digit, in these rows, is as thick in a column beside it; no bow of a digit is."""
    inked = [row[column] for row in ink.rows]
    for row in rows:
        start = next((number for number in range(row, -1, -1) if not inked[number]), -1)
        end = next((number for number in range(row, len(inked)) if not inked[number]), len(inked))
        if end - start - 1 <= sum(start < number < end for number in rows) + EDGE:
            return True
    return False


def _is_crossed(ink: Ink, box: Box, middle: tuple[float, float], contrast: int) -> bool:
    """Whether a row of the middle of a box is ink from one side to the other."""
    x0, top, x1, bottom = box
    height = bottom - top
    a, y0, b, y1 = ink.span((x0, top + middle[0] * height, x1, top + middle[1] * height))
    if b - a < 3:
        return False
    if contrast == FAINT_CONTRAST:
        if not ink.crosses((a, y0, b, y1), contrast):
            return False
        above = ink.span((x0, top - ABOVE, x1, top))[1]
        return not ink.differs(above, a, b, contrast) and ink.is_even((above, *range(y0, y1)), contrast / 2)
    return bool(_crossing(ink, box, middle))


def _crossing(ink: Ink, box: Box, middle: tuple[float, float]) -> list[int]:
    """The rows of the middle of a box that are ink from one side to the other."""
    x0, top, x1, bottom = box
    span = a, y0, b, y1 = ink.span((x0, top + middle[0] * (bottom - top), x1, top + middle[1] * (bottom - top)))
    if b - a < 3 or not ink.may_cross(span, CONTRAST):
        return []
    return [
        number
        for number in range(y0, y1)
        if ink.plain[number].find(0, a, b) < 0 and ink.differs(number, a, b, STRUCK_CONTRAST)
    ]


def _crossed(ink: Ink, number: Sequence[Glyph], drawn: Iterable[Glyph]) -> bool:
    """Whether there is ink between the digits of a number or just beside it, at the height of their middle."""
    if not all(glyph.tight for glyph in number):
        return False
    top, bottom = min(glyph.top for glyph in number), max(glyph.bottom for glyph in number)
    middle = top + STRUCK[0] * (bottom - top), top + STRUCK[1] * (bottom - top)
    a, y0, b, y1 = ink.span((number[0].x0 - AROUND, middle[0], number[-1].x1 + AROUND, middle[1]))
    beside = [glyph for glyph in drawn if glyph.top - SMOOTHED < middle[1] and middle[0] < glyph.bottom + SMOOTHED]
    span = a, y0, b, y1
    if not _is_beside(ink, beside, span):
        return False
    if sum(foreign.count(1) for foreign in _foreign(ink, beside, ROUND_DIGIT, span)) >= LEAST:
        return True
    left, *between, right = _foreign(ink, beside, NEAR_DIGIT, span)
    filled = [1 in gap and 0 not in gap for gap in between]  # a line goes from one digit to the next
    return sum(filled) + (left.count(1) >= LEAST) + (right.count(1) >= LEAST) > 1


def _is_pierced(ink: Ink, number: Sequence[Glyph]) -> bool:
    """Whether an upright line goes through a number from over it to under it, which may be read as a 1."""
    top, bottom = min(glyph.top for glyph in number), max(glyph.bottom for glyph in number)
    return all(glyph.tight for glyph in number) and ink.is_pierced(
        (number[0].x0, top - BEYOND, number[-1].x1, bottom + BEYOND)
    )


def _is_beside(ink: Ink, glyphs: Iterable[Glyph], span: tuple[int, int, int, int]) -> bool:
    """Whether there is any ink but that of the glyphs and right beside them."""
    first, y0, last, y1 = span
    columns = bytearray(ink.columns(y0, y1))
    for _, x0, top, x1, bottom, *_ in glyphs:
        a, _, b, _ = ink.span((x0 - NEAR_DIGIT, top, x1 + NEAR_DIGIT, bottom))
        columns[a:b] = bytes(b - a)
    return columns.find(1, first, last) >= 0


def _foreign(ink: Ink, glyphs: Iterable[Glyph], room: float, span: tuple[int, int, int, int]) -> list[bytes]:
    """For each column between the glyphs with the room round them whether a line crosses it; the outermost come too."""
    first, y0, last, y1 = span
    columns = ink.columns(y0, y1)
    gaps: list[tuple[int, int]] = []
    at = first
    for a, _, b, _ in sorted(ink.span((glyph.x0 - room, glyph.top, glyph.x1 + room, glyph.bottom)) for glyph in glyphs):
        if a > at or not gaps:
            gaps.append((at, max(a, at)))
        at = max(at, b)
    gaps.append((min(at, last), last))
    return [
        bytes([columns[column] and _is_line(ink, column, y0, y1) for column in range(start, min(end, last))])
        for start, end in gaps
    ]
