"""The Korean twins of the CSV files: the same rows, Korean column titles, and names as Korean portals ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from output.files.csv_file import Texts, cell_text, written
from output.tables.columns import TableSpec, tables
from output.tables.rows import provider_row
from plan.records.meaning import Plan
from plan.years import without_span

FOLDER = "portal"
LAST = ("data_date", "provider_code", "provider_name")
MAX_TITLE = 60  # characters; file systems allow 255 bytes and a Korean character takes three


def portal_file(plan: Plan, table: TableSpec, rows: Iterable[Texts]) -> bytes:
    """The twin of a table; ``rows`` are its written cells."""
    kept = [index for index, column in enumerate(table.columns) if column.name not in LAST]
    by_whom = {name: cell_text(value, guard=False) for name, value in provider_row(plan).items()}
    last = tuple(by_whom[name] for name in LAST)
    titles = {column.name: column.ko for entry in tables().values() for column in entry.columns}
    return written(
        [*(table.columns[index].ko for index in kept), *(titles[name] for name in LAST)],
        (tuple([row[index] for index in kept]) + last for row in rows),
    )


def portal_name(plan: Plan, table: TableSpec) -> str:
    """``portal/`` and the twin's name: institution, plan and table, date; a part that is not known is left out."""
    profile = plan.profile
    title = without_span(profile.title).strip().removeprefix(profile.provider_name)
    what = _letters(title)[:MAX_TITLE] or _letters(profile.plan_id)
    parts = (_letters(profile.provider_name), what + _letters(table.ko), _letters(profile.data_date))
    return f"{FOLDER}/{'_'.join(part for part in parts if part)}.csv"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
