"""The head of a table without upright rules: which columns each of its pieces stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.columns import Column, Years
from extract.readers.page.aligned.frame import Frame
from extract.readers.page.aligned.pieces import Piece, around
from extract.readers.page.aligned.rows import levels
from extract.readers.page.grid_table import GridCell
from extract.readers.page.text import STARTS
from plan.patterns import lazy_pattern
from plan.script import UNIT_LINE

CLOSE = 1.2  # type sizes between the lines of a head that nothing frames
ONE_CELL = 0.5  # type sizes between two lines of one cell; rows of cells stand farther apart
LARGER = 1.15  # type sizes of the years, from which on a line over them is a heading
CENTRED = 0.2  # of the narrowest column or lowest row: how far from the middle of what it is merged over a piece stands
UNIT = lazy_pattern(UNIT_LINE)


class HeadParts(NamedTuple):
    """The pieces of a head: in levels over, on and under the line of its years, and beside them."""

    levels: Sequence[Sequence[Piece]]
    years_at: int
    aside: Sequence[Piece]

    @property
    def below(self) -> Sequence[Piece]:
        """The pieces under the years that tell their columns apart."""
        return [piece for level in self.levels[self.years_at + 1 :] for piece in level]


def head_extent(lines: Sequence[Sequence[Piece]], at: int, years: Years, frame: Frame) -> tuple[float, float]:
    """Where the head with its years on the line ``at`` begins and ends."""
    _, upper, _, lower = around(years.pieces)
    whole = [line.at for line in frame.lines if frame.is_whole(line)]
    above, below = [y for y in whole if y <= upper + 1], [y for y in whole if y >= lower - 1]
    top = _below_headings(lines[:at], above[-1], years) if above else _first_close(lines, at, upper)
    end = below[0] if below else lower
    values = [
        piece
        for line in lines[at + 1 :]
        for piece in line
        if lower - 1 < piece.y < end and piece.is_amount and not years.is_beside(piece)
    ]
    return top, (lower if values else end)


def _below_headings(lines: Sequence[Sequence[Piece]], top: float, years: Years) -> float:
    """The bottom of the last heading between a rule and a head of years: the rule ends what stands over it, then."""
    _, upper, _, lower = around(years.pieces)
    if upper - top < lower - upper:
        return top
    for line in reversed(lines):
        if line and line[0].y < top:
            break
        if line and line[0].y < upper and _is_over_a_table(line, years):
            return around(line)[3]
    return top


def _is_over_a_table(line: Sequence[Piece], years: Years) -> bool:
    """Whether a line is one run of words: a heading, by its mark or larger type, that begins left of the years, or a
    unit at the right.
    """
    if any(right.x0 - left.x1 > left.size for left, right in pairwise(line)):
        return False
    first, last = years.pieces[0], years.pieces[-1]
    text = " ".join(piece.text for piece in line)
    if line[0].x0 >= first.x0:
        return line[-1].x1 >= last.x and line[0].x >= last.x0 and UNIT.fullmatch(text) is not None
    return STARTS.match(text) is not None or min(piece.size for piece in line) >= LARGER * first.size


def _first_close(lines: Sequence[Sequence[Piece]], at: int, upper: float) -> float:
    """The top of the lines that stand close over the years and have cells of their own; a single one is a caption."""
    top = upper
    for line in filter(None, reversed(lines[:at])):
        _, higher, _, lower = around(line)
        if len(line) < 2 or top - lower > CLOSE * line[0].size:
            break
        top = higher
    return top - 1


def parts_of(pieces: Sequence[Piece], years: Years) -> HeadParts:
    """The pieces between the top and the end of a head, in their places."""
    over = levels([piece for piece in pieces if not years.is_beside(piece)])
    at = next(number for number, level in enumerate(over) if years.pieces[0] in level)
    rows = [*over[: at + 1], *_in_rows(over[at + 1 :])]
    return HeadParts(rows, at, [piece for piece in pieces if years.is_beside(piece)])


def _in_rows(lines: Iterable[Sequence[Piece]]) -> list[list[Piece]]:
    """The lines below the years by their rows: what follows closely is the next line of the same cells."""
    rows: list[list[Piece]] = []
    for line in lines:
        if rows and around(line)[1] - around(rows[-1])[3] < ONE_CELL * line[0].size:
            rows[-1] += line
        else:
            rows.append([*line])
    return rows


def head_cells(parts: HeadParts, columns: Sequence[Column], years: Years, *, framed: bool) -> list[GridCell] | None:
    """The cells of a head over these columns; None where it is not certain what a piece stands over."""
    height = len(parts.levels)
    middle = [number for number, column in enumerate(columns) if column.year is not None]
    first, end = middle[0], middle[-1] + 1
    cells: list[GridCell] = []
    for low, high in ((0, first), (end, len(columns))):
        spans = _spans_aside(parts.aside, columns, low, high, framed=framed)
        if spans is None:
            return None
        cells += [GridCell(0, start, height, stop - start) for start, stop in spans]
    for row, level in enumerate(parts.levels):
        if row < parts.years_at:
            own = columns[first:end]
            inner = [(before.right + column.left) / 2 for before, column in pairwise(own)]
            bounds = [years.left, *inner, years.right]
            across = tiled([piece.x for piece in sorted(level, key=lambda piece: piece.x)], bounds)
            if across is None:
                return None
            cells += [GridCell(row, first + start, 1, stop - start) for start, stop in across]
        elif row == parts.years_at:
            cells += [GridCell(row, start, 1, stop - start) for start, stop in _by_year(columns, first, end)]
        else:
            cells += [GridCell(row, number, 1, 1) for number in range(first, end)]
    return cells


def tiled(middles: Sequence[float], bounds: Sequence[float]) -> list[tuple[int, int]] | None:
    """Runs of what the bounds part, one for each of the middles and centred at it, that leave nothing out."""
    near = CENTRED * min(stop - start for start, stop in pairwise(bounds))
    runs: list[tuple[int, int]] = []
    start = 0
    for at in middles:
        ends = [end for end in range(start + 1, len(bounds)) if abs((bounds[start] + bounds[end]) / 2 - at) <= near]
        if not ends:
            return None
        runs.append((start, ends[0]))
        start = ends[0]
    return runs if start == len(bounds) - 1 else None


def _by_year(columns: Sequence[Column], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The columns of each year, from its first to behind its last."""
    start = first
    for number in range(first + 1, end + 1):
        if number == end or columns[number].year != columns[start].year:
            yield start, number
            start = number


def _spans_aside(
    aside: Sequence[Piece], columns: Sequence[Column], low: int, high: int, *, framed: bool
) -> list[tuple[int, int]] | None:
    """What columns beside the years a cell of their head stands over; None where a column without a frame has none."""
    if low == high:
        return []
    named = {
        number
        for piece in aside
        for number in range(low, high)
        if columns[number].holds(piece)
    }  # fmt: skip
    own = [piece for piece in aside if (piece.x < columns[high - 1].right) == (low == 0)]
    if len(levels(own)) == 1 == len(own) or (own and not named):
        return [(low, high)]
    if not framed and len(named) < high - low:
        return None
    return [(number, number + 1) for number in range(low, high)]
