"""The files of one plan as bytes, before anything is written."""

from __future__ import annotations

import json

from output.columns import tables
from output.csv_file import csv_bytes
from output.datapackage import datapackage
from output.json_file import json_bytes
from output.rows import rows_of
from plan_records import Plan


def plan_files(plan: Plan, *, with_contacts: bool = False) -> dict[str, bytes]:
    """Every file of a plan by its name."""
    csv = {name: csv_bytes(table, rows_of(plan, name)) for name, table in tables().items()}
    package = json.dumps(datapackage(plan, csv), ensure_ascii=False, indent=1) + "\n"
    return {
        "plan.json": json_bytes(plan, with_contacts=with_contacts),
        **{f"{name}.csv": content for name, content in csv.items()},
        "datapackage.json": package.encode("utf-8"),
    }
