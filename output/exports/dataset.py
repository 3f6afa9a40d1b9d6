"""Many plans as one Parquet dataset in the hive layout: a folder for each table, provider and period."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import pyarrow
import pyarrow.parquet

from output.exports.parquet import arrow_table
from output.exports.stored_numbers import STORES, require_kept
from output.exports.typed_rows import TypedRow, typed_row, typed_rows
from output.tables.columns import TableSpec, lineage_table, tables
from output.tables.rows import Row
from plan.records.meaning import Plan

NOTHING = "__HIVE_DEFAULT_PARTITION__"  # what the layout writes for a value that is not known (Apache Hive)
PART = "part-0.parquet"
ROWS_JOINED = 500  # made columns of at a time: those of a few rows take more time and memory than the rows do
ROWS_AT_ONCE = 100_000  # rows of a row group: small enough to be skipped, large enough to compress


def partition_of(provider_code: str, first_year: int | None, last_year: int | None) -> str:
    """The folder of a provider and a period, as the hive layout names it: ``provider=6110000/period=2024-2027``."""
    period = f"{first_year}-{last_year}" if first_year and last_year else NOTHING
    return f"provider={quote(provider_code, safe='') or NOTHING}/period={period}"


def _tables() -> Iterator[TableSpec]:
    yield from tables().values()
    yield lineage_table()


class Partition:
    """The rows of one provider and period, taken up plan by plan and written as one file a table.

    But for a few rows only the columns of Arrow are held, so that a partition of a million rows takes some 200 MiB.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: dict[str, list[Any]] = {table.name: [] for table in _tables()}
        self._few: dict[str, list[TypedRow]] = {table.name: [] for table in _tables()}  # the latest

    def add(self, plan: Plan, lineage: Iterable[Row] = ()) -> None:
        """Take up the rows of a plan, and those that lead to it from the edition before it."""
        for table in tables().values():
            self._take(table, list(typed_rows(plan, table)))
        self._take(lineage_table(), [typed_row(lineage_table(), row) for row in lineage])

    def _take(self, table: TableSpec, rows: Sequence[TypedRow]) -> None:
        require_kept(STORES["parquet"], table, rows)
        few = self._few[table.name]
        few += rows
        if len(few) >= ROWS_JOINED:
            self._join(table)

    def _join(self, table: TableSpec) -> None:
        few = self._few[table.name]
        if few:
            self._parts[table.name].append(arrow_table(table, few))
            few.clear()

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {
            name: sum(part.num_rows for part in parts) + len(self._few[name]) for name, parts in self._parts.items()
        }

    def files(self) -> dict[str, bytes]:
        """The files by their paths below the dataset's folder; a table without a row has none."""
        made = {f"{table.name}/{self._name}/{PART}": self._file(table) for table in _tables()}
        return {path: content for path, content in made.items() if content}

    def _file(self, table: TableSpec) -> bytes:
        self._join(table)
        parts = self._parts[table.name]
        if not parts:
            return b""
        stream = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.concat_tables(parts), stream, row_group_size=ROWS_AT_ONCE)
        return stream.getvalue()
