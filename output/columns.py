"""The description of every published table, read from ``columns.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

COLUMNS_FILE = Path(__file__).with_name("columns.toml")


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its Table Schema type and what it holds, in Korean and in English."""

    name: str
    type: str
    ko: str
    en: str
    required: bool = False
    enum: tuple[str, ...] = ()
    text: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: its key and its columns in published order."""

    name: str
    ko: str
    en: str
    key: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]


@cache
def tables() -> dict[str, TableSpec]:
    """The published tables by name, in the order in which they are written."""
    with COLUMNS_FILE.open("rb") as file:
        loaded: dict[str, dict[str, Any]] = tomllib.load(file)
    return {
        name: TableSpec(
            name=name,
            ko=table["ko"],
            en=table["en"],
            key=tuple(table["key"]),
            columns=tuple(
                ColumnSpec(**{**column, "enum": tuple(column.get("enum", ()))}) for column in table["columns"]
            ),
        )
        for name, table in loaded.items()
    }
