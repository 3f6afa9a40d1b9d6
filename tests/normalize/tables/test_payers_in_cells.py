"""Who pays, where the cells of a budget row say it: a row for each payer, and nothing that the cells do not prove."""

from __future__ import annotations

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.conftest import extracted, year_table


def plan_of(*rows: tuple[str, ...], unit: str = "(단위: 백만원)") -> Plan:
    return normalize_plan(extracted(year_table(*rows, unit_text=unit)))


def paid(plan: Plan) -> list[tuple[str, str, list[str]]]:
    values: dict[int, list[str]] = {}
    for o in plan.observations:
        values.setdefault(o.indicator_no, []).append("-" if o.value is None else f"{o.value}{o.unit}")
    return [(i.funding_source or "", i.funding_source_name, values[i.indicator_no]) for i in plan.indicators]


@pytest.mark.parametrize(
    ("cells", "source", "name"),
    [
        (("국비 300", "국비 100", "국비 200"), "national", "국비"),
        (("(국) 300", "(국) 100", "(국) 200"), "national", "국"),
        (("도300", "도100", "도200"), "metropolitan", "도"),
        (("[군비]300", "[군비]100", "[군비]200"), "district", "군비"),
        (("민자: 300", "민자: 100", "민자: 200"), "private", "민자"),
    ],
)
def test_a_payer_in_front_of_every_amount_is_the_payer_of_the_row(
    cells: tuple[str, ...], source: str, name: str
) -> None:
    plan = plan_of(("예산", *cells))
    assert paid(plan) == [(source, name, ["300백만원", "100백만원", "200백만원"])]
    assert plan.findings == ()


@pytest.mark.parametrize(
    "cells",
    [
        ("600(국300, 시300)", "200(국100, 시100)", "400(국200, 시200)"),
        ("600\n(국비 300 / 시비 300)", "200\n(국비 100 / 시비 100)", "400\n(국비 200 / 시비 200)"),
    ],
)
def test_a_total_with_its_parts_is_read_with_them(cells: tuple[str, ...]) -> None:
    total, *parts = paid(plan_of(("예산", *cells)))
    assert total == ("total", "", ["600백만원", "200백만원", "400백만원"])
    assert [(source, values) for source, _, values in parts] == [
        ("national", ["300백만원", "100백만원", "200백만원"]),
        ("metropolitan", ["300백만원", "100백만원", "200백만원"]),
    ]


def test_lines_of_payers_without_a_total_are_a_row_for_each() -> None:
    plan = plan_of(("예산", "국 300\n시 30", "국 100\n시 10", "국 200\n시 20"))
    assert [(source, values[0]) for source, _, values in paid(plan)] == [
        ("national", "300백만원"),
        ("metropolitan", "30백만원"),
    ]


def test_parts_prove_the_total_that_is_said_without_its_last_scale_word() -> None:
    plan = plan_of(
        ("예산", "39억2천(국 19.6, 시 19.6)", "19억2천(국 9.6, 시 9.6)", "20억(국10, 시10)"), unit="(단위: 억원)"
    )
    assert paid(plan)[0] == ("total", "", ["39.2억원", "19.2억원", "20억원"])
    assert [values[1] for _, _, values in paid(plan)[1:]] == ["9.6억원", "9.6억원"]
    alone = plan_of(("예산", "30억", "19억2천", "11억"), unit="(단위: 억원)")
    assert [o.value for o in alone.observations if o.printed == "19억2천"] == [None]


@pytest.mark.parametrize(
    ("label", "cells"),
    [
        ("예산", ("300(국비 100)", "100(국비 30)", "200(국비 70)")),  # of which the state pays a part
        ("예산", ("600(국300, 시200)", "200(국100, 시100)", "400(국200, 시200)")),  # they do not add up
        ("예산", ("300", "국비 100", "200")),  # not every cell says it
        ("예산", ("국비 300", "시비 100", "국비 200")),
        ("이용자(명)", ("국 300", "국 100", "국 200")),
    ],
)
def test_no_payer_is_taken_from_what_the_cells_do_not_prove(label: str, cells: tuple[str, ...]) -> None:
    assert len(plan_of((label, *cells)).indicators) == 1
    assert {i.funding_source or "total" for i in plan_of((label, *cells)).indicators} == {"total"}


def counted(plan: Plan) -> list[tuple[str, str, list[str]]]:
    values: dict[tuple[str, int], list[str]] = {}
    for o in plan.observations:
        values.setdefault((o.measure, o.indicator_no), []).append("-" if o.value is None else f"{o.value}{o.unit}")
    return [(i.measure, i.name, values[i.measure, i.indicator_no]) for i in plan.indicators]


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (("30호\n(90백만원)", "10호\n(30백만원)", "20호\n(60백만원)"), ""),
        (("30(90)", "10(30)", "20(60)"), "(단위: 호(백만원))"),
        (("30호/90백만원", "10호/30백만원", "20호/60백만원"), ""),
    ],
)
def test_money_beside_what_is_counted_is_what_it_costs(cells: tuple[str, ...], unit: str) -> None:
    assert counted(plan_of(("빈집 정비", *cells), unit=unit)) == [
        ("target", "빈집 정비", ["30호", "10호", "20호"]),
        ("budget", "빈집 정비", ["90백만원", "30백만원", "60백만원"]),
    ]


def test_two_counts_of_one_row_are_two_series() -> None:
    assert counted(plan_of(("귀촌", "30(90)", "10(30)", "20(60)"), unit="(단위: 가구(명))")) == [
        ("target", "귀촌", ["30가구", "10가구", "20가구"]),
        ("target", "귀촌", ["90명", "30명", "60명"]),
    ]


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (("30(9)", "10(3)", "20(6)"), "(단위: 호(%))"),
        (("30(9)", "10(3)", "20(6)"), "(단위: 명, 백만원)"),
        (("30호", "10호(30백만원)", "20호(60백만원)"), ""),  # not every cell says it
        (("30(9%)", "10(3%)", "20(6%)"), "(단위: 호(백만원))"),
        (("30(90)", "10(30)", "20(60)"), "(단위: 호)"),
    ],
)
def test_a_bracket_that_says_no_money_in_every_cell_is_no_budget(cells: tuple[str, ...], unit: str) -> None:
    assert [measure for measure, _, _ in counted(plan_of(("빈집 정비", *cells), unit=unit))] == ["target"]


def test_money_that_is_earned_is_no_cost_of_what_is_sold() -> None:
    plan = plan_of(("판매액", "30건/90백만원", "10건/30백만원", "20건/60백만원"), unit="")
    assert [measure for measure, _, _ in counted(plan)] == ["target", "target"]


@pytest.mark.parametrize("label", ["예산(백만원) 자체재원", "사업비 자체재원(백만원)", "소요예산 자체재원 (백만원)"])
def test_a_payer_behind_a_word_for_costs_in_one_label_pays(label: str) -> None:
    plan = normalize_plan(extracted(year_table((label, "30", "10", "20"))))
    assert [(one.measure, one.funding_source, one.unit) for one in plan.indicators] == [("budget", "self", "백만원")]
    work = normalize_plan(extracted(year_table(("예산 국비 확보 건의(건)", "3", "1", "2"))))
    assert [one.funding_source for one in work.indicators] == [None]


@pytest.mark.parametrize("note", ["( )는 도비", "( )안은 도비", "괄호는 도비", "괄호 안은 도비", "() : 도비"])
def test_the_unit_line_says_who_pays_what_stands_in_brackets(note: str) -> None:
    plan = plan_of(("둑길 정비", "30(9)", "10 (4)", "20\n(5)"), unit=f"(단위 : 백만원, {note})")
    assert paid(plan) == [
        ("total", "", ["30백만원", "10백만원", "20백만원"]),
        ("metropolitan", "도비", ["9백만원", "4백만원", "5백만원"]),
    ]
    assert plan.findings == ()


def test_a_bracket_greater_than_what_stands_before_it_is_no_part_of_it() -> None:
    plan = plan_of(("둑길 정비", "30(9)", "10 (14)", "20 (5)"), unit="(단위 : 백만원, ( )는 도비)")
    assert [source for source, _, _ in paid(plan)] == ["total"]


@pytest.mark.parametrize("note", ["( )는 국비", "괄호는 누계", "2024년 불변가격", "2025년 가격 기준", "경상가격"])
def test_a_note_behind_the_unit_leaves_it_the_unit(note: str) -> None:
    plan = plan_of(("둑길 정비", "30", "10", "20"), unit=f"(단위 : 백만원, {note})")
    assert paid(plan) == [("total", "", ["30백만원", "10백만원", "20백만원"])]
    assert plan.findings == ()
