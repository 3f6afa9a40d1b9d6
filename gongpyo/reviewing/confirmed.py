"""The cells of a PDF that a second engine has read alike and whose picture says nothing else."""

from __future__ import annotations

from plan.grid import Key
from plan.records.meaning import Plan

WITNESSES = ("source-damaged", "not-as-seen")  # what they say where they read or see something else, or nothing


def confirmed_cells(plan: Plan) -> frozenset[tuple[int, Key]]:
    """The cells that both have looked at, by the number of their table, in rows of which they doubt nothing."""
    doubts = [part.place for part in plan.damage if part.rule in WITNESSES]
    if not plan.source.read_twice or any(place.table is None and place.page is None for place in doubts):
        return frozenset()
    pages = {place.page for place in doubts if place.table is None}
    rows = {(place.table, place.row) for place in doubts if place.table is not None}
    return frozenset(
        (table.number, (cell.row, cell.column))
        for table in plan.year_tables
        for line in table.grid
        if rows.isdisjoint(((table.number, None), *((table.number, cell.row) for cell in line)))
        for cell in line
        if cell.place.box is not None and cell.place.page not in pages and not cell.blocks
    )
