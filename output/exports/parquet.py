"""Parquet files for analysis: one for each table, exact decimals, titles and descriptions in the metadata."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow
import pyarrow.parquet

from output.descriptors.table_schema import described
from output.exports.stored_numbers import STORES, require_kept
from output.exports.typed_rows import TypedRow, typed_rows
from output.tables.columns import ColumnSpec, TableSpec, tables
from plan.records.base import DECIMALS, DIGITS, SCHEMA_VERSION
from plan.records.meaning import Plan

TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.decimal128(DIGITS, DECIMALS),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}


def parquet_files(plans: Sequence[Plan]) -> dict[str, bytes]:
    """Each table's file by its name; the same plans always give the same bytes."""
    return {f"{table.name}.parquet": _file(table, plans) for table in tables().values()}


def _file(table: TableSpec, plans: Sequence[Plan]) -> bytes:
    rows = [row for plan in plans for row in typed_rows(plan, table)]
    require_kept(STORES["parquet"], table, rows)
    stream = io.BytesIO()
    pyarrow.parquet.write_table(arrow_table(table, rows), stream)
    return stream.getvalue()


def arrow_table(table: TableSpec, rows: Sequence[TypedRow]) -> Any:
    """The rows as an Arrow table; whether it keeps their numbers is for the caller to ask."""
    return pyarrow.Table.from_pylist(rows, schema=_schema(table))


@cache
def _schema(table: TableSpec) -> Any:
    """The columns of a table, made once: with all that is said of them they take 35 kB."""
    metadata = {"title": table.ko, "description": table.en, "gongpyo_schema": SCHEMA_VERSION}
    return pyarrow.schema([_field(column) for column in table.columns], metadata=metadata)


def _field(column: ColumnSpec) -> Any:
    metadata = {"title": column.ko, "description": described(column)}
    return pyarrow.field(column.name, TYPES[column.type], nullable=not column.required, metadata=metadata)
