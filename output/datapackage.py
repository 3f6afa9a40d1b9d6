"""datapackage.json: what each CSV file is, with types, keys, size and hash (Data Package v2, Table Schema v2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from output.columns import ColumnSpec, TableSpec, tables
from plan_records import SCHEMA_VERSION, Plan

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def datapackage(plan: Plan, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor of the CSV files given by name."""
    profile = plan.profile
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": profile.plan_id,
        "title": profile.title,
        "version": SCHEMA_VERSION,
        "resources": [_resource(tables()[name], content) for name, content in files.items()],
    }
    if profile.licence:
        descriptor["licenses"] = [{"name": profile.licence}]
    if profile.provider_name:
        descriptor["contributors"] = [{"title": profile.provider_name, "roles": ["publisher"]}]
    return descriptor


def _resource(table: TableSpec, content: bytes) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table.name,
        "type": "table",
        "title": table.ko,
        "description": table.en,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }


def table_schema(table: TableSpec) -> dict[str, Any]:
    """The Table Schema of one table, titles in Korean; a nullable key column is no primary key, so it is ``unique``."""
    nullable = {column.name for column in table.columns if not column.required}
    schema: dict[str, Any] = {"$schema": SCHEMA_PROFILE, "fields": [_field(column) for column in table.columns]}
    if nullable.isdisjoint(table.key):
        schema["primaryKey"] = list(table.key)
    else:
        schema["uniqueKeys"] = [list(table.key)]
    schema["missingValues"] = [""]
    return schema


def _field(column: ColumnSpec) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    described = column.en + (
        " (a value that a spreadsheet would run as a formula has an apostrophe in front)" if column.text else ""
    )
    field: dict[str, Any] = {"name": column.name, "type": column.type, "title": column.ko, "description": described}
    return field | ({"constraints": constraints} if constraints else {})
