"""The ink of a line of print as glyphs: how many there are, how wide and how high, whatever an engine says they are.

An engine that knows no Hangul reads the syllable behind a number as a digit (``50명`` as ``502``); its ink tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plan.patterns import lazy_pattern
from plan.script import QUOTES

WIDEST = 0.8  # of the height of the digits; no digit is as wide, a syllable of Hangul is wider
NO_MARK = 0.65  # of the height of the highest glyph from which on one is no comma, no point and no dash
TALL = 0.88  # of the height of the highest digit that the lowest has; a syllable is higher than they are
OUT = 0.1  # of the height of a digit by which a part of a syllable goes beyond the line of the digits
BRACKET = 1.6  # times the height of a digit up to which a bracket is high
APART = 0.7  # of the height of a digit; a wider blank parts two numbers
TAIL, FOOT = 0.1, 0.04  # of the height of a digit that a comma goes below the line, and at most a point
MARK = 0.55  # of the height of a digit up to which a comma, a point, a dash or a quote is high
UPPER = 0.6  # of the height of a digit, from above, in which a quote before it stands
DASH_SHAPE = 1.8  # times as wide as high, from which on a lone glyph is a dash
DASH_HEIGHT = 0.35  # of the height of a line of print; a dash is lower
NARROWEST_SYLLABLE, WIDEST_SYLLABLE = 0.45, 1.35  # of the height of a line: the width of a syllable with its blank
PERCENT, WIDEST_PERCENT = "%", 1.6  # the one mark of a number that is wider than a digit; of the height of a digit
ONE_GLYPH = 1  # pixels by which two pieces of ink may overlap across and still be two glyphs

MARKS = lazy_pattern(rf"[,.\-~{QUOTES}]")
BRACKETS = lazy_pattern(r"[()]")


class Blob(NamedTuple):
    """A connected piece of ink, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def glyphs_of(blobs: Sequence[Blob]) -> list[Blob]:
    """The glyphs of one line from the left; pieces that stand over one another are one."""
    made: list[Blob] = []
    for blob in sorted(blobs):
        last = made[-1] if made else None
        if last and blob.left < last.right - ONE_GLYPH:
            made[-1] = Blob(
                last.left, min(last.top, blob.top), max(last.right, blob.right), max(last.bottom, blob.bottom)
            )
        else:
            made.append(blob)
    return made


def height_of(glyphs: Sequence[Blob]) -> int:
    """The height of the digits among glyphs: the least of those that are no marks; a bracket is higher."""
    heights = [glyph.bottom - glyph.top for glyph in glyphs]
    return min((height for height in heights if height >= NO_MARK * max(heights)), default=0)


def narrow(glyphs: Sequence[Blob]) -> int:
    """How many glyphs from the left are narrow enough to be digits or marks."""
    height, count = height_of(glyphs), 0
    for glyph in glyphs:
        if not is_narrow(glyph, height):
            break
        count += 1
    return count


def is_narrow(glyph: Blob, height: int) -> bool:
    """Whether a glyph is narrow enough to be a digit or a mark beside digits of this height."""
    return glyph.right - glyph.left < WIDEST * height


def steps_out(glyph: Blob, digits: Sequence[Blob]) -> bool:
    """Whether a glyph behind digits begins higher or ends lower than they do, and is no mark: a part of a syllable."""
    height, high = height_of(digits), glyph.bottom - glyph.top
    top, foot = min(one.top for one in digits), max(one.bottom for one in digits)
    return high > NO_MARK * height and (top - glyph.top >= OUT * height or glyph.bottom - foot >= OUT * height)


def fits(text: str, glyphs: Sequence[Blob]) -> bool:
    """Whether a number can be these glyphs: one for each character, close together, each as large as its like."""
    if len(glyphs) != len(text):
        return False
    height = height_of(glyphs)
    if any(
        glyph.right - glyph.left >= (WIDEST_PERCENT if letter == PERCENT else WIDEST) * height
        for letter, glyph in zip(text, glyphs, strict=True)
    ):
        return False
    if any(after.left - before.right > APART * height for before, after in pairwise(glyphs)):
        return False
    for letter, glyph in zip(text, glyphs, strict=True):
        share = (glyph.bottom - glyph.top) / height
        if MARKS.match(letter):
            if share > MARK:
                return False
        elif not TALL <= share <= (BRACKET if BRACKETS.match(letter) else 1 / TALL):
            return False
    return True


def has_commas(text: str, glyphs: Sequence[Blob]) -> bool:
    """Whether the ink of a number that fits it goes below the line where it has a comma, and ends there at a point."""
    height = height_of(glyphs)
    pairs = list(zip(text, glyphs, strict=True))
    feet = sorted(glyph.bottom for letter, glyph in pairs if letter.isdigit())
    foot = feet[len(feet) // 2] if feet else 0
    below = [(letter, (glyph.bottom - foot) / height) for letter, glyph in pairs if letter in ",."]
    return all(share >= TAIL if letter == "," else share <= FOOT for letter, share in below)


def begins_with_quote(glyphs: Sequence[Blob]) -> bool:
    """Whether the first glyph is a small mark at the upper edge of the digit behind it, as that of a short year is."""
    if len(glyphs) < 2:
        return False
    mark, digit = glyphs[0], glyphs[1]
    height = digit.bottom - digit.top
    return mark.bottom - mark.top <= MARK * height and mark.bottom <= digit.top + UPPER * height


def commas_in(glyphs: Sequence[Blob]) -> list[Blob]:
    """The small marks at the foot of a line."""
    foot, height = max(glyph.bottom for glyph in glyphs), height_of(glyphs)
    return [
        glyph
        for glyph in glyphs
        if glyph.bottom - glyph.top <= MARK * height and glyph.right - glyph.left <= MARK * height
        if glyph.top >= foot - (MARK + TAIL) * height
    ]


def are_syllables(text: str, wide: float, high: float) -> bool:
    """Whether ink as wide as this, of a line as high, can be so many syllables: none was left out, and none made up."""
    return NARROWEST_SYLLABLE * high * len(text) <= wide <= WIDEST_SYLLABLE * high * len(text)


def is_dash(glyphs: Sequence[Blob], line_height: float) -> bool:
    """Whether a lone glyph is a dash, on a page whose print is so high."""
    if len(glyphs) != 1:
        return False
    wide, high = glyphs[0].right - glyphs[0].left, glyphs[0].bottom - glyphs[0].top
    return wide >= DASH_SHAPE * high and high <= DASH_HEIGHT * line_height
