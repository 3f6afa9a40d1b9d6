"""Headings whose word no list knows, told by their numbers: 실행계획 1-1, 실행계획 1-2."""

from __future__ import annotations

from collections.abc import Sequence

from extract.outline.marks import (
    BEHIND_NUMBER,
    FIRST,
    LAST,
    MAX_LENGTH,
    SEP,
    TWO_PARTS,
    Line,
    is_contents_line,
    ordinal_of,
    rank_of,
)
from extract.outline.names import PROSE
from extract.pieces import NOT_COUNTED, Piece
from extract.vocabulary import ends_with_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import BOXES, DASHES, OPENING

WORDED = lazy_pattern(  # one or two words, a number of two or three parts, a name
    rf"\s*(?:[{BOXES}]\s*)?[{OPENING}]?\s*(?<word>\p{{Hangul}}{{2,8}}(?:\s\p{{Hangul}}{{2,8}})?)\s?"
    rf"(?<number>{TWO_PARTS}{SEP}{LAST}|{FIRST}{SEP}{LAST}){NOT_COUNTED}\s*[{BEHIND_NUMBER}]*\s*"
    r"(?<name>\d{0,3}\p{Hangul}.*\p{Hangul}.*)"
)
PARTS = lazy_pattern(rf"\s?[{DASHES}.]\s?")
OVER = 4.3  # rank down to which a heading may bear the first part of a number below it: 전략 1, Ⅰ, 1.
Marked = tuple[Piece, Line | None]
Counts = tuple[str, tuple[int, ...]]


def with_headings_by_count(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that count: the number before or behind theirs is there too, or they begin to count below.

    A caption counts by chapters as well, and its word is known: 그림 1-1.
    """
    found = {at: own for at, (piece, line) in enumerate(marked) if line is None and (own := _worded(piece))}
    counted = frozenset(counts for counts, _ in found.values())
    made = list(marked)
    over: dict[str, int] = {}  # the number of the last heading above of each series that a first part may repeat
    for at, (piece, line) in enumerate(marked):
        if line and line.ordinal and not line.series.startswith("code") and rank_of(line.series) <= OVER:
            over[line.series] = line.ordinal
        elif at in found and _counts(found[at][0], counted, set(over.values())):
            made[at] = (piece, found[at][1])
    return made


def _counts(own: Counts, counted: frozenset[Counts], over: set[int]) -> bool:
    """Whether the first part is the number of a heading above, where one has a number, and the last one counts on.

    It counts where another goes on from it or it from another; the first below the number above may stand alone.
    """
    word, (*first, last) = own
    beside = {(word, (*first, last - 1)), (word, (*first, last + 1))}
    is_below = first[0] in over
    return (is_below and last == 1) or ((is_below or not over) and bool(beside & counted))


def _worded(piece: Piece) -> tuple[Counts, Line] | None:
    """What a line counts, and the heading that it may be; None where it has another form, or is a caption."""
    is_line = (not piece.in_table or piece.in_frame) and len(piece.text) <= MAX_LENGTH
    found = WORDED.match(piece.text) if is_line and not is_contents_line(piece.text) else None
    if found is None or ends_with_word("caption_word", found["word"]) or PROSE.search(found["name"]):
        return None
    numbers = tuple(map(ordinal_of, PARTS.split(found["number"])))
    series = "code2" if len(numbers) == 2 else "code3"  # 1-1, 1-1-1
    line = Line(series, found["number"], numbers[-1], found["name"].strip(" ."), piece)
    return (bare(found["word"]), numbers), line
