"""The rows of the published tables as typed values, for what is no text file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from output.files.csv_file import one_line
from output.tables.columns import ColumnSpec, TableSpec
from output.tables.rows import Row, Value, rows_of
from plan.records.meaning import Plan

Typed = str | int | bool | Decimal | date | None
TypedRow = dict[str, Typed]


def typed_rows(plan: Plan, table: TableSpec) -> Iterator[TypedRow]:
    """The rows of one table; an empty text is nothing, and no text is guarded."""
    for row in rows_of(plan, table.name):
        yield typed_row(table, row)


def typed_row(table: TableSpec, row: Row) -> TypedRow:
    """One row of a table in the order of its columns."""
    return {column.name: _typed(column, row[column.name]) for column in table.columns}


def _typed(column: ColumnSpec, value: Value) -> Typed:
    if value is None or value == "":
        return None
    if column.type == "date":
        return date.fromisoformat(str(value))
    if column.type == "integer":
        return int(value)
    if column.type == "number":
        return Decimal(value)
    return value if isinstance(value, bool) else one_line(str(value)) or None
