"""What a person checks first of a plan: the first rows of targets.csv, and a line for each finding."""

from __future__ import annotations

from itertools import islice

from gongpyo.telling.speech import Speech
from output.tables.rows import rows_of
from plan.records.meaning import Finding, Plan

FIRST_ROWS = 8
SHOWN = ("program_no", "indicator_name", "period_type", "year", "printed", "value", "unit", "base_value", "base_unit")


def preview_of(plan: Plan, speech: Speech) -> dict[str, object]:
    """The names of the columns shown, the first rows as texts, and the findings as lines."""
    first = islice(rows_of(plan, "targets"), FIRST_ROWS)
    return {
        "columns": list(SHOWN),
        "rows": [["" if row[name] is None else str(row[name]) for name in SHOWN] for row in first],
        "findings": [finding_line(found, speech) for found in plan.findings],
    }


def finding_line(found: Finding, speech: Speech) -> str:
    """A finding as a line for a person, with what was decided about it."""
    message = found.message if speech.language == "ko" else found.message_en
    settled = f" [{found.resolution}]" if found.resolution else ""
    severity = speech.sentence(f"severity_{found.severity}")
    return f"  {severity:{7 if severity.isascii() else 4}} {found.rule:22} {found.program_no:8} {message}{settled}"
