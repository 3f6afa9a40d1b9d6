"""The sentences of findings, in Korean and in English, with the severity of each rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from plan.data_files import tables_of
from plan.particles import sentence
from plan.records.base import Place
from plan.records.meaning import Finding
from plan.records.values import Severity

MESSAGES_FILE = Path(__file__).with_name("findings.toml")
SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info"}


MANY = 4  # findings of one rule and one cause in one table, from which on one of them stands for all

Row = dict[str, Any]


def rules() -> dict[str, Row]:
    """Each rule with its severity, its sentences and what it means, as in ``findings.toml``."""
    return tables_of(MESSAGES_FILE)


def finding(
    rule: str,
    program_no: str,
    *,
    record: str = "",
    places: tuple[Place, ...] = (),
    expected: str = "",
    actual: str = "",
    difference: str = "",
    reason: str = "",
) -> Finding:
    """A finding with its sentences filled in; ``reason`` picks the wording where a rule has several."""
    row = rules()[rule]
    words = {
        "record": record,
        "expected": expected,
        "actual": actual or "",
        "difference": difference,
        "program": program_no,
    }
    suffix = f"-{reason}" if f"ko-{reason}" in row else ""
    return Finding(
        rule=rule,
        severity=SEVERITIES[row.get(f"severity{suffix}") or row["severity"]],
        program_no=program_no,
        record=record,
        message=sentence(row[f"ko{suffix}"], **words),
        message_en=row[f"en{suffix}"].format_map(words),
        expected=expected,
        actual=actual,
        difference=difference,
        places=places,
    )


def one_of_many(found: Iterable[tuple[Hashable, Finding]], tables: Mapping[Any, Place]) -> list[Finding]:
    """The findings, of many with one cause the first, which says how many there are and holds the places of all.

    Each comes with what it has in common with others, or None; ``tables`` has the place of the table that those are of.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for at, (cause, entry) in enumerate(found):
        groups.setdefault(("", at) if cause is None else cause, []).append(entry)
    made: list[Finding] = []
    for cause, entries in groups.items():
        made += [_for_all(entries, tables.get(cause))] if len(entries) >= MANY else entries
    return made


def _for_all(entries: Sequence[Finding], table: Place | None) -> Finding:
    row, first, count = rules()[entries[0].rule], entries[0], str(len(entries))
    places = (table, *(place for entry in entries for place in entry.places))
    return replace(
        first,
        message=sentence(row["ko-many"], difference=count) + first.message,
        message_en=row["en-many"].format(difference=count) + first.message_en,
        difference=count,
        places=tuple(dict.fromkeys(place for place in places if place)),
    )
