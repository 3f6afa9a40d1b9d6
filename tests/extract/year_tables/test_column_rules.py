"""Each rule that says what a column of a year table holds, by an example of its own."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from extract.year_tables.heads.head import read_head
from extract.year_tables.year_in_heading import head_below_heading
from gongpyo.pipeline import read_tables
from gongpyo.telling.speech import Language, Speech
from plan.records.values import ColumnRole, ColumnRule
from tests.conftest import hwpx_grid, hwpx_paragraph, hwpx_section, table_grid, zip_bytes

YEARS = ("2026", "2027")
BODY = ("쉼터 넓히기", "3", "4", "5")
DECIDED_ELSEWHERE = {  # a person's word; not by the head alone
    "decided",
    "numbered-year-by-table",
    "numbered-year-by-line",
    "base-in-text",
    "result-before-goals",
    "names-programmes",
    "names-editions",
}
Example = tuple[tuple[tuple[str, ...], ...], int, ColumnRole, str]
EXAMPLES: dict[str, Example] = {
    "year-in-head": ((("구분", "2026년", "2027", "2028"), BODY), 1, "year", "2026년"),
    "two-digits-in-period": ((("구분", "26", "27", "28"), BODY), 1, "year", "26"),
    "numbered-year": ((("구분", "1차년도", "2차년도", "3차년도"), BODY), 2, "year", "2차년도"),
    "numbered-year-unknown": ((("구분", "1차년도", "2차년도", "3차년도"), BODY), 2, "year", "2차년도"),
    "months-of-numbered-year": (
        (("구분", "1년차 ’26.4월~’26.12월", "2년차 ’27.1월~’27.12월", "계"), BODY),
        1,
        "year",
        "1년차 ’26.4월~’26.12월",
    ),
    "period-in-head": ((("구분", *YEARS, "2029~2031"), BODY), 3, "range", "2029~2031"),
    "period-of-plan": ((("구분", *YEARS, "2029~2030"), BODY), 3, "range", "2029~2030"),
    "rest-of-plan": ((("구분", *YEARS, "’28~’30"), BODY), 3, "later", "’28~’30"),
    "elided-years": ((("구분", "2026", "······", "2033"), BODY), 2, "range", "······"),
    "average-in-head": ((("구분", "3년 평균(’23~’25)", *YEARS), BODY), 1, "note", "3년 평균(’23~’25)"),
    "month-in-head": ((("구분", "2025년 9월", *YEARS), BODY), 1, "actual", "2025년 9월"),
    "whole-period": ((("구분", "2026~2027", *YEARS), BODY), 1, "total", "2026~2027"),
    "printed-twice": (
        (
            ("구분", "목표치", "연차", "연차", "연차"),
            ("구분", "(’28)", "2026", "2027", "2028"),
            (*BODY[:1], "5", *BODY[1:]),
        ),
        1,
        "note",
        "(’28)",
    ),
    "total-in-head": ((("구분", *YEARS, "합계"), BODY), 3, "total", "합계"),
    "money-in-front": (
        (("구분", "사업비", *YEARS), ("쉼터", "7", "3", "4"), ("다리", "9", "4", "5")),
        1,
        "total",
        "사업비",
    ),
    "subtotal-in-head": ((("구분", *YEARS, "소계"), BODY), 3, "subtotal", "소계"),
    "payer-in-head": ((("구분", *YEARS, "국비"), BODY), 3, "subtotal", "국비"),
    "before-in-head": ((("구분", "기투자", *YEARS), BODY), 1, "prior", "기투자"),
    "after-in-head": ((("구분", *YEARS, "향후"), BODY), 3, "later", "향후"),
    "base-in-head": ((("구분", "기준값", *YEARS), BODY), 1, "baseline", "기준값"),
    "year-of-base": ((("구분", "기준연도", "기준값", *YEARS), ("쉼터", "2024", "3", "4", "5")), 1, "note", "기준연도"),
    "past-in-head": ((("구분", "실적", *YEARS), BODY), 1, "actual", "실적"),
    "change-in-head": ((("구분", *YEARS, "증감"), BODY), 3, "change", "증감"),
    "share-in-head": (
        (("구분", "합계", "<", *YEARS), ("^", "금액", "비율(%)", "^", "^"), ("쉼터", "9", "100", "4", "5")),
        2,
        "note",
        "비율(%)",
    ),
    "rate-in-head": ((("구분", *YEARS, "연평균 신장률"), BODY), 3, "note", "연평균 신장률"),
    "superseded-edition": (
        (("구분", "2026", "<", "2027", "2028"), ("^", "당초", "변경", "^", "^"), ("쉼터", "1", "2", "4", "5")),
        1,
        "note",
        "2026",
    ),
    "part-of-sum": (
        (("구분", "2026", "<", "2027", "2028"), ("^", "계", "본예산", "^", "^"), ("쉼터", "5", "2", "4", "5")),
        2,
        "note",
        "2026",
    ),
    "from-year-before": (
        (("구분", "2026", "<", "2027", "2028"), ("^", "명시이월", "당해예산", "^", "^"), ("쉼터", "5", "2", "4", "5")),
        1,
        "note",
        "2026",
    ),
    "same-month-each-year": ((("구분", "2026.9.", "2027.9.", "2028.9."), BODY), 1, "year", "2026.9."),
    "year-before-plan": ((("구분", "2025", *YEARS), BODY), 1, "baseline", "2025"),
    "year-apart": ((("구분", "2023", "2026", "2027", "2028"), ("쉼터", "3", "4", "5", "6")), 1, "baseline", "2023"),
    "in-front-of-values": ((("사업명", *YEARS, "계"), BODY), 0, "label", "사업명"),
    "names-behind-total": (
        (("구분", "총사업비", "재원", *YEARS), ("쉼터", "9", "국비", "3", "4"), ("^", "^", "시비", "1", "1")),
        2,
        "label",
        "재원",
    ),
    "remark-in-head": ((("구분", "산식", *YEARS), ("쉼터", "이용÷정원", "3", "4")), 1, "note", "산식"),
    "only-periods": (
        (("구분", "언제", *YEARS), ("쉼터", "2026.4.~2027.12.", "3", "4")),
        1,
        "note",
        "언제",
    ),
    "figures-of-rows": (
        (("구분", "여는 때", *YEARS), ("쉼터", "2028. 9.", "3", "4"), ("다리", "2027. 3.", "4", "5")),
        1,
        "note",
        "여는 때",
    ),
    "goal-without-year": (
        (("구분", "현재", "목표", *YEARS), ("쉼터", "8", "14", "3", "4"), ("다리", "2", "4", "1", "1")),
        2,
        "note",
        "목표",
    ),
    "year-not-read": (
        (("구분", "2025 온누리", *YEARS), ("쉼터", "7", "3", "4"), ("다리", "9", "4", "5")),
        1,
        "note",
        "2025 온누리",
    ),
    "running-number": ((("구분", "번", *YEARS), ("쉼터", "1", "3", "4"), ("다리", "2", "4", "5")), 1, "note", "번"),
    "no-head": ((("구분", "", *YEARS), ("쉼터", "7", "3", "4"), ("다리", "미정", "4", "5")), 1, "note", ""),
    "sum-of-years": ((("구분", "물량", *YEARS), ("쉼터", "7", "3", "4"), ("다리", "4", "4", "-")), 1, "total", "물량"),
    "nothing-known": ((("구분", *YEARS, "온누리"), BODY), 3, "note", "온누리"),
}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_rule_says_what_the_column_holds(rule: str) -> None:
    words, at, role, printed = EXAMPLES[rule]
    head = read_head(table_grid(words), (2026, 2030), None if rule == "numbered-year-unknown" else 2026)
    assert head is not None
    column = head.columns[at]
    assert (column.role, column.rule, column.printed) == (role, rule, printed)


FORESEEN = "2025 전망"
GOALS = ("2026 목표", "2027 목표")


@pytest.mark.parametrize(
    ("first", "later", "period", "total", "role"),
    [
        (FORESEEN, GOALS, None, "7", "baseline"),
        ("'25(예상)", ("'26", "'27"), None, "7", "baseline"),
        (FORESEEN, ("2026 전망", "2027 전망"), None, "7", "year"),
        (FORESEEN, GOALS, (2025, 2027), "7", "year"),
        (FORESEEN, GOALS, None, "10", "year"),
    ],
)
def test_a_year_that_alone_is_foreseen_is_where_the_goals_start_from(
    first: str, later: tuple[str, str], period: tuple[int, int] | None, total: str, role: str
) -> None:
    grid = table_grid((("구분", first, *later, "계"), ("쉼터", "3", "3", "4", total)))
    head = read_head(grid, period, None)
    assert head is not None
    assert [column.role for column in head.columns] == ["label", role, "year", "year", "total"]


@pytest.mark.parametrize("money", ["2026년 예산(천원)", "’26년 사업비 (백만원)", "’26년 국비(억원)"])
def test_a_column_of_money_beside_the_goal_of_its_year_is_a_budget_of_its_own(money: str) -> None:
    head = read_head(
        table_grid((("과제", "단위", "2026년 목표", money), ("쉼터", "개소", "22", "110,000"))), None, 2026
    )
    assert head is not None
    assert [column.measure for column in head.columns] == [None, None, "target", "budget"]


@pytest.mark.parametrize(
    ("head", "measures"),
    [
        (("예산(천원) 2026년", "목표 2026년"), ["budget", None]),
        (("’26 계획", "’26 예산(천원)"), [None, "budget"]),
        (("2026년(계획)", "2026년 사업비(백만원)"), [None, "budget"]),
    ],
)
def test_money_stands_beside_what_is_planned_in_either_order(head: tuple[str, str], measures: list[str | None]) -> None:
    grid = table_grid((("과제", "단위", "’25 실적", *head), ("쉼터", "개소", "20", "22", "110,000")))
    read = read_head(grid, None, 2026)
    assert read is not None
    assert [(column.year, column.measure) for column in read.columns[3:]] == [(2026, one) for one in measures]


def test_a_plan_and_a_budget_of_one_thing_that_nothing_counts_are_two_states() -> None:
    read = read_head(table_grid((("사업", "’26 계획", "’26 예산(천원)"), ("쉼터", "22", "20"))), None, 2026)
    assert read is not None
    assert [column.measure for column in read.columns] == [None, None, None]


@pytest.mark.parametrize(("last", "measures"), [("5", ["budget"] * 3), ("6", [None, None, "budget"])])
def test_a_column_of_money_that_adds_up_the_years_says_that_they_are_money(
    last: str, measures: list[str | None]
) -> None:
    rows = (
        ("구분", "단위", "2026", "2027", "사업비(백만원)"),
        ("가온", "ha", "3", "4", "7"),
        ("나루", "ha", "2", "3", last),
    )
    head = read_head(table_grid(rows))
    assert head is not None
    assert [column.measure for column in head.columns[2:]] == measures


@pytest.mark.parametrize(("sums", "is_read"), [(("9", "4"), True), (("9", "5"), False)])
def test_parts_of_a_sum_below_the_year_of_a_heading_are_read_where_they_add_up(
    sums: tuple[str, str], is_read: bool
) -> None:
    rows = (("구분", "계", "일반형", "시간제"), ("가온", sums[0], "5", "4"), ("나루", sums[1], "3", "1"))
    head = head_below_heading(table_grid(rows), 2026)
    assert (head is not None) == is_read
    if head:
        assert [column.series for column in head.columns] == ["", "계", "일반형", "시간제"]


def test_a_day_in_the_head_is_what_was_reached_by_then() -> None:
    head = read_head(table_grid((("구분", "2025. 3. 1.", *YEARS), BODY)), (2026, 2030), 2026)
    assert head is not None
    assert [(column.role, column.rule) for column in head.columns[:2]] == [
        ("label", "in-front-of-values"),
        ("actual", "month-in-head"),
    ]


def test_a_year_of_the_heading_is_told_as_such() -> None:
    head = head_below_heading(table_grid((("구분", "국비", "비고"), ("쉼터", "3", ""))), 2026)
    assert head is not None
    assert [column.rule for column in head.columns] == ["in-front-of-values", "year-in-heading", "remark-in-head"]
    assert [column.printed for column in head.columns] == ["구분", "국비", "비고"]


@pytest.mark.parametrize(
    ("line", "periods", "rule", "first"),
    [
        ("□ 연차별 목표", None, "numbered-year", 2026),
        ("※ 1차년도는 2027년 기준", None, "numbered-year-by-line", 2027),
        ("□ 연차별 목표", ("기간", "’28.1월~’28.12월", "’29.1월~’29.12월"), "numbered-year-by-table", 2028),
    ],
)
def test_a_numbered_year_says_what_dates_it(
    line: str, periods: tuple[str, ...] | None, rule: str, first: int, tmp_path: Path
) -> None:
    rows = [("구분", "1차년도", "2차년도"), *filter(None, [periods]), ("쉼터(개소)", "3", "4")]
    section = hwpx_section(*map(hwpx_paragraph, ("가온시 숲 기본계획(2026~2030)", line, hwpx_grid(rows))))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    (table,) = read_tables(path).year_tables
    years = [column for column in table.columns if column.role == "year"]
    assert [(column.rule, column.year) for column in years] == [(rule, first), (rule, first + 1)]


@pytest.mark.parametrize(
    ("text", "head", "rules"),
    [
        (
            "기준연도 2024년, 목표연도 2040년",
            ("2024", "2030", "2040"),
            ["base-in-text", "year-in-head", "year-in-head"],
        ),
        ("2024년을 기준년도로 한다", ("2024", "2030", "2040"), ["base-in-text", "year-in-head", "year-in-head"]),
        ("기준연도 2024년", ("2030", "2035", "2040"), ["year-in-head"] * 3),
        ("기준연도 2024년, 인구 기준연도 2022년", ("2024", "2030", "2040"), ["year-in-head"] * 3),  # which of the two
        ("기준연도 2024년", ("계", "2024", "2030"), ["total-in-head", "year-in-head", "year-in-head"]),  # counts it
    ],
)
def test_the_base_that_the_text_states_is_no_goal(
    text: str, head: tuple[str, ...], rules: list[str], tmp_path: Path
) -> None:
    grid = hwpx_grid([("지표", *head), ("공원면적(㎡)", "9", "11", "13")])
    section = hwpx_section(*map(hwpx_paragraph, ("가온시 숲 기본계획", "2025. 8.", text, "□ 계획지표", grid)))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    (table,) = read_tables(path).year_tables
    assert [column.rule for column in table.columns[1:]] == rules


def test_no_rule_is_without_an_example() -> None:
    assert {*EXAMPLES, "year-in-heading", "year-of-document"} == set(get_args(ColumnRule)) - DECIDED_ELSEWHERE


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_a_column_holds_has_a_sentence(language: Language) -> None:
    said = [Speech(language).sentence(f"why_holds_{role}", year=2026, year_to=2027) for role in get_args(ColumnRole)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(("second", "year"), [("2024", 2024), ("2024년", None), ("2023", None)])
def test_the_one_year_of_all_bases_is_that_of_their_column(second: str, year: int | None) -> None:
    rows = (("구분", "기준연도", "기준값", *YEARS), ("쉼터", "2024", "3", "4", "5"), ("그늘막", second, "6", "7", "8"))
    head = read_head(table_grid(rows), None)
    assert head is not None
    assert [column.year for column in head.columns if column.role == "baseline"] == [year]
