"""What is drawn round a head of years: the rules across and the edges of fills; where two side by side are parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from extract.readers.page.aligned.edges import SAME_END, edges_of, joined, sides_of
from extract.readers.page.aligned.pieces import Head, Piece, around
from extract.readers.page.content import Box
from extract.readers.page.rules import SNAP, JoinedRule, merged

WHOLE_PAGE = 0.9  # share of the page's width and half its height; a fill as large is its ground
COVERED = 0.8  # share of the years' width that a line covers at least to part rows
REACH = 60.0  # points between two lines of one table, and between a head and the line above it
GUTTER = 2.0  # type sizes of white between two tables side by side
_AT = attrgetter("at")


class Drawn(NamedTuple):
    """The lines of a page: those across from the top, those down."""

    across: Sequence[JoinedRule]
    down: Sequence[JoinedRule]


class Frame(NamedTuple):
    """The lines across that part the rows of a table, from the top; ``left`` and ``right`` are its sides, if seen."""

    lines: Sequence[JoinedRule]
    left: float | None
    right: float | None
    down: Sequence[JoinedRule] = ()

    def side_between(self, left: float, right: float, top: float, bottom: float) -> float:
        """Where two columns meet between two positions: at the longest line that is drawn there, or half way."""
        drawn: dict[int, float] = {}
        for line in self.down:
            if left <= line.at <= right and (shared := min(line.end, bottom) - max(line.start, top)) > 0:
                drawn[round(line.at)] = drawn.get(round(line.at), 0.0) + shared
        near = max(drawn.items(), key=itemgetter(1))[0] if drawn else None
        return next((line.at for line in self.down if round(line.at) == near), (left + right) / 2)

    def between(self, top: float, bottom: float) -> list[JoinedRule]:
        """The lines between two positions down, their very ends included."""
        first = bisect_left(self.lines, top - SNAP, key=_AT)
        return list(self.lines[first : bisect_left(self.lines, bottom + SNAP, key=_AT)])

    def is_whole(self, line: JoinedRule) -> bool:
        """Whether a line goes from side to side."""
        return (
            self.left is not None
            and self.right is not None
            and line.start <= self.left + SAME_END
            and line.end >= self.right - SAME_END
        )


def lines_of(rules: tuple[Sequence[JoinedRule], Sequence[JoinedRule]], fills: Iterable[Box], page: Box) -> Drawn:
    """All lines of a page: its rules across and down, and the edges of its fills, those across joined."""
    own = [
        fill for fill in fills if not (fill[2] - fill[0] >= WHOLE_PAGE * page[2] and fill[3] - fill[1] >= page[3] / 2)
    ]
    return Drawn(joined([*rules[0], *edges_of(own)]), [*rules[1], *sides_of(own)])


def frame_of(drawn: Drawn, left: float, right: float, top: float, bottom: float) -> Frame:
    """The lines that lie over or under what reaches from ``left`` to ``right``, and go on from line to line."""
    own = [line for line in drawn.across if _covers(line, left, right)]
    near = [line for line in own if top - REACH <= line.at <= bottom + REACH]
    if not near:
        return Frame((), None, None, drawn.down)
    above = [line for line in near if line.at <= (top + bottom) / 2]
    below = [line for line in near if line.at > (top + bottom) / 2]
    beside = [*above[-2:], *below[:1]]
    start, end = min(line.start for line in beside), max(line.end for line in beside)
    alike = [line for line in own if line.start >= start - SAME_END and line.end <= end + SAME_END]
    kept = _going_on(alike, (top + bottom) / 2)
    if not kept:
        return Frame((), None, None, drawn.down)
    return Frame(kept, start, end, drawn.down)


def _going_on(lines: Sequence[JoinedRule], at: float) -> list[JoinedRule]:
    """The lines round a position of which none is far from the next."""
    groups: list[list[JoinedRule]] = []
    for line in lines:
        if groups and line.at - groups[-1][-1].at <= REACH:
            groups[-1].append(line)
        else:
            groups.append([line])
    return next((own for own in groups if own[0].at - REACH <= at <= own[-1].at + REACH), [])


def _covers(line: JoinedRule, left: float, right: float) -> bool:
    return min(line.end, right) - max(line.start, left) >= COVERED * (right - left)


def middles(positions: Sequence[float]) -> list[float]:
    """The middles between positions."""
    return [(first + second) / 2 for first, second in pairwise(positions)]


def parted(heads: Sequence[Head], lines: Sequence[Sequence[Piece]], drawn: Drawn) -> list[tuple[float, float]] | None:
    """From where to where the tables of heads on one line reach; None where no white parts one from the next.

    What is drawn round each says it; without that, only the labels of the second stand between their years, behind
    more white than parts the columns of a table.
    """
    gutters = [_gutter(first, second, lines, drawn) for first, second in pairwise(heads)]
    if not all(gutters):
        return None
    bounds = [0.0, *(gutter for gutter in gutters if gutter), float("inf")]
    return list(pairwise(bounds))


def _gutter(first: Head, second: Head, lines: Sequence[Sequence[Piece]], drawn: Drawn) -> float | None:
    """The middle of the white between two tables."""
    drawn_round = [frame_of(drawn, *_across_and_down(head)) for head in (first, second)]
    start, end = drawn_round[0].right, drawn_round[1].left
    if start is not None and end is not None:
        between = start < end and first.years[-1].x1 <= start + SNAP and end - SNAP <= second.years[0].x0
        return (start + end) / 2 if between else None
    if start is not None or end is not None:
        return None
    left, right = first.years[-1], second.years[0]
    pieces = _from_year_to_year(lines[first.line :], left, right)
    columns = merged(sorted((piece.x0, piece.x1) for piece in pieces))
    if len(columns) != len(("year", "labels", "year")):
        return None
    (_, start), (end, last), _ = columns
    if any(piece.is_amount for piece in pieces if end <= piece.x <= last):
        return None
    return (start + end) / 2 if end - start >= GUTTER * left.size else None


def _across_and_down(head: Head) -> tuple[float, float, float, float]:
    left, top, right, bottom = around(head.years)
    return left, right, top, bottom


def _from_year_to_year(lines: Sequence[Sequence[Piece]], left: Piece, right: Piece) -> list[Piece]:
    """What stands from one year to another, in the lines that follow one another closely from theirs."""
    pieces: list[Piece] = []
    last = left.bottom
    for line in lines:
        _, top, _, bottom = around(line)
        if top - last > GUTTER * left.size:
            break
        pieces += [piece for piece in line if left.x0 < piece.x1 and piece.x0 < right.x1]
        last = bottom
    return pieces
