"""The rows of the published tables as typed values, for what is no text file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from output.files.csv_file import one_line
from output.tables.columns import TableSpec
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
    return {
        name: None if (value := row[name]) is None or value == "" else typed(value) for name, typed in _columns(table)
    }


@cache
def _columns(table: TableSpec) -> tuple[tuple[str, Callable[[Value], Typed]], ...]:
    return tuple((column.name, TYPED.get(column.type, _text)) for column in table.columns)


def _text(value: Value) -> Typed:
    return value if isinstance(value, bool) else one_line(str(value)) or None


def _date(value: Value) -> Typed:
    return date.fromisoformat(str(value))


TYPED: dict[str, Callable[[Any], Typed]] = {"date": _date, "integer": int, "number": Decimal}
