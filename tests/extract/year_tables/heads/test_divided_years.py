"""Columns below one year, by what a person reads in them: parts beside their sum, series of their own, remarks."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, Given, read_as

TITLE = "해온군 하천 정비 실행계획(2026~2028)"
MONEY = ("□ 연차별 투자계획", "(단위: 백만원)")
Rows = tuple[tuple[str, ...], ...]


@pytest.fixture(params=WITH_TABLES)
def form(request: pytest.FixtureRequest) -> str:
    """The format that a plan is written in."""
    return str(request.param)


def read(form: str, folder: Path, *blocks: Given) -> Plan:
    return normalize_plan(read_as(form, folder, "1. 하천 정비", *blocks, title=TITLE))


def series(plan: Plan) -> dict[str, list[str]]:
    """The numbers of each series by its name, with who pays and the name of the series that counts it."""
    names = {(one.measure, one.indicator_no): one.name for one in plan.indicators}
    found: dict[str, list[str]] = {}
    for one in plan.indicators:
        own = [o for o in plan.observations if (o.measure, o.indicator_no) == (one.measure, one.indicator_no)]
        name = f"{one.measure} {one.name}"
        if one.funding_source not in (None, "total"):
            name += f" [{one.funding_source}]"
        if one.counted_in:
            name += f" in {names[one.measure, one.counted_in]}"
        found[name] = [f"{o.year or o.period_type}={o.value}" for o in own if o.value is not None]
    return found


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(found.severity, found.rule) for found in plan.findings]


SUMS: dict[str, Rows] = {
    "in front": (("구분", "2026년", "<", "<", "2027년", "2028년"), ("^", "소계", "기확보", "추가분", "^", "^")),
    "behind": (("구분", "2026년", "<", "<", "2027년", "2028년"), ("^", "기확보", "추가분", "계", "^", "^")),
}


@pytest.mark.parametrize("where", SUMS)
def test_the_sum_below_a_year_is_that_year_and_its_parts_are_told_once(where: str, tmp_path: Path, form: str) -> None:
    values = {"in front": ("90", "70", "20"), "behind": ("70", "20", "90")}[where]
    rows = (*SUMS[where], ("군비", *values, "110", "130"), ("도비", *values, "60", "70"))
    plan = read(form, tmp_path, *MONEY, rows)
    assert [*series(plan).values()] == [["2026=90", "2027=110", "2028=130"], ["2026=90", "2027=60", "2028=70"]]
    assert told(plan) == [("info", "parts-left-out")]


def test_a_single_year_with_a_sum_stands_beside_what_was_before_it_and_follows(tmp_path: Path, form: str) -> None:
    rows = (
        ("구분", "총사업비", "'25년까지", "2026년", "<", "<", "'27년 이후"),
        ("^", "^", "^", "합계", "이월", "본예산", "^"),
        ("군비", "900", "100", "300", "50", "250", "500"),
    )
    assert [*series(read(form, tmp_path, *MONEY, rows)).values()] == [
        ["total=900", "prior=100", "2026=300", "later=500"]
    ]


def test_years_with_one_column_are_published_beside_one_that_nobody_can_tell(tmp_path: Path, form: str) -> None:
    rows = (
        ("구분", "2026년", "<", "2027년", "2028년"),
        ("^", "요구", "편성", "(계획)", "(계획)"),
        ("군비", "80", "60", "110", "130"),
    )
    plan = read(form, tmp_path, *MONEY, rows)
    assert [*series(plan).values()] == [["2027=110", "2028=130"]]
    assert set(told(plan)) == {("warning", "cell-not-read")}


def test_two_columns_of_every_year_are_a_comparison_that_is_told(tmp_path: Path, form: str) -> None:
    goals = (("지표", "2026", "2027", "2028"), ("쉼터(개소)", "3", "4", "5"))
    compared = (
        ("구분", "2026년", "<", "2027년", "<"),
        ("^", "요구", "편성", "요구", "편성"),
        ("군비", "80", "60", "110", "90"),
    )
    plan = read(form, tmp_path, "□ 연도별 목표", goals, "□ 소요예산", "(단위: 백만원)", compared)
    assert [*series(plan)] == ["target 쉼터"]
    assert ("info", "comparison-left-out") in told(plan)


EVERY_YEAR = ("구분", "2026", "<", "2027", "<", "2028", "<")


@pytest.mark.parametrize(
    ("words", "unit", "row", "expected"),
    [
        (
            ("당년", "누적"),
            "(단위: km)",
            ("둑 정비", "3", "10", "4", "14", "5", "19"),
            {
                "target 둑 정비 당년": ["2026=3", "2027=4", "2028=5"],
                "target 둑 정비 누적": ["2026=10", "2027=14", "2028=19"],
            },
        ),
        (
            ("당해연도", "누계"),
            "(단위: 백만원)",
            ("소요예산", "30", "30", "40", "70", "50", "120"),
            {
                "budget 소요예산 당해연도": ["2026=30", "2027=40", "2028=50"],
                "budget 소요예산 누계 in 소요예산 당해연도": ["2026=30", "2027=70", "2028=120"],
            },
        ),
        (
            ("계속", "신규"),
            "(단위: 개소)",
            ("쉼터", "3", "1", "4", "2", "6", "3"),
            {"target 쉼터 계속": ["2026=3", "2027=4", "2028=6"], "target 쉼터 신규": ["2026=1", "2027=2", "2028=3"]},
        ),
        (
            ("명시이월", "당해예산"),
            "(단위: 백만원)",
            ("국비", "3", "31", "-", "42", "-", "53"),
            {"budget 국비 [national]": ["2026=31", "2027=42", "2028=53"]},
        ),
    ],
)
def test_words_below_every_year_say_what_their_columns_are(
    words: tuple[str, str], unit: str, row: tuple[str, ...], expected: dict[str, list[str]], tmp_path: Path, form: str
) -> None:
    plan = read(form, tmp_path, "□ 연차별 계획", unit, (EVERY_YEAR, ("^", *words * 3), row))
    assert series(plan) == expected
    assert not [severity for severity, _ in told(plan) if severity != "info"]


def test_what_has_been_reached_is_cumulative(tmp_path: Path, form: str) -> None:
    rows = (EVERY_YEAR, ("^", *("당해", "누계") * 3), ("둑 정비", "3", "10", "4", "14", "5", "19"))
    plan = read(form, tmp_path, "□ 연차별 계획", "(단위: km)", rows)
    assert [one.value_kind for one in plan.indicators] == ["", "cumulative"]


def test_payers_in_one_syllable_are_parts_of_their_sum_where_money_is_counted(tmp_path: Path, form: str) -> None:
    head = (("마을", "2026", "<", "<", "2027", "<", "<"), ("^", "계", "도", "군", "계", "도", "군"))
    plan = read(form, tmp_path, *MONEY, (*head, ("솔내", "10", "3", "7", "20", "6", "14")))
    assert series(plan) == {
        "budget 솔내 계": ["2026=10", "2027=20"],
        "budget 솔내 도 [metropolitan] in 솔내 계": ["2026=3", "2027=6"],
        "budget 솔내 군 [district] in 솔내 계": ["2026=7", "2027=14"],
    }
    counted = read(form, tmp_path, "□ 연도별 목표", "(단위: 개소)", (*head, ("쉼터", "10", "3", "7", "20", "6", "14")))
    assert [*series(counted)] == ["target 쉼터 계", "target 쉼터 도 in 쉼터 계", "target 쉼터 군 in 쉼터 계"]


def test_payers_of_one_year_stand_beside_the_whole_of_the_others(tmp_path: Path, form: str) -> None:
    rows = (
        ("구분", "2026년", "<", "2027년", "2028년"),
        ("^", "도비", "군비", "(총액)", "(총액)"),
        ("둑 정비", "3", "7", "14", "16"),
    )
    assert series(read(form, tmp_path, *MONEY, rows)) == {
        "budget 둑 정비": ["2027=14", "2028=16"],
        "budget 둑 정비 도비 [metropolitan]": ["2026=3"],
        "budget 둑 정비 군비 [district]": ["2026=7"],
    }


@pytest.mark.parametrize("remark", ["비고", "위치"])
def test_a_remark_below_a_year_is_no_value_of_it(remark: str, tmp_path: Path, form: str) -> None:
    rows = (
        ("구분", "2026", "<", "<", "2027", "<", "<"),
        ("^", "물량", "사업비", remark, "물량", "사업비", remark),
        ("둑 정비", "3", "70", "솔내", "4", "90", ""),
    )
    plan = read(form, tmp_path, "□ 연차별 계획", "(단위: km, 백만원)", rows)
    assert series(plan) == {
        "target 둑 정비 물량": ["2026=3", "2027=4"],
        "budget 둑 정비 사업비": ["2026=70", "2027=90"],
    }
    assert told(plan) == []


def test_unknown_words_below_every_year_stay_untold_apart(tmp_path: Path, form: str) -> None:
    rows = (EVERY_YEAR, ("^", *("윗말", "아랫말") * 3), ("둑 정비", *"345678"))
    with pytest.raises(PlanError):
        read(form, tmp_path, *MONEY, rows)


MONTHS = (("구분", "2026.3.", "2027.3.", "2028.3."), ("유치원(원)", "1", "2", "3"), ("중학교(교)", "2", "1", "1"))


def test_one_month_of_each_year_of_the_plan_is_that_year(tmp_path: Path, form: str) -> None:
    plan = read(form, tmp_path, "□ 신설 계획", MONTHS)
    assert series(plan) == {
        "target 유치원": ["2026=1", "2027=2", "2028=3"],
        "target 중학교": ["2026=2", "2027=1", "2028=1"],
    }
    assert [one.unit for one in plan.indicators] == ["개원", "개교"]


def test_months_of_years_before_the_plan_say_what_there_was(tmp_path: Path, form: str) -> None:
    past = (("구분", "2024.4.", "2025.4.", "2026.4."), *MONTHS[1:])
    with pytest.raises(PlanError):
        read(form, tmp_path, "□ 학교 수", past)
