"""Tables whose programme is doubtful by the order of the codes: 1-1-1, 2-1-1, 1-1-2, and 1-1, 2-1, 1-2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from extract.outline.headings.heading import Heading
from extract.outline.in_doubt.order import out_of_order_in
from extract.outline.in_doubt.spot import Spot
from extract.outline.marks import ordinal_of
from plan.patterns import lazy_pattern
from plan.script import DASHES

LAST_PART = lazy_pattern(rf"\s?[{DASHES}._]\s?[^{DASHES}._]*$")


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


def first_part(heading: Heading) -> str:
    """What stands before the last part of a number of two parts, 2 of 2-1 and T of T-1; '' for any other number."""
    return LAST_PART.sub("", heading.number).strip() if heading.series == "code2" else ""


def headings_out_of_order(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings with numbers of two parts that stand out of the order of those under the same headings.

    First parts that are letters count nothing: B-2 (buildings), T-1 (transport).
    """
    coded = [heading for heading in headings if first_part(heading) and not _is_latin(first_part(heading))]
    for _, same in groupby(coded, key=attrgetter("above")):
        of_blocks = {heading.block: heading for heading in same}
        ranks = {block: (ordinal_of(first_part(heading)), heading.ordinal) for block, heading in of_blocks.items()}
        yield from (of_blocks[block] for block in sorted(out_of_order_in(ranks)))


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalpha()
