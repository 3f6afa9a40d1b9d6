"""What a person has decided about a plan: values corrected or confirmed, findings accepted; kept as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from plan.patterns import lazy_pattern
from plan.records.printed import RowSaid
from plan.records.values import ColumnRole, Measure, PeriodType, Status, TableKind

DECISIONS_FILE = "corrections.yaml"
Kind = Literal["corrected", "confirmed", "accepted"]
YEARS = lazy_pattern(r"(?:19|20)\d\d")  # in a title or a head, which differ by them from one edition to the next
InheritedState = Literal["", "waiting", "yes", "no"]

CELL_KEYS = ("program", "measure", "indicator", "no", "period", "printed")  # what names a cell in the file
FINDING_KEYS = ("rule", "program", "record", "actual")  # what names a finding there
DECISION_KEYS = ("value", "status", "confirmed")  # of which the entry of a cell has one
INHERITED_KEYS = ("inherited", "from")  # of an entry that another edition's decision proposes


class Decided(msgspec.Struct, frozen=True):
    """Who decided, when (``YYYY-MM-DD``) and why; ``line`` is that of the entry in its file, from 1.

    ``plan`` is the id of the plan that it was decided of first, '' where that is this one. One ``inherited`` from
    another edition is applied after a ``yes``, told while it is ``waiting``, and passed over after a ``no``.
    """

    reason: str
    who: str
    when: str
    line: int
    plan: str = ""
    inherited: InheritedState = ""

    @property
    def waits(self) -> bool:
        """Whether it is only proposed."""
        return self.inherited == "waiting"

    @property
    def is_of_kin(self) -> bool:
        """Whether it stands in another plan's file, so that what does not fit here is no mistake of this plan's."""
        return bool(self.plan) and not self.inherited

    def resolution(self, kind: Kind) -> str:
        """The words that stand beside a settled finding; persons are not named there."""
        return f"{kind} {self.when}: {self.reason}" + (f" [{self.plan}]" if self.plan else "")


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

    @property
    def says(self) -> str:
        """The decision as its entry says it."""
        return "accepted: true"

    def named(self) -> str:
        """The entry as a finding about it says it."""
        return " ".join(filter(None, (self.rule, self.program_no, self.record, self.actual)))


class TableKey(msgspec.Struct, frozen=True):
    """What a table says of itself: its title and head; its programme as read and its first labels where need be."""

    title: str
    head: str
    heading: str = ""
    labels: str = ""

    def without_years(self) -> TableKey:
        """The key as other editions have it: years count on from one to the next."""
        return TableKey(*(YEARS.sub("", text) for text in (self.title, self.head, self.heading, self.labels)))


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

    @property
    def says(self) -> str:
        """What the entry says of the table, of its rows and of its columns, in one line."""
        own = (f"kind: {self.kind}" if self.kind else "", f"program: {self.program}" if self.program else "")
        rows = (" ".join(filter(None, (row.label, row.name, row.measure, row.unit, row.payer))) for row in self.rows)
        columns = (f"{column.head} {column.says}" for column in self.columns)
        return ", ".join(filter(None, (*own, *rows, *columns)))

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
