"""Notes below a table, numbered as headings are: the table has their numbers as marks, 50¹⁾ and 1) 시범 운영."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.marks import Line
from extract.pieces import Piece
from extract.vocabulary import ends_with_word
from plan.patterns import lazy_pattern
from plan.script import NOTE_CLOSE, NOTE_OPEN, RAISED

SERIES = ("number)", "(number)")  # as notes are numbered
MARK = lazy_pattern(
    rf"(?<=[\d\p{{Hangul}}%)])(?:[{NOTE_OPEN}(]?(?P<raised>[{RAISED}]{{1,2}})|(?<=[\p{{Hangul}})])(?P<plain>\d{{1,2}})(?=\)))"
    rf"[){NOTE_CLOSE}]?\s*(?:\([^()]*\)?)?$"  # a unit may stand behind it, and before it: 횟수1)(회), 사업비(백만원)1)
)
MAY_ASK = lazy_pattern(rf"[{RAISED}]|\d\)")  # in few cells
Marked = tuple[Piece, Line | None]


def without_notes(marked: Sequence[Marked]) -> Iterator[Marked]:
    """The lines without the notes right below a table: its cells bear their numbers, or one ends as notes do."""
    asked: set[int] = set()  # numbers of notes that the table above asks for
    block = -1
    notes = below = 0  # where the run of notes ends, and the place right behind a table
    for place, one in enumerate(marked):
        piece, line = one
        if piece.in_table:
            asked = asked if piece.block == block else set()
            block = piece.block
            if MAY_ASK.search(piece.text):
                asked |= {number for said in piece.text.split() if (number := _asked(said))}
            below = place + 1
        elif place == below:
            notes = _end_of_notes(marked, place)
        if place < notes or (not piece.in_table and line and line.series in SERIES and line.ordinal in asked):
            asked.discard(line.ordinal if line else 0)
            yield piece, None
            continue
        if not piece.in_table:
            asked = set()
        yield one


def _end_of_notes(marked: Sequence[Marked], start: int) -> int:
    """Where the lines end that are numbered from 1 as notes are, if one of them ends as a note does; else the start."""
    end = start
    while end < len(marked) and (line := marked[end][1]) and line.series in SERIES and line.ordinal == end - start + 1:
        end += 1
    return end if any(ends_with_word("note_end", piece.text) for piece, _ in marked[start:end]) else start


def _asked(word: str) -> int:
    """The number of the note that a word of a cell asks for at its end; 0 for none.

    >>> [_asked(word) for word in ("50¹)", "인원¹", "수1)", "수1)(회)", "비(천원)1)", "12)", "㎡", "m²")]
    [1, 1, 1, 1, 1, 0, 0, 0]
    """
    found = MARK.search(word)
    if found is None:
        return 0
    return int("".join(str(RAISED.index(one)) for one in found["raised"])) if found["raised"] else int(found["plain"])
