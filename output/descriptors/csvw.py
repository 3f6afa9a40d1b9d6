"""csv-metadata.json: the CSV files as a table group of CSV on the Web (W3C Recommendation, 2015)."""

from __future__ import annotations

from typing import Any

from output.descriptors.licences import licence_of
from output.tables.columns import ColumnSpec, Reference, TableSpec, tables
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "ko"}]
DIALECT = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "quoteChar": '"', "header": True}
DATATYPES = {"number": "decimal"}  # all other types have the same name in both standards


def csvw(plan: Plan) -> dict[str, Any]:
    """The metadata of all tables; column titles are those of the files and, in Korean, those of their portal twins."""
    profile = plan.profile
    about: dict[str, Any] = {"dc:title": profile.title or profile.plan_id, "dc:hasVersion": SCHEMA_VERSION}
    if licence := licence_of(profile.licence):
        about["dc:license"] = {"@id": licence.url}
    if profile.provider_name:
        about["dc:publisher"] = profile.provider_name
    if profile.data_date:
        about["dc:issued"] = profile.data_date
    return {"@context": CONTEXT, **about, "dialect": DIALECT, "tables": [_table(table) for table in tables().values()]}


def _table(table: TableSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    always = {column.name for column in table.columns if column.required}
    keys = [_foreign_key(reference) for reference in table.refers if reference.column in always]
    if keys:  # a column that may be empty is no key here: validators of CSVW take an empty cell for a broken one
        schema["foreignKeys"] = keys
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.ko,
        "dc:description": {"@value": table.en, "@language": "en"},
        "tableSchema": schema,
    }


def _foreign_key(reference: Reference) -> dict[str, Any]:
    return {
        "columnReference": reference.column,
        "reference": {"resource": f"{reference.table}.csv", "columnReference": reference.to},
    }


def _column(column: ColumnSpec) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": DATATYPES.get(column.type, column.type)}
    if column.pattern or column.enum:
        datatype["format"] = column.pattern or "|".join(column.enum)
    if column.minimum is not None:
        datatype["minimum"] = column.minimum
    return {
        "name": column.name,
        "titles": {"und": column.name, "ko": column.ko},
        "dc:description": [
            {"@value": column.about, "@language": "ko"},
            {"@value": column.en, "@language": "en"},
        ],
        "datatype": datatype,
        "required": column.required,
        "null": "",
    }
