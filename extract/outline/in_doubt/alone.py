"""Tables of the plan itself below a line that heads them and may name a programme: nothing else has its look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.headings.lone_line import Texts
from extract.outline.in_doubt.spot import Spot


def headed_alone(spots: Sequence[Spot], texts: Texts) -> Iterator[tuple[Spot, str]]:
    """The tables that are the plan's because no heading is known, each with the name above it that may be one."""
    for spot in spots:
        if spot.rule == "document" and (line := texts.line_over(spot.block, spot.title)):
            yield spot, line.name
