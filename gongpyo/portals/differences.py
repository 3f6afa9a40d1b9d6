"""What a CKAN site holds against what a plan's folder asks for: only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from gongpyo.portals.wanted import Row, WantedFile

OURS = "schema_version"  # an extra that every dataset of ours has, and nobody else's
LISTS = {"tags": ("name",), "extras": ("key", "value")}  # fields with several entries: their key first
Record = dict[str, Any]


class RowChanges(NamedTuple):
    """The records to write, and the keys of rows that the plan no longer has."""

    write: list[Record]
    remove: list[str]


def package_changes(wanted: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the dataset that differ; tags and extras that others have added stay."""
    patch = {name: value for name, value in wanted.items() if name not in LISTS and shown.get(name) != value}
    for name, parts in LISTS.items():
        now = [{part: entry.get(part) for part in parts} for entry in shown.get(name) or []]
        ours = {entry[parts[0]] for entry in wanted[name]}
        merged = [*wanted[name], *(entry for entry in now if entry[parts[0]] not in ours)]
        if _sorted(merged) != _sorted(now):
            patch[name] = merged
    return patch


def is_ours(shown: Mapping[str, Any]) -> bool:
    """Whether a dataset is one that gongpyo has published."""
    return any(entry.get("key") == OURS for entry in shown.get("extras") or [])


def resource_changes(wanted: WantedFile, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a file and differs; a differing ``hash`` means that the file itself does."""
    return {name: value for name, value in wanted.resource.items() if shown.get(name) != value}


def field_changes(wanted: WantedFile, shown: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the table lacks a column, or its data dictionary says something else."""
    known = {field["id"]: field.get("info") or {} for field in shown}
    return any(
        known.get(field["id"], {}).get(name) != said
        for field in wanted.fields
        for name, said in field["info"].items()
    )  # fmt: skip


def has_other_types(wanted: WantedFile, shown: Iterable[Mapping[str, Any]]) -> bool:
    """Whether another program has made the table: without its key, or with a column of another type."""
    kinds = {field["id"]: field["type"] for field in shown}
    ours = {field["id"]: field["type"] for field in wanted.fields}
    return wanted.key not in kinds or any(kinds.get(name, kind) != kind for name, kind in ours.items())


def row_changes(wanted: WantedFile, shown: Iterable[Record]) -> RowChanges:
    """The rows that are new or differ in a value, and those that are gone."""
    kinds = {field["id"]: field["type"] for field in wanted.fields}
    there = {str(record[wanted.key]): record for record in shown}
    rows = wanted.rows()
    write = [
        _record(row, kinds)
        for key, row in rows.items()
        if key not in there or any(_value(text, kinds[name]) != _shown(there[key].get(name), kinds[name])
                                   for name, text in row.items())
    ]  # fmt: skip
    return RowChanges(write, [key for key in there if key not in rows])


def _record(row: Row, kinds: Mapping[str, str]) -> Record:
    """A row as the DataStore takes it; numbers stay digits, so that none is rounded."""
    return {name: None if not text else text == "true" if kinds[name] == "bool" else text for name, text in row.items()}


def _value(text: str, kind: str) -> object:
    """What a cell of the file means, to be held against what the site shows."""
    if not text:
        return None
    return text == "true" if kind == "bool" else Decimal(text) if kind == "numeric" else text


def _shown(value: object, kind: str) -> object:
    """What the site shows in a cell; '' is a text that another program has put there, and no missing value."""
    if value is None or kind == "bool":
        return value
    if kind != "numeric":
        return str(value)
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _sorted(entries: Iterable[Mapping[str, Any]]) -> list[list[tuple[str, Any]]]:
    return sorted(sorted(entry.items()) for entry in entries)
