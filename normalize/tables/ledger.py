"""The fate of every cell in scope, with the rule that decided it, and what was read of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from normalize.tables.rows import Row, Trouble, Value
from plan.grid import Key, cell_key
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.meaning import Finding, Indicator, Observation
from plan.records.printed import YearTable
from plan.records.values import CellFate, FateRule, Measure
from plan.script import COVERED


class Fate(msgspec.Struct, frozen=True, gc=False):
    """What became of a cell of a year table, by which rule; ``value`` is what it was read as in its ``row``."""

    cell: Cell
    table_at: int
    fate: CellFate
    rule: FateRule
    row: Row | None = None
    value: Value | None = None
    measure: Measure | None = None


class Ledger(msgspec.Struct):
    """What the cells of all published tables have become; ``cells`` maps each cell of a printed table to its fate.

    ``rows`` holds for each indicator the row that it was read from, ``causes`` for each finding what others may share
    with it, ``doubted`` the places of damaged cells and why they are not believed.
    """

    indicators: list[Indicator] = msgspec.field(default_factory=list)
    rows: list[Row] = msgspec.field(default_factory=list)
    observations: list[Observation] = msgspec.field(default_factory=list)
    findings: list[Finding] = msgspec.field(default_factory=list)
    causes: list[tuple[int, str, str] | None] = msgspec.field(default_factory=list)
    cells: dict[tuple[Place, Key], Fate] = msgspec.field(default_factory=dict)
    rows_read: int = 0
    numbers: Counter[tuple[str, Measure]] = msgspec.field(default_factory=Counter)
    doubted: Mapping[Place, Trouble] = msgspec.field(default_factory=dict)

    def settle(self, table: YearTable, own: Fate) -> None:
        """Note what became of a cell; once it is a finding it stays one, and what is read once is not ignored."""
        key = table.place, cell_key(own.cell)
        before = self.cells.get(key)
        if before is None or (before.fate != "finding" and not (before.fate == "read" and own.fate == "ignored")):
            self.cells[key] = own

    def is_finding(self, table: YearTable, cell: Cell) -> bool:
        """Whether the cell is a finding already."""
        before = self.cells.get((table.place, cell_key(cell)))
        return before is not None and before.fate == "finding"

    def believed(self, value: Value, labels: Iterable[Cell]) -> Value:
        """The value, with the trouble of its cell where two readings of it disagree, or not all of it is read.

        What stands under a label or a unit that the page shows otherwise is not known to be of it.
        """
        if not self.doubted:
            return value
        trouble = self.doubted.get(value.cell.place)
        if not trouble and value.amount.status != "blank":
            unseen = any(
                self.doubted.get(label.place) == "not-as-seen"
                or (label.place in self.doubted and COVERED in label.text)
                for label in labels
            )
            trouble = "label-not-as-seen" if unseen else None
        return replace(value, trouble=trouble) if trouble else value
