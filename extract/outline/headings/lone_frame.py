"""A frame round one of the headings of a mark: [○ 길 정비] between ○ 숲 가꾸기 and ○ 쉼터 늘리기 is one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extract.outline.marks import Line, line_of
from extract.pieces import Piece
from plan.forms import bare

FEWEST = 2  # headings of the mark that the same part follows; one alone may be by chance
Marked = tuple[Piece, Line | None]


def with_frames_among_lines(marked: Sequence[Marked]) -> list[Marked]:
    """The lines, a frame as one of its mark where the part that follows it at once follows lines of that mark too."""
    lines = [line for _, line in marked if line]
    follows = Counter((one.series, *_named(other)) for one, other in pairwise(lines) if one.series != other.series)
    behind = {one.piece.place: _named(other) for one, other in pairwise(lines) if one.series == "frame"}
    changed: list[Marked] = []
    for one in marked:
        piece, line = one
        alike = _without_frame(piece) if line and piece.place in behind else None
        is_one = alike is not None and follows[alike.series, *behind[piece.place]] >= FEWEST
        changed.append((piece, alike) if is_one else one)
    return changed


def _named(line: Line) -> tuple[str, str]:
    return line.series, bare(line.name)


def _without_frame(piece: Piece) -> Line | None:
    """The heading of a mark that a frame would be without its rules."""
    line = line_of(replace(piece, in_table=False, in_frame=False))
    return replace(line, piece=piece) if line and line.series.startswith(("box ", "ring ")) else None
