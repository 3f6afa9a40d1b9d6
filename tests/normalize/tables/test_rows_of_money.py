"""Whose money a row is, whether it comes in, what only remarks on it, and what never adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.conftest import extracted, year_table

N = ("30", "10", "20")
MONEY = "(단위: 백만원)"


def _plan(*labels: str, line: str = MONEY) -> Plan:
    return normalize_plan(extracted(year_table(*((label, *N) for label in labels), unit_text=line)))


def _payers(plan: Plan) -> list[tuple[str, str | None]]:
    return [(i.name, i.funding_source) for i in plan.indicators]


def test_an_office_of_education_pays_for_education() -> None:
    paid = _payers(_plan("국비", "누리교육지원청", "교육지원청"))
    assert paid[1:] == [("누리교육지원청", "education"), ("교육지원청", "education")]


def test_a_field_is_no_payer_though_rows_below_another_add_up_by_chance() -> None:
    rows = (("주택", "100", "50", "50"), ("관광객", "60", "30", "30"), ("기업", "40", "20", "20"))
    plan = normalize_plan(extracted(year_table(*rows, unit_text=MONEY)))
    assert _payers(plan) == [("주택", "total"), ("관광객", "total"), ("기업", "total")]
    paid = (("사업비", "100", "50", "50"), ("나눔회", "60", "30", "30"), ("기업", "40", "20", "20"))
    plan = normalize_plan(extracted(year_table(*paid, unit_text=MONEY)))
    assert _payers(plan)[2] == ("기업", "private")


def test_payers_of_one_syllable_are_payers_beside_the_state() -> None:
    rows = (("계", "90", "40", "50"), ("국", "20", "10", "10"), ("도", "20", "10", "10"), ("시", "50", "20", "30"))
    plan = normalize_plan(extracted(year_table(*rows, unit_text=MONEY)))
    assert [payer for _, payer in _payers(plan)] == ["total", "national", "metropolitan", "metropolitan"]
    assert [i.counted_in for i in plan.indicators] == [None, 1, 1, 1]
    alone = normalize_plan(extracted(year_table(rows[0], rows[2], rows[3], unit_text=MONEY)))
    assert [payer for _, payer in _payers(alone)] == ["total", "total", "total"], "places, for all that is known"


@pytest.mark.parametrize("label", ["체납 정리액", "체납액 정리액(억원)", "부담금 환수액", "과태료 징수"])
def test_money_that_comes_in_is_no_budget(label: str) -> None:
    assert [i.measure for i in _plan(label).indicators] == ["target"]


def test_remarks_are_no_series_whatever_their_cells_hold() -> None:
    table = year_table(("계", *N), ("비 고", "", "3", "2단계 착공"), unit_text=MONEY)
    plan = normalize_plan(extracted(table))
    assert [i.name for i in plan.indicators] == ["계"]
    assert not [found for found in plan.findings if found.rule == "cell-not-read"]


@pytest.mark.parametrize(
    ("label", "heads", "kind"),
    [
        ("등록(명)", ("’24년말", "2025년 말"), "level"),
        ("이용자 만족도(점)", ("2024", "2025"), "level"),
        ("설치(누계)(곳)", ("2024", "2025"), "cumulative"),
    ],
)
def test_what_stands_at_a_time_has_no_sum(label: str, heads: tuple[str, str], kind: str) -> None:
    table = year_table((label, "10", "20"), roles=("label", 2024, 2025))
    columns = (table.columns[0], *(replace(c, printed=h) for c, h in zip(table.columns[1:], heads, strict=True)))
    indicator = normalize_plan(extracted(replace(table, columns=columns))).indicators[0]
    assert (indicator.value_kind, indicator.computed_total) == (kind, None)


def test_what_a_document_adds_up_itself_keeps_its_sum() -> None:
    assert _plan("설치(누계)(곳)", line="").indicators[0].computed_total == Decimal(30)


def test_a_total_that_is_the_last_of_what_stands_at_a_time_is_no_sum() -> None:
    table = year_table(("설치(누계)(곳)", "20", "10", "20"))
    indicator = normalize_plan(extracted(table)).indicators[0]
    assert (indicator.printed_total, indicator.computed_total, indicator.totals_agree) == (Decimal(20), None, None)


def test_payers_in_the_column_of_units_name_their_rows() -> None:
    table = year_table(
        ("설치", "곳", *N),
        ("예산", "국비", *N),
        ("예산", "합계", *N),
        roles=("label", "label", "total", 2024, 2025),
    )
    head = (table.grid[0][0], replace(table.grid[0][1], text="단위"), *table.grid[0][2:])
    plan = normalize_plan(extracted(replace(table, grid=(head, *table.grid[1:]))))
    assert [(i.measure, i.name, i.funding_source, i.unit) for i in plan.indicators] == [
        ("target", "설치", None, "개소"),
        ("budget", "예산 국비", "national", ""),
        ("budget", "예산 합계", "total", ""),
    ]
