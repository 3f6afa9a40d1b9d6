"""Budgets of one programme that nobody may add up before knowing whether one of them counts another."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.audit.counted import in_doubt
from normalize.findings.messages import finding
from plan.records.meaning import Finding


def audit_counted(case: Case) -> Iterator[Finding]:
    """Budgets beside one that is called nothing but the whole; one finding for each programme."""
    names = {node.no: node.name for node in case.extracted.programs}
    for no, series in case.by_program().items():
        doubtful = in_doubt([one for one in series if one.indicator.measure == "budget"], names.get(no, ""))
        if doubtful:
            first, *others = doubtful
            yield finding(
                "budget-counted-twice",
                no,
                record=first.indicator.name,
                places=tuple(dict.fromkeys(one.indicator.place for one in doubtful)),
                expected=", ".join(dict.fromkeys(f"'{one.indicator.name}'" for one in others)),
                actual=names.get(no, ""),
            )
