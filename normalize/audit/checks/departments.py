"""The department of the overview chart against the office that signs a programme's page."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.findings.messages import finding
from normalize.publisher.signatures import HEAD, rank
from plan.forms import letters
from plan.records.meaning import Finding
from plan.records.printed import ProgramNode, Signature
from plan.script import TO_HANGUL_PLACES


def audit_departments(case: Case) -> Iterator[Finding]:
    """Departments of the overview chart that are not the one that signs the programme's page.

    Only offices of the same rank are compared: that a headquarters stands in the chart and one of its divisions on the
    page is no slip. Of the page nothing but the office is said, never a name.
    """
    signatures: dict[str, list[Signature]] = {}
    for entry in case.extracted.signatures:
        signatures.setdefault(entry.program_no, []).append(entry)
    for node in case.programs():
        rows = signatures.get(node.no, [])
        if rows and node.department and not _agree(node, rows[0]):
            yield finding(
                "department-mismatch",
                node.no,
                record=node.name,
                places=(node.chart_place or node.place, *(row.place for row in rows)),
                expected=node.department,
                actual=rows[0].office,
            )


def _agree(node: ProgramNode, signature: Signature) -> bool:
    chart, page = _plainly(node.department), _plainly(signature.office)
    if rank(chart) is None or rank(chart) != rank(page):
        return True
    return page.startswith(chart) or chart.startswith(page.removesuffix(HEAD))


def _plainly(office: str) -> str:
    return letters(office).translate(TO_HANGUL_PLACES)
