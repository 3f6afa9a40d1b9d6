"""Years in front of those of the plan are where it starts from: alone before its last one, or apart from its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _periods(form: str, folder: Path, title: str, table: str, line: str = "(단위 : 곳)") -> list[tuple[str, str]]:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    blocks = ("1. 쉼터 가꾸기", "□ 성과목표", line, merged(rows))
    plan = normalize_plan(read_as(form, folder, *blocks, title=title))
    return [(one.period_type, one.printed) for one in plan.observations]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_stands_beside_the_last_year_of_a_plan_is_its_base(form: str, tmp_path: Path) -> None:
    table = "핵심목표 | 2025 | 2031\n쉼터 이용률 | 51% | 62%\n쉼터 수 | 3곳 | 9곳"
    found = _periods(form, tmp_path, "가온시 쉼터 종합계획(2027~2031)", table)
    assert found == [("baseline", "51%"), ("year", "62%"), ("baseline", "3곳"), ("year", "9곳")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("heads", "first"), [("핵심목표 | 2026 | 2029", "baseline"), ("핵심목표 | 2026 | 2027", "year")]
)
def test_what_stands_before_a_goal_in_the_midst_of_a_plan_is_its_base(
    heads: str, first: str, form: str, tmp_path: Path
) -> None:
    found = _periods(form, tmp_path, "가온시 쉼터 종합계획(2027~2031)", f"{heads}\n쉼터 수 | 3곳 | 9곳")
    assert found == [(first, "3곳"), ("year", "9곳")]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_base_and_a_goal_over_their_years(form: str, tmp_path: Path) -> None:
    table = "핵심목표 | 기준 | 목표\n^ | 2026 | 2029\n쉼터 수 | 3곳 | 9곳"
    found = _periods(form, tmp_path, "가온시 쉼터 종합계획(2027~2031)", table)
    assert found == [("baseline", "3곳"), ("year", "9곳")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("title", "years", "first"),
    [
        ("가온시 쉼터 종합계획", "2024 | 2026 | 2027 | 2028", "baseline"),
        ("가온시 쉼터 종합계획(2026~2028)", "2024 | 2026 | 2027 | 2028", "baseline"),
        ("가온시 쉼터 종합계획(2024~2028)", "2024 | 2026 | 2027 | 2028", "year"),
        ("가온시 쉼터 종합계획", "2024 | 2026 | 2028 | 2030", "year"),
    ],
)
def test_a_year_apart_from_those_in_a_row_is_their_base(
    title: str, years: str, first: str, form: str, tmp_path: Path
) -> None:
    found = _periods(form, tmp_path, title, f"지표 | {years}\n쉼터 수 | 3 | 5 | 6 | 7")
    assert [period for period, _ in found] == [first, "year", "year", "year"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_investment_over_years_is_a_budget(form: str, tmp_path: Path) -> None:
    table = """노선명 | 연장 | 사업비 | 연도별 투자 | < | <
^ | ^ | ^ | 2026 | 2027 | 2028
솔내길 | 4.2 | 250 | 50 | 100 | 100
들머리길 | 7.8 | 390 | - | 190 | 200"""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(
        read_as(form, tmp_path, "1. 길 정비", "□ 노선별 정비계획", "(단위 : km, 백만원)", merged(rows))
    )
    assert {(one.measure, one.unit) for one in plan.indicators} == {("budget", "백만원")}
