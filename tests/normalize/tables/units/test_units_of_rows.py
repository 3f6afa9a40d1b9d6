"""The units of rows: of those that a line says, below one name and another, and in short in a cell."""

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


@pytest.mark.parametrize("total", ["42", "43"])
def test_what_costs_add_up_to_is_money_beside_a_count(total: str) -> None:
    rows = [("설치 물량", "9", "4", "5"), ("설치비", "30", "10", "20"), ("감리비", "12", "5", "7")]
    plan = _plan("(단위: 개소, 백만원)", *rows, ("합계", total, "15", str(int(total) - 15)))
    assert [one[3] for one in _said(plan)] == ["개소", "백만원", "백만원", "백만원" if total == "42" else ""]
    assert {one[0] for one in _said(plan)[1:3]} == {"budget"}


@pytest.mark.parametrize(
    ("label", "cells", "unit", "kind"),
    [
        ("공원등 교체(등)", ("930", "310", "620"), "등", "flow"),
        ("공원등 교체", ("930등", "310등", "620등"), "등", "flow"),
        ("민원서비스 평가(등)", ("-", "5", "3"), "위", "rank"),
        ("전국 순위", ("-", "5등", "3등"), "위", "rank"),
    ],
)
def test_lamps_are_no_ranks(label: str, cells: tuple[str, str, str], unit: str, kind: str) -> None:
    plan = normalize_plan(extracted(year_table((label, *cells))))
    assert {(one.unit, one.base_unit, one.value_kind) for one in plan.observations if one.value} == {(unit, unit, kind)}
    assert plan.findings == ()


@pytest.mark.parametrize("label", ["물놀이 사고율(인구 10만명당)", "물놀이 사고율(명/10만명)"])
def test_people_in_a_cell_of_so_many_for_each_of_many_are_no_other_unit(label: str) -> None:
    plan = normalize_plan(extracted(year_table((label, "-", "27.3명", "25.0명"))))
    assert {one.base_unit for one in plan.observations if one.value} == {"명/10만명"}
    assert plan.findings == ()
    other = normalize_plan(extracted(year_table((label, "-", "27.3건", "25.0건"))))
    assert {one.rule for one in other.findings} == {"unit-conflict"}


@pytest.mark.parametrize(("cell", "unit"), [("12개조", "개조"), ("3개대", "개대"), ("4.1‱", "‱"), ("7셋트", "세트")])
def test_units_of_teams_and_of_ten_thousands(cell: str, unit: str) -> None:
    plan = normalize_plan(extracted(year_table(("순찰", cell, cell, cell))))
    assert {one.unit for one in plan.observations} == {unit}


def test_a_count_and_its_cost_in_one_cell_are_as_printed() -> None:
    cells = ("12대 (600백만원)", "5대 (250백만원)", "7대 (350백만원)")
    plan = normalize_plan(extracted(year_table(("이동 차량", *cells))))
    assert {one.unit for one in plan.observations} == {"대", "백만원"}
    assert plan.findings == ()


def _under(head: str, *labels: str) -> Plan:
    table = year_table(*((label, "30", "10", "20") for label in labels))
    corner, *others = table.grid[0]
    return normalize_plan(extracted(replace(table, grid=((replace(corner, text=head), *others), *table.grid[1:]))))


@pytest.mark.parametrize("head", ["성과지표 단위", "구분\n단위"])
def test_units_that_no_rule_parts_from_names_are_units(head: str) -> None:
    plan = _under(head, "이용자 수 명", "열린 강좌\n회")
    assert [(one.name, one.unit) for one in plan.indicators] == [("이용자 수", "명"), ("열린 강좌", "회")]


def test_a_name_that_ends_as_counts_do_is_no_unit() -> None:
    plan = _under("성과지표 단위", "이용자 수", "열린 강좌 회")
    assert [(one.name, one.unit) for one in plan.indicators] == [("이용자 수", ""), ("열린 강좌 회", "")]
    assert "unit-missing" in {one.rule for one in plan.findings}


@pytest.mark.parametrize(("total", "is_sum"), [("600백만원", True), ("700백만원", False)])
def test_the_unit_in_the_cell_of_a_total_is_that_of_the_years_that_make_it_up(total: str, is_sum: bool) -> None:
    table = year_table(("담 쌓기", total, "200", "400"), roles=("label", "total", 2024, 2025), unit_text="")
    columns = tuple(replace(column, printed="사업비") if column.role == "total" else column for column in table.columns)
    plan = normalize_plan(extracted(replace(table, columns=columns, title="추진공정")))
    if is_sum:
        assert [(one.measure, one.unit) for one in plan.indicators] == [("budget", "백만원")]
        assert [str(value.base_value) for value in plan.observations] == ["600000000", "200000000", "400000000"]
    assert [one.rule for one in plan.findings] == ([] if is_sum else ["units-mixed"])
