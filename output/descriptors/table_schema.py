"""The Table Schema of a published table, as version 2 and version 1 of the standard write it."""

from __future__ import annotations

from typing import Any, Literal

from output.tables.columns import ColumnSpec, Reference, TableSpec

Standard = Literal["1.0", "2.0"]
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
GUARD_KO = " 스프레드시트가 수식으로 실행할 값은 앞에 작은따옴표가 붙음."
GUARD_EN = " A value that a spreadsheet would run as a formula has an apostrophe in front."


def table_schema(table: TableSpec, standard: Standard = "2.0") -> dict[str, Any]:
    """The fields with Korean titles, and the keys; version 1 has no unique keys and names a table itself by ''."""
    schema: dict[str, Any] = {"$schema": SCHEMA_PROFILE} if standard == "2.0" else {}
    schema["fields"] = [_field(column) for column in table.columns]
    schema["primaryKey"] = list(table.key)
    if table.unique and standard == "2.0":
        schema["uniqueKeys"] = [list(table.unique)]
    if table.refers:
        schema["foreignKeys"] = [_foreign_key(table, reference, standard) for reference in table.refers]
    schema["missingValues"] = [""]
    return schema


def described(column: ColumnSpec) -> str:
    """What a column holds, in Korean and then in English."""
    guard_ko, guard_en = (GUARD_KO, GUARD_EN) if column.text else ("", "")
    return f"{column.about}.{guard_ko} / {column.en[0].upper()}{column.en[1:]}.{guard_en}"


def _field(column: ColumnSpec) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.ko,
        "description": described(column),
    }
    if column.fiscal:
        field["columnType"] = column.fiscal
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: ColumnSpec) -> dict[str, Any]:
    said = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
    }
    return {name: value for name, value in said.items() if value is not None}


def _foreign_key(table: TableSpec, reference: Reference, standard: Standard) -> dict[str, Any]:
    """A reference to the table itself names no resource in version 2, and '' in version 1."""
    there: dict[str, Any] = {"resource": reference.table}
    if reference.table == table.name:
        there = {"resource": ""} if standard == "1.0" else {}
    return {"fields": [reference.column], "reference": there | {"fields": [reference.to]}}
