"""Whether a finding speaks of what is wrong with a number, so that a user is not left alone with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from benchmarks.plans.labels import Cell, flat
from benchmarks.plans.published import Observation, Published, Said
from benchmarks.plans.records import Series

ABOUT_UNITS = ("unit-missing", "unit-conflict", "units-mixed")
ABOUT_VALUES = (
    "total-mismatch",
    "sum-mismatch",
    "summary-mismatch",
    "number-malformed",
    "value-out-of-line",
    "sign-ambiguous",
    "cumulative",
    "cell-empty",
)
ABOUT_ONE_CELL = ("cell-not-read",)
ABOUT_TABLES = ("table-not-understood", "table-of-no-year", "source-damaged", "not-as-seen")
NOT_ABOUT_NUMBERS = ("program-without-table", "count-mismatch", "chapter-mismatch", "new-mismatch")
LABELS_OF_PROGRAMS = ("program", "name", "strategy", "task", "department", "code")


class Told:
    """The findings of one document, and which published tables and rows its truth became.

    A rule that is not named above may speak of anything.
    """

    def __init__(
        self, published: Published, cells: Sequence[Cell], pairs: Mapping[int, int], pages: Mapping[int, set[str]]
    ) -> None:
        self.findings = [found for found in published.findings if found.rule not in NOT_ABOUT_NUMBERS]
        self.pages = pages
        self.tables: dict[int, set[str]] = defaultdict(set)
        self.rows: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self.owners: dict[str, set[int]] = defaultdict(set)
        for at, other in pairs.items():
            cell, item = cells[at], published.observations[other]
            self.tables[cell.series.table].add(item.table)
            self.owners[item.table].add(cell.series.table)
            self.rows[cell.number].add((item.table, item.row))

    def is_said_of_label(self, item: Observation, label: str) -> bool:
        """Whether a finding at a published value, its row or its table speaks of this label of it."""
        return any(self._is_said(found, item, label) for found in self.findings)

    def is_said_of_value(self, item: Observation) -> bool:
        """Whether a finding stands at a published value, its row or its table."""
        return any(_is_at(found, item) for found in self.findings)

    def is_left_out_with_a_reason(self, cell: Cell) -> bool:
        """Whether a finding quotes a number that is not published, names its row, or speaks of its table."""
        findings = [found for found in self.findings if found.rule not in ABOUT_UNITS]
        return any(self._is_of_row(found, cell) or self._is_of_table(found, cell.series) for found in findings)

    def _is_said(self, found: Said, item: Observation, label: str) -> bool:
        if found.rule in ABOUT_UNITS and label != "unit":
            return False
        if found.rule in ABOUT_VALUES and label not in ("period", "kind"):
            return False
        if found.rule in ABOUT_ONE_CELL and found.column and found.column != item.column:
            return False
        if not found.table:
            return found.program_id == item.program_id and label in LABELS_OF_PROGRAMS
        return _is_at(found, item)

    def _is_of_row(self, found: Said, cell: Cell) -> bool:
        """Whether a finding stands at the row of a cell, or quotes it."""
        if (found.table, found.row) in self.rows[cell.number]:
            return True
        printed = cell.series.values[cell.period]
        return len(printed) > 2 and bool(re.search(rf"(?<![\d,.]){re.escape(printed)}(?![\d,.])", found.text))

    def _is_of_table(self, found: Said, series: Series) -> bool:
        """Whether a finding speaks of a whole table, and that is the one of the series."""
        if found.rule not in ABOUT_TABLES:
            return not found.row and found.rule not in ABOUT_VALUES and found.table in self.tables[series.table]
        if found.table in self.tables[series.table] or flat(series.program) in flat(found.text):
            return True
        if self.owners.get(found.table):
            return False
        return found.page in self.pages.get(series.table, ()) if found.page else self._stands_there(found, series)

    def _stands_there(self, found: Said, series: Series) -> bool:
        """Whether a table of a format without pages stands between those that the truth's neighbours became."""
        if not found.table:
            return False
        before = [int(each) for table, made in self.tables.items() if table < series.table for each in made]
        behind = [int(each) for table, made in self.tables.items() if table > series.table for each in made]
        return max(before, default=-1) < int(found.table) < min(behind, default=10**9)


def _is_at(found: Said, item: Observation) -> bool:
    """Whether a finding's first cell is the value's cell or row, or its whole table is spoken of."""
    if not found.table or (found.table, found.page) != (item.table, item.page):
        return False
    return not found.row or found.row == item.row or found.rule in ABOUT_TABLES
