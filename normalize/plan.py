"""ExtractedPlan -> Plan: what the printed cells mean."""

from __future__ import annotations

from collections import Counter

from normalize.audit import audit_cells, audit_damage, audit_programs, audit_tables, audit_totals
from normalize.audit_names import audit_departments, audit_labels
from normalize.audit_summary import audit_summaries
from normalize.audit_values import audit_values
from normalize.observe import Ledger, observe
from normalize.profile import profile_of
from plan_errors import PlanError
from plan_records import CellCount, ExtractedPlan, Finding, Plan


def normalize_plan(extracted: ExtractedPlan, *, plan_id: str | None = None) -> Plan:
    """Interpret every cell of the yearly plans and audit the result; a document without a year table is refused."""
    _require_a_plan(extracted)
    ledger = observe(extracted)
    findings = [
        *ledger.findings,
        *audit_totals(ledger.indicators, ledger.observations),
        *audit_cells(ledger.indicators, ledger.observations),
        *audit_values(ledger.indicators, ledger.observations),
        *audit_summaries(extracted.summary_lines, ledger.indicators, ledger.observations),
        *audit_labels(extracted.programs, ledger.indicators, ledger.observations),
        *audit_departments(extracted.programs, extracted.contacts),
        *audit_programs(extracted.programs, extracted.year_tables),
        *audit_tables(extracted.year_tables),
        *audit_damage(extracted.damage),
    ]
    return Plan(
        source=extracted.source,
        profile=profile_of(extracted, plan_id),
        programs=extracted.programs,
        indicators=tuple(ledger.indicators),
        observations=tuple(ledger.observations),
        summary_lines=extracted.summary_lines,
        findings=tuple(_in_plan_order(findings, extracted)),
        cells=_cell_count(ledger),
        year_tables=extracted.year_tables,
        contacts=extracted.contacts,
    )


def _require_a_plan(extracted: ExtractedPlan) -> None:
    """Refuse a document that holds no yearly plan, saying what its year tables are instead."""
    kinds = Counter(table.kind for table in extracted.year_tables)
    if kinds["plan"] or extracted.damage:
        return
    name = extracted.source.name
    if not kinds:
        raise PlanError(
            "no-year-table",
            ko=f"'{name}': 연도별 표가 없습니다. 열 머리에 연도가 있는 표가 하나는 있어야 합니다.",
            en=f"'{name}' has no year table; a table with years in its head is needed.",
            path=name,
        )
    found = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    raise PlanError(
        "no-plan-table",
        ko=f"'{name}': 연도별 계획표가 없고 다른 연도 표만 있습니다({found}). 'gongpyo tables --all'을 보십시오.",
        en=f"'{name}' has no yearly plan; its year tables are of other kinds ({found}): see 'gongpyo tables --all'.",
        path=name,
        kinds=found,
    )


def _in_plan_order(findings: list[Finding], extracted: ExtractedPlan) -> list[Finding]:
    order = {node.no: index for index, node in enumerate(extracted.programs)}
    return sorted(findings, key=lambda found: (order.get(found.program_no, len(order)), found.rule))


def _cell_count(ledger: Ledger) -> CellCount:
    read = ledger.count("read")
    findings = ledger.count("finding")
    return CellCount(
        in_scope=len(ledger.cells), read=read, ignored=len(ledger.cells) - read - findings, findings=findings
    )
