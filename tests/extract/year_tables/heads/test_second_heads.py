"""A row below the head of a form heads others only where its labels are those of a head, though it reads like years."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

TITLE = "가온시 물빛 기본계획(2027~2031)"
YEARS = ["2027", "2028", "2029", "2030", "2031"]
LIKE_YEARS = ["27", "28", "30", "31", "32"]


def _budgets(form: str, tmp_path: Path, rows: list[list[str]]) -> list[tuple[str, int | None, str]]:
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    payers = {(one.measure, one.indicator_no): one.funding_source_name for one in plan.indicators}
    return [(payers[one.measure, one.indicator_no], one.year, one.printed) for one in plan.observations]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("last", [["기대효과", "피해를 줄임", "<", "<", "<", "<", "<"], None])
def test_amounts_of_a_payer_that_read_like_years_are_amounts(form: str, last: list[str] | None, tmp_path: Path) -> None:
    rows = [
        ["소요예산\n(백만원)", "구 분", *YEARS],
        ["^", "계", "72", "72", "77", "72", "81"],
        ["^", "시비", "45", "44", "47", "41", "49"],
        ["^", "구비", *LIKE_YEARS],
        *([last] if last else []),
    ]
    found = _budgets(form, tmp_path, rows)
    assert [(year, printed) for payer, year, printed in found if payer == "구비"] == [
        (int(year), printed) for year, printed in zip(YEARS, LIKE_YEARS, strict=True)
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_counts_below_a_blank_cell_that_read_like_years_are_counts(form: str, tmp_path: Path) -> None:
    rows = [
        ["", "구 분", *YEARS],
        ["", "쉼터(개소)", "25", "26", "27", "28", "29"],
        ["", "이용(명)", "1", "2", "3", "4", "5"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    assert [one.printed for one in plan.observations][:5] == ["25", "26", "27", "28", "29"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_second_head_of_two_digits_is_one(form: str, tmp_path: Path) -> None:
    rows = [
        ["목표", "구 분", *YEARS],
        ["^", "쉼터(개소)", "5", "6", "7", "8", "9"],
        ["소요예산\n(백만원)", "구 분", "27", "28", "29", "30", "31"],
        ["^", "시비", "45", "44", "47", "41", "49"],
    ]
    found = _budgets(form, tmp_path, rows)
    assert [(year, printed) for payer, year, printed in found if payer == "시비"] == [
        (int(year), printed) for year, printed in zip(YEARS, ["45", "44", "47", "41", "49"], strict=True)
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("years", [["2028", "2029", "2030"], ["2027년", "2028년", "2029년"]])
def test_years_in_a_row_under_those_of_the_head_head_what_is_below(form: str, years: list[str], tmp_path: Path) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["쉼터(개소)", "3", "5", "8"],
        ["재원(백만원)", *years],
        ["국비", "62", "66", "71"],
        ["시비", "31", "33", "35"],
    ]
    found = _budgets(form, tmp_path, rows)
    ahead = [int(year[:4]) for year in years]
    assert [(payer, year) for payer, year, _ in found if payer] == [
        (payer, year) for payer in ("국비", "시비") for year in ahead
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_years_that_are_values_head_nothing(form: str, tmp_path: Path) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["쉼터(개소)", "3", "5", "8"],
        ["준공연도", "2029", "2029", "2030"],
        ["쉼터지기(명)", "6", "9", "12"],
    ]
    assert [year for _, year, printed in _budgets(form, tmp_path, rows) if printed in ["6", "9", "12"]] == [
        2027,
        2028,
        2029,
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("label", "heads", "years"),
    [
        ("재원(백만원)", ["’28", "’29", "’30"], [2028, 2029, 2030]),
        ("재원(백만원)", ["28년", "29년", "30년"], [2028, 2029, 2030]),
        ("사업비(백만원)", ["2028년도", "2029년도", "2030년도"], [2028, 2029, 2030]),
        ("사업비(백만원)", ["2028.", "2029.", "2030."], [2028, 2029, 2030]),
        ("재원(백만원)", ["2027년", "2029년", "2031년"], [2027, 2029, 2031]),
        ("재원(백만원)", ["2031년", "2030년", "2029년"], [2031, 2030, 2029]),
        ("재원(백만원)", ["계", "2027년", "2028년"], [None, 2027, 2028]),
        ("투입예산(백만원)", ["2027년(예산)", "2028년(계획)", "2029년(계획)"], [2027, 2028, 2029]),
    ],
)
def test_times_alone_under_the_years_of_the_head_head_what_is_below(
    form: str, label: str, heads: list[str], years: list[int | None], tmp_path: Path
) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["쉼터(개소)", "3", "5", "8"],
        [label, *heads],
        ["국비", "133", "62", "71"],
        ["시비", "66", "31", "35"],
    ]
    found = _budgets(form, tmp_path, rows)
    assert [(payer, year) for payer, year, _ in found if payer] == [
        (payer, year) for payer in ("국비", "시비") for year in years
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_title_between_belongs_to_the_head_below_it(form: str, tmp_path: Path) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["쉼터(개소)", "3", "5", "8"],
        ["투자계획(단위: 백만원)", "<", "<", "<"],
        ["재원", "2028", "2029", "2030"],
        ["국비", "62", "66", "71"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    paid = [one for one in plan.observations if one.measure == "budget"]
    assert [(one.year, one.unit) for one in paid] == [(2028, "백만원"), (2029, "백만원"), (2030, "백만원")]
    assert not [one for one in plan.findings if one.rule == "unit-missing"]


OTHER_HEADS = [
    ("재원(백만원)", ["국비", "시비", "계"]),
    ("예산(백만원)", ["당초", "변경", "증감"]),
    ("예산(백만원)", ["1분기", "2분기", "3분기"]),
    ("재원", ["동쪽", "서쪽", "남쪽"]),
    ("구분", ["동쪽", "서쪽", "남쪽"]),
]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("label", "heads"), OTHER_HEADS)
def test_below_a_head_that_names_no_years_no_value_has_those_above(
    form: str, label: str, heads: list[str], tmp_path: Path
) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["쉼터(개소)", "3", "5", "8"],
        [label, *heads],
        ["사업", "62", "66", "71"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    assert [one.printed for one in plan.observations] == ["3", "5", "8"]
    assert "table-not-understood" in {one.rule for one in plan.findings}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("words", [["기본계획", "설계", "착공"], ["조성", "확대", "-"], ["국비", "국비", "시비"]])
def test_words_of_a_row_head_nothing(form: str, words: list[str], tmp_path: Path) -> None:
    rows = [
        ["구분", "2027", "2028", "2029"],
        ["도서관(개소)", "1", "2", "4"],
        ["추진내용", *words],
        ["쉼터(개소)", "3", "5", "8"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    assert [one.printed for one in plan.observations if one.value is not None] == ["1", "2", "4", "3", "5", "8"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_head_of_one_year_below_is_read(form: str, tmp_path: Path) -> None:
    rows = [
        ["구분", "2027", "2028", "2029", "2030"],
        ["쉼터(개소)", "3", "5", "8", "9"],
        ["재원(백만원)", "기투자", "2027", "2028년 이후", "계"],
        ["국비", "62", "66", "71", "199"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    paid = [(one.period_type, one.year) for one in plan.observations if one.measure == "budget"]
    assert paid == [("prior", None), ("year", 2027), ("later", None), ("total", None)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_head_whose_first_cell_is_left_open_below_has_two_rows(form: str, tmp_path: Path) -> None:
    rows = [
        ["사업명", "2027", "<", "2028", "<"],
        ["", "쉼터(곳)", "사업비(백만원)", "쉼터(곳)", "사업비(백만원)"],
        ["한파 쉼터 운영", "12", "340", "15", "410"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "1-1. 한파 쉼터 운영", merged(rows), title=TITLE))
    assert [(one.measure, one.year, one.printed, one.unit) for one in plan.observations] == [
        ("target", 2027, "12", "개소"),
        ("target", 2028, "15", "개소"),
        ("budget", 2027, "340", "백만원"),
        ("budget", 2028, "410", "백만원"),
    ]
