"""Why a document has no plan that can be published, said so that a person can decide it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from normalize.decisions.candidates import at, may_be_plans, named
from normalize.tables.ledger import Ledger
from normalize.tables.unread_columns import unread_columns
from plan.errors import PlanError
from plan.records.printed import ExtractedPlan, YearTable
from plan.script import MORE

NO_PLAN = ("no-year-table", "no-plan-table")  # codes of documents that hold no plan unless a person knows better
TO_DECIDE = ("kind-unclear", "no-values")  # of those that may hold one
WITHOUT_A_PLAN = (*NO_PLAN, *TO_DECIDE)
MOST_NAMED = 5  # tables that an error names


def require_a_plan(extracted: ExtractedPlan) -> None:
    """Refuse a document that holds no yearly plan, saying what its year tables are instead, and what is damaged."""
    kinds = Counter(table.kind for table in extracted.year_tables)
    if kinds["plan"]:
        return
    name = extracted.source.name
    damage_ko, damage_en = _first_damage(extracted)
    if not kinds:
        nearly_ko, nearly_en = (_nearly(extracted, language) for language in ("ko", "en"))
        raise PlanError(
            "no-year-table",
            ko=f"'{name}': 연도별 표가 없습니다. 열 머리에 연도가 있는 표가 하나는 있어야 합니다."
            f"{nearly_ko}{damage_ko}",
            en=f"'{name}' has no year table; a table with years in its head is needed.{nearly_en}{damage_en}",
            path=name,
        )
    tables = may_be_plans(extracted.year_tables)
    way_ko, way_en = _way(tables, "ko"), _way(tables, "en")
    if kinds["unclear"]:
        raise PlanError(
            "kind-unclear",
            ko=f"'{name}': 연도 표 {kinds['unclear']}개가 계획인지 문서에 적혀 있지 않습니다. {way_ko}{damage_ko}",
            en=f"'{name}': nothing says that its {kinds['unclear']} year tables are plans. {way_en}{damage_en}",
            path=name,
            tables=kinds["unclear"],
        )
    found = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    raise PlanError(
        "no-plan-table",
        ko=f"'{name}': 연도별 계획표가 없고 다른 연도 표만 있습니다({found}). {way_ko}{damage_ko}",
        en=f"'{name}' has no yearly plan; its year tables are of other kinds ({found}). {way_en}{damage_en}",
        path=name,
        kinds=found,
        tables=len(tables),
    )


def _way(tables: Sequence[YearTable], language: str) -> str:
    """The tables that may be plans after all, and where to say so."""
    if not tables:
        return (
            "연도와 숫자가 함께 있어 계획일 수 있는 표는 없습니다. 'gongpyo tables --all'을 보십시오."
            if language == "ko"
            else "None of them has years and numbers and so may be a plan: see 'gongpyo tables --all'."
        )
    shown = _listed([named(table, language) for table in tables])
    if language == "ko":
        return (
            f"계획일 수 있는 표 {len(tables)}개: {shown}. 그 가운데 계획이 있으면 결과 폴더의 "
            "corrections.yaml에서 그 표의 kind에 plan이라고 적고 다시 변환하십시오."
        )
    return (
        f"Tables that may be plans, {len(tables)}: {shown}. Where one of them is a plan, give it the kind plan "
        "in the corrections.yaml of the output folder, and convert again."
    )


def _nearly(extracted: ExtractedPlan, language: str) -> str:
    """The tables with years whose head is not read, or that no table has years at all."""
    tables = [table for table in extracted.passed_over if table.taken_for == "nearly"]
    if not tables:
        return (
            " 연도가 적힌 표가 하나도 없어 사람이 정할 표도 없습니다."
            if language == "ko"
            else " No table names years, so there is none to decide about."
        )
    shown = _listed([f"{at(table.place, language)} '{table.title or table.head}'" for table in tables])
    if language == "ko":
        return f" 연도가 적혀 있으나 머리를 읽지 못한 표 {len(tables)}개: {shown}."
    return f" Tables that name years under a head that is not read, {len(tables)}: {shown}."


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and whether there are more."""
    return "; ".join([*names[:MOST_NAMED], *([MORE] if len(names) > MOST_NAMED else [])])


def _first_damage(extracted: ExtractedPlan) -> tuple[str, str]:
    """What could not be read of the source, in both languages, since a plan may be in there; '' where all was read."""
    first = next((part for part in extracted.damage if part.rule != "planned-in-text"), None)
    if first is None:
        return "", ""
    return f" 읽지 못한 부분이 있습니다: {first.reason_ko}", f" A part of it was not read: {first.reason_en}"


def require_values(extracted: ExtractedPlan, ledger: Ledger) -> None:
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
    whole = {table.place for table in plans}
    struck = [(part.reason_ko, part.reason_en) for part in extracted.damage if part.place in whole]
    reasons = [*unread, *struck, *((found.message, found.message_en) for found in ledger.findings), *columns]
    ko, en = reasons[0] if reasons else ("", "")
    which_ko, which_en = (_listed([named(table, language) for table in plans]) for language in ("ko", "en"))
    raise PlanError(
        "no-values",
        ko=f"'{name}': 연도별 계획표 {len(plans)}개에서 읽을 수 있는 값이 없습니다({which_ko}). {ko}".strip(),
        en=f"'{name}': nothing in its {len(plans)} yearly plans can be read ({which_en}). {en}".strip(),
        path=name,
        tables=len(plans),
    )
