"""The columns of a table that has no upright rules: its years fix theirs, white channels part those beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.frame import middles
from extract.readers.page.aligned.pieces import LEFT, Piece, around
from extract.readers.page.channels import CHANNEL

OVERLAP = 1.0  # points that a value and the head over it have in common at least
WIDEST_STEP = 2.5  # of the narrowest; years farther from one another than this are not evenly placed


class Column(NamedTuple):
    """A column by its extent; ``year`` is the number of the year over it, None beside the years."""

    left: float
    right: float
    year: int | None = None

    def holds(self, piece: Piece) -> bool:
        """Whether a piece overlaps it."""
        return piece.x0 < self.right and piece.x1 > self.left


class Years(NamedTuple):
    """The years of a head with the room of each across: up to half way to the next."""

    pieces: Sequence[Piece]
    bounds: Sequence[float]

    @property
    def left(self) -> float:
        """Where the room of the first begins."""
        return self.bounds[0]

    @property
    def right(self) -> float:
        """Where the room of the last ends."""
        return self.bounds[-1]

    def over(self, piece: Piece) -> int | None:
        """The one year that stands over a piece: the only one that it overlaps, or the only room that holds it."""
        overlapped = [
            number
            for number, year in enumerate(self.pieces)
            if min(piece.x1, year.x1) - max(piece.x0, year.x0) >= OVERLAP
        ]
        if overlapped:
            return overlapped[0] if len(overlapped) == 1 else None
        return next(
            (n for n, (left, right) in enumerate(pairwise(self.bounds)) if left <= piece.x0 and piece.x1 <= right),
            None,
        )

    def is_beside(self, piece: Piece) -> bool:
        """Whether a piece is on the left or right of all years."""
        return piece.x < self.left or piece.x > self.right


def years_of(pieces: Sequence[Piece]) -> Years | None:
    """The years of a head, if they are placed evenly."""
    steps = [second.x - first.x for first, second in pairwise(pieces)]
    if max(steps) > WIDEST_STEP * min(steps):
        return None
    inner = middles([piece.x for piece in pieces])
    return Years(pieces, [pieces[0].x - steps[0] / 2, *inner, pieces[-1].x + steps[-1] / 2])


def beside(pieces: Iterable[Piece]) -> list[Column]:
    """The columns of what stands on one side of the years; a piece that lies over two of them parts nothing."""
    ordered = sorted(pieces, key=LEFT)
    pairs = _side_by_side(ordered)
    return in_columns([piece for piece in ordered if not any(_over(piece, a) and _over(piece, b) for a, b in pairs)])


def under(years: Years, pieces: Sequence[Piece], heads: Sequence[Piece]) -> list[Column] | None:
    """The columns of the years, two or more for a year with heads of its own below; None where values do not fit.

    ``heads`` are the pieces of the head below the years.
    """
    own: list[list[Piece]] = [[] for _ in years.pieces]
    for piece in (*pieces, *heads):
        number = years.over(piece)
        if number is None:
            return None
        own[number].append(piece)
    columns: list[Column] = []
    for number, (year, held) in enumerate(zip(years.pieces, own, strict=True)):
        apart = in_columns(sorted(held, key=LEFT))
        inner = [head for head in heads if years.over(head) == number]
        if len(apart) > 1 and len(inner) == len(apart):
            columns += [column._replace(year=number) for column in apart]
        else:
            left, _, right, _ = around([year, *held])
            columns.append(Column(left, right, number))
    return columns if all(first.right < second.left for first, second in pairwise(columns)) else None


def in_columns(pieces: Sequence[Piece]) -> list[Column]:
    """The extents of pieces that come from the left, those that overlap in one."""
    columns: list[Column] = []
    for piece in pieces:
        if columns and piece.x0 < columns[-1].right + piece.size / 2:
            columns[-1] = Column(columns[-1].left, max(columns[-1].right, piece.x1))
        else:
            columns.append(Column(piece.x0, piece.x1))
    return columns


def joined_without_heads(
    columns: Sequence[Column], rows: Iterable[Sequence[Piece]], heads: Sequence[Piece]
) -> list[Column] | None:
    """The columns beside the years, those one that less than wide white parts and that have no head each.

    None where a row has something in the second of such columns alone, and so they may be two.
    """
    joined: list[Column] = []
    for column in columns:
        before = joined[-1] if joined else None
        if before is None or not _is_near(before, column, rows) or _have_heads(before, column, heads):
            joined.append(column)
        elif any(any(map(column.holds, row)) and not any(map(before.holds, row)) for row in rows):
            return None
        else:
            joined[-1] = Column(before.left, column.right)
    return joined


def _is_near(first: Column, second: Column, rows: Iterable[Sequence[Piece]]) -> bool:
    """Whether less than wide white parts two columns."""
    return second.left - first.right < CHANNEL * max(piece.size for row in rows for piece in row)


def _have_heads(first: Column, second: Column, heads: Iterable[Piece]) -> bool:
    """Whether each of two columns has a head that does not reach over the other."""
    over = [(first.holds(piece), second.holds(piece)) for piece in heads]
    return (True, False) in over and (False, True) in over


def _over(first: Piece, second: Piece) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def _side_by_side(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """The pieces that stand beside one another on a line, each with the next."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(round(piece.y), []).append(piece)
    return [pair for line in lines.values() for pair in pairwise(line)]
