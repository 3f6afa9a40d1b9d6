"""Digits above or below their line, written as Unicode writes them: a raised 1 behind 410 is ``410¹``, and not 4101.

Only those that would be read as something else are: a mark such as ``1)`` or the 2 of m², and what touches a digit of
the line. A raised aside stays as it is.

>>> line, above = Look(1000.0), Look(0.0, RAISED)
>>> as_seen([("410", line), ("1)", above)]), as_seen([("239", line), ("5종 추가", above)])
('410¹)', '239⁵종 추가')
>>> as_seen([("46%", line), ("(’24년)", above)]), as_seen([("410", above)])     # nothing stands lower than the last
('46%(’24년)', '410')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from plan import script
from plan.patterns import lazy_pattern

SMALL = 0.75  # share of the largest size on its line that a character above or below the line has at most
TINIEST = 200  # hundredths of a point; characters of that size and below are no more than dots
NEAREST = 15  # hundredths of its own size by which such a character leaves its line at least
RAISED, LOWERED = 1, -1
INK = lazy_pattern(r"[^\s\x00-\x1f]")
SURROGATES = 0xD800
NUMBER = rf"\(?\d{{1,2}}[){script.NOTE_CLOSE}]?"
MARK = lazy_pattern(rf"\s*[*{script.REMARKS}]*\s?주?\s?{NUMBER}(?:\s?[,{script.DOTS}]\s?{NUMBER})*+\s*")
DIGIT = lazy_pattern(r"[0-9]")
IN_NUMBER = lazy_pattern(r"[0-9.,]")
_DIGITS = {
    RAISED: str.maketrans("0123456789", script.RAISED),
    LOWERED: str.maketrans("0123456789", script.LOWERED),
}


class Look(NamedTuple):
    """The type size of characters, and the side of their line that they may stand on: ``RAISED``, ``LOWERED`` or 0.

    What its style calls a superscript or a subscript has size 0: it is small beside whatever there is. ``ink`` is the
    colour, and ``shade`` that behind it, where it may be the colour of its ground; ``struck`` is struck out, ``tiny``
    too small to be seen.
    """

    size: float
    side: int = 0
    struck: bool = False
    ink: int | None = None
    shade: int | None = None
    tiny: bool = False


def look_of(size: float, offset: int, *, superscript: bool, subscript: bool) -> Look:
    """The look of a style of Hangul's, whose offset (글자 위치) is in hundredths of the size.

    No specification says which way it grows; downwards is assumed. On either side of the line a small digit is no part
    of a number.
    """
    if superscript or subscript:
        return Look(0.0, RAISED if superscript else LOWERED)
    if abs(offset) < NEAREST:
        return Look(size)
    return Look(size, RAISED if offset < 0 else LOWERED)


def far_smaller(pieces: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Digits on the line that touch digits of a far larger size: of a number, or a mark behind it, nobody can tell.

    >>> list(far_smaller([("410", 100), ("1", 50)])), list(far_smaller([("410", 100), ("백만", 50), ("원", 100)]))
    (['1'], [])
    """
    told = [(text, size) for text, size in pieces if text and size]
    for (text, size), (behind, other) in pairwise(told):
        if IN_NUMBER.match(text[-1]) and IN_NUMBER.match(behind[0]) and min(size, other) < SMALL * max(size, other):
            yield text if size < other else behind


def as_seen(pieces: Iterable[tuple[str, Look]]) -> str:
    """The text of pieces that follow one another; a line of which nothing stays on the line is left as it is."""
    return "\n".join(map(_line, _lines(pieces)))


def _lines(pieces: Iterable[tuple[str, Look]]) -> Iterator[list[tuple[str, Look]]]:
    line: list[tuple[str, Look]] = []
    for text, look in pieces:
        first, *rest = text.split("\n")
        line.append((first, look))
        for following in rest:
            yield line
            line = [(following, look)]
    yield line


def _line(pieces: list[tuple[str, Look]]) -> str:
    inked = [look for text, look in pieces if INK.search(text)]
    largest = SMALL * max((look.size for look in inked), default=0.0)
    if all(look.side and look.size <= largest for look in inked):
        return "".join([text for text, _ in pieces])
    return "".join(written([(text, look.side if look.size <= largest else 0) for text, look in pieces]))


def written(pieces: Sequence[tuple[str, int]]) -> list[str]:
    """The texts of pieces that stand side by side, each on a side of the line, with their digits as they are seen."""
    runs = [[text for text, _ in group] for _, group in groupby(pieces, itemgetter(1))]
    sides = [side for side, _ in groupby(pieces, itemgetter(1))]
    wholes = ["", *("".join(texts) for texts in runs), ""]
    return [
        shifted(text, side) if side and _misleads(*wholes[number : number + 3]) else text
        for number, (side, texts) in enumerate(zip(sides, runs, strict=True))
        for text in texts
    ]


def shifted(text: str, side: int) -> str:
    """The text with its digits on one side of the line."""
    return text.translate(_DIGITS[side])


def note_mark(number: str, suffix: int) -> str:
    """The mark of a numbered note as it is set behind a word; ``suffix`` is the code of what closes it.

    >>> note_mark("1", 41), note_mark("12", 0), note_mark("", 41)
    ('¹⁾', '¹²', '')
    """
    closing = script.CLOSED_NOTES.get(chr(suffix), "") if 0 < suffix < SURROGATES else ""
    return shifted(number, RAISED) + closing if DIGIT.match(number) else ""


def _misleads(before: str, text: str, behind: str) -> bool:
    """Whether a text above or below the line would be read as part of what stands beside it."""
    touches = DIGIT.match(before[-1:] or " ") and DIGIT.match(text)
    return bool(touches or MARK.fullmatch(text) or (DIGIT.match(behind) and DIGIT.match(text[-1:] or " ")))
