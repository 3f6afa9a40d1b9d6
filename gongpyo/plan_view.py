"""A plan as a person at a prompt or a notebook wants it: its record, and its published tables for every library."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from gongpyo.telling.extras import EXTRAS, extra_missing
from gongpyo.telling.plan_counts import severities
from output.exports.stored_numbers import STORES, require_kept
from output.exports.typed_rows import Typed, TypedRow, typed_rows
from output.files.csv_file import cell_text
from output.tables.columns import TableSpec, tables
from output.tables.rows import rows_of
from plan.records.base import DECIMALS, DIGITS
from plan.records.meaning import Plan

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

SHOWN = ("programs", "indicators", "targets", "budgets", "findings")
ROWS_SHOWN = 10  # of a table or of the findings, in a notebook
PANDAS_TYPES = {"string": "string", "integer": "Int64", "number": "object", "boolean": "boolean", "date": "object"}


class TableView(msgspec.Struct, frozen=True):
    """One published table of a plan: typed rows, with ``None`` for what is empty."""

    name: str
    rows: tuple[TypedRow, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in published order."""
        return tuple(column.name for column in self._spec.columns)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[TypedRow]:
        return map(dict, self.rows)

    def to_dicts(self) -> list[TypedRow]:
        """The rows as dictionaries of their own; a number is an ``int`` or a ``Decimal``, a day a ``date``."""
        return list(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of nullable types; a number is a ``Decimal`` and a day a ``date``, in columns of objects."""
        library = _imported("pandas")
        made = {
            column.name: library.Series(self._values(column.name), dtype=PANDAS_TYPES[column.type])
            for column in self._spec.columns
        }
        return cast("pandas.DataFrame", library.DataFrame(made))

    def to_polars(self) -> polars.DataFrame:
        """A data frame with exact decimals; a number that it would round is refused."""
        library = _imported("polars")
        types = {
            "string": library.String,
            "integer": library.Int64,
            "number": library.Decimal(DIGITS, DECIMALS),
            "boolean": library.Boolean,
            "date": library.Date,
        }
        require_kept(STORES["polars"], self._spec, self.rows)
        schema = {column.name: types[column.type] for column in self._spec.columns}
        frame = library.DataFrame({name: self._values(name) for name in self.columns}, schema=schema)
        return cast("polars.DataFrame", frame)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with exact decimals, described in its metadata; a number that it would round is refused."""
        _imported("pyarrow")
        require_kept(STORES["arrow"], self._spec, self.rows)
        return importlib.import_module("output.exports.parquet").arrow_table(self._spec, self.rows)

    def __repr__(self) -> str:
        return f"<TableView {self.name}: {len(self.rows)} rows x {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        shown = self.rows[:ROWS_SHOWN]
        caption = f"{self.name}: {len(shown)} / {len(self.rows)}"
        return _html(caption, self.columns, [[_text(row[name]) for name in self.columns] for row in shown])

    @property
    def _spec(self) -> TableSpec:
        return tables()[self.name]

    def _values(self, name: str) -> list[Typed]:
        return [row[name] for row in self.rows]


class PlanView(msgspec.Struct, frozen=True):
    """One plan: ``record`` is all of it, ``folder`` where it was written, if it was."""

    record: Plan
    folder: Path | None = None

    @property
    def targets(self) -> TableView:
        """The rows of ``targets.csv``."""
        return self._table("targets")

    @property
    def budgets(self) -> TableView:
        """The rows of ``budgets.csv``."""
        return self._table("budgets")

    @property
    def indicators(self) -> TableView:
        """The rows of ``indicators.csv``."""
        return self._table("indicators")

    @property
    def programs(self) -> TableView:
        """The rows of ``programs.csv``."""
        return self._table("programs")

    @property
    def findings(self) -> TableView:
        """The rows of ``findings.csv``."""
        return self._table("findings")

    def __repr__(self) -> str:
        held = ", ".join(f"{count} {name}" for name, count in self._held().items())
        return f"<PlanView {self.record.profile.plan_id}: {held}>"

    def _repr_html_(self) -> str:
        profile, found = self.record.profile, self.record.findings
        years = "–".join(str(year) for year in (profile.first_year, profile.last_year) if year is not None)
        held = {"plan_id": profile.plan_id, "title": profile.title, "years": years, **self._held()}
        rows = [[name, str(value)] for name, value in held.items()]
        said = [[entry.severity, entry.rule, entry.message] for entry in found[:ROWS_SHOWN]]
        counted = ", ".join(f"{name} {count}" for name, count in severities(self.record).items())
        return _html("gongpyo", ("", ""), rows) + _html(
            f"findings: {len(said)} / {len(found)} ({counted})", ("severity", "rule", "message"), said
        )

    def _held(self) -> Mapping[str, int]:
        """How many rows each table has."""
        return {name: sum(1 for _ in rows_of(self.record, name)) for name in SHOWN}

    def _table(self, name: str) -> TableView:
        return TableView(name, tuple(typed_rows(self.record, tables()[name])))


def _imported(library: str) -> Any:
    """A library that is installed only where it is asked for; the error says how."""
    try:
        return importlib.import_module(library)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        raise extra_missing(error.name) from None


def _text(value: Typed) -> str:
    """A value as the CSV file has it; nothing runs as a formula here."""
    return value.isoformat() if isinstance(value, date) else cell_text(value, guard=False)


def _html(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in which every text of the document is text."""
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
