"""The published tables as SQLAlchemy tables: names, types, keys and comments come from ``columns.toml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Dialect,
    ForeignKeyConstraint,
    MetaData,
    Numeric,
    Select,
    Table,
    Text,
    case,
    func,
    select,
)
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from output.columns import ColumnSpec, TableSpec, tables
from output.table_schema import described
from plan_errors import PlanError
from plan_records import SCHEMA_VERSION, as_json_number

VIEW = "targets_wide"
DIGITS, DECIMALS = 38, 10  # DuckDB has no number without bounds; these are as wide as its numbers get
SQLITE_LARGEST = 2**63 - 1


class _SqliteNumber(UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "NUMERIC"


class ExactNumber(TypeDecorator[Decimal]):
    """A number that the database keeps exactly; one that it would round is refused."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteNumber())
        return dialect.type_descriptor(Numeric(DIGITS, DECIMALS) if dialect.name == "duckdb" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if dialect.name == "sqlite":
            number = as_json_number(value)
            if isinstance(number, str) or abs(number) > SQLITE_LARGEST:
                raise _too_precise(value, dialect)
            return number
        if dialect.name == "duckdb" and (value.adjusted() >= DIGITS - DECIMALS or value != round(value, DECIMALS)):
            raise _too_precise(value, dialect)
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy calls it so
        return None if value is None else Decimal(str(value))


def _too_precise(value: Decimal, dialect: Dialect) -> PlanError:
    return PlanError(
        "number-too-precise",
        ko=f"{dialect.name}은(는) {value:f}을(를) 그대로 담을 수 없습니다. PostgreSQL에 넣거나 CSV를 쓰십시오.",
        en=f"{dialect.name} cannot keep {value:f} as it is; load into PostgreSQL, or use the CSV files.",
    )


TYPES: dict[str, type[TypeEngine[Any]]] = {
    "string": Text,
    "integer": BigInteger,
    "number": ExactNumber,
    "boolean": Boolean,
    "date": Date,
}


def database_tables(dialect: str) -> MetaData:
    """Every published table; DuckDB gets no foreign keys, since it cannot change a row that another refers to."""
    metadata = MetaData()
    for spec in tables().values():
        foreign = () if dialect == "duckdb" else tuple(_foreign_keys(spec))
        comment = f"{spec.ko} / {spec.en} (gongpyo {SCHEMA_VERSION})"
        Table(spec.name, metadata, *(_column(column, spec) for column in spec.columns), *foreign, comment=comment)
    return metadata


def _column(column: ColumnSpec, table: TableSpec) -> Column[Any]:
    return Column(
        column.name,
        TYPES[column.type](),
        primary_key=column.name in table.key,
        nullable=not column.required,
        autoincrement=False,
        comment=f"{column.ko}: {described(column)}",
    )


def _foreign_keys(spec: TableSpec) -> list[ForeignKeyConstraint]:
    """Checked when the transaction ends, so that rows may come in any order."""
    return [
        ForeignKeyConstraint(
            [reference.column], [f"{reference.table}.{reference.to}"], deferrable=True, initially="DEFERRED"
        )
        for reference in spec.refers
    ]


WIDE_KEYS = ("plan_id", "program_id", "program_no", "program_name", "indicator_id", "indicator_name", "unit")


def wide_targets(targets: Table, years: list[int]) -> Select[Any]:
    """One row per target and unit, with the printed total and a column for each year; empty where there is no value."""
    keys = [targets.c[name] for name in WIDE_KEYS]

    def value_where(condition: ColumnElement[bool], name: str) -> ColumnElement[Any]:
        return func.max(case((condition, targets.c.value))).label(name)

    period, year_of = targets.c.period_type, targets.c.year
    of_years = [value_where((period == "year") & (year_of == year), f"y{year}") for year in years]
    return select(*keys, value_where(period == "total", "total"), *of_years).group_by(*keys)
