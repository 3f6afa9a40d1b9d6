"""Whether the title of the plan is one."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.findings.messages import finding
from plan.forms import composed, letters
from plan.patterns import lazy_pattern
from plan.records.meaning import Finding
from plan.records.printed import ExtractedPlan
from plan.script import OPENING, UNKNOWN

DOUBTFUL = ("file-name", "labelled-cell", "first-line", "name-of-file", "none")  # what stands in for a title

YEARS_WITHOUT_SPAN = lazy_pattern(rf"[{OPENING}]\s*(?:19|20)\d\d\s?년?\s+(?:19|20)\d\d(?!\d)")  # (2024 2027)
LEAST_LETTERS = 6  # of a name that a first line and a file bear by no chance


def audit_title(case: Case) -> Iterator[Finding]:
    """A title that nothing but the file's name or the first line says, where the two do not say the same.

    Nor is one certain that has lost a character, as the fonts of a damaged file lose some.
    """
    extracted = case.extracted
    places = (extracted.title_place,) if extracted.title_place else ()
    if extracted.title_rule != "stated" and (UNKNOWN in extracted.title or YEARS_WITHOUT_SPAN.search(extracted.title)):
        yield finding("title-uncertain", "", actual=extracted.title, places=places, reason="lost")
    elif extracted.title_rule in DOUBTFUL and not _is_said_by_both(extracted):
        reason = "none" if extracted.title_rule == "none" else ""
        yield finding("title-uncertain", "", actual=extracted.title, places=places, reason=reason)


def _is_said_by_both(extracted: ExtractedPlan) -> bool:
    """Whether the file bears the name that its first line says: a person has called it so."""
    title = letters(extracted.title)
    named = letters(composed(extracted.source.name).rpartition(".")[0])
    return extracted.title_rule == "first-line" and len(title) >= LEAST_LETTERS and title in named
