"""Rows and columns that add up others: who pays a budget, sub-totals, totals of rows, and what rounding explains."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from plan.records.meaning import Finding, Plan
from plan.records.printed import Column
from plan.records.values import ColumnRole, PeriodBasis
from tests.conftest import Words, extracted, year_table

FUNDING = (
    ("계", "2,000", "900", "1,100"),
    ("국비", "1,000", "450", "550"),
    ("시비", "1,000", "450", "550"),
)


def plan_of(*rows: tuple[str, ...], unit_text: str = "(단위: 백만원)", **named: object) -> Plan:
    return normalize_plan(extracted(year_table(*rows, unit_text=unit_text, **named)))  # type: ignore[arg-type]


def sums(plan: Plan) -> list[tuple[str, str, str, str, str]]:
    return [
        (f.severity, f.record, f.expected, f.actual, f.difference) for f in plan.findings if f.rule == "sum-mismatch"
    ]


def with_row(rows: Words, index: int, *row: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) if at == index else tuple(own) for at, own in enumerate(rows))


@pytest.mark.parametrize(("total", "told"), [("30", []), ("40", ["period-mismatch"]), ("", ["period-mismatch"])])
def test_no_year_is_left_out_where_the_total_is_the_sum_of_those_that_are_there(total: str, told: list[str]) -> None:
    table = year_table(("개관 목표(개소)", total, "10", "20"), roles=("label", "total", 2024, 2026))
    found = normalize_plan(extracted(table, period=(2024, 2027), basis="stated")).findings
    assert [one.rule for one in found if one.rule == "period-mismatch"] == told


def test_funding_sources_that_add_up_are_no_finding() -> None:
    assert plan_of(*FUNDING).findings == ()
    assert plan_of(*FUNDING, ("기타", "", "", "-")).findings == ()


def test_a_budget_that_is_not_the_sum_of_its_payers_is_an_error_with_all_cells() -> None:
    plan = plan_of(*with_row(FUNDING, 2, "시비", "1,000", "440", "560"))
    found = [f for f in plan.findings if f.rule == "sum-mismatch"]
    assert sums(plan) == [
        ("error", "계 (2024)", "890", "900", "10"),
        ("error", "계 (2025)", "1110", "1100", "-10"),
    ]
    assert [(p.row, p.column) for p in found[0].places] == [(1, 2), (2, 2), (3, 2)]
    assert "재원별" in found[0].message


def test_a_total_over_payers_is_held_to_them_even_where_no_period_fits() -> None:
    plan = plan_of(("계", "-", "900", "-"), ("국비", "-", "400", "-"), ("시비", "-", "400", "-"))
    assert sums(plan) == [("error", "계 (2024)", "800", "900", "100")]


def test_a_budget_without_the_word_total_is_held_to_payers_that_it_sums_elsewhere() -> None:
    rows = (("예산", "2,000", "900", "1,100"), ("국비", "1,000", "450", "550"), ("시비", "1,000", "450", "540"))
    assert ("error", "예산 (2025)", "1090", "1100", "10") in sums(plan_of(*rows))
    parts = (("예산", "5,000", "2,000", "3,000"), ("국비", "1,000", "450", "550"), ("시비", "500", "250", "250"))
    assert sums(plan_of(*parts)) == [], "what is named may be a part of the budget"


@pytest.mark.parametrize("total_first", [True, False])
def test_a_total_of_rows_stands_above_or_below_them(total_first: bool) -> None:
    parts = (("도로 사업비", "30", "10", "20"), ("공원 사업비", "70", "30", "40"), ("하천 사업비", "15", "5", "10"))
    total = ("합계", "115", "45", "71")
    rows = (total, *parts) if total_first else (*parts, total)
    assert sums(plan_of(*rows)) == [("error", "합계 (2025)", "70", "71", "1")]


def test_sub_totals_of_merged_labels_and_the_total_of_the_sub_totals() -> None:
    roles: tuple[ColumnRole | int, ...] = ("label", "label", "total", 2024, 2025)
    rows = (
        ("합계", "<", "100", "40", "60"),
        ("도로", "소계", "60", "20", "40"),
        ("^", "국비", "30", "10", "20"),
        ("^", "시비", "30", "10", "20"),
        ("공원", "소계", "40", "20", "20"),
        ("^", "국비", "10", "5", "5"),
        ("^", "시비", "30", "15", "15"),
    )
    assert plan_of(*rows, roles=roles).findings == ()
    slip = with_row(rows, 4, "공원", "소계", "41", "20", "21")
    assert {(record, expected, actual) for _, record, expected, actual, _ in sums(plan_of(*slip, roles=roles))} == {
        ("공원 소계", "40", "41"),
        ("공원 소계 (2025)", "20", "21"),
    }, "the total still adds up the rows themselves"


@pytest.mark.parametrize(
    "rows",
    [
        (("합계", "100", "40", "60"), ("도로 사업비", "7", "3", "4"), ("공원 사업비", "9", "4", "5")),
        (("계", "100", "40", "60"),),
        (("집행률(%)", "90", "80", "90"), ("계(%)", "80", "70", "90"), ("국비 집행률(%)", "1", "2", "3")),
        (("계", "약 900", "400", "500"), ("국비", "500", "200", "300"), ("시비", "500", "200", "200")),
    ],
)
def test_what_may_stand_for_other_rows_is_not_held_against_them(rows: tuple[tuple[str, ...], ...]) -> None:
    assert sums(plan_of(*rows)) == []


def test_counts_are_not_added_to_money() -> None:
    rows = (("계(백만원)", "30", "10", "20"), ("국비(백만원)", "30", "10", "20"), ("참여 목표(명)", "7", "3", "4"))
    assert sums(plan_of(*rows, unit_text="")) == []


def test_decimals_and_coarser_totals_may_miss_their_sum_by_their_rounding() -> None:
    decimals = (("계", "10.1", "5.1", "5.1"), ("국비", "5.1", "2.6", "2.6"), ("시비", "5.1", "2.6", "2.6"))
    assert plan_of(*decimals).findings == ()
    coarse = (("계(억원)", "20", "9", "11"), ("국비", "1,010", "455", "555"), ("시비", "1,010", "455", "555"))
    assert sums(plan_of(*coarse)) == []
    wrong = with_row(coarse, 1, "국비", "1,210", "655", "555")
    assert [(f[1], f[2], f[3]) for f in sums(plan_of(*wrong))] == [("계", "22.2", "20"), ("계 (2024)", "11.1", "9")]


def test_whole_numbers_of_eok_that_miss_by_one_are_a_warning() -> None:
    rows = (("계", "101", "50", "50"), ("국비", "50", "25", "25"), ("시비", "50", "25", "25"))
    plan = plan_of(*rows, unit_text="(단위: 억원)")
    assert {(f.rule, f.severity) for f in plan.findings} == {("total-mismatch", "warning"), ("sum-mismatch", "warning")}
    assert all("반올림" in f.message for f in plan.findings)
    assert {f.severity for f in plan_of(*rows).findings} == {"error"}


# ------------------------------------------------------------------------------------------ series and columns

BESIDE = (
    Column(column=0, role="label"),
    Column(column=1, role="year", year=2024, series="계", measure="budget"),
    Column(column=2, role="year", year=2024, series="국비", measure="budget"),
    Column(column=3, role="year", year=2024, series="시비", measure="budget"),
    Column(column=4, role="year", year=2025, series="계", measure="budget"),
    Column(column=5, role="year", year=2025, series="국비", measure="budget"),
    Column(column=6, role="year", year=2025, series="시비", measure="budget"),
)


def test_who_pays_beside_the_budget_under_each_year() -> None:
    table = year_table(("도로", "9", "5", "4", "8", "5", "4"), roles=("label", *[2024] * 6), unit_text="(단위: 백만원)")
    plan = normalize_plan(extracted(replace(table, columns=BESIDE)))
    (found,) = [f for f in plan.findings if f.rule == "sum-mismatch"]
    assert (found.expected, found.actual, [p.column for p in found.places]) == ("9", "8", [4, 5, 6])


def columns(*made: tuple[ColumnRole, int | None, str]) -> tuple[Column, ...]:
    return tuple(Column(column=at, role=role, year=year, qualifier=word) for at, (role, year, word) in enumerate(made))


SUBTOTAL = columns(
    ("label", None, ""), ("total", None, "A+B"), ("subtotal", None, "A"), ("prior", None, ""), ("year", 2025, ""),
    ("year", 2026, ""), ("later", None, "B"),
)  # fmt: skip
PAYERS = columns(
    ("label", None, ""), ("total", None, ""), ("subtotal", None, "국비"), ("subtotal", None, "시비"),
    ("year", 2025, ""), ("year", 2026, ""),
)  # fmt: skip


def in_columns(made: tuple[Column, ...], *row: str) -> list[Finding]:
    table = year_table(row, roles=tuple(c.year or c.role for c in made), unit_text="(단위: 백만원)")
    plan = normalize_plan(extracted(replace(table, columns=made)))
    return [f for f in plan.findings if f.severity == "error"]


def test_a_sub_total_of_columns_is_held_to_the_years_beside_it() -> None:
    assert in_columns(SUBTOTAL, "도로", "3,262", "801", "476", "125", "200", "2,461") == []
    (found,) = in_columns(SUBTOTAL, "도로", "3,262", "811", "476", "125", "200", "2,461")
    assert (found.rule, found.expected, found.actual, found.difference) == ("sum-mismatch", "801", "811", "10")
    assert [p.column for p in found.places] == [2, 3, 4, 5]
    assert "소계" in found.message


def test_a_total_is_held_to_the_columns_of_who_pays_it() -> None:
    assert in_columns(PAYERS, "도로", "290", "87", "203", "100", "190") == []
    (found,) = in_columns(PAYERS, "도로", "290", "87", "205", "100", "190")
    assert (found.expected, found.actual, [p.column for p in found.places]) == ("292", "290", [1, 2, 3])


# ------------------------------------------------------------------------------------------------- the form


def form(
    *rows: tuple[str, ...], years: tuple[int, ...], basis: PeriodBasis = "derived", total: bool = False
) -> list[Finding]:
    roles: tuple[ColumnRole | int, ...] = ("label", *(("total",) if total else ()), *years)
    made = extracted(year_table(*rows, roles=roles), period=(2024, 2026), basis=basis)
    return [f for f in normalize_plan(made).findings if f.rule != "total-mismatch"]


ROW = ("개관 목표(개소)", "10", "20", "30")


@pytest.mark.parametrize("years", [(2024, 2025, 2026), (2026, 2025, 2024), (2024, 2026, 2030)])
def test_years_that_rise_or_fall_are_in_order(years: tuple[int, ...]) -> None:
    assert form(ROW, years=years) == []


def test_years_out_of_order_are_found_with_their_heads() -> None:
    (found,) = form(ROW, years=(2024, 2026, 2025))
    assert (found.rule, found.expected, found.actual) == (
        "years-out-of-order",
        "2024, 2025, 2026",
        "2024, 2026, 2025",
    )
    assert [(p.row, p.column) for p in found.places] == [(0, 1), (0, 2), (0, 3)]


@pytest.mark.parametrize(
    ("years", "wrong"),
    [
        ((2024, 2025, 2026), False),
        ((2023, 2024, 2025, 2026), False),  # the year before the plan
        ((2024, 2025), False),  # a programme that ends early
        ((2025, 2026, 2027), True),
        ((2031, 2032), True),
        ((2024, 2026), True),
    ],
)
def test_years_of_the_tables_lie_in_the_period_of_the_title(years: tuple[int, ...], wrong: bool) -> None:
    row = ("개관 목표(개소)", *("10" for _ in years))
    found = form(row, years=years, basis="stated")
    assert [(f.rule, f.expected) for f in found] == ([("period-mismatch", "2024~2026")] if wrong else [])
    assert form(row, years=years) == []


def test_an_empty_cell_between_values_is_found_unless_the_total_does_without_it() -> None:
    row = ("개관 목표(개소)", "10", "", "30")
    (found,) = form(row, years=(2024, 2025, 2026))
    assert (found.rule, found.expected, found.places[0].column) == ("cell-empty", "10, 30", 2)
    assert form(("개관 목표(개소)", "40", "10", "", "30"), years=(2024, 2025, 2026), total=True) == []
    assert form(("개관 목표(개소)", "10", "-", "30"), years=(2024, 2025, 2026)) == []
    assert form(("개관 목표(개소)", "", "10", ""), years=(2024, 2025, 2026)) == []


def test_a_row_in_several_units_is_found_once() -> None:
    (found,) = form(("교육 목표", "50명", "3회", "20명"), years=(2024, 2025, 2026))
    assert (found.rule, found.severity, found.actual) == ("units-mixed", "warning", "명, 회")
    (scaled,) = form(("사업비", "2억원", "300백만원", "500백만원"), years=(2024, 2025, 2026))
    assert (scaled.rule, scaled.severity) == ("units-mixed", "info")


def test_a_subtotal_adds_up_the_nearest_payers_where_others_are_of_the_whole() -> None:
    rows = (("총계", "600", "300", "300"), ("소계", "200", "100", "100"), ("국비", "100", "50", "50"))
    assert sums(plan_of(*rows, ("시비", "100", "50", "50"), ("민간", "400", "200", "200"))) == []
    wrong = plan_of(*rows, ("시비", "110", "55", "55"), ("민간", "400", "200", "200"))
    assert {record for _, record, *_ in sums(wrong)} >= {"소계 (2024)", "소계 (2025)"}


@pytest.mark.parametrize(
    ("total", "found"), [("3.4", False), ("3.36", False), ("3", False), ("3.5", True), ("4", True)]
)
def test_a_total_with_fewer_places_may_be_rounded(total: str, found: bool) -> None:
    plan = plan_of(("둑길(km)", total, "1.12", "2.24"), unit_text="")
    assert any(one.rule == "total-mismatch" for one in plan.findings) == found
