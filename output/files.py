"""The files of one plan as bytes, before anything is written."""

from __future__ import annotations

import json
from typing import Any

from output.catalogue import catalogue_entry
from output.ckan import ckan
from output.columns import tables
from output.csv_file import csv_bytes
from output.csvw import csvw
from output.datapackage import datapackage
from output.json_file import json_bytes
from output.portal import portal_files
from output.rows import rows_of
from plan_records import Plan


def plan_files(plan: Plan, *, with_contacts: bool = False) -> dict[str, bytes]:
    """Every file of a plan by its name; a file in a folder has the folder's name and ``/`` in front."""
    csv = {name: csv_bytes(table, rows_of(plan, name)) for name, table in tables().items()}
    return {
        "plan.json": json_bytes(plan, with_contacts=with_contacts),
        **{f"{name}.csv": content for name, content in csv.items()},
        "datapackage.json": _json(datapackage(plan, csv)),
        "datapackage-v1.json": _json(datapackage(plan, csv, "1.0")),
        "csv-metadata.json": _json(csvw(plan)),
        "dataset.jsonld": _json(catalogue_entry(plan, csv)),
        "ckan.json": _json(ckan(plan)),
        **portal_files(plan),
    }


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
