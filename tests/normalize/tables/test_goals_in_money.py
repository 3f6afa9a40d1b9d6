"""A goal in money in a table of goals, and costs in the same table."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from tests.conftest import extracted, year_table

COUNT = ("제안 건수(건)", "200", "80", "120")


def test_the_only_row_is_one_where_a_head_says_so_too() -> None:
    table = replace(year_table(("주민제안 예산 규모(억원)", "98", "38", "60")), title="연도별 이행목표")
    assert [one.measure for one in normalize_plan(extracted(table)).indicators] == ["budget"]
    (head, *rows) = table.grid
    goal = replace(table, grid=((head[0], replace(head[1], text="최종목표"), *head[2:]), *rows))
    assert [one.measure for one in normalize_plan(extracted(goal)).indicators] == ["target"]


@pytest.mark.parametrize(
    ("title", "row", "beside", "measure"),
    [
        ("연도별 이행목표", "주민제안 예산 규모(억원)", COUNT, "target"),
        ("연차별 목표", "기부금 모금 규모(억원)", COUNT, "target"),
        ("연도별 이행목표", "사업비(백만원)", COUNT, "budget"),
        ("연도별 이행목표", "국비(백만원)", COUNT, "budget"),
        ("연도별 이행목표", "산책길 조성(백만원)", COUNT, "budget"),  # may be what it costs
        ("연도별 목표 및 예산", "주민제안 규모(억원)", COUNT, "budget"),
        ("예산 및 이행목표", "주민제안 규모(억원)", COUNT, "budget"),
        ("연도별 이행목표", "주민제안 규모(억원)", ("사업비(억원)", "9", "4", "5"), "budget"),
        ("연도별 이행목표", "주민제안 규모(억원)", ("쉼터(억원)", "9", "4", "5"), "budget"),  # all in money
        ("연도별 추진계획", "주민제안 규모(억원)", COUNT, "budget"),
    ],
)
def test_what_a_row_in_money_is_among_goals(title: str, row: str, beside: tuple[str, ...], measure: str) -> None:
    table = replace(year_table((row, "98", "38", "60"), beside), title=title)
    plan = normalize_plan(extracted(table))
    assert [one.measure for one in plan.indicators if one.label_printed == row] == [measure]
