"""How much a plan holds, and what a run says of it by its exit code."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from gongpyo.telling.outcome import exit_code_for
from plan.records.meaning import Plan

VALUES_DIGITS = 16  # of the hash of a plan's values


def counts(plan: Plan) -> dict[str, int]:
    """How much a plan holds."""
    return {
        "programs": sum(node.level == "program" for node in plan.programs),
        "tables": sum(table.kind == "plan" for table in plan.year_tables),
        "series": len(plan.indicators),
        "values": sum(observation.status in ("value", "range") for observation in plan.observations),
        "summary_lines": len(plan.summary_lines),
    }


def values_digest(plan: Plan) -> str:
    """What tells apart two documents of one plan: the hash of its values in their years, whose and in what unit.

    It is the same for a plan in two formats, which may part words and number programmes in other ways.
    """
    names = {node.no: "".join(node.name.split()) for node in plan.programs}
    values = sorted(
        f"{names.get(one.program_no, '')}|{one.measure}|{one.period_type}|{one.year}|{one.base_value}|{one.base_unit}"
        for one in plan.observations
    )
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:VALUES_DIGITS]


def empty_for_publication(plan: Plan) -> list[str]:
    """What a portal asks for and the plan does not say yet: the institution, the licence, the date of the data."""
    known = {
        "provider": plan.profile.provider_name, "licence": plan.profile.licence, "data_date": plan.profile.data_date,
    }  # fmt: skip
    return [name for name, said in known.items() if not said]


def severities(plan: Plan) -> dict[str, int]:
    """Open findings by severity, and how many a person has settled."""
    found = Counter("resolved" if entry.resolution else entry.severity for entry in plan.findings)
    return {name: found[name] for name in ("error", "warning", "info", "resolved")}


def has_stale_corrections(plan: Plan) -> bool:
    """Whether the printed text that a correction expects is no longer there."""
    return any(found.rule == "correction-stale" for found in plan.findings)


def exit_code_of(plans: Sequence[Plan], *, findings_ok: bool = False) -> int:
    """6 where a correction is stale, else 3 where there are open findings of severity error, else 0."""
    found = [(has_stale_corrections(plan), severities(plan)) for plan in plans]
    return exit_code_for(found, findings_ok=findings_ok)
