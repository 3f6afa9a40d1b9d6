"""The id of a finding says what it is about, and stays whatever else is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from gongpyo.pipeline import interpret, read_tables
from output.tables.rows import rows_of
from plan.records.meaning import Plan, RuleGrade
from plan.records.printed import ExtractedPlan

SOURCE = Path("fixtures/seoul-citizen-participation-2024-2027/plan.hwpx")


@pytest.fixture(scope="module")
def extracted() -> ExtractedPlan:
    return read_tables(SOURCE)


@pytest.fixture(scope="module")
def plan(extracted: ExtractedPlan) -> Plan:
    return interpret(extracted)


def _ids(plan: Plan) -> dict[str, str]:
    return {str(row["finding_id"]): str(row["rule"]) for row in rows_of(plan, "findings")}


def test_an_id_names_programme_rule_series_and_period(plan: Plan) -> None:
    own = plan.profile.plan_id
    assert _ids(plan)[f"{own}/P3-1-5/total-mismatch/B1/total"] == "total-mismatch"
    assert _ids(plan)[f"{own}/P2-1-1/program-without-table"] == "program-without-table", "the programme is the thing"
    assert len(_ids(plan)) == len(plan.findings), "no two have the same id"


def test_a_rule_switched_off_takes_its_own_rows_and_changes_no_other(extracted: ExtractedPlan, plan: Plan) -> None:
    before = _ids(plan)
    rules = sorted(set(before.values()))
    assert len(rules) > 5
    for rule in rules:
        off = interpret(extracted, grades=(RuleGrade(rule=rule, grade="off"),))
        assert _ids(off) == {name: other for name, other in before.items() if other != rule}


def test_findings_alike_in_everything_are_numbered_within_themselves_alone(plan: Plan) -> None:
    alike = next(found for found in plan.findings if found.rule == "total-mismatch")
    other = next(found for found in plan.findings if found.rule == "name-mismatch")
    twice = replace(plan, findings=(other, alike, alike))
    first, again = [name for name, rule in _ids(twice).items() if rule == "total-mismatch"]
    assert again == f"{first}~2"
    assert [name for name in _ids(replace(plan, findings=(alike, alike))) if name] == [first, again]


def test_a_corrected_number_leaves_the_id(plan: Plan) -> None:
    changed = replace(plan, findings=tuple(replace(found, expected="1", message="x") for found in plan.findings))
    assert _ids(changed) == _ids(plan)
