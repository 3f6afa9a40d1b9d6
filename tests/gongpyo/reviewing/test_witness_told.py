"""A ✓ stands only where print and reading agree; every ≠ is a finding, or a person's own correction."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from gongpyo.pipeline import interpret, read_plan, read_tables
from gongpyo.reviewing.report_data import report_data
from normalize.audit.case import case_of
from normalize.audit.checks.cells import audit_cells
from normalize.tables.observe import observe
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.meaning import Plan, RuleGrade
from tests.conftest import ROOT
from tests.golden import SEOUL

FUNDED = ROOT / "fixtures" / "shapes" / "funding-sources" / "document.pdf"
PLANTED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("value", {"value": Decimal(987)}),
    ("year", {"year": 2031}),
    ("unit", {"unit": "명", "base_unit": "명", "printed": "12개소", "value": Decimal(12)}),
    ("corrected", {"value": Decimal(987), "review_status": "corrected"}),
)


@pytest.fixture(scope="module")
def funded() -> Plan:
    return read_plan(FUNDED)


def _marks(plan: Plan) -> list[str]:
    return [value.get("unlike") or ("✓" if value.get("confirmed") else "") for value in report_data(plan)["values"]]


def test_a_healthy_pdf_is_confirmed_everywhere(funded: Plan) -> None:
    assert set(_marks(funded)) == {"✓"}


@pytest.mark.parametrize(("unlike", "changed"), PLANTED, ids=[unlike for unlike, _ in PLANTED])
def test_a_planted_difference_takes_the_mark_and_is_a_finding(
    funded: Plan, unlike: str, changed: dict[str, Any]
) -> None:
    at = next(at for at, o in enumerate(funded.observations) if o.period_type == "year" and o.value)
    values = [replace(o, **changed) if n == at else o for n, o in enumerate(funded.observations)]
    marks = _marks(replace(funded, observations=tuple(values)))
    assert marks.pop(at) == unlike and set(marks) == {"✓"}
    extracted = read_tables(FUNDED)
    rows = observe(extracted).rows
    found = [
        each
        for each in audit_cells(case_of(extracted, funded.indicators, values, rows))
        if each.rule == "not-as-printed"
    ]
    assert [entry.places for entry in found] == ([] if unlike == "corrected" else [(values[at].place,)])


@pytest.mark.parametrize("format_", ["pdf", "hwpx", "hwp"])
def test_every_wrong_sum_of_the_page_is_a_finding(format_: str) -> None:
    plan = read_plan(SEOUL / f"plan.{format_}")
    wrong = {(one["program_no"], one["name"]) for one in report_data(plan)["series"] if one["sum"] == "wrong"}
    assert wrong == {(found.program_no, found.record) for found in plan.findings if found.rule == "total-mismatch"}
    assert len(wrong) == 2 and not [found for found in plan.findings if found.rule == "not-as-printed"]


def test_a_wrong_sum_that_the_settings_do_not_ask_for_says_so() -> None:
    plan = read_plan(SEOUL / "plan.hwpx")
    off = replace(plan, rules=(RuleGrade(rule="total-mismatch", grade="off"),))
    told = [one["sum"] for one in report_data(off)["series"]]
    assert told.count("off") == 2 and "wrong" not in told


def _damaged(rule: str, place: Place) -> Plan:
    extracted = read_tables(FUNDED)
    part = Damage(rule=rule, place=place, reason_ko="까닭", reason_en="reason")  # type: ignore[arg-type]
    return interpret(replace(extracted, damage=(*extracted.damage, part)))


@pytest.mark.parametrize("rule", ["source-damaged", "not-as-seen"])
@pytest.mark.parametrize("of", ["document", "page", "table"])
def test_what_a_witness_could_not_look_at_has_no_mark(funded: Plan, rule: str, of: str) -> None:
    first = funded.observations[0].place
    place = {"document": Place(), "page": Place(page=first.page), "table": Place(table=first.table)}[of]
    marks = _marks(_damaged(rule, place))
    assert len(marks) == len(funded.observations) and set(marks) == {""}


def test_what_stands_beside_a_name_that_is_read_otherwise_has_no_mark(funded: Plan) -> None:
    table = funded.year_tables[0]
    name = table.grid[table.header_rows][0]
    plan = _damaged("source-damaged", name.place)
    beside = [m for m, o in zip(_marks(plan), plan.observations, strict=True) if o.place.row == name.row]
    assert beside and set(beside) == {""} and "✓" in _marks(plan)


def test_a_planned_figure_in_a_sentence_takes_no_mark(funded: Plan) -> None:
    assert set(_marks(_damaged("planned-in-text", Place(page=funded.observations[0].place.page)))) == {"✓"}


def test_a_file_of_hangul_has_no_mark() -> None:
    assert set(_marks(read_plan(FUNDED.with_suffix(".hwpx")))) == {""}
