"""Tables whose programme is doubtful by the order of the codes: 1-1-1, 2-1-1, 1-1-2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from extract.outline.in_doubt.spot import Spot

FEW = 3  # where more than one of so many codes is out of order, the document has another order


def out_of_order(spots: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
    """The tables of the programmes whose codes stand out of the order of the others, with the code.

    Of two that have changed places both are in doubt, of one that stands elsewhere it alone.
    """
    coded = {spot.start: parts for spot in spots if spot.rule == "code" and (parts := _parts(spot.no))}
    turned: dict[int, set[int]] = {}
    for one, other in combinations(sorted(coded), 2):
        if coded[one] > coded[other]:
            turned.setdefault(one, set()).add(other)
            turned.setdefault(other, set()).add(one)
    doubtful = {start for start, others in turned.items() if all(len(turned[other]) <= len(others) for other in others)}
    if FEW * len(doubtful) > len(coded) + FEW:
        return
    for spot in spots:
        if spot.start in doubtful and spot.rule == "code":
            yield spot, spot.no[1:]


def _parts(no: str) -> tuple[int, ...]:
    parts = no[1:].split("-")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
