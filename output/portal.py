"""The Korean twins of the CSV files: the same rows, Korean column titles, and names as Korean portals ask for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from output.columns import TableSpec, tables
from output.csv_file import Texts, cell_text, written
from output.rows import provider_row
from plan_records import Plan

FOLDER = "portal"
LAST = ("data_date", "provider_code", "provider_name")
YEARS = re.compile(r"[(（\[]?\s*['’‘]?\d{2,4}\s*[년]?\s*[-~∼〜～–—]\s*['’‘]?\d{2,4}\s*[년]?\s*[)）\]]?")
MAX_TITLE = 60  # characters; file systems allow 255 bytes and a Korean character takes three


def portal_files(plan: Plan, texts: Mapping[str, Sequence[Texts]]) -> dict[str, bytes]:
    """Each twin by its name, ``portal/`` in front; ``texts`` are the written cells of each table."""
    titles = {column.name: column.ko for table in tables().values() for column in table.columns}
    by_whom = {name: cell_text(value, guard=False) for name, value in provider_row(plan).items()}
    files = {}
    for table in tables().values():
        names = [*(column.name for column in table.columns if column.name not in LAST), *LAST]
        rows = ({**row, **by_whom} for row in texts[table.name])
        files[f"{FOLDER}/{_name(plan, table)}.csv"] = written([titles[name] for name in names], names, rows)
    return files


def _name(plan: Plan, table: TableSpec) -> str:
    """Institution, plan and table, date; a part that is not known is left out."""
    profile = plan.profile
    title = YEARS.sub("", profile.title).strip().removeprefix(profile.provider_name)
    what = _letters(title)[:MAX_TITLE] or _letters(profile.plan_id)
    parts = (_letters(profile.provider_name), what + _letters(table.ko), _letters(profile.data_date))
    return "_".join(part for part in parts if part)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
