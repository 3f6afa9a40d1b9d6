"""A larger number in the bracket of every cell of a budget is told; what a budget has there otherwise is not."""

from __future__ import annotations

import pytest

from normalize.plan import normalize_plan
from tests.conftest import extracted, year_table

RULE = "cost-in-bracket"


def _rules(*rows: tuple[str, ...]) -> list[str]:
    plan = normalize_plan(extracted(year_table(*rows, unit_text="(단위: 백만원)")))
    return [found.rule for found in plan.findings]


@pytest.mark.parametrize("label", ["쉼터 설치", "안내판 정비", "둑길 확충"])
def test_a_larger_number_in_every_bracket_is_told_once(label: str) -> None:
    assert _rules((label, "25(1,630)", "12(310)", "13(1,320)")).count(RULE) == 1


@pytest.mark.parametrize(
    "row",
    [
        ("쉼터 설치", "630(25)", "310(12)", "320(13)"),
        ("쉼터 설치", "25(630)", "12(310)", "13"),
        ("쉼터 설치", "630(국비 900)", "310(국비 400)", "320(국비 500)"),
        ("쉼터 설치 사업비", "25(630)", "12(310)", "13(320)"),
        ("물길", "25(630)", "12(310)", "13(320)"),
        ("쉼터 설치(천원)", "25(630)", "12(310)", "13(320)"),
    ],
    ids=["a-part", "not-in-every-cell", "with-a-word", "named-as-costs", "named-for-nothing-done", "of-its-own-unit"],
)
def test_what_is_no_cost_beside_a_count_is_not_told(row: tuple[str, ...]) -> None:
    assert RULE not in _rules(row)
