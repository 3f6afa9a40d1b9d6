"""Whether the title of the plan is one."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.findings.messages import finding
from plan.records.meaning import Finding

DOUBTFUL = ("file-name", "first-line", "none")  # what stands in for a title


def audit_title(case: Case) -> Iterator[Finding]:
    """A title that nothing but the file's name or the first line says."""
    extracted = case.extracted
    if extracted.title_rule in DOUBTFUL:
        places = (extracted.title_place,) if extracted.title_place else ()
        reason = "none" if extracted.title_rule == "none" else ""
        yield finding("title-uncertain", "", actual=extracted.title, places=places, reason=reason)
