"""Where a person finds a table: under which heading, as which table under it, and what is printed above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from plan.records.base import Place
from plan.records.meaning import Plan
from plan.records.printed import ProgramNode

Position = tuple[float, ...]


def headings_above(plan: Plan) -> Mapping[int, dict[str, Any]]:
    """The heading above each year table of a programme, and which table under it that is, by the table's number.

    All tables are counted that were looked at, since a reader counts those that are no plan too; where the places of a
    heading and of the tables cannot be compared, nothing is said.
    """
    nodes = {node.no: node for node in plan.programs if node.heading}
    looked_at = {entry.table: entry.place for entry in plan.decided.tables} if plan.decided else {}
    waiting = deque(sorted(looked_at.items()))
    counted = _Counted()
    found: dict[int, dict[str, Any]] = {}
    for table in sorted((table for table in plan.year_tables if table.number in looked_at), key=attrgetter("number")):
        while waiting and waiting[0][0] <= table.number:
            counted.add(waiting.popleft()[1])
        node = nodes.get(table.program_no)
        if node and (nth := counted.below(node.place)):
            found[table.number] = {"heading": _one_line(node), "nth": nth}
    return found


def last_headings(plan: Plan) -> Mapping[int, dict[str, Any]]:
    """The last heading of the tree that is printed above each year table, whosever it was read as, by its number."""
    placed = sorted(
        ((position, node) for node in plan.programs if node.heading and (position := _position(node.place))),
        key=lambda entry: entry[0],
    )
    positions = [position for position, _ in placed]
    found: dict[int, dict[str, Any]] = {}
    for table in plan.year_tables:
        own = _position(table.place)
        above = bisect_left(positions, own) - 1
        if own and above >= 0 and len(positions[above]) == len(own):
            node = placed[above][1]
            found[table.number] = {
                "no": node.no,
                "heading": _one_line(node),
                "page": node.place.page,
                "box": node.place.box,
            }
    return found


def _one_line(node: ProgramNode) -> str:
    """A heading without what a viewer's text goes on with in the same line."""
    return node.name if node.heading.startswith(node.name) else node.heading


class _Counted:
    """The places of tables in order, so that those below a heading are counted without looking at each."""

    def __init__(self) -> None:
        self._tables: list[int] = []
        self._placed: defaultdict[int, list[Position]] = defaultdict(list)  # by how many coordinates they have
        self._placed_alone: defaultdict[int, list[Position]] = defaultdict(list)  # of unnumbered tables

    def add(self, place: Place) -> None:
        """One more table."""
        own = _position(place)
        insort(self._placed[len(own)], own)
        if place.table is None:
            insort(self._placed_alone[len(own)], own)
        else:
            insort(self._tables, place.table)

    def below(self, heading: Place) -> int:
        """How many stand below a heading, which may stand in a table itself."""
        above = _position(heading)
        if heading.table is None:
            return _behind(self._placed[len(above)], above)
        return _behind(self._tables, heading.table) + _behind(self._placed_alone[len(above)], above)


def _behind(places: Sequence[Any], place: Any) -> int:
    return len(places) - bisect_right(places, place)


def _position(place: Place) -> Position:
    """The order of reading, in the coordinates that the format has."""
    if place.section is not None and place.paragraph is not None:
        return place.section, place.paragraph
    if place.page is not None and place.box is not None:
        return place.page, place.box[1]
    return () if place.offset is None else (place.offset,)
