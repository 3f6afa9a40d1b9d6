"""The Korean twins of the CSV files: the same rows, Korean column titles, and names as Korean portals ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from output.files.csv_file import Texts, cell_text, written
from output.tables.by_year import by_year
from output.tables.codes import NO, YES, korean
from output.tables.columns import ColumnSpec, TableSpec, for_people, tables
from output.tables.rows import Row, provider_row
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


def portal_file(plan: Plan, table: TableSpec, rows: Iterable[Texts]) -> PortalFile:
    """The twin of a table; ``rows`` are its written cells, whose codes become words."""
    kept = [column for column in for_people(table) if column.name not in LAST]
    places = [table.columns.index(column) for column in kept]
    cells = (tuple([_said(column, row[place]) for column, place in zip(kept, places, strict=True)]) for row in rows)
    return _with_last(plan, [column.ko for column in kept], cells)


def portal_by_year(plan: Plan, measure: Measure, made: Sequence[Row]) -> PortalFile:
    """The targets or the budgets with a column for each year; ``made`` are the rows of their table."""
    wide = by_year((plan,), measure, made)
    return _with_last(plan, wide.head, (tuple([cell_text(cell, guard=True) for cell in row]) for row in wide.rows))


def _with_last(plan: Plan, titles: Iterable[str], rows: Iterable[Texts]) -> PortalFile:
    """The file with the three columns behind that Korean portals ask for."""
    by_whom = {name: cell_text(value, guard=False) for name, value in provider_row(plan).items()}
    last = tuple(by_whom[name] for name in LAST)
    named = {column.name: column.ko for entry in tables().values() for column in entry.columns}
    head = (*titles, *(named[name] for name in LAST))
    lines = [row + last for row in rows]
    return PortalFile(head, len(lines), written(head, lines))


def _said(column: ColumnSpec, text: str) -> str:
    if column.type == "boolean":
        return {"true": YES, "false": NO}.get(text, text)
    return korean(column.codes, text) if column.codes else text


def portal_name(plan: Plan, what_of_it: str, suffix: str = "csv") -> str:
    """``portal/`` and the file's name: institution, plan and table, date; a part that is not known is left out."""
    profile = plan.profile
    title = without_span(profile.title).strip().removeprefix(profile.provider_name)
    what = _letters(title)[:MAX_TITLE] or _letters(profile.plan_id)
    parts = (_letters(profile.provider_name), what + _letters(what_of_it), _letters(profile.data_date))
    return f"{FOLDER}/{'_'.join(part for part in parts if part)}.{suffix}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
