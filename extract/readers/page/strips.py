"""Thin filled rectangles side by side, in which programs of page layout draw a gradient, made the one fill they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from extract.readers.page.content import THIN, Box, PageContent, Rule

FEWEST = 6  # strips of a gradient; the strokes of a double or triple rule are fewer
BROADEST_GAP = 0.15  # points of white between two strips, which comes of rounding
LONGEST_MISS = 0.5  # points by which the ends of strips of one gradient may differ
SHORTEST = 8.0  # points along a strip; dashes and dots are shorter


class _Strip(NamedTuple):
    """A thin rectangle: from where to where it is thick, and from where to where it is long."""

    near: float
    far: float
    start: float
    end: float
    rule: Rule


def strips_as_fills(page: PageContent) -> PageContent:
    """The page with a fill in place of the thin rectangles that lie side by side without white between them."""
    if len(page.rules) < FEWEST:
        return page
    thick = [rule for rule in page.rules if rule[0] < rule[2] and rule[1] < rule[3]]
    if len(thick) < FEWEST:
        return page
    across = [_Strip(rule.top, rule.bottom, rule.x0, rule.x1, rule) for rule in thick if rule.x1 - rule.x0 >= SHORTEST]
    down = [
        _Strip(rule.x0, rule.x1, rule.top, rule.bottom, rule) for rule in thick if rule.bottom - rule.top >= SHORTEST
    ]
    fills: list[Box] = []
    taken: set[Rule] = set()
    for strips, is_across in ((across, True), (down, False)):
        for run in _runs(strips):
            near, far = run[0].near, max(strip.far for strip in run)
            start, end = run[0].start, run[0].end
            fills.append((start, near, end, far) if is_across else (near, start, far, end))
            taken.update(strip.rule for strip in run)
    if not fills:
        return page
    return page._replace(rules=[rule for rule in page.rules if rule not in taken], fills=[*page.fills, *fills])


def _runs(strips: Iterable[_Strip]) -> Iterator[Sequence[_Strip]]:
    """The strips that touch one another and end alike, where they are so many that they are a gradient."""
    alike: dict[tuple[int, int], list[_Strip]] = {}
    for strip in strips:
        alike.setdefault((round(strip.start / LONGEST_MISS), round(strip.end / LONGEST_MISS)), []).append(strip)
    for own in alike.values():
        if len(own) < FEWEST:
            continue
        run: list[_Strip] = []
        far = 0.0
        for strip in sorted(own, key=itemgetter(0)):
            if run and strip.near - far > BROADEST_GAP:
                if _is_gradient(run, far):
                    yield run
                run = []
            far = max(far, strip.far) if run else strip.far
            run.append(strip)
        if _is_gradient(run, far):
            yield run


def _is_gradient(run: Sequence[_Strip], far: float) -> bool:
    """Whether strips are so many, no two in one place, that they fill more than a rule does."""
    return len({strip.near for strip in run}) >= FEWEST and far - run[0].near >= THIN
