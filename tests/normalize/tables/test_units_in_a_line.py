"""What a unit line says beside its units, and which of its units rows and their sum are in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.conftest import extracted, year_table


def _plan(line: str, *rows: tuple[str, ...], title: str = "연차별 계획") -> Plan:
    return normalize_plan(extracted(replace(year_table(*rows, unit_text=line), title=title)))


def _said(plan: Plan) -> list[tuple[str, str, str, str]]:
    return [(one.measure, one.label_printed, one.funding_source or "", one.unit) for one in plan.indicators]


@pytest.mark.parametrize("line", ["(사업비, 백만원)", "[사업비: 백만원]", "(소요예산, 백만원)"])
@pytest.mark.parametrize("last", [True, False])
def test_a_unit_line_that_says_costs_makes_the_sum_of_payers_a_budget(line: str, last: bool) -> None:
    payers, total = [("도비", "30", "10", "20"), ("군비", "12", "5", "7")], ("계", "42", "15", "27")
    plan = _plan(line, *([*payers, total] if last else [total, *payers]))
    assert ("budget", "계", "total", "백만원") in _said(plan)
    assert {one[0] for one in _said(plan)} == {"budget"}
    assert plan.findings == ()


def test_a_unit_line_of_costs_and_things_is_of_both() -> None:
    plan = _plan("(명, 백만원)", ("나룻배 이용 인원", "9", "4", "5"), ("예산", "42", "15", "27"))
    assert _said(plan) == [("target", "나룻배 이용 인원", "", "명"), ("budget", "예산", "total", "백만원")]


def test_rows_that_add_up_beside_a_budget_are_in_the_other_unit() -> None:
    rows = [("나루지기", "30", "10", "20"), ("물길잡이", "12", "5", "7"), ("계", "42", "15", "27")]
    plan = _plan("(단위: 명, 억원)", *rows, ("예산", "9", "4", "5"))
    assert [one[3] for one in _said(plan)] == ["명", "명", "명", "억원"]
    assert plan.findings == ()
    apart = _plan("(단위: 명, 억원)", *rows[:2], ("계", "43", "15", "28"), ("예산", "9", "4", "5"))
    assert [one[3] for one in _said(apart)] == ["", "", "", "억원"]
    assert {one.rule for one in apart.findings} == {"unit-missing"}
