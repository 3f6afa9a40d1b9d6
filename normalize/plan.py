"""ExtractedPlan -> Plan: what the printed cells mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from normalize.decisions.apply import review
from normalize.decisions.model import NO_DECISIONS, Decisions
from normalize.decisions.tables import head_of, ruled
from normalize.findings.grades import graded
from normalize.publisher.profile import profile_of
from normalize.publisher.signatures import signatures_of
from normalize.tables.decided import decided_on
from normalize.tables.ledger import Ledger
from normalize.tables.observe import observe
from normalize.tables.unread_columns import unread_columns
from plan.errors import PlanError
from plan.records import Decided, ExtractedPlan, Finding, Plan, RuleGrade
from plan.script import MORE

MOST_NAMED = 5  # tables that an error names


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
    _require_a_plan(extracted)
    if not extracted.signatures:
        extracted = replace(extracted, signatures=tuple(signatures_of(extracted.contacts)))
    ledger = observe(extracted)
    _require_values(extracted, ledger)
    reviewed = review(extracted, ledger, decisions)
    findings = [*reviewed.findings, *decided_tables.findings]
    profile = profile_of(extracted, plan_id)
    decided = decided_on(extracted, ledger, profile.plan_id)
    return Plan(
        source=extracted.source,
        profile=profile,
        programs=extracted.programs,
        indicators=reviewed.indicators,
        observations=reviewed.observations,
        summary_lines=extracted.summary_lines,
        findings=tuple(_in_plan_order(list(graded(findings, grades)), extracted)),
        cells=decided.count,
        year_tables=extracted.year_tables,
        period=extracted.period,
        document_year=extracted.document_year,
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
        programs=plan.programs,
        year_tables=plan.year_tables,
        summary_lines=plan.summary_lines,
        announced=plan.announced,
        chapters=plan.chapters,
        signatures=plan.signatures,
        contacts=plan.contacts,
        damage=plan.damage,
        passed_over=tuple(table for table in plan.decided.tables if table.year_table is None) if plan.decided else (),
    )


def _require_a_plan(extracted: ExtractedPlan) -> None:
    """Refuse a document that holds no yearly plan, saying what its year tables are instead, and what is damaged."""
    kinds = Counter(table.kind for table in extracted.year_tables)
    if kinds["plan"]:
        return
    name = extracted.source.name
    damage_ko, damage_en = _first_damage(extracted)
    if not kinds:
        raise PlanError(
            "no-year-table",
            ko=f"'{name}': 연도별 표가 없습니다. 열 머리에 연도가 있는 표가 하나는 있어야 합니다.{damage_ko}",
            en=f"'{name}' has no year table; a table with years in its head is needed.{damage_en}",
            path=name,
        )
    if kinds["unclear"]:
        raise _unclear(extracted, damage_ko, damage_en)
    found = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    raise PlanError(
        "no-plan-table",
        ko=f"'{name}': 연도별 계획표가 없고 다른 연도 표만 있습니다({found}). 'gongpyo tables --all'을 보십시오."
        f"{damage_ko}",
        en=f"'{name}' has no yearly plan; its year tables are of other kinds ({found}): see 'gongpyo tables --all'."
        f"{damage_en}",
        path=name,
        kinds=found,
    )


def _unclear(extracted: ExtractedPlan, damage_ko: str, damage_en: str) -> PlanError:
    """That nothing says of some tables whether they are plans, with their names and the way to decide."""
    name = extracted.source.name
    tables = [table for table in extracted.year_tables if table.kind == "unclear"]
    named = ", ".join(f"'{table.title or head_of(table)}'" for table in tables[:MOST_NAMED])
    named += f", {MORE}" if len(tables) > MOST_NAMED else ""
    return PlanError(
        "kind-unclear",
        ko=f"'{name}': 연도 표 {len(tables)}개가 계획인지 문서에 적혀 있지 않습니다({named}). "
        "결과 폴더의 corrections.yaml에서 tables의 kind를 적고 다시 변환하십시오."
        f"{damage_ko}",
        en=f"'{name}': nothing says that its {len(tables)} year tables are plans ({named}). "
        "Give their kind under tables in the corrections.yaml of the output folder, and convert again."
        f"{damage_en}",
        path=name,
        tables=len(tables),
    )


def undecided_plan(extracted: ExtractedPlan, plan_id: str | None = None) -> Plan:
    """What is known of a document without a plan: its tables and why none of them is one, no series and no values."""
    decided = replace(decide(extracted), plan_id=profile_of(extracted, plan_id).plan_id)
    return Plan(
        source=extracted.source,
        profile=profile_of(extracted, plan_id),
        programs=extracted.programs,
        indicators=(),
        observations=(),
        summary_lines=extracted.summary_lines,
        findings=(),
        cells=decided.count,
        year_tables=extracted.year_tables,
        period=extracted.period,
        document_year=extracted.document_year,
        announced=extracted.announced,
        chapters=extracted.chapters,
        damage=extracted.damage,
        decided=decided,
    )


def _first_damage(extracted: ExtractedPlan) -> tuple[str, str]:
    """What could not be read of the source, in both languages, since a plan may be in there; '' where all was read."""
    if not extracted.damage:
        return "", ""
    first = extracted.damage[0]
    return f" 읽지 못한 부분이 있습니다: {first.reason_ko}", f" A part of it was not read: {first.reason_en}"


def _require_values(extracted: ExtractedPlan, ledger: Ledger) -> None:
    """Refuse a plan of which nothing can be published: an exit code of 0 or 3 says that there are data."""
    if any(observation.status != "unreadable" for observation in ledger.observations):
        return
    name = extracted.source.name
    plans = [table for table in extracted.year_tables if table.kind == "plan"]
    unread = [(table.unread_ko, table.unread_en) for table in plans if table.unread_en]
    columns = [
        (
            f"열 '{column.head}'의 값은 한 해의 것이 아닙니다.",
            f"The values of the column '{column.head}' are of no single year.",
        )
        for table in plans
        for column in unread_columns(table, None)
        if column.why == "period"
    ]
    reasons = [*unread, *((found.message, found.message_en) for found in ledger.findings), *columns]
    ko, en = reasons[0] if reasons else ("", "")
    raise PlanError(
        "no-values",
        ko=f"'{name}': 연도별 계획표 {len(plans)}개에서 읽을 수 있는 값이 없습니다. {ko}".strip(),
        en=f"'{name}': nothing in its {len(plans)} yearly plans can be read. {en}".strip(),
        path=name,
        tables=len(plans),
    )


def _in_plan_order(findings: list[Finding], extracted: ExtractedPlan) -> list[Finding]:
    order = {node.no: index for index, node in enumerate(extracted.programs)}
    return sorted(findings, key=lambda found: (order.get(found.program_no, len(order)), found.rule))
