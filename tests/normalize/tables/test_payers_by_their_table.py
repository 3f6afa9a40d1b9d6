"""Names that are payers because of what stands beside them: other payers, their printed sum, or nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from plan.records.printed import YearTable
from tests.conftest import extracted, year_table


def _table(*rows: tuple[str, ...], title: str = "투자계획") -> YearTable:
    return replace(year_table(*rows, unit_text="(단위: 백만원)"), title=title)


def _payers(plan: Plan) -> list[tuple[str, str]]:
    return [(entry.funding_source or "", entry.funding_source_name) for entry in plan.indicators]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("차입", "loan"),
        ("기채", "loan"),
        ("공사채", "loan"),
        ("공사부담", "self"),
        ("교부금", "other"),
        ("둑길분담채", "other"),
        ("여울농협 융자", "loan"),
        ("물류업체 부담금", "private"),
    ],
)
def test_what_a_sum_adds_to_a_payer_is_one(name: str, source: str) -> None:
    plan = normalize_plan(
        extracted(_table(("계", "30", "10", "20"), ("국비", "20", "6", "14"), (name, "10", "4", "6")))
    )
    assert _payers(plan) == [("total", ""), ("national", "국비"), (source, name)]
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("rows", "payer"),
    [
        ((("국비", "20", "6", "14"), ("둑길 쌓기", "10", "4", "6")), "total"),  # no sum counts it
        (
            (("계", "31", "11", "20"), ("국비", "20", "6", "14"), ("둑길 쌓기", "10", "4", "6")),
            "total",
        ),  # it adds up to no sum
        (
            (("계", "30", "10", "20"), ("물길 쌓기", "20", "6", "14"), ("둑길 쌓기", "10", "4", "6")),
            "total",
        ),  # of works
    ],
)
def test_a_work_beside_payers_is_none(rows: tuple[tuple[str, ...], ...], payer: str) -> None:
    plan = normalize_plan(extracted(_table(*rows)))
    assert _payers(plan)[-1] == (payer, "")


@pytest.mark.parametrize(
    ("rows", "payers"),
    [
        (
            (("여울철도공단", "15", "5", "10"), ("다솜구", "9", "3", "6"), ("민간사업자", "6", "2", "4")),
            [("other", "여울철도공단"), ("district", "다솜구"), ("private", "민간사업자")],
        ),
        (
            (("다솜도시공사", "20", "6", "14"), ("다솜군", "10", "4", "6")),
            [("other", "다솜도시공사"), ("district", "다솜군")],
        ),
        ((("여울구", "20", "6", "14"), ("다솜구", "10", "4", "6")), [("total", ""), ("total", "")]),  # spent in each
        ((("축구", "20", "6", "14"), ("여울공단", "10", "4", "6")), [("total", ""), ("total", "")]),
    ],
)
def test_bodies_and_places_that_a_sum_adds_up_pay_it(
    rows: tuple[tuple[str, ...], ...], payers: list[tuple[str, str]]
) -> None:
    plan = normalize_plan(extracted(_table(("계", "30", "10", "20"), *rows)))
    assert _payers(plan) == [("total", ""), *payers]
    assert plan.findings == ()


def test_what_the_public_pays_beside_private_money_is_no_whole_cost() -> None:
    rows = (("공공", "20", "6", "14"), ("민간", "10", "4", "6"))
    assert _payers(normalize_plan(extracted(_table(*rows)))) == [("other", "공공"), ("private", "민간")]


@pytest.mark.parametrize(
    "rows", [(("자체", "30", "10", "20"),), (("계", "30", "10", "20"), ("자체", "30", "10", "20"))]
)
def test_the_only_row_of_a_budget_may_be_its_payer(rows: tuple[tuple[str, ...], ...]) -> None:
    assert _payers(normalize_plan(extracted(_table(*rows))))[-1] == ("self", "자체")


@pytest.mark.parametrize("rows", [(("자체", "3", "1", "2"), ("위탁", "3", "1", "2")), (("기타", "3", "1", "2"),)])
def test_a_kind_of_work_is_no_payer(rows: tuple[tuple[str, ...], ...]) -> None:
    assert {source for source, _ in _payers(normalize_plan(extracted(_table(*rows))))} == {"total"}


@pytest.mark.parametrize("label", ["미세먼지(PM10, ㎍/㎥)", "미세먼지(㎍/㎥, PM10)", "초미세먼지(PM2.5, ㎍/㎥)"])
def test_a_substance_and_its_unit_stand_in_one_bracket(label: str) -> None:
    plan = normalize_plan(extracted(year_table((label, "30", "10", "20"))))
    assert [(entry.unit, entry.measure) for entry in plan.indicators] == [("㎍/㎥", "target")]
    assert plan.indicators[0].name.startswith(label[: label.index("(")] + "(PM")


@pytest.mark.parametrize(
    ("title", "payer"),
    [
        ("투자계획(시비, 백만원)", ("metropolitan", "시비")),
        ("연차별 투자계획 (백만원, 전액 군비)", ("district", "군비")),
        ("투자계획[국비]", ("national", "국비")),
        ("투자계획(도비·군비)", ("local", "도비·군비")),
        ("투자계획(2024~2025)", ("total", "")),
        ("투자계획(안)", ("total", "")),
    ],
)
def test_the_bracket_of_a_title_says_who_pays_its_budgets(title: str, payer: tuple[str, str]) -> None:
    rows = (("둑길 쌓기", "30", "10", "20"), ("쌓은 길이(m)", "30", "10", "20"))
    plan = normalize_plan(extracted(_table(*rows, title=title)))
    assert _payers(plan) == [payer, ("", "")]
    assert plan.indicators[0].unit == "백만원"


def test_rows_that_name_payers_say_more_than_the_title() -> None:
    rows = (("계", "30", "10", "20"), ("국비", "20", "6", "14"), ("시비", "10", "4", "6"))
    plan = normalize_plan(extracted(_table(*rows, title="투자계획(시비, 백만원)")))
    assert [source for source, _ in _payers(plan)] == ["total", "national", "metropolitan"]


@pytest.mark.parametrize(
    ("label", "payer"),
    [
        ("사업비(국비·군비)", ("other", "국비·군비")),
        ("사업비(도비+군비)", ("local", "도비+군비")),
        ("국비·군비", ("other", "국비·군비")),
        ("사업비(도비30%, 군비70%)", ("total", "")),
    ],
)
def test_several_payers_in_one_name_pay_together(label: str, payer: tuple[str, str]) -> None:
    assert _payers(normalize_plan(extracted(_table((label, "30", "10", "20"))))) == [payer]


def test_the_sum_of_payers_that_stand_below_it_stays_one() -> None:
    rows = (("사업비(국비, 군비)", "30", "10", "20"), ("국비", "20", "6", "14"), ("군비", "10", "4", "6"))
    plan = normalize_plan(extracted(_table(*rows)))
    assert [source for source, _ in _payers(plan)] == ["total", "national", "district"]
    assert [entry.counted_in for entry in plan.indicators] == [None, 1, 1]


def test_a_special_account_beside_the_general_one_pays() -> None:
    rows = (("계", "30", "10", "20"), ("일반회계", "20", "6", "14"), ("공영주차장특별회계", "10", "4", "6"))
    plan = normalize_plan(extracted(_table(*rows)))
    assert _payers(plan) == [("total", ""), ("other", "일반회계"), ("other", "공영주차장특별회계")]
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("공동체 분담금", "other"),
        ("물류업체 부담금", "private"),
        ("군 출연금", "district"),
        ("여울농협 융자", "loan"),
        ("매칭", "other"),
        ("번영회", "other"),
        ("교특", "education"),
    ],
)
def test_what_stands_among_payers_alone_is_one_under_its_name(name: str, source: str) -> None:
    plan = normalize_plan(extracted(_table(("국비", "20", "6", "14"), ("시비", "9", "4", "5"), (name, "11", "4", "7"))))
    assert _payers(plan)[-1] == (source, name)
    assert plan.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        (("둑길", "29", "10", "19"), ("국비", "20", "6", "14"), ("시비", "9", "4", "5")),  # what they pay
        (("국비", "20", "6", "14"), ("시비", "9", "4", "5"), ("융자", "29", "10", "19")),  # known, and no other
        (("국비", "20", "6", "14"), ("급식비", "11", "4", "7")),  # what is bought
        (("국비", "20", "6", "14"), ("누계", "26", "6", "20")),  # what is reckoned
        (("국비", "20", "6", "14"), ("이월액", "26", "6", "20")),
        (("국비", "20", "6", "14"), ("물길", "11", "4", "7"), ("둑길", "9", "4", "5")),  # works beside each other
        (("계", "20", "10", "10"), ("국비", "12", "6", "6"), ("시비", "8", "4", "4"), ("번영회", "3", "1", "2")),
    ],
)
def test_what_is_paid_or_left_out_of_the_sum_is_no_payer(rows: tuple[tuple[str, ...], ...]) -> None:
    plan = normalize_plan(extracted(_table(*rows)))
    named = {entry.name: entry.funding_source_name for entry in plan.indicators}
    assert not {"둑길", "급식비", "물길", "번영회", "누계", "이월액"} & set(named.values())


def test_a_loan_that_payers_add_up_to_is_what_they_pay() -> None:
    plan = normalize_plan(
        extracted(_table(("점포 융자", "29", "10", "19"), ("국비", "20", "6", "14"), ("시비", "9", "4", "5")))
    )
    assert _payers(plan)[0] == ("total", "")


def test_a_count_or_a_share_among_payers_is_none() -> None:
    plan = normalize_plan(
        extracted(_table(("국비", "20", "6", "14"), ("이용자(명)", "9", "4", "5"), ("집행률(%)", "90", "91", "92")))
    )
    assert [entry.funding_source for entry in plan.indicators] == ["national", None, None]
