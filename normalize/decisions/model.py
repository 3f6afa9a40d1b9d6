"""What a person has decided about a plan: values corrected or confirmed, findings accepted; kept as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from plan.records.printed import RowSaid
from plan.records.values import ColumnRole, Measure, PeriodType, Status, TableKind

DECISIONS_FILE = "corrections.yaml"
Kind = Literal["corrected", "confirmed", "accepted"]

CELL_KEYS = ("program", "measure", "indicator", "no", "period", "printed")  # what names a cell in the file
FINDING_KEYS = ("rule", "program", "record", "actual")  # what names a finding there
DECISION_KEYS = ("value", "status", "confirmed")  # of which the entry of a cell has one


class Decided(msgspec.Struct, frozen=True):
    """Who decided, when (``YYYY-MM-DD``) and why; ``line`` is that of the entry in its file, from 1."""

    reason: str
    who: str
    when: str
    line: int

    def resolution(self, kind: Kind) -> str:
        """The words that stand beside a settled finding; persons are not named there."""
        return f"{kind} {self.when}: {self.reason}"


class CellDecision(msgspec.Struct, frozen=True):
    """A decision on one value: the number, status or confirmation for the cell that prints ``printed``.

    ``value`` is read as a cell of its row would be; ``indicator_no`` is None where the name says enough.
    ``value_line`` is the line that the value stands in, 0 where it is not known.
    """

    program_no: str
    measure: Measure
    indicator: str
    indicator_no: int | None
    period: PeriodType
    year: int | None
    printed: str
    value: str
    status: Status | None
    decided: Decided
    value_line: int = 0

    @property
    def is_confirmation(self) -> bool:
        """Whether the cell is right as it is printed."""
        return not self.value and self.status is None

    @property
    def says(self) -> str:
        """The decision as its entry says it."""
        return f"value: {self.value}" if self.value else f"status: {self.status}" if self.status else "confirmed: true"

    def named(self) -> str:
        """The entry as a finding about it says it."""
        return f"{self.program_no} {self.measure} {self.indicator} {self.year or self.period}"


class FindingDecision(msgspec.Struct, frozen=True):
    """A finding that a person has looked at and leaves as it is; an empty ``record`` or ``actual`` fits any."""

    rule: str
    program_no: str
    record: str
    actual: str
    decided: Decided

    def named(self) -> str:
        """The entry as a finding about it says it."""
        return " ".join(filter(None, (self.rule, self.program_no, self.record, self.actual)))


class TableKey(msgspec.Struct, frozen=True):
    """What a table says of itself: its title and head; its programme as read and its first labels where need be."""

    title: str
    head: str
    heading: str = ""
    labels: str = ""


class ColumnSaid(msgspec.Struct, frozen=True):
    """What the column under a head holds; ``year`` is None where the one that was read stays."""

    head: str
    role: ColumnRole
    year: int | None = None

    @property
    def says(self) -> str:
        """The role as an entry says it."""
        return f"role: {self.role} {self.year or ''}".strip()


class TableRuling(msgspec.Struct, frozen=True):
    """What a person has said of one table; what is empty or None is left as it was read.

    ``edition`` is the year of the document that the person looked at; 0 stands for any.
    """

    key: TableKey
    decided: Decided
    kind: TableKind | None = None
    program: str = ""
    rows: tuple[RowSaid, ...] = ()
    columns: tuple[ColumnSaid, ...] = ()
    edition: int = 0

    def named(self) -> str:
        """The entry as a finding about it says it."""
        return self.key.title or self.key.head


class Decisions(msgspec.Struct, frozen=True):
    """All that was decided about one plan, and the file that says so."""

    cells: tuple[CellDecision, ...] = ()
    findings: tuple[FindingDecision, ...] = ()
    tables: tuple[TableRuling, ...] = ()
    file: str = DECISIONS_FILE


NO_DECISIONS = Decisions()
