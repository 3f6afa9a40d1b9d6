"""Parts of the source that were not read, and tables that are not understood."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from normalize.audit.case import Case
from normalize.findings.messages import finding
from plan.records import Finding
from plan.script import MORE

MOST_NAMED = 3


def audit_tables(case: Case) -> Iterator[Finding]:
    """Plans whose table is not understood, so that nothing of it is published."""
    for table in case.extracted.year_tables:
        if table.kind == "plan" and table.unread_en:
            made = finding("table-not-understood", table.program_no, actual=table.title, places=(table.place,))
            yield _because(made, table.unread_ko, table.unread_en)


def audit_unclear(case: Case) -> Iterator[Finding]:
    """The tables of which nothing says that they are plans, all in one finding."""
    unclear = [table for table in case.extracted.year_tables if table.kind == "unclear"]
    if unclear:
        named = [table.title or f"#{table.number}" for table in unclear[:MOST_NAMED]]
        more = [MORE] if len(unclear) > MOST_NAMED else []
        yield finding(
            "tables-unclear",
            "",
            record=", ".join([*(f"'{name}'" for name in named), *more]),
            actual=str(len(unclear)),
            places=tuple(table.place for table in unclear),
        )


def audit_damage(case: Case) -> Iterator[Finding]:
    """Parts of the source that were not read."""
    for part in case.extracted.damage:
        made = finding(part.rule, "", places=(part.place,), actual=part.quote)
        yield _because(made, part.reason_ko, part.reason_en)


def _because(made: Finding, ko: str, en: str) -> Finding:
    """The finding with its reason behind its sentence."""
    return replace(made, message=f"{made.message}{ko}", message_en=f"{made.message_en}{en}")
