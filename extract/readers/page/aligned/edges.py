"""The edges of filled cells as rules: where a head is filled and no rule ends it, its fill does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from extract.readers.page.content import Box
from extract.readers.page.grid_table import THINNEST_CELL
from extract.readers.page.rules import SNAP, TOUCH, JoinedRule, merged

LOWEST_FILL = 8.0  # points; a fill that is lower is no row but a bar, or a part of a gradient
SAME_END = 6.0  # points by which the ends of a table's lines may differ
_AT = attrgetter("at")


def edges_of(fills: Iterable[Box]) -> list[JoinedRule]:
    """The upper and lower edges of fills, those of cells side by side in one, from the top."""
    return joined(
        JoinedRule(at, left, right)
        for left, top, right, bottom in fills
        if bottom - top >= LOWEST_FILL
        for at in (top, bottom)
    )


def sides_of(fills: Iterable[Box]) -> list[JoinedRule]:
    """The left and right edges of fills."""
    return [
        JoinedRule(at, top, bottom)
        for left, top, right, bottom in fills
        if bottom - top >= LOWEST_FILL
        for at in (left, right)
    ]


def joined(lines: Iterable[JoinedRule]) -> list[JoinedRule]:
    """Lines across made one where they touch at one position."""
    groups: list[list[JoinedRule]] = []
    for line in sorted(lines, key=_AT):
        if groups and line.at - groups[-1][0].at <= SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        JoinedRule(sum(line.at for line in group) / len(group), start, end)
        for group in groups
        for start, end in merged(sorted((line.start, line.end) for line in group), SNAP + TOUCH)
    ]


def with_edges(across: list[JoinedRule], down: Sequence[JoinedRule], edges: Iterable[JoinedRule]) -> list[JoinedRule]:
    """The rules across of a table, with the edges of fills that go from side to side and cross its rules down."""
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    missing = [
        edge
        for edge in edges
        if top + THINNEST_CELL < edge.at < bottom - THINNEST_CELL
        and abs(edge.start - left) <= SNAP
        and abs(edge.end - right) <= SNAP
        and any(left + SNAP < rule.at < right - SNAP and rule.start < edge.at < rule.end for rule in down)
        and not any(abs(rule.at - edge.at) <= THINNEST_CELL for rule in across)
    ]
    return sorted((*across, *missing), key=_AT) if missing else across
