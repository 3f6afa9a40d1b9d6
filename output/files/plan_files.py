"""The files of one plan, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from output.descriptors.catalogue import catalogue_entry
from output.descriptors.ckan import ckan
from output.descriptors.csvw import csvw
from output.descriptors.datapackage import datapackage
from output.files.csv_file import cell_texts, table_file
from output.files.json_file import decisions_parts, indented, json_parts
from output.files.portal import portal_file, portal_name
from output.tables.columns import tables
from output.tables.rows import rows_of
from plan.records import Plan


def plan_files(plan: Plan, *, with_contacts: bool = False) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file of a plan by its name, in parts; a file in a folder has the folder's name and ``/`` in front.

    Each is made when its turn comes, so that no more than one of the large ones is held at a time.
    """
    csv: dict[str, bytes] = {}
    for name, table in tables().items():
        rows = cell_texts(table, rows_of(plan, name))
        csv[name] = table_file(table, rows)
        yield f"{name}.csv", [csv[name]]
        yield portal_name(plan, table), [portal_file(plan, table, rows)]
    yield "plan.json", json_parts(plan, with_contacts=with_contacts)
    if plan.decided:
        yield "decisions.json", decisions_parts(plan.decided)
    yield "datapackage.json", [indented(datapackage(plan, csv))]
    yield "datapackage-v1.json", [indented(datapackage(plan, csv, "1.0"))]
    yield "csv-metadata.json", [indented(csvw(plan))]
    yield "dataset.jsonld", [indented(catalogue_entry(plan, csv))]
    yield "ckan.json", [indented(ckan(plan))]
