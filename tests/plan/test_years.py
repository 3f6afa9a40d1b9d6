"""A head cell names a year, a period or a role, and what names none of these is text."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.cells.value_json import as_line
from plan.years import FIRST_YEAR, FORMS, SHORT_YEAR, YearKind, find_years, matched, read_year, without_span

PLAN = (2024, 2027)
LAST_YEAR = 2099


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "2024년",
        "2024년도",
        "2024.",
        "’24",
        "'24",
        "‘24",
        "`24",
        "´24",
        "′24",
        "’24년",
        "'24.",
        "24년",
        "FY2024",
        "FY24",
        " 2024 ",
        "２０２４",
        "2024 년",
        "’ 24",
        "2024\n년",
        "2024연도",
        "’24*",
        "2024년*",
        "2024*)",
        "2024년1)",
        "2024 1)",
        "2024년 주1)",
        "’24년※",
        "2024p",
        "(2024)",
        "[2024]",
    ],
)
def test_every_way_to_print_a_year_is_that_year(text: str) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year, reading.year_to) == ("year", 2024, None)


PIECES = [
    "2024", "24", "27", "12", "1", "31", "’24", "FY24", "FY",
    *".~-–()말AB% 년차제n월일기액비값총계합소누적전증감가률치",
    "년도", "년차", "현재", "까지", "이전", "이후", "부터", "향후", "투자", "기존", "집행", "기준", "현황", "예산",
    "실적", "전체", "사업", "추진", "(목)", "안",
]  # fmt: skip


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join))
def test_no_form_is_printed_without_its_marks_or_with_other_letters(text: str) -> None:
    for form in (*FORMS, SHORT_YEAR):
        assert matched(text, [form]) or not form.pattern.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("2024(예산)", "예산"),
        ("2024 예산", "예산"),
        ("’24년 목표", "목표"),
        ("2024(A)", "A"),
        ("2024년 결산", "결산"),
        ("목표(2024)", "목표"),
        ("2024(예산)*", "예산"),
    ],
)
def test_what_stands_beside_a_year_is_kept(text: str, qualifier: str) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year, reading.qualifier) == ("year", 2024, qualifier)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024∼2027", 2024, 2027),
        ("2024~2027년", 2024, 2027),
        ("2024-2027", 2024, 2027),
        ("2024년~2027년", 2024, 2027),
        ("’24.~’27.", 2024, 2027),
        ("'23~'42", 2023, 2042),
        ("FY27~FY30", 2027, 2030),
        ("FY27~30", 2027, 2030),
        ("2028~36", 2028, 2036),
        ("’98~’02", 1998, 2002),
        ("2098~2101", None, None),
        ("2027~2024", None, None),
    ],
)
def test_a_period_runs_forward(text: str, first: int | None, last: int | None) -> None:
    reading = read_year(text)
    assert (reading.year, reading.year_to) == (first, last)
    assert reading.kind == ("period" if first else "text")


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("’23년 이전", "prior", 2023),
        ("’23년까지", "prior", 2023),
        ("~2023", "prior", 2023),
        ("기투자액", "prior", None),
        ("기투자", "prior", None),
        ("’26년이후", "later", 2026),
        ("2028년 이후", "later", 2028),
        ("2028~", "later", 2028),
        ("FY32 이후", "later", 2032),
        ("FY26까지", "prior", 2026),
        ("FY 27", "year", 2027),
        ("FY2027", "year", 2027),
        ("향후", "later", None),
        ("임기 후", "later", None),
        ("임기후", "later", None),
        ("2025년 현재", "baseline", 2025),
        ("’25 현재", "baseline", 2025),
        ("’26년 현황", "baseline", 2026),
        ("’26년 말 현황", "baseline", 2026),
        ("2026년 현재값", "baseline", 2026),
        ("’26년 현 수준", "baseline", 2026),
        ("2026년 기준연도", "baseline", 2026),
        ("’26.6월 현황", "year_month", 2026),
        ("2026. 6. 현재", "year_month", 2026),
        ("2026년 12월말 기준", "year_month", 2026),
        ("현황(’26.6월)", "year_month", 2026),
        ("현재(2026. 6.)", "year_month", 2026),
        ("2026년 현황판", "text", None),
        ("2026년 시설 현황", "text", None),
        ("기준값(2023)", "baseline", 2023),
        ("As-Is (2025)", "baseline", 2025),
        ("AS-IS(’25년)", "baseline", 2025),
        ("As-Is", "baseline", None),
        ("기준년도", "baseline", None),
        ("현재", "baseline", None),
        ("계", "total", None),
        ("합 계", "total", None),
        ("총계", "total", None),
        ("총사업비", "total", None),
        ("소계", "subtotal", None),
        ("증감", "change", None),
        ("전년대비 증감률(%)", "change", None),
        ("실적", "actual", None),
        ("계 (단위: 백만원)", "total", None),
    ],
)
def test_columns_without_a_year_of_their_own_have_a_role(text: str, kind: str, year: int | None) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year) == (kind, year)


@pytest.mark.parametrize(
    ("text", "year"), [("1차년도", 2024), ("3차년도", 2026), ("제2차년도", 2025), ("n년", 2024), ("n+2년", 2026)]
)
def test_counted_years_start_with_the_plans_first(text: str, year: int) -> None:
    counted = read_year(text, first_year=2024)
    assert (counted.kind, counted.year) == ("ordinal_year", year)
    assert read_year(text).year is None
    assert counted.ordinal == year - 2023


@pytest.mark.parametrize(
    ("text", "kind", "month", "day"),
    [
        ("’21.1월", "year_month", 1, None),
        ("2023년 12월", "year_month", 12, None),
        ("2023.9월말", "year_month", 9, None),
        ("2023. 12. 28.", "date", 12, 28),
        ("2023-12-28", "date", 12, 28),
        ("2023년 12월 28일", "date", 12, 28),
    ],
)
def test_months_and_days_are_no_years_of_a_plan(text: str, kind: str, month: int, day: int | None) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.month, reading.day) == (kind, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "24",
        "27~36",
        "202",
        "20244",
        "2,024",
        "1-1-1",
        "구분",
        "목표",
        "예산(백만원)",
        "2024개소",
        "제24호",
        "13월",
        "9999",
        "1234년",
        "2024" * 30,
        "2024 2025",
        "2009-12",
        "'09-12",
        "2024.2.30.",
        "1944",
        "10년",
        "30년",
        "20241)",
        "2024)",
        "2024m",
        "(2024",
    ],
)
def test_what_is_no_time_is_text(text: str) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year) == ("text", None)


@pytest.mark.parametrize(
    ("text", "year"), [("24", 2024), ("27", 2027), ("23", None), ("28", None), ("2", None), ("024", None)]
)
def test_two_bare_digits_are_a_year_only_within_the_plans_span(text: str, year: int | None) -> None:
    assert read_year(text, span=PLAN).year == year


@pytest.mark.parametrize(
    ("text", "span", "year"),
    [
        ("’49", None, 2049),
        ("’50", None, 2050),
        ("’51", None, None),
        ("’69", None, None),
        ("’70", None, 1970),
        ("’55", None, None),
        ("’98", None, 1998),
        ("’55", (2050, 2060), 2055),
        ("’98", (1996, 1999), 1998),
    ],
)
def test_the_century_is_the_one_nearest_to_the_plan(text: str, span: tuple[int, int] | None, year: int | None) -> None:
    assert read_year(text, span=span).year == year


@given(
    year=st.integers(FIRST_YEAR, LAST_YEAR),
    form=st.sampled_from(["{}", "{}년", "{}년도", "{}.", "FY{}", " {} ", "{}(예산)"]),
)
def test_a_full_year_reads_back(year: int, form: str) -> None:
    reading = read_year(form.format(year))
    assert (reading.kind, reading.year) == ("year", year)


@given(first=st.integers(2000, 2049), length=st.integers(1, 40), tilde=st.sampled_from("~∼〜～-"))
def test_a_full_period_reads_back(first: int, length: int, tilde: str) -> None:
    last = min(first + length, LAST_YEAR)
    reading = read_year(f"{first}{tilde}{last}")
    assert (reading.kind, reading.year, reading.year_to) == ("period", first, last)


@given(
    text=st.text(alphabet="0123456789'’년.~-() 계월일FYn이전후까지차도예산", max_size=24),
    span=st.sampled_from([None, PLAN, (1998, 2002)]),
)
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_reading_with_a_sensible_year(text: str, span: tuple[int, int] | None) -> None:
    reading = read_year(text, span=span, first_year=2024)
    assert reading.kind in get_args(YearKind)
    if reading.kind != "ordinal_year":
        assert reading.year is None or 1900 <= reading.year <= 2099
    assert reading.kind != "period" or (reading.year or 9999) <= (reading.year_to or 0)
    assert reading.kind != "text" or reading.year is None


@given(text=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_years_in_running_text_are_in_order_of_the_text(text: str) -> None:
    for reading in find_years(text):
        assert reading.kind in ("year", "period", "text")


def test_the_period_of_a_title_is_found() -> None:
    found = find_years("가온시 마을도서관 기본계획(2024∼2027) - 2023년 수립")
    assert [(reading.year, reading.year_to) for reading in found] == [(2024, 2027), (2023, None)]


@pytest.mark.parametrize(
    "piece", ["2", "2024", "2024 ", "’24~", "~", "’", "n+", "계 ", "( ", "24년 ", "2024. "], ids=repr
)
@pytest.mark.parametrize("length", [80, 10_000])
def test_no_text_takes_long(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    started = time.perf_counter()
    read_year(text, span=PLAN)
    find_years(text)
    assert time.perf_counter() - started < 3


def test_a_round_year_without_a_mark_needs_a_plan_near_it() -> None:
    assert read_year("30년", span=PLAN).year == 2030
    assert read_year("50년", span=PLAN).year is None
    assert read_year("’30년").year == 2030


@pytest.mark.parametrize(
    ("text", "plan", "status", "value"),
    [
        ("24", "2024~2027", "year", 2024),
        ("28", "2024~2027", "text", None),
        ("’98", "1996~1999", "year", 1998),
        ("’55", "2050∼2060", "year", 2055),
        ("30년", "(2026~2030)", "text", None),  # no period as printed here
        ("30년", "2026~2030", "year", 2030),
    ],
)
def test_the_period_of_the_plan_stands_where_a_cell_has_its_unit(
    text: str, plan: str, status: str, value: int | None
) -> None:
    line = as_line(text, plan, "year")
    assert (line["status"], line["value"]) == (status, value)


@pytest.mark.parametrize(("first", "year"), [(2040, 2030), (2041, None)])
def test_a_round_year_is_at_most_ten_years_from_the_plan(first: int, year: int | None) -> None:
    assert read_year("30년", span=(first, first + 3)).year == year
    assert read_year("30년", span=(4057 - first, 4060 - first)).year == year


@pytest.mark.parametrize(("length", "kind"), [(80, "total"), (81, "text")])
def test_no_head_is_longer_than_eighty_characters(length: int, kind: str) -> None:
    assert read_year(f"계 (단위: {'가' * (length - 8)})").kind == kind


@pytest.mark.parametrize(
    ("text", "span", "year"),
    [
        ("’99", (2047, 2049), 1999),
        ("’99", (2049, 2049), None),
        ("’99", (2049, 2051), 2099),
        ("’50", (2000, 2001), 2050),
    ],
)
def test_a_year_that_is_as_near_in_one_century_as_in_the_other_is_none(
    text: str, span: tuple[int, int], year: int | None
) -> None:
    assert read_year(text, span=span).year == year


@pytest.mark.parametrize(("text", "year"), [("1945", 1945), ("1944", None), ("2099", 2099)])
def test_plans_speak_of_years_since_1945(text: str, year: int | None) -> None:
    assert read_year(text).year == year


def test_a_year_in_front_of_a_period_is_found_from_its_first_digit() -> None:
    assert [reading.year for reading in find_years("2023년, 2024~2026")] == [2023, 2024]


def test_a_hyphen_before_a_number_that_is_no_month_makes_a_period() -> None:
    assert (read_year("2009-13").kind, read_year("2009-13").year_to, read_year("2009-12").kind) == (
        "period",
        2013,
        "text",
    )


def test_a_base_word_in_parentheses_makes_a_base_year() -> None:
    reading = read_year("2023(기준)")
    assert (reading.kind, reading.year, reading.qualifier) == ("baseline", 2023, "")
    assert read_year("2024학년도 (기준)").kind == "baseline"
    assert read_year("2024(목표)").kind == "year"


def test_a_year_of_the_schools_or_of_the_accounts_is_a_year_in_every_form() -> None:
    for said in ("2030학년도", "’30학년도", "2030학년", "2030회계연도", "FY2030"):
        kinds = [read_year(said + behind).kind for behind in ("", " 이후", " 까지", " 말", " 기준", "(기준)")]
        assert kinds == ["year", "later", "prior", "year", "baseline", "baseline"], said
    assert read_year("2030학년도 이후").qualifier == "학년도"
    assert (read_year("2026학년도~2028학년도").year, read_year("2026학년도~2028학년도").year_to) == (2026, 2028)
    assert (read_year("3학년").kind, read_year("10학년").kind) == ("text", "text")


@pytest.mark.parametrize(
    "text",
    [
        "2026*",
        "2026년*",
        "2026년1)",
        "2026년 주1)",
        "2026p",
        "’26년※",
        "’26*",
        "(2026)",
        "[2026년]",
        "2026연도",
        "20 26",
    ],
)
def test_a_year_with_the_mark_of_a_note_or_in_brackets_is_that_year(text: str) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year) == ("year", 2026)


def test_a_word_before_a_year_in_brackets_qualifies_it() -> None:
    assert read_year("목표(2026)").qualifier == "목표"


@pytest.mark.parametrize("text", ["20261)", "(30)", "12*", "26", "2026년 10)명", "5)"])
def test_a_number_with_a_mark_is_no_year(text: str) -> None:
    assert read_year(text).kind == "text"


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("가온시 숲 기본계획(2024~2027)", "가온시 숲 기본계획"),
        ("2024년-2027년 숲 기본계획", "숲 기본계획"),
        ("숲 기본계획 ['24~'27년]", "숲 기본계획 "),
        ("2024년 숲 업무계획", "2024년 숲 업무계획"),
    ],
)
def test_a_title_is_told_without_the_span_of_its_years(title: str, without: str) -> None:
    assert without_span(title) == without
