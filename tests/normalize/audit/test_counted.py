"""Which series another one of its programme counts already, so that what is left adds up and nothing counts twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from output.tables.rows import rows_of
from plan.records.meaning import Plan
from plan.records.printed import YearTable
from plan.records.values import ColumnRole
from tests.conftest import extracted, program, year_table

TWO: tuple[ColumnRole | int, ...] = ("label", "label", "total", 2024, 2025)


def plan_of(*tables: tuple[tuple[str, ...], ...], **named: object) -> Plan:
    made = [year_table(*rows, unit_text="(단위: 백만원)", number=at, **named) for at, rows in enumerate(tables)]  # type: ignore[arg-type]
    return normalize_plan(extracted(*made))


def counted(plan: Plan) -> dict[str, str]:
    """The printed label of each series that another counts, with that of the other."""
    labels = {one.indicator_no: one.label_printed for one in plan.indicators}
    return {one.label_printed: labels[one.counted_in] for one in plan.indicators if one.counted_in}


def in_doubt(plan: Plan) -> list[tuple[str, str]]:
    return [(found.record, found.expected) for found in plan.findings if found.rule == "budget-counted-twice"]


PAYERS = (("국비", "10", "4", "6"), ("시비", "20", "8", "12"))


@pytest.mark.parametrize("rows", [(("계", "30", "12", "18"), *PAYERS), (*PAYERS, ("계", "30", "12", "18"))])
def test_a_budget_counts_who_pays_it_below_and_above(rows: tuple[tuple[str, ...], ...]) -> None:
    assert counted(plan_of(rows)) == {"국비": "계", "시비": "계"}


def test_payers_between_two_budgets_are_of_the_one_that_they_add_up_to() -> None:
    rows = (("도로 사업비", "7", "3", "4"), *PAYERS, ("계", "30", "12", "18"))
    assert counted(plan_of(rows)) == {"국비": "계", "시비": "계"}


def test_sub_totals_are_counted_in_the_total_and_their_rows_in_them() -> None:
    rows = (
        ("합계", "계", "100", "40", "60"),
        ("^", "국비", "40", "15", "25"),
        ("^", "시비", "60", "25", "35"),
        ("도로", "계", "60", "20", "40"),
        ("^", "국비", "30", "10", "20"),
        ("^", "시비", "30", "10", "20"),
        ("공원", "계", "40", "20", "20"),
        ("^", "국비", "10", "5", "5"),
        ("^", "시비", "30", "15", "15"),
    )
    assert counted(plan_of(rows, roles=TWO)) == {
        "합계 국비": "합계 계",
        "합계 시비": "합계 계",
        "도로 계": "합계 계",
        "공원 계": "합계 계",
        "도로 국비": "도로 계",
        "도로 시비": "도로 계",
        "공원 국비": "공원 계",
        "공원 시비": "공원 계",
    }


def test_a_row_counts_those_right_below_that_add_up_to_it_in_every_year() -> None:
    parts = (("강사비", "10", "4", "6"), ("교재비", "20", "8", "12"))
    rest = ("홍보비", "5", "2", "3")
    assert counted(plan_of((("운영비", "30", "12", "18"), *parts, rest))) == {"강사비": "운영비", "교재비": "운영비"}
    assert counted(plan_of((("운영비", "30", "12", "18"), parts[0], ("교재비", "19", "8", "11"), rest))) == {}


def test_rows_without_a_sum_stand_side_by_side() -> None:
    plan = plan_of((("강사비", "10", "4", "6"), ("교재비", "20", "8", "12")))
    assert (counted(plan), in_doubt(plan)) == ({}, [])


def test_what_a_second_table_prints_again_or_in_parts_is_counted_in_the_first() -> None:
    assert counted(plan_of((("예산", "30", "12", "18"),), (("사업비", "30", "12", "18"),))) == {"사업비": "예산"}
    assert counted(plan_of((("예산", "30", "12", "18"),), PAYERS)) == {"국비": "예산", "시비": "예산"}
    parts = (("강사비", "10", "4", "6"), ("교재비", "20", "8", "12"))
    assert counted(plan_of(parts, (("총사업비", "30", "12", "18"),))) == {"강사비": "총사업비", "교재비": "총사업비"}


def test_the_row_of_a_chart_is_counted_in_the_programmes_own_table() -> None:
    nodes = [program(), replace(program(), no="P1-1-2", no_printed="1-1-2", name="책 나눔 장터")]
    chart = year_table(
        ("마을도서관 늘리기", "30", "12", "18"), ("책 나눔 장터", "9", "4", "5"), unit_text="(단위: 백만원)"
    )
    chart = replace(chart, program_no="", row_programs=("", "P1-1-1", "P1-1-2"))
    own = year_table(("계", "30", "12", "18"), *PAYERS, unit_text="(단위: 백만원)", number=1)
    plan = normalize_plan(extracted(chart, own, programs=nodes))
    twice = [one for one in plan.indicators if one.program_no == "P1-1-1" and one.measure == "budget"]
    assert [one.counted_in for one in twice] == [2, None, 2, 2]


NODES = [program(), replace(program(), no="P1-1-2", no_printed="1-1-2", name="책 나눔 장터")]


def list_and_own(*tables: YearTable) -> Plan:
    """A list of two programmes, and behind it the tables of the first one."""
    listed, *own = tables
    return normalize_plan(
        extracted(replace(listed, program_no="", row_programs=("", "P1-1-1", "P1-1-2")), *own, programs=NODES)
    )


def said(plan: Plan) -> list[str]:
    return [found.rule for found in plan.findings if found.rule in ("series-twice", "budget-counted-twice")]


@pytest.mark.parametrize(("again", "told"), [("18", []), ("19", ["series-twice"])])
def test_a_goal_that_a_list_prints_again_is_counted_in_the_programmes_own_table(again: str, told: list[str]) -> None:
    listed = year_table(("대출(권)", "30", "12", "18"), ("장터(회)", "9", "4", "5"))
    plan = list_and_own(listed, year_table(("대출(권)", "30", "12", again), number=1))
    assert said(plan) == told
    twice = [one for one in plan.indicators if one.program_no == "P1-1-1"]
    assert [one.counted_in for one in twice] == ([None, None] if told else [2, None])


@pytest.mark.parametrize("unit", ["(단위: %)", "(단위: 등급)"])
def test_a_rate_that_a_list_prints_again_is_counted_too(unit: str) -> None:
    listed = year_table(("이용률", "-", "12", "18"), ("참여율", "-", "4", "5"), unit_text=unit)
    assert said(list_and_own(listed, year_table(("이용률", "-", "12", "18"), number=1, unit_text=unit))) == []


def test_the_one_budget_that_a_list_gives_is_the_sum_of_the_own_table_whatever_it_is_called() -> None:
    money = "(단위: 백만원)"
    listed = year_table(("대출 예산", "30", "12", "18"), ("장터 예산", "9", "4", "5"), unit_text=money)
    plan = list_and_own(listed, year_table(("계", "30", "12", "18"), *PAYERS, unit_text=money, number=1))
    assert said(plan) == []
    assert [one.counted_in for one in plan.indicators if one.program_no == "P1-1-1"] == [2, None, 2, 2]
    other = year_table(("계", "31", "12", "19"), unit_text=money, number=1)
    assert said(list_and_own(listed, other)) == ["budget-counted-twice"]


def test_the_total_of_a_list_may_leave_out_what_was_before_the_years() -> None:
    money = "(단위: 백만원)"
    listed = year_table(("마을도서관 늘리기", "30", "12", "18"), ("장터", "9", "4", "5"), unit_text=money)
    before: tuple[ColumnRole | int, ...] = ("label", "total", "prior", 2024, 2025)
    own = year_table(("계", "37", "7", "12", "18"), unit_text=money, number=1, roles=before)
    assert said(list_and_own(listed, own)) == []
    own = year_table(("계", "38", "7", "12", "18"), unit_text=money, number=1, roles=before)
    assert said(list_and_own(listed, own)) == ["budget-counted-twice"]


def test_a_budget_of_a_list_counts_the_one_payer_of_the_own_table() -> None:
    money = "(단위: 백만원)"
    listed = year_table(("마을도서관 늘리기", "30", "12", "18"), ("장터", "9", "4", "5"), unit_text=money)
    plan = list_and_own(listed, year_table(("사업비(구비)", "30", "12", "18"), unit_text=money, number=1))
    assert said(plan) == []
    assert [one.counted_in for one in plan.indicators if one.program_no == "P1-1-1"] == [None, 1]


def test_a_budget_beside_others_that_do_not_add_up_to_it_is_told_once() -> None:
    plan = plan_of((("예산", "30", "12", "18"),), (("강사비", "10", "4", "6"), ("교재비", "11", "5", "6")))
    assert in_doubt(plan) == [("예산", "'강사비', '교재비'")]
    later = year_table(
        ("강사비", "10", "4", "6"), unit_text="(단위: 백만원)", number=1, roles=("label", "total", 2026, 2027)
    )
    first = year_table(("예산", "12", "18"), unit_text="(단위: 백만원)", roles=("label", 2024, 2025))
    assert in_doubt(normalize_plan(extracted(first, later))) == [], "of other years"


def test_a_row_of_the_programmes_name_with_a_word_for_a_sum_under_the_year_is_its_budget_again() -> None:
    own = year_table(("합계", "30"), ("길", "10"), ("쉼터", "20"), roles=("label", 2024), number=0)
    chart = year_table((program().name, "30", "20", "10"), roles=("label", 2024, 2024, 2024), number=1)
    heads = ("합계", "국비", "시비")
    columns = (replace(c, series=head, measure="budget") for c, head in zip(chart.columns[1:], heads, strict=True))
    chart = replace(chart, columns=(chart.columns[0], *columns))
    plan = normalize_plan(extracted(*(replace(table, unit_text="(단위: 백만원)") for table in (own, chart))))
    assert in_doubt(plan) == []
    assert [one.label_printed for one in plan.indicators if one.counted_in is None] == ["합계"]


def test_the_published_rows_name_the_series_that_counts_them() -> None:
    plan = plan_of((("계", "30", "12", "18"), *PAYERS))
    series = {row["indicator_name"]: row["counted_in"] for row in rows_of(plan, "indicators")}
    total = next(row["indicator_id"] for row in rows_of(plan, "indicators") if not row["counted_in"])
    assert set(series.values()) == {"", total}
    open_rows = [row for row in rows_of(plan, "budgets") if row["period_type"] == "year" and not row["counted_in"]]
    assert sum(row["amount"] or 0 for row in open_rows) == 30  # type: ignore[misc]


def test_sums_of_two_subjects_count_nothing_of_each_other_but_a_bare_sum_may() -> None:
    rows = (("호수길", "계", "100", "40", "60"), ("출렁다리", "계", "60", "20", "40"))
    assert in_doubt(plan_of(rows, roles=TWO)) == []
    bare = (("합계", "계", "200", "90", "110"), *rows)
    assert in_doubt(plan_of(bare, roles=TWO)) != []


NAME = "마을도서관 늘리기"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("강사비", "10", "4", "6"), (NAME, "30", "12", "18"), ("홍보비", "5", "2", "3")), 0),
        (((NAME, "9", "4", "5"), ("강사비", "10", "4", "6"), ("홍보비", "5", "2", "3")), 0),
        (((NAME, "30", "12", "18"), ("강사비", "10", "4", "6"), ("홍보비", "5", "2", "3")), 1),
        ((("강사비", "10", "4", "6"), ("예산", "30", "12", "18"), ("홍보비", "5", "2", "3")), 1),
    ],
)
def test_a_row_with_the_programmes_own_name_may_be_one_of_a_list(rows: tuple[tuple[str, ...], ...], told: int) -> None:
    assert len(in_doubt(plan_of(rows))) == told


def test_programmes_that_call_their_budgets_alike_are_told_together() -> None:
    nodes = [program(f"P1-1-{at}", f"책 나눔 {at}") for at in (1, 2, 3)]
    rows = (("예산", "30", "12", "18"), ("강사비", "10", "4", "6"))
    other = (("예산", "30", "12", "18"), ("교재비", "10", "4", "6"))
    tables = [
        replace(year_table(*own, unit_text="(단위: 백만원)", number=at), program_no=f"P1-1-{at + 1}")
        for at, own in enumerate((rows, rows, other))
    ]
    found = [f for f in normalize_plan(extracted(*tables, programs=nodes)).findings if f.rule == "budget-counted-twice"]
    assert [(f.program_no, f.actual, f.expected, f.difference) for f in found] == [
        ("P1-1-1", "책 나눔 1, 책 나눔 2", "'강사비'", "2"),
        ("P1-1-3", "책 나눔 3", "'교재비'", ""),
    ]
    assert {place.table for place in found[0].places} == {0, 1}


def test_a_total_counts_the_sub_total_and_the_rows_between_them() -> None:
    rows = (("책", "3", "1", "2"), ("책장", "7", "3", "4"), ("소계", "10", "4", "6"), ("행사", "20", "8", "12"))
    plan = plan_of((*rows, ("계", "30", "12", "18")))
    assert (counted(plan)["소계"], in_doubt(plan)) == ("계", [])
    assert in_doubt(plan_of((*rows, ("계", "31", "12", "19")))) != []


def test_sums_of_two_subjects_in_brackets_count_nothing_of_each_other() -> None:
    rows = (("계(가람대)", "30", "12", "18"), *PAYERS, ("계(나루대)", "30", "12", "18"), *PAYERS)
    assert in_doubt(plan_of(rows)) == []
    assert in_doubt(plan_of((("계(백만원)", "40", "16", "24"), ("교재비", "10", "4", "6")))) != []


def test_rows_of_one_name_are_told_as_such_and_not_once_more() -> None:
    plan = plan_of((("예산", "30", "12", "18"),), (("예산", "10", "4", "6"),))
    assert in_doubt(plan) == []
    assert "series-twice" in {found.rule for found in plan.findings}
