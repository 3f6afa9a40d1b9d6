"""Which numbers a database or a file format keeps as they are; any other is refused before anything is stored."""

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
    """Refuse the first number of these rows that the store would round or cannot hold, with its row and its column."""
    integers = [column for column in table.columns if column.type == "integer"]
    numbers = [column for column in table.columns if column.type == "number"]
    for row in rows:
        for column in integers:
            value = row[column.name]
            if value is not None and not SMALLEST <= value <= LARGEST:
                raise _not_kept(store, table, column, row)
        for column in numbers:
            value = row[column.name]
            if value is not None and not store.keeps(value):
                raise _not_kept(store, table, column, row)


def _not_kept(store: Store, table: TableSpec, column: ColumnSpec, row: Mapping[str, Any]) -> PlanError:
    key = ", ".join(f"{name} '{row[name]}'" for name in table.key)
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
