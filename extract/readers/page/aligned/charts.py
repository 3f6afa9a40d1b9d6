"""Charts of a page: years side by side along an axis, with numbers of their bars or points above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.columns import Years, years_of
from extract.readers.page.aligned.pieces import FEWEST_YEARS, Head, Piece, around, year_of
from extract.readers.page.content import Box

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
