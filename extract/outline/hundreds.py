"""Numbers of three digits in front of headings: lists of pledges and of the tasks of a state count beyond a hundred.

Many names begin with such a number that counts nothing: 119 안전센터 신설.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise

from extract.outline.marks import Line, line_of
from extract.pieces import Piece
from plan.patterns import lazy_pattern

MAY_COUNT = lazy_pattern(r"\D{0,8}+(?:\d{1,2}\D{1,3}){0,3}[1-9]\d{2}(?!\d)")  # what may begin with such a number
CLOSED = lazy_pattern(r"\s*[1-9]\d{2}\s?[.)]\s+\p{Hangul}")  # 100. 나루터 복원
BEFORE_THEM = 99  # the number that the first of them follows


def is_counted(text: str) -> bool:
    """Whether a text begins with a number of three digits that a dot or a bracket closes, as those of headings are."""
    return CLOSED.match(text) is not None


def lines_of(pieces: Sequence[Piece]) -> Iterator[Line | None]:
    """For each piece the heading that it may be; a number of three digits is one where the one before it was seen.

    A part of a list begins beyond a hundred or leaves numbers out: two or more that are closed and rise count as well.
    """
    seen: set[tuple[str, int]] = set()
    long = [MAY_COUNT.match(piece.text) is not None for piece in pieces]
    rising = _rising(compress(pieces, long))
    for piece, is_long in zip(pieces, long, strict=True):
        line = line_of(piece)
        wide = line_of(piece, wide=True) if is_long else None
        if wide and ((wide.series, wide.ordinal - 1) in seen or (wide.series in rising and is_counted(piece.text))):
            line = wide
        if line and line.ordinal >= BEFORE_THEM:
            seen.add((line.series, line.ordinal))
        yield line


def _rising(pieces: Iterable[Piece]) -> frozenset[str]:
    """The series in which two or more closed numbers of three digits stand, each beyond the last."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        if is_counted(piece.text) and (line := line_of(piece, wide=True)):
            found[line.series].append(line.ordinal)
    return frozenset(
        series
        for series, numbers in found.items()
        if len(numbers) > 1 and all(one < other for one, other in pairwise(numbers))
    )
