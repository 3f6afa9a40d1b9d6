"""All checks of one plan, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from normalize.audit.case import Case
from normalize.audit.checks.cells import audit_cells
from normalize.audit.checks.columns import audit_columns
from normalize.audit.checks.damage import (
    audit_compared,
    audit_damage,
    audit_not_ours,
    audit_parts,
    audit_replaced,
    audit_tables,
    audit_unclear,
)
from normalize.audit.checks.departments import audit_departments, audit_doers
from normalize.audit.checks.form import audit_form
from normalize.audit.checks.labels import audit_labels
from normalize.audit.checks.outline import audit_announced, audit_chapters, audit_programs, audit_unnamed
from normalize.audit.checks.owners import audit_owners
from normalize.audit.checks.summary import audit_summaries
from normalize.audit.checks.sums import audit_counted, audit_sums
from normalize.audit.checks.title import audit_title
from normalize.audit.checks.totals import audit_totals
from normalize.audit.checks.unread_columns import audit_unread_columns
from normalize.audit.checks.values import audit_values
from plan.progress import step
from plan.records.meaning import Finding

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    audit_totals,
    audit_sums,
    audit_counted,
    audit_columns,
    audit_form,
    audit_unread_columns,
    audit_owners,
    audit_cells,
    audit_values,
    audit_summaries,
    audit_labels,
    audit_departments,
    audit_doers,
    audit_programs,
    audit_unnamed,
    audit_announced,
    audit_chapters,
    audit_tables,
    audit_unclear,
    audit_not_ours,
    audit_compared,
    audit_replaced,
    audit_parts,
    audit_damage,
    audit_title,
)


def audit(case: Case) -> list[Finding]:
    """Everything that a person should look at."""
    found: list[Finding] = []
    for check in CHECKS:
        step()
        found += check(case)
    return found
