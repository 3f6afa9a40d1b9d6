"""The overview chart against the programmes' own pages and tables."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.messages import finding
from plan_records import Finding


def audit_programs(case: Case) -> Iterator[Finding]:
    """Programmes without a table, and programmes that the chart numbers differently from their page."""
    shown = {table.program_no for table in case.extracted.year_tables if table.kind == "plan"}
    for node in case.programs():
        if node.no not in shown:
            yield finding("program-without-table", node.no, record=node.name, places=(node.place,))
        if node.register_code and same_code(node.register_code) != same_code(node.no_printed):
            yield finding(
                "code-mismatch",
                node.no,
                record=node.name,
                places=tuple(filter(None, (node.place, node.chart_place))),
                expected=node.register_code,
                actual=node.no_printed,
            )


def same_code(code: str) -> str:
    """A programme code in digits: ``1-1-①`` as ``1-1-1``."""
    return "".join(str(ord(mark) - 0x245F) if "①" <= mark <= "⑳" else mark for mark in code)
