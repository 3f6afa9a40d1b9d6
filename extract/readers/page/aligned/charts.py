"""Charts of a page, years along an axis with numbers above them, and boxes of goals, years with a number below each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.columns import Years, years_of
from extract.readers.page.aligned.pieces import FEWEST_YEARS, LEFT, Head, Piece, around, year_of
from extract.readers.page.content import Box

NEXT_LINE = 2.0  # type sizes between a year and the number below it
TWO_BOXES = 2  # with a number and its unit each, that say where something is to go
HIGHEST = 1.0  # of the width of its years; what stands higher above an axis is no part of the chart


class Chart(NamedTuple):
    """A chart: where it stands, and its years with their numbers as print would say them."""

    box: Box
    text: str


def chart_over(head: Head, lines: Sequence[Sequence[Piece]]) -> Chart | None:
    """The chart whose axis a line of years is: numbers over three of them or more, none of them over two at once."""
    years = years_of(head.years)
    if years is None:
        return None
    found: dict[int, Piece] = {}  # the lowest number over each year
    for number, piece in _above(head, years, lines):
        found.setdefault(number, piece)
    if len(found) < FEWEST_YEARS:
        return None
    left, top, right, bottom = around([*head.years, *found.values()])
    said = [f"{year_of(head.years[number])}년 {found[number].text}" for number in sorted(found)]
    return Chart((round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)), ", ".join(said))


def _above(head: Head, years: Years, lines: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, Piece]]:
    """The numbers above an axis, from the lowest, with the year that each stands over; up to words over several.

    A word between two years that is no wider than they are apart, as 신규 where a bar is missing, heads none of them.
    """
    _, top, _, _ = around(head.years)
    highest = top - HIGHEST * (years.right - years.left)
    step = min(right - left for left, right in pairwise(years.bounds))
    for line in reversed(lines[: head.line]):
        within = [(years.over(piece), piece) for piece in line if not years.is_beside(piece) and piece.y >= highest]
        yield from ((number, piece) for number, piece in within if number is not None and piece.is_amount)
        if any(number is None and piece.x1 - piece.x0 > step for number, piece in within):
            return


def goals_on(lines: Sequence[Sequence[Piece]]) -> Iterator[Sequence[Piece]]:
    """The years of boxes that stand side by side or on steps, each with a number right below it and nothing beside.

    Two years need numbers with units; three or more that rise evenly from left to right may stand at any height.
    """
    boxes = {
        piece: below
        for number, line in enumerate(lines)
        for piece in line
        if year_of(piece) is not None and (below := _number_below(piece, lines[number + 1 :])) is not None
    }
    for line in lines:
        years = [piece for piece in line if piece in boxes]
        if len(years) == len(line) == TWO_BOXES and _rises(years) and _have_a_unit(years, boxes):
            yield years
    steps = sorted(boxes, key=LEFT)
    heights = [piece.y for piece in steps]
    if (
        len({round(y) for y in heights}) == len(steps) >= FEWEST_YEARS
        and _rises(steps)
        and heights
        in (
            sorted(heights),
            sorted(heights, reverse=True),
        )
    ):
        yield steps


def _number_below(year: Piece, lines: Sequence[Sequence[Piece]]) -> Piece | None:
    """The number below a year, if that is the first thing there in the lines that follow."""
    for line in lines:
        if line[0].top - year.bottom > NEXT_LINE * year.size:
            return None
        below = next((piece for piece in line if piece.x0 < year.x1 and year.x0 < piece.x1), None)
        if below is not None:
            return below if below.is_amount else None
    return None


def _rises(pieces: Sequence[Piece]) -> bool:
    """Whether years rise evenly."""
    years = [year_of(piece) or 0 for piece in pieces]
    steps = {after - before for before, after in pairwise(years)}
    return len(steps) == 1 and min(steps) > 0


def _have_a_unit(years: Sequence[Piece], boxes: Mapping[Piece, Piece]) -> bool:
    return all(not boxes[year].is_number for year in years) and len({round(boxes[year].y) for year in years}) == 1
