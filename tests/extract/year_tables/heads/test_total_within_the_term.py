"""The total of the years in office (임기내 계) is read: alone as the total, beside 총사업비 as a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

PLEDGES = """분야 | 번호 | 공약명 | 담당부서 | {head} | 2025 | 2026 | 2027
합 계 | < | < | < | 4,600 | 1,460 | 1,520 | 1,620
교통 | 1-1 | 급행버스 도입 | 교통과 | 2,600 | 860 | 850 | 890
^ | 1-2 | 자전거길 정비 | 도로과 | 2,000 | 600 | 670 | 730
소통 | 2-1 | 시민청원제 운영 | 소통과 | 비예산 | 비예산 | < | <"""


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["임기내 계", "임기 내 소계", "임기 중 사업비"])
def test_it_is_the_total_of_each_pledge(form: str, head: str, tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in PLEDGES.format(head=head).splitlines()]
    extracted = read_as(form, tmp_path, "□ 분야별 공약 및 소요예산", "(단위 : 백만원)", merged(rows))
    plan = normalize_plan(extracted)
    names = {node.no: node.name for node in plan.programs if node.level == "program"}
    totals = {
        names[one.program_no]: one.printed
        for one in plan.observations
        if one.period_type == "total" and one.program_no in names and one.value is not None
    }
    assert totals == {"급행버스 도입": "2,600", "자전거길 정비": "2,000"}
    named = {(names[one.program_no], one.name) for one in plan.indicators if one.program_no in names}
    assert named >= {("급행버스 도입", "급행버스 도입"), ("자전거길 정비", "자전거길 정비")}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("last", ["2028. 6.", "2028년 6월"])
def test_what_is_planned_up_to_the_end_of_the_term_is_told(form: str, last: str, tmp_path: Path) -> None:
    rows = [["재원", "2025", "2026", "2027", last], ["도비", "240", "600", "700", "400"]]
    plan = normalize_plan(
        read_as(form, tmp_path, "1. 급행버스 도입", "□ 연차별 사업비", "(단위 : 백만원)", merged(rows))
    )
    assert [one.year for one in plan.observations] == [2025, 2026, 2027]
    assert [(one.rule, last in one.message) for one in plan.findings] == [("column-not-read", True)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_decembers_before_the_end_of_the_term_are_years(form: str, tmp_path: Path) -> None:
    rows = [["재원", "2025. 12.", "2026. 12.", "2027. 12.", "2028. 6."], ["도비", "240", "600", "700", "400"]]
    plan = normalize_plan(
        read_as(form, tmp_path, "1. 급행버스 도입", "□ 연차별 사업비", "(단위 : 백만원)", merged(rows))
    )
    assert [(one.year, one.printed) for one in plan.observations] == [(2025, "240"), (2026, "600"), (2027, "700")]
    assert [(one.rule, "2028. 6." in one.message) for one in plan.findings] == [("column-not-read", True)]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("inside", "told"), [("1,100", False), ("1,200", True)])
def test_what_is_told_as_not_read_is_counted_in_the_sum_of_the_term(
    inside: str, told: bool, form: str, tmp_path: Path
) -> None:
    table = f"""구분 | 합계 | 임기 내 | < | < | < | 임기 후
^ | ^ | 소계 | 2025 | 2026 | 2027~2028.6. | ^
도비 | 1,500 | {inside} | 200 | 300 | 600 | 400
군비 | 1,800 | 1,300 | 300 | 300 | 700 | 500"""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
    plan = normalize_plan(
        read_as(form, tmp_path, "1. 급행버스 도입", "□ 연차별 사업비", "(단위 : 백만원)", merged(rows))
    )
    rules = [one.rule for one in plan.findings]
    assert ("sum-mismatch" in rules) == told
    assert "column-not-read" in rules
