"""The Korean twins of the CSV files: the same rows, Korean column titles, and names as Korean portals ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from output.files.csv_file import CsvFile, Texts, cell_text
from output.tables.by_year import SeriesRows, wide
from output.tables.codes import NO, YES, words
from output.tables.columns import ColumnSpec, TableSpec, for_people, tables
from output.tables.rows import provider_row
from plan.records.meaning import Plan
from plan.records.values import Measure
from plan.years import without_span

FOLDER = "portal"
LAST = ("data_date", "provider_code", "provider_name")
MAX_TITLE = 60  # characters; file systems allow 255 bytes and a Korean character takes three


class PortalFile(NamedTuple):
    """A file of ``portal/``: its titles, how many rows it has, and its bytes."""

    titles: tuple[str, ...]
    rows: int
    content: bytes


class PortalTwin:
    """The twin of a table, whose written rows come one after another; its codes become words."""

    def __init__(self, plan: Plan, table: TableSpec) -> None:
        kept = [column for column in for_people(table) if column.name not in LAST]
        self._kept = [(table.columns.index(column), _words_of(column)) for column in kept]
        self._file = _Rows(plan, [column.ko for column in kept])

    def add(self, cells: Texts) -> None:
        """A row as it stands in the table's own file."""
        self._file.add(tuple([said.get(text := cells[place], text) for place, said in self._kept]))

    def file(self) -> PortalFile:
        """The file of all rows."""
        return self._file.file()


def portal_by_year(plan: Plan, measure: Measure, series: SeriesRows) -> PortalFile:
    """The targets or the budgets with a column for each year."""
    made = wide([(plan, series)], measure)
    file = _Rows(plan, made.head)
    for row in made.rows:
        file.add(tuple([cell_text(cell, guard=True) for cell in row]))
    return file.file()


class _Rows:
    """A file with the three columns behind that Korean portals ask for."""

    def __init__(self, plan: Plan, titles: Iterable[str]) -> None:
        by_whom = {name: cell_text(value, guard=False) for name, value in provider_row(plan).items()}
        self._last = tuple(by_whom[name] for name in LAST)
        named = {column.name: column.ko for entry in tables().values() for column in entry.columns}
        self._head = (*titles, *(named[name] for name in LAST))
        self._content = CsvFile(self._head)
        self._rows = 0

    def add(self, row: Texts) -> None:
        self._content.add(row + self._last)
        self._rows += 1

    def file(self) -> PortalFile:
        return PortalFile(self._head, self._rows, self._content.content())


def _words_of(column: ColumnSpec) -> Mapping[str, str]:
    """The words for a column's codes; a text without one stays as it is."""
    return {"true": YES, "false": NO} if column.type == "boolean" else words("ko").get(column.codes, {})


def portal_name(plan: Plan, what_of_it: str, suffix: str = "csv") -> str:
    """``portal/`` and the file's name: institution, plan and table, date; a part that is not known is left out."""
    profile = plan.profile
    title = without_span(profile.title).strip().removeprefix(profile.provider_name)
    what = _letters(title)[:MAX_TITLE] or _letters(profile.plan_id)
    parts = (_letters(profile.provider_name), what + _letters(what_of_it), _letters(profile.data_date))
    return f"{FOLDER}/{'_'.join(part for part in parts if part)}.{suffix}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
