"""The files of one plan, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from output.descriptors.catalogue import catalogue_entry
from output.descriptors.ckan import ckan
from output.descriptors.csvw import csvw
from output.descriptors.datapackage import datapackage
from output.descriptors.digested import Digested
from output.files.csv_file import CsvFile, cell_texts
from output.files.json_file import decisions_parts, indented, json_parts
from output.files.portal import PortalFile, PortalTwin, portal_by_year, portal_name
from output.files.registration import NAME as REGISTRATION
from output.files.registration import Registered, registration
from output.tables.by_year import BY_YEAR, SeriesRows
from output.tables.columns import tables
from output.tables.rows import rows_of
from plan.records.meaning import Plan


def plan_files(plan: Plan, *, with_contacts: bool = False) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file of a plan by its name, in parts; a file in a folder has the folder's name and ``/`` in front.

    Each is made when its turn comes, so that no more than two of the large ones are held at a time, and no row longer
    than its files need it.
    """
    csv: dict[str, Digested] = {}
    others: dict[str, Digested] = {}
    registered: list[Registered] = []
    series = {f"{measure}s": SeriesRows(measure) for measure in BY_YEAR}

    def noted(name: str, parts: Iterable[bytes]) -> tuple[str, Digested]:
        others[name] = Digested(parts)
        return name, others[name]

    title = plan.profile.title or plan.profile.plan_id

    def twin(what: str, file: PortalFile) -> tuple[str, Digested]:
        path = portal_name(plan, what)
        registered.append(Registered(path, f"{title}의 {what}", file.rows, file.titles))
        return noted(path, [file.content])

    for name, table in tables().items():
        rows = rows_of(plan, name)
        if name in series:
            rows = series[name].noting(rows)
        file, korean = CsvFile(column.name for column in table.columns), PortalTwin(plan, table)
        for cells in cell_texts(table, rows):
            file.add(cells)
            korean.add(cells)
        csv[name] = Digested([file.content()])
        yield f"{name}.csv", csv[name]
        yield twin(table.ko, korean.file())
    for measure, named in BY_YEAR.items():
        yield twin(named, portal_by_year(plan, measure, series[f"{measure}s"]))
    yield noted(REGISTRATION, [registration(plan, registered)])
    yield noted("plan.json", json_parts(plan, with_contacts=with_contacts))
    if plan.decided:
        yield noted("decisions.json", decisions_parts(plan.decided))
    yield noted("datapackage-v1.json", [indented(datapackage(plan, csv, "1.0"))])
    yield noted("csv-metadata.json", [indented(csvw(plan))])
    yield noted("dataset.jsonld", [indented(catalogue_entry(plan, csv))])
    yield noted("ckan.json", [indented(ckan(plan))])
    yield (
        "datapackage.json",
        [indented(datapackage(plan, csv) | {"files": [_file(*named) for named in others.items()]})],
    )


def _file(name: str, content: Digested) -> dict[str, Any]:
    """What datapackage.json says of a file that is no table of it, so that a change by hand is seen."""
    return {"path": name, "bytes": content.bytes, "hash": f"sha256:{content.sha256}"}
