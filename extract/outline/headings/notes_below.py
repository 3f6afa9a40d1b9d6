"""Notes below a table, numbered as headings are: the table has their numbers as marks, 50¹⁾ and 1) 시범 운영."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.marks import Line
from extract.pieces import Piece
from plan.patterns import lazy_pattern
from plan.script import NOTE_CLOSE, NOTE_OPEN, RAISED

SERIES = ("number)", "(number)")  # as notes are numbered
MARK = lazy_pattern(
    rf"(?<=[\d\p{{Hangul}}%)])(?:[{NOTE_OPEN}(]?(?P<raised>[{RAISED}]{{1,2}})|(?<=\p{{Hangul}})(?P<plain>\d{{1,2}})(?=\)))"
    rf"[){NOTE_CLOSE}]?\s*$"
)
Marked = tuple[Piece, Line | None]


def without_notes(marked: Sequence[Marked]) -> Iterator[Marked]:
    """The lines without the notes right below a table whose cells bear their numbers."""
    asked: set[int] = set()  # numbers of notes that the table above asks for
    block = -1
    for piece, line in marked:
        if piece.in_table:
            asked = asked if piece.block == block else set()
            block = piece.block
            asked |= {number for said in piece.text.split() if (number := _asked(said))}
        elif line and line.series in SERIES and line.ordinal in asked:
            asked.discard(line.ordinal)
            yield piece, None
            continue
        else:
            asked = set()
        yield piece, line


def _asked(word: str) -> int:
    """The number of the note that a word of a cell asks for at its end; 0 for none.

    >>> [_asked(word) for word in ("50¹)", "인원¹", "수1)", "12)", "㎡", "m²")]
    [1, 1, 1, 0, 0, 0]
    """
    found = MARK.search(word)
    if found is None:
        return 0
    return int("".join(str(RAISED.index(one)) for one in found["raised"])) if found["raised"] else int(found["plain"])
