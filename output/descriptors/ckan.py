"""ckan.json: what CKAN's API wants to be told of the dataset, and the data dictionary of each file.

CKAN's loader takes every column for text and makes ASCII names of Korean heads. So the files with ASCII heads are to be
loaded, and the dictionary gives their Korean labels and their types: ``type`` for ``datastore_create``, and
``info.type_override`` for the loader, which knows text, numeric and timestamp only (CKAN DataStore, XLoader).
"""

from __future__ import annotations

from typing import Any

from output.descriptors.datapackage import description, keywords
from output.descriptors.licences import licence_of
from output.descriptors.table_schema import described
from output.descriptors.versions import data_version, modified
from output.tables.columns import ColumnSpec, tables
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

TYPES = {"string": "text", "integer": "numeric", "number": "numeric", "boolean": "bool", "date": "date"}
OVERRIDES = {"numeric": "numeric", "date": "timestamp"}


def ckan(plan: Plan) -> dict[str, Any]:
    """The payloads of ``package_create`` and, for each file, of ``resource_create`` and ``datastore_create``."""
    profile = plan.profile
    licence = licence_of(profile.licence)
    known = {
        "data_date": profile.data_date,
        "provider_code": profile.provider_code,
        "schema_version": SCHEMA_VERSION,
        "modified": modified(plan),
        "update_period": profile.update_period,
    }
    return {
        "package": {
            "name": profile.plan_id,
            "title": profile.title or profile.plan_id,
            "notes": description(plan),
            "version": data_version(plan),
            "author": profile.provider_name,
            **({"maintainer": profile.contact} if profile.contact else {}),
            **({"url": profile.source_url} if profile.source_url else {}),
            "tags": [{"name": word} for word in keywords(plan)],
            "license_id": licence.ckan if licence else "notspecified",
            "extras": [
                *({"key": key, "value": value} for key, value in known.items() if value),
                *([{"key": "licence", "value": licence.url}] if licence else []),
            ],
        },
        "resources": [
            {
                "resource": {
                    "name": table.ko,
                    "description": f"{table.ko} / {table.en}",
                    "url": f"{table.name}.csv",
                    "format": "CSV",
                    "mimetype": "text/csv",
                },
                "datastore": {
                    "primary_key": list(table.key),
                    "fields": [_field(column) for column in table.columns],
                },
            }
            for table in tables().values()
        ],
    }


def _field(column: ColumnSpec) -> dict[str, Any]:
    kind = TYPES[column.type]
    info = {"label": column.ko, "notes": described(column), "type_override": OVERRIDES.get(kind, "text")}
    return {"id": column.name, "type": kind, "info": info}
