"""What stands between a total and the years: who pays, a remark, or what was done before the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

PAID = """노선 | {before} | 재원 | 2026 | 2027 | 2028
솔내길 넓히기 | {first} | 국비 | 40 | 50 | 60
^ | {up} | 시비 | 10 | 20 | 30
들머리길 잇기 | {second} | 국비 | 70 | 80 | 90
^ | {up} | 시비 | 30 | 30 | 30"""

PRINTED = ("40", "50", "60", "10", "20", "30", "70", "80", "90", "30", "30", "30")


def _plan(form: str, folder: Path, line: str, table: str, title: str = "□ 노선별 투자계획") -> Plan:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    return normalize_plan(read_as(form, folder, "1. 마을길 정비", title, f"(단위 : {line})", merged(rows)))


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("line", "before", "first", "second", "up"),
    [
        ("백만원", "총사업비", "210", "330", "^"),
        ("km, 백만원", "연장(km) | 총사업비", "3.5 | 210", "6.2 | 330", "^ | ^"),
        ("백만원", "총사업비 | '25까지", "250 | 20", "370 | 20", "^ | 10"),
    ],
)
def test_who_pays_behind_a_total_is_read(
    line: str, before: str, first: str, second: str, up: str, form: str, tmp_path: Path
) -> None:
    plan = _plan(form, tmp_path, line, PAID.format(before=before, first=first, second=second, up=up))
    years = [(one.printed, one.unit, one.year) for one in plan.observations if one.period_type == "year"]
    assert [printed for printed, _, _ in years] == list(PRINTED)
    assert {unit for _, unit, _ in years} == {"백만원"}
    assert [(one.measure, one.funding_source_name) for one in plan.indicators] == [
        ("budget", name) for name in ("국비", "시비", "국비", "시비")
    ]
    assert "total-mismatch" not in {one.rule for one in plan.findings}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_remark_behind_a_total_names_no_rows(form: str, tmp_path: Path) -> None:
    table = """노선 | 총사업비 | 착공 여부 | 2026 | 2027 | 2028
솔내길 넓히기 | 150 | 완료 | 40 | 50 | 60
들머리길 잇기 | 240 | 예정 | 70 | 80 | 90"""
    plan = _plan(form, tmp_path, "백만원", table)
    assert {one.name for one in plan.indicators} == {"솔내길 넓히기", "들머리길 잇기"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("total", "told"), [("30", False), ("172", False), ("31", True)])
def test_a_total_of_the_plan_counts_its_years_or_all_that_was_done(
    total: str, told: bool, form: str, tmp_path: Path
) -> None:
    table = f"""구분 | '25까지 | 계 | '26 | '27 | '28
감시초소(개소) | 142 | {total} | 10 | 10 | 10"""
    plan = _plan(form, tmp_path, "개소", table, "□ 연차별 설치계획")
    assert ("total-mismatch" in {one.rule for one in plan.findings}) == told


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_whole_cost_beside_years_of_one_payer_is_not_paid_by_it_alone(form: str, tmp_path: Path) -> None:
    table = """사업명 | 총사업비 | 기금 | < | <
^ | ^ | 2026 | 2027 | 2028
솔내 나눔터 짓기 | 900 | 100 | 200 | 300
들머리 돌봄터 짓기 | 800 | 150 | 150 | 200"""
    plan = _plan(form, tmp_path, "백만원", table)
    paid = {(one.program_no, one.indicator_no): one.funding_source_name for one in plan.indicators}
    periods = [(one.period_type, paid[one.program_no, one.indicator_no]) for one in plan.observations if one.value]
    assert set(periods) == {("year", "기금"), ("total", "")}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("total", ["총사업비", "계"])
def test_a_whole_cost_beside_years_of_a_sum_and_its_payers_is_that_of_the_sum(
    total: str, form: str, tmp_path: Path
) -> None:
    table = f"""구분 | {total} | 2026 | < | < | 2027 | < | <
^ | ^ | 소계 | 국비 | 군비 | 소계 | 국비 | 군비
솔내 나눔터 짓기 | 900 | 400 | 300 | 100 | 500 | 350 | 150
들머리 돌봄터 짓기 | 800 | 300 | 150 | 150 | 500 | 300 | 200"""
    plan = _plan(form, tmp_path, "백만원", table)
    totals = {one.printed: one.indicator_no for one in plan.observations if one.period_type == "total"}
    sums = {one.printed: one.indicator_no for one in plan.observations if one.printed in ("400", "500")}
    assert totals.keys() == {"900", "800"}
    assert totals["900"] == sums["400"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_number_of_something_beside_its_cost_is_a_target(form: str, tmp_path: Path) -> None:
    table = """구분 | 2026 | < | 2027 | < | 2028 | <
^ | 도서관수 | 예산액 | 도서관수 | 예산액 | 도서관수 | 예산액
작은도서관 | 3 | 61,200 | 2 | 43,500 | 2 | 44,000"""
    plan = _plan(form, tmp_path, "개소, 백만원", table, "□ 도서관 짓기")
    assert {(one.measure, one.unit) for one in plan.indicators} == {("target", "개소"), ("budget", "백만원")}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_others_plan_is_told_by_the_line_above_it(form: str, tmp_path: Path) -> None:
    own = "구분 | 2026 | 2027 | 2028\n보수 연장(km) | 62 | 65 | 68"
    others = "노선 | 2026 | 2027 | 2028\n나라길 1호선 | 450 | 500 | 520"
    tables = [
        merged([[cell.strip() for cell in row.split("|")] for row in text.splitlines()]) for text in (own, others)
    ]
    above = "○ 아래는 다른 부처의 것으로 우리 시 계획과 무관함(참고)"
    lines = ("1. 마을길 정비", "□ 연차별 계획", tables[0], "2. 유관기관 계획", above, "(단위 : 억원)", tables[1])
    plan = normalize_plan(read_as(form, tmp_path, *lines))
    assert {one.printed for one in plan.observations} == {"62", "65", "68"}
    assert "tables-not-ours" in {one.rule for one in plan.findings}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("whole", "totals"), [("210", ["210", "150", "60"]), ("250", [])])
def test_a_total_over_the_rows_of_a_group_beside_their_own_is_read_once(
    whole: str, totals: list[str], form: str, tmp_path: Path
) -> None:
    table = f"""노선 | 총사업비 | 재원 | 계 | 2026 | 2027 | 2028
솔내길 넓히기 | {whole} | 소계 | 210 | 50 | 70 | 90
^ | ^ | 국비 | 150 | 40 | 50 | 60
^ | ^ | 시비 | 60 | 10 | 20 | 30"""
    plan = _plan(form, tmp_path, "백만원", table)
    read = [one.printed for one in plan.observations if one.period_type == "total" and one.status == "value"]
    assert read == totals
    assert [one.printed for one in plan.observations if one.period_type == "year"] == [
        *("50", "70", "90"),
        *("40", "50", "60", "10", "20", "30"),
    ]
    assert ("cell-not-read" in {one.rule for one in plan.findings}) != bool(totals)
