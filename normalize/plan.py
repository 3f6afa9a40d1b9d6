"""ExtractedPlan -> Plan: what the printed cells mean."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from normalize.decisions.apply import review
from normalize.decisions.inherited import RULE as INHERITED
from normalize.decisions.model import NO_DECISIONS, Decisions
from normalize.decisions.tables import ruled
from normalize.findings.grades import graded
from normalize.publisher.cities_in_provinces import with_cities_in_provinces
from normalize.publisher.profile import profile_of
from normalize.publisher.signatures import signatures_of
from normalize.recognised import certainties_of, indicators_marked, programs_marked, with_certainties, with_marks
from normalize.refused import require_a_plan, require_values
from normalize.tables.decided import decided_on
from normalize.tables.observe import observe
from plan.records.meaning import Decided, Finding, Plan, RuleGrade
from plan.records.printed import ExtractedPlan


def normalize_plan(
    extracted: ExtractedPlan,
    *,
    plan_id: str | None = None,
    decisions: Decisions = NO_DECISIONS,
    grades: Sequence[RuleGrade] = (),
) -> Plan:
    """Interpret every cell of the yearly plans and audit the result; a document without a year table is refused.

    ``decisions`` are what a person has corrected, confirmed or accepted; ``grades`` say which rules of the audit are
    switched off or have another severity.
    """
    decided_tables = ruled(extracted, decisions)
    extracted = decided_tables.extracted
    require_a_plan(extracted)
    if not extracted.signatures:
        extracted = replace(extracted, signatures=tuple(signatures_of(extracted.contacts)))
    ledger = observe(extracted)
    require_values(extracted, ledger)
    profile = profile_of(extracted, plan_id)
    ledger.indicators = with_cities_in_provinces(ledger.indicators, profile)
    reviewed = review(extracted, ledger, decisions)
    findings = [*reviewed.findings, *decided_tables.findings]
    decided = with_certainties(decided_on(extracted, ledger, profile.plan_id), extracted)
    return Plan(
        source=extracted.source,
        profile=profile,
        programs=programs_marked(extracted),
        indicators=indicators_marked(reviewed.indicators, extracted),
        observations=with_marks(reviewed.observations, extracted),
        summary_lines=extracted.summary_lines,
        findings=tuple(_in_plan_order(list(graded(findings, grades)), extracted)),
        cells=decided.count,
        year_tables=extracted.year_tables,
        period=extracted.period,
        document_year=extracted.document_year,
        dates=extracted.dates,
        rules=tuple(grades),
        announced=extracted.announced,
        chapters=extracted.chapters,
        signatures=extracted.signatures,
        damage=extracted.damage,
        contacts=extracted.contacts,
        decided=decided,
    )


def decide(extracted: ExtractedPlan) -> Decided:
    """What every table was taken for and what became of every cell, also of a document that is refused."""
    return decided_on(extracted, observe(extracted), profile_of(extracted, None).plan_id)


def as_extracted(plan: Plan) -> ExtractedPlan:
    """What was printed, taken back out of a plan, so that it can be read and audited once more."""
    return ExtractedPlan(
        source=plan.source,
        title=plan.profile.title,
        title_rule=plan.profile.title_rule,
        title_place=plan.profile.title_place,
        approved=plan.profile.data_date,
        period=plan.period,
        document_year=plan.document_year,
        dates=plan.dates,
        programs=plan.programs,
        year_tables=plan.year_tables,
        summary_lines=plan.summary_lines,
        announced=plan.announced,
        chapters=plan.chapters,
        signatures=plan.signatures,
        contacts=plan.contacts,
        damage=plan.damage,
        joined=plan.decided.joined if plan.decided else (),
        certainties=certainties_of(plan),
        passed_over=tuple(table for table in plan.decided.tables if table.year_table is None) if plan.decided else (),
    )


def undecided_plan(extracted: ExtractedPlan, plan_id: str | None = None, decisions: Decisions = NO_DECISIONS) -> Plan:
    """What is known of a document without a plan: its tables and why none of them is one, no series and no values."""
    known = ruled(extracted, decisions)
    extracted = known.extracted
    decided = replace(decide(extracted), plan_id=profile_of(extracted, plan_id).plan_id)
    return Plan(
        source=extracted.source,
        profile=profile_of(extracted, plan_id),
        programs=extracted.programs,
        indicators=(),
        observations=(),
        summary_lines=extracted.summary_lines,
        findings=tuple(found for found in known.findings if found.rule == INHERITED),
        cells=decided.count,
        year_tables=extracted.year_tables,
        period=extracted.period,
        document_year=extracted.document_year,
        dates=extracted.dates,
        announced=extracted.announced,
        chapters=extracted.chapters,
        damage=extracted.damage,
        decided=decided,
    )


def _in_plan_order(findings: list[Finding], extracted: ExtractedPlan) -> list[Finding]:
    order = {node.no: index for index, node in enumerate(extracted.programs)}
    return sorted(findings, key=lambda found: (order.get(found.program_no, len(order)), found.rule))
