"""Tables whose programme is doubtful by the order of the codes: 1-1-1, 2-1-1, 1-1-2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.in_doubt.order import out_of_order_in
from extract.outline.in_doubt.spot import Spot


def out_of_order(spots: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
    """The tables of the programmes whose codes stand out of the order of the others, with the code."""
    coded = {spot.start: parts for spot in spots if spot.rule == "code" and (parts := _parts(spot.no))}
    doubtful = out_of_order_in(coded)
    for spot in spots:
        if spot.start in doubtful and spot.rule == "code":
            yield spot, spot.no[1:]


def _parts(no: str) -> tuple[int, ...]:
    parts = no[1:].split("-")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
