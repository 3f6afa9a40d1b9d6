"""What a database or a file format keeps as it is, and no empty cell that must be filled; else nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from output.tables.columns import ColumnSpec, TableSpec
from plan.errors import PlanError
from plan.particles import particle
from plan.records.base import DECIMALS, DIGITS, LARGEST, SMALLEST, as_json_number, decimals_of


class Store(msgspec.Struct, frozen=True):
    """A store's name, and how many digits its exact numbers have before and behind the point."""

    name: str
    before: int
    behind: int
    is_sqlite: bool = False

    def keeps(self, value: Decimal) -> bool:
        """Whether the store gives this very number back; SQLite has integers of 64 bits and floats."""
        if self.is_sqlite:
            number = as_json_number(value)
            return not isinstance(number, str) and SMALLEST <= number <= LARGEST
        return value.adjusted() < self.before and decimals_of(value) <= self.behind


STORES = {
    "sqlite": Store("SQLite", 0, 0, is_sqlite=True),
    "duckdb": Store("DuckDB", DIGITS - DECIMALS, DECIMALS),
    "postgresql": Store("PostgreSQL", 131_072, 16_383),  # PostgreSQL 17, 8.1.2
    "parquet": Store("Parquet", DIGITS - DECIMALS, DECIMALS),
    "arrow": Store("Arrow", DIGITS - DECIMALS, DECIMALS),
    "polars": Store("Polars", DIGITS - DECIMALS, DECIMALS),
}


def require_kept(store: Store, table: TableSpec, rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse the first number of these rows that the store would round or cannot hold, with its row and its column.

    So is a cell that is never empty and is: a ``plan.json`` that was changed by hand may hold one.
    """
    required = [column for column in table.columns if column.required]
    integers = [column for column in table.columns if column.type == "integer"]
    numbers = [column for column in table.columns if column.type == "number"]
    for row in rows:
        for column in required:
            if row[column.name] is None:
                raise _empty(table, column, row)
        for column in integers:
            value = row[column.name]
            if value is not None and not SMALLEST <= value <= LARGEST:
                raise _not_kept(store, table, column, row)
        for column in numbers:
            value = row[column.name]
            if value is not None and not store.keeps(value):
                raise _not_kept(store, table, column, row)


def _empty(table: TableSpec, column: ColumnSpec, row: Mapping[str, Any]) -> PlanError:
    key = _named(table, row)
    return PlanError(
        "required-empty",
        ko=f"'{table.name}'에서 {key}인 행의 '{column.name}'{particle(column.name, '이/가')} 비어 있습니다. 변환이 쓴 "
        "plan.json에는 늘 있는 값이니 문서를 다시 변환하십시오. 아무것도 바꾸지 않았습니다.",
        en=f"The '{column.name}' of the row of '{table.name}' with {key} is empty, which no plan.json of a conversion "
        "has; convert the document again. Nothing was changed.",
        table=table.name,
        column=column.name,
    )


def _named(table: TableSpec, row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} '{row[name] or ''}'" for name in table.key)


def _not_kept(store: Store, table: TableSpec, column: ColumnSpec, row: Mapping[str, Any]) -> PlanError:
    key = _named(table, row)
    value = row[column.name]
    said = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return PlanError(
        "number-not-kept",
        ko=f"{store.name}에는 '{table.name}'에서 {key}인 행의 '{column.name}' 값 "
        f"{said}{particle(said, '을/를')} 그대로 담을 수 없습니다. "
        "잘못 인쇄된 값이면 corrections.yaml에서 고치고, 아니면 CSV를 쓰십시오. 아무것도 바꾸지 않았습니다.",
        en=f"{store.name} cannot keep {said} as it is, the '{column.name}' of the row of '{table.name}' with {key}. "
        "Correct it in corrections.yaml if it is a misprint, else use the CSV files; nothing was changed.",
        table=table.name,
        column=column.name,
    )
