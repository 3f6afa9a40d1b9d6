"""The columns of a table that has no upright rules: its years fix theirs, white channels part those beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.frame import middles
from extract.readers.page.aligned.pieces import LEFT, Piece, around
from extract.readers.page.channels import CHANNEL
from plan.script import DASHES

ALIGNED = 3.0  # points by which the numbers of a column may lie apart at one of their sides or in their middles
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


def in_turn(head: Sequence[Piece], lines: Iterable[Sequence[Piece]]) -> list[Column]:
    """The columns of a head over whole rows, those with a piece for each of its own columns; [] without any.

    The pieces of such a row stand under those of the head in their turn, as numbers at the right of wide columns do,
    which may stand beside what is over them; words stand under theirs. The numbers of a column are aligned, and those
    of one row alone stand as far from their heads each. No two columns may overlap.
    """
    over = in_columns(sorted(head, key=LEFT))
    whole = [line for line in lines if len(line) == len(over) and all(map(_may_be_under, over, line))]
    numbers = [[p for p in column if p.is_amount and p.text not in DASHES] for column in zip(*whole, strict=True)]
    columns = [
        Column(min(own.left, *(piece.x0 for piece in below)), max(own.right, *(piece.x1 for piece in below)))
        for own, *below in zip(over, *whole, strict=True)
        if below
    ]
    if not whole or any(left.right >= right.left for left, right in pairwise(columns)):
        return []
    are_aligned = all(any(map(_is_one_place, zip(*map(_places, own), strict=True))) for own in numbers if own)
    are_as_far = len(whole) > 1 or _is_one_place(
        [piece.x1 - (head.left + head.right) / 2 for head, own in zip(over, numbers, strict=True) for piece in own]
    )
    return columns if are_aligned and are_as_far else []


def _may_be_under(head: Column, piece: Piece) -> bool:
    return piece.is_amount or min(head.right, piece.x1) - max(head.left, piece.x0) >= OVERLAP


def _places(piece: Piece) -> tuple[float, float, float]:
    """Where a number is, by its left, its middle and its right."""
    return piece.x0, piece.x, piece.x1


def _is_one_place(places: Sequence[float]) -> bool:
    return not places or max(places) - min(places) <= ALIGNED


def with_rooms(years: Years, columns: Sequence[Column]) -> Years:
    """The years with the rooms of the columns of their head, up to half way between two.

    Those at the sides are no wider than half a step and what stands in them: a second label may stand beside.
    """
    first = next(number for number, column in enumerate(columns) if column.holds(years.pieces[0]))
    end = first + len(years.pieces)
    own = columns[first:end]
    inner = [(before.right + behind.left) / 2 for before, behind in pairwise(own)]
    start, stop = min(years.left, own[0].left), max(years.right, own[-1].right)
    if first and columns[first - 1].right > start:
        start = (columns[first - 1].right + own[0].left) / 2
    if end < len(columns) and columns[end].left < stop:
        stop = (own[-1].right + columns[end].left) / 2
    return Years(years.pieces, [start, *inner, stop])


def beside(pieces: Iterable[Piece]) -> list[Column]:
    """The columns of what stands on one side of the years; a piece that lies over two of them parts nothing."""
    ordered = sorted(pieces, key=LEFT)
    pairs = _side_by_side(ordered)
    return in_columns([piece for piece in ordered if not any(_over(piece, a) and _over(piece, b) for a, b in pairs)])


def under(years: Years, pieces: Sequence[Piece], heads: Sequence[Piece]) -> list[Column] | None:
    """The columns of the years, two or more for a year with heads of its own below; None where values do not fit.

    ``heads`` are the pieces of the head below the years.
    """
    values, inner = _by_year(years, pieces), _by_year(years, heads)
    if values is None or inner is None:
        return None
    columns: list[Column] = []
    for number, year in enumerate(years.pieces):
        apart = _under_own_heads(values[number], inner[number])
        if apart:
            columns += [column._replace(year=number) for column in apart]
        else:
            left, _, right, _ = around([year, *values[number], *inner[number]])
            columns.append(Column(left, right, number))
    return columns if all(first.right < second.left for first, second in pairwise(columns)) else None


def _by_year(years: Years, pieces: Iterable[Piece]) -> list[list[Piece]] | None:
    """The pieces under each year; None where one stands under none, or under two."""
    own: list[list[Piece]] = [[] for _ in years.pieces]
    for piece in pieces:
        number = years.over(piece)
        if number is None:
            return None
        own[number].append(piece)
    return own


def _under_own_heads(values: Iterable[Piece], heads: Sequence[Piece]) -> list[Column]:
    """The columns of a year with heads of their own, none where it has one.

    A head is of one line or more. Each stands over the values that it overlaps, or else, where there are as many
    columns of values as heads, over those in its turn: numbers at the right of a wide column stand beside its head.
    """
    apart = in_columns(sorted((*values, *heads), key=LEFT))
    over, below = in_columns(sorted(heads, key=LEFT)), in_columns(sorted(values, key=LEFT))
    if len(over) < 2:
        return []
    if len(apart) == len(over):
        return apart
    if len(below) == len(over):
        return [Column(min(a.left, b.left), max(a.right, b.right)) for a, b in zip(over, below, strict=True)]
    return []


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
