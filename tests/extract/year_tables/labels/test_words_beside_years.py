"""Columns whose heads say more than a year: its end, an average of several, what stands now, the sum of all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.year_tables.heads.head import read_head
from normalize.plan import normalize_plan
from plan.years import read_year
from tests.conftest import table_grid
from tests.extract.outline.written import WITH_TABLES, read_as

TITLE = "해담시 공원 계획(2026~2029)"
SPAN = (2026, 2029)
GOALS = ("’26", "’27", "’28", "’29")


def _values(form: str, tmp_path: Path, *heads: str) -> tuple[list[tuple[str, int | None, str]], list[str]]:
    row = [str(30 + at) for at in range(len(heads))]
    rows = [["구 분", *heads], ["이용률(%)", *row]]
    plan = normalize_plan(read_as(form, tmp_path, "1. 쉼터 조성", "□ 연차별 목표", rows, title=TITLE))
    return [(o.period_type, o.year, o.printed) for o in plan.observations], [found.rule for found in plan.findings]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("base", ["’25년", "’25년 말", "’25년말 현재", "현재 수준(’25년)", "현재 TRL (2025년)"])
def test_one_year_printed_otherwise_than_the_rest_is_where_they_start_from(
    form: str, base: str, tmp_path: Path
) -> None:
    values, told = _values(form, tmp_path, base, *GOALS)
    assert values[0] == ("baseline", 2025, "30")
    assert [year for _, year, _ in values[1:]] == [2026, 2027, 2028, 2029]
    assert not told


@pytest.mark.parametrize("form", WITH_TABLES)
def test_years_printed_each_in_its_own_way_are_one_head(form: str, tmp_path: Path) -> None:
    values, told = _values(form, tmp_path, "2026년", "’27년", "2028", "29년")
    assert values == [("year", year, str(year - 1996)) for year in range(2026, 2030)]
    assert not told


@pytest.mark.parametrize("form", WITH_TABLES)
def test_an_average_beside_the_years_of_a_plan_is_none_of_its_values(form: str, tmp_path: Path) -> None:
    values, told = _values(form, tmp_path, "3년 평균(’23~’25)", "2025년 실적", "2026년 목표")
    assert values == [("year", 2026, "32")]
    assert not told


@pytest.mark.parametrize(
    "text", ["3년 평균", "최근 3년 평균(2023~2025)", "’23~’25 평균", "’23~’25년 3년 평균", "직전 3개년 평균", "연평균"]
)
def test_an_average_is_read_as_one(text: str) -> None:
    assert read_year(text).kind == "average"


@pytest.mark.parametrize("text", ["연평균 증가율", "평균 이용자", "전국 평균"])
def test_an_average_of_something_else_is_none_of_years(text: str) -> None:
    assert read_year(text).kind == "text"


@pytest.mark.parametrize(
    ("total", "state"),
    [
        ("소요액 합계(’26~’29)", ""),
        ("투자액 계(2026~2029)", ""),
        ("사업비(’26~’29)", ""),
        ("소요예산 계", ""),
        ("사업비(’26~’35)", "part"),
    ],
)
def test_a_sum_says_in_brackets_of_which_years_it_is(total: str, state: str) -> None:
    head = read_head(table_grid((("구분", *GOALS, total), ("시비", "1", "2", "3", "4", "10"))), SPAN)
    assert head is not None
    assert (head.columns[-1].role, head.columns[-1].state) == ("total", state)


def test_what_is_done_in_some_years_only_is_no_head_of_one_measure() -> None:
    assert read_head(table_grid((("구분", "2026년 설치", "2027년 철거"), ("쉼터", "1", "2"))), SPAN) is None


@pytest.mark.parametrize("form", WITH_TABLES)
def test_two_years_in_one_head_are_told(form: str, tmp_path: Path) -> None:
    beside = [["구 분", "2026", "2027", "2028", "2029"], ["쉼터(개소)", "1", "2", "3", "4"]]
    rows = [["구 분", "’25 → ’29"], ["이용률(%)", "31 → 47"]]
    blocks = ("1. 쉼터 조성", "□ 연차별 목표", beside, "2. 길 정비", "□ 추진목표", rows)
    told = normalize_plan(read_as(form, tmp_path, *blocks, title=TITLE)).findings
    assert [found.rule for found in told if found.rule.startswith("table-")] == ["table-not-understood"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_word_of_a_head_that_a_narrow_column_breaks_is_read_whole(form: str, tmp_path: Path) -> None:
    values, told = _values(form, tmp_path, "기투\n자", "2026년", "2027년", "2028년", "2029년 이\n후")
    assert values == [
        ("prior", None, "30"),
        ("year", 2026, "31"),
        ("year", 2027, "32"),
        ("year", 2028, "33"),
        ("later", None, "34"),
    ]
    assert not told
