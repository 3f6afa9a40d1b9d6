"""The sentences of findings, in Korean and in English, with the severity of each rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plan.data_files import tables_of
from plan.particles import sentence
from plan.records import Finding, Place, Severity

MESSAGES_FILE = Path(__file__).with_name("findings.toml")
SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info"}


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
