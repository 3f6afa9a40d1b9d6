"""The Korean twins of the CSV files: the same rows, Korean column titles, and names as Korean portals ask for them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from output.columns import ColumnSpec, TableSpec, tables
from output.csv_file import csv_bytes
from output.rows import Row, provider_row, rows_of
from plan_records import Plan

FOLDER = "portal"
LAST = ("data_date", "provider_code", "provider_name")
YEARS = re.compile(r"[(（\[]?\s*['’‘]?\d{2,4}\s*[년]?\s*[-~∼〜～–—]\s*['’‘]?\d{2,4}\s*[년]?\s*[)）\]]?")
MAX_TITLE = 60  # characters; file systems allow 255 bytes and a Korean character takes three


def portal_files(plan: Plan) -> dict[str, bytes]:
    """Each twin by its name, ``portal/`` in front."""
    return {
        f"{FOLDER}/{_name(plan, table)}.csv": csv_bytes(_twin(table), _rows(plan, table)) for table in tables().values()
    }


def _name(plan: Plan, table: TableSpec) -> str:
    """Institution, plan and table, date; a part that is not known is left out."""
    profile = plan.profile
    title = YEARS.sub("", profile.title).strip().removeprefix(profile.provider_name)
    what = _letters(title)[:MAX_TITLE] or _letters(profile.plan_id)
    parts = (_letters(profile.provider_name), what + _letters(table.ko), _letters(profile.data_date))
    return "_".join(part for part in parts if part)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _twin(table: TableSpec) -> TableSpec:
    """The table with the three columns at its end that portals want there."""
    known = {column.name: column for spec in tables().values() for column in spec.columns}
    columns = [column for column in table.columns if column.name not in LAST]
    return replace(table, columns=tuple(map(_titled, [*columns, *(known[name] for name in LAST)])))


def _titled(column: ColumnSpec) -> ColumnSpec:
    return replace(column, name=column.ko)


def _rows(plan: Plan, table: TableSpec) -> list[Row]:
    titles = {column.name: column.ko for spec in tables().values() for column in spec.columns}
    return [
        {titles[name]: value for name, value in (row | provider_row(plan)).items()} for row in rows_of(plan, table.name)
    ]
