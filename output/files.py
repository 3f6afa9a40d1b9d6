"""The files of one plan as bytes, before anything is written."""

from __future__ import annotations

from output.catalogue import catalogue_entry
from output.ckan import ckan
from output.columns import tables
from output.csv_file import cell_texts, table_file
from output.csvw import csvw
from output.datapackage import datapackage
from output.json_file import indented, json_bytes
from output.portal import portal_file, portal_name
from output.rows import rows_of
from plan_records import Plan


def plan_files(plan: Plan, *, with_contacts: bool = False) -> dict[str, bytes]:
    """Every file of a plan by its name; a file in a folder has the folder's name and ``/`` in front."""
    csv: dict[str, bytes] = {}
    twins: dict[str, bytes] = {}
    for name, table in tables().items():
        rows = cell_texts(table, rows_of(plan, name))
        csv[name] = table_file(table, rows)
        twins[portal_name(plan, table)] = portal_file(plan, table, rows)
    return {
        "plan.json": json_bytes(plan, with_contacts=with_contacts),
        **{f"{name}.csv": content for name, content in csv.items()},
        "datapackage.json": indented(datapackage(plan, csv)),
        "datapackage-v1.json": indented(datapackage(plan, csv, "1.0")),
        "csv-metadata.json": indented(csvw(plan)),
        "dataset.jsonld": indented(catalogue_entry(plan, csv)),
        "ckan.json": indented(ckan(plan)),
        **twins,
    }
