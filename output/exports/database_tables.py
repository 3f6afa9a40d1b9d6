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
    DateTime,
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

from output.descriptors.table_schema import described
from output.tables.columns import ColumnSpec, TableSpec, lineage_table, tables
from plan.records.base import DECIMALS, DIGITS, SCHEMA_VERSION, as_json_number

VIEW = "targets_wide"
LOADED_AT = "loaded_at"
HISTORY = "program_history"
# Each programme of a first edition, or one that came later, and what it became, edition by edition; what has split and
# come together again stands there once, and is certain where both ways are.
HISTORY_QUERY = """
WITH RECURSIVE followed (first_program_id, step, change, certain, plan_id, program_id) AS (
  SELECT p.program_id, 1, CAST('' AS TEXT), TRUE, p.plan_id, p.program_id FROM programs p
  WHERE p.level = 'program' AND NOT EXISTS (
    SELECT 1 FROM lineage l WHERE l.program_id = p.program_id AND l.previous_program_id IS NOT NULL)
  UNION
  SELECT f.first_program_id, f.step + 1, l.change, l.certain OR l.confirmed_by IS NOT NULL, l.plan_id, l.program_id
  FROM followed f JOIN lineage l ON l.previous_program_id = f.program_id
)
SELECT f.first_program_id, f.step, f.change, MIN(CASE WHEN f.certain THEN 1 ELSE 0 END) = 1 AS certain,
  f.plan_id, f.program_id, p.program_no, p.program_name
FROM followed f LEFT JOIN programs p ON p.program_id = f.program_id
GROUP BY f.first_program_id, f.step, f.change, f.plan_id, f.program_id, p.program_no, p.program_name
"""
HISTORY_COLUMNS = (
    "first_program_id", "step", "change", "certain", "plan_id", "program_id", "program_no", "program_name",
)  # fmt: skip
OWN_NUMBERS = {"sqlite": "NUMERIC", "duckdb": f"NUMERIC({DIGITS}, {DECIMALS})"}


class _OwnNumber(UserDefinedType[Any]):
    """A column type whose values go to the driver as they are; SQLAlchemy would make floats of them."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        return self.name


class ExactNumber(TypeDecorator[Decimal]):
    """A number that the database keeps exactly; ``require_kept`` has refused one that it would round."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        own = OWN_NUMBERS.get(dialect.name)
        return dialect.type_descriptor(_OwnNumber(own) if own else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return as_json_number(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy calls it so
        return None if value is None else Decimal(str(value))


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
    for spec in stored_tables():
        foreign = () if dialect == "duckdb" else tuple(_foreign_keys(spec))
        comment = f"{spec.ko} / {spec.en} (gongpyo {SCHEMA_VERSION})"
        Table(
            spec.name,
            metadata,
            *(_column(column, spec) for column in spec.columns),
            _loaded_at(),
            *foreign,
            comment=comment,
        )
    return metadata


def stored_tables() -> tuple[TableSpec, ...]:
    """The published tables and the lineage, each after those that it refers to."""
    return (*tables().values(), lineage_table())


def _loaded_at() -> Column[Any]:
    return Column(
        LOADED_AT, DateTime(), comment="이 행이 들어오거나 바뀐 때(UTC) / when this row came or changed (UTC)"
    )


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
