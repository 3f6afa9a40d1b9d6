"""Boxes right below one another: their outer sides look like dashes of one rule, but nothing else of them meets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.readers.page.rules import DASH_GAP, SNAP, TOUCH, JoinedRule

FEWEST_SIDES = 2  # sides of a box
Group = tuple[list[JoinedRule], list[JoinedRule]]


def parted(horizontal: Sequence[JoinedRule], vertical: Sequence[JoinedRule]) -> list[Group]:
    """The rules across and down of each box, the top first; one where all of them are one table.

    Boxes are parted at a gap between two rules across, no wider than one between dashes, which only the outer sides
    cross: a double rule inside a table is crossed by what divides its columns too.
    """
    across = sorted(horizontal, key=lambda rule: rule.at)
    gaps = [
        (above.at, below.at)
        for above, below in pairwise(across)
        if SNAP < below.at - above.at <= DASH_GAP + SNAP and _is_open(above.at, below.at, vertical)
    ]
    groups: list[Group] = []
    for top, end in pairwise([None, *gaps, None]):
        start, stop = top[1] if top else -1.0, end[0] if end else float("inf")
        own = [rule for rule in across if start <= rule.at <= stop]
        down = [
            JoinedRule(rule.at, max(rule.start, start), min(rule.end, stop))
            for rule in vertical
            if min(rule.end, stop) - max(rule.start, start) > TOUCH
        ]
        if len(own) >= FEWEST_SIDES and down:
            groups.append((own, down))
    return groups


def _is_open(top: float, bottom: float, vertical: Sequence[JoinedRule]) -> bool:
    """Whether only the outer sides cross the space between two rules, and others end or begin there."""
    crossing = [rule for rule in vertical if rule.start < top and rule.end > bottom]
    ending = [rule for rule in vertical if rule.start < top and abs(rule.end - top) <= SNAP]
    beginning = [rule for rule in vertical if rule.end > bottom and abs(rule.start - bottom) <= SNAP]
    sides = {min(rule.at for rule in vertical), max(rule.at for rule in vertical)}
    return {rule.at for rule in crossing} == sides and bool(ending or beginning)
