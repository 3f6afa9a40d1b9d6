"""The description of every published table, read from ``columns.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec

from plan.data_files import tables_of
from plan.records.index import NAMED

COLUMNS_FILE = Path(__file__).with_name("columns.toml")
LINEAGE_FILE = Path(__file__).with_name("lineage.toml")


class ColumnSpec(msgspec.Struct, frozen=True):
    """One column: its Table Schema type, what every value keeps to, and what it holds in Korean and in English."""

    name: str
    type: str
    ko: str
    about: str
    en: str
    required: bool = False
    enum: tuple[str, ...] = ()
    codes: str = ""  # the Literal whose values it holds; ``codes.toml`` has words for them
    pattern: str = ""
    minimum: int | None = None
    text: bool = False
    fiscal: str = ""


class Reference(NamedTuple):
    """A foreign key of one column."""

    column: str
    table: str
    to: str


class TableSpec(msgspec.Struct, frozen=True):
    """One table: its keys and its columns in published order."""

    name: str
    ko: str
    en: str
    key: tuple[str, ...]
    unique: tuple[str, ...]
    refers: tuple[Reference, ...]
    columns: tuple[ColumnSpec, ...]


@cache
def tables() -> dict[str, TableSpec]:
    """The published tables by name, each after those that it refers to."""
    return _tables(COLUMNS_FILE)


@cache
def lineage_table() -> TableSpec:
    """The table of what became of programmes from edition to edition, which is of no single plan."""
    return _tables(LINEAGE_FILE)["lineage"]


def for_people(table: TableSpec) -> tuple[ColumnSpec, ...]:
    """The columns of a table that a Korean reader wants, ids behind all others."""
    return tuple(
        sorted(
            (column for column in table.columns if not column.name.endswith("_en")),
            key=lambda column: column.name.endswith("_id"),
        )
    )


def _tables(file: Path) -> dict[str, TableSpec]:
    loaded = tables_of(file)
    return {
        name: TableSpec(
            name=name,
            ko=table["ko"],
            en=table["en"],
            key=tuple(table["key"]),
            unique=tuple(table.get("unique", ())),
            refers=tuple(Reference(*reference) for reference in table.get("refers", ())),
            columns=tuple(_column(loaded["column"], entry) for entry in table["columns"]),
        )
        for name, table in loaded["table"].items()
    }


def _column(shared: dict[str, dict[str, Any]], entry: str | dict[str, Any]) -> ColumnSpec:
    """The shared column of a name, with what the table says of it in its own words."""
    own = {"name": entry} if isinstance(entry, str) else entry
    said = shared[own["name"]] | own
    named = said.pop("values", "")
    return ColumnSpec(**said | {"codes": named, "enum": _values(named) if named else tuple(said.get("enum", ()))})


def _values(literal: str) -> tuple[str, ...]:
    """What a Literal of the records allows; where it allows nothing to be said, the column is empty instead."""
    return tuple(value for value in get_args(NAMED[literal]) if value)
