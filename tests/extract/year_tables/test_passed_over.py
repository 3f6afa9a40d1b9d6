"""Tables that are no year tables are kept with the rule that says so; no other rule decides of them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from gongpyo.pipeline import read_tables
from plan.records.document import Damage
from plan.records.printed import TableDecision
from plan.records.values import LookRule
from tests.conftest import Words, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

PLAN = (("구분", "2024", "2025"), ("나무 심기 목표(그루)", "10", "20"))
EXAMPLES: dict[LookRule, Words] = {
    "years-without-head": (("연혁", "내용", "비고"), ("2021", "위원회를 둠", "-"), ("2019", "조례를 만듦", "-")),
    "plan-years-without-head": (("구분", "2025", "2024", "2025"), ("나무 심기(그루)", "10", "20", "30")),
    "years-in-boxes": (("2024년 10그루", "▶", "2025년 20그루", "▶", "2026년 30그루"),),
    "too-few-years-down": (("2024", "7"), ("2025", "8")),
    "times-without-year": (("구분", "금년", "내년"), ("나무 심기 목표(그루)", "10", "20")),
    "versions-without-year": (("구분", "당초", "변경", "증감"), ("나무 심기 목표(그루)", "10", "20", "10")),
    "one-line": (("추진 배경", "시민의 요구"),),
    "no-years": (("분야", "내용"), ("숲", "나무를 심음")),
}


def passed(folder: Path, words: Words) -> tuple[TableDecision, ...]:
    path = folder / "plan.hwpx"
    title = hwpx_paragraph("가온시 숲 가꾸기 기본계획(2024~2025)")
    path.write_bytes(hwpx_bytes(hwpx_section(title, *(hwpx_paragraph(hwpx_grid(each)) for each in (words, PLAN)))))
    return read_tables(path).passed_over


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_table_without_a_head_of_years_is_told_by_its_rule(rule: LookRule, tmp_path: Path) -> None:
    (table,) = passed(tmp_path, EXAMPLES[rule])
    assert (table.rule, table.year_table) == (rule, None)
    names_years = rule in ("plan-years-without-head", "years-without-head", "too-few-years-down")
    nearly = names_years or rule in ("times-without-year", "years-in-boxes")
    other = "comparison" if rule == "versions-without-year" else "no_years"
    assert table.taken_for == ("nearly" if nearly else other)
    assert bool(table.head) == names_years


def test_only_the_cells_that_read_as_years_are_quoted(tmp_path: Path) -> None:
    (table,) = passed(tmp_path, EXAMPLES["years-without-head"])
    assert table.head == "2021 | 2019"
    assert passed(tmp_path, (("2024", "2025", "가나다"),))[0].rule == "years-without-head"


def test_years_that_are_scattered_are_no_head(tmp_path: Path) -> None:
    (table,) = passed(tmp_path, (("구분", "2024"), ("2025", "내용")))
    assert table.rule == "no-years"


def test_a_year_table_is_not_passed_over(tmp_path: Path) -> None:
    assert passed(tmp_path, PLAN) == ()


def test_every_rule_is_shown_here_but_those_of_a_torn_head_and_of_a_heading() -> None:
    headed = {"head-below-not-read", "year-in-heading", "budget-without-year", "costs-without-year"}
    assert set(get_args(LookRule)) - set(EXAMPLES) == headed


def test_a_comparison_of_no_year_is_told_once(tmp_path: Path) -> None:
    words = (("구분", "당초", "변경"), ("국비", "100", "120"), ("시비", "50", "40"))
    told = [(part.rule, "당초" in part.reason_ko) for part in _damage(tmp_path, "□ 소요예산", words)]
    assert told == [("table-of-no-year", True)]
    assert _damage(tmp_path, "□ 추진현황", words) == (), "no plan is lost"


def test_comparisons_of_no_year_under_one_title_are_told_together_and_others_apart(tmp_path: Path) -> None:
    words = (("구분", "당초", "변경"), ("국비", "100", "120"), ("시비", "50", "40"))
    path = tmp_path / "plan.hwpx"
    titles = ("예산 변경", "예산 변경", "소요예산")
    blocks = [hwpx_paragraph(text) for title in titles for text in (f"□ {title}", hwpx_grid(words))]
    title = hwpx_paragraph("가온시 숲 가꾸기 기본계획(2024~2025)")
    path.write_bytes(hwpx_bytes(hwpx_section(title, hwpx_paragraph(hwpx_grid(PLAN)), *blocks)))
    told = [(part.quote, "1개 더" in part.reason_ko) for part in read_tables(path).damage]
    assert told == [("예산 변경", True), ("소요예산", False)]


@pytest.mark.parametrize("title", ["(소요예산)", "□ [예산] 총 60백만원", "총사업비 : 60백만원", "(시설 투자계획)"])
def test_a_budget_of_payers_and_of_no_year_is_told_whatever_stands_round_its_title(title: str, tmp_path: Path) -> None:
    words = (("구분", "국비", "시비"), ("쉼터", "100", "120"), ("숲길", "50", "40"))
    assert [part.rule for part in _damage(tmp_path, title, words)] == ["table-of-no-year"]
    assert _damage(tmp_path, "(사업비 집행실적)", words) == (), "no plan is lost"


def _damage(folder: Path, heading: str, words: Words) -> tuple[Damage, ...]:
    path = folder / "plan.hwpx"
    blocks = ("가온시 숲 가꾸기 기본계획(2024~2025)", hwpx_grid(PLAN), heading, hwpx_grid(words))
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, blocks))))
    return read_tables(path).damage


@pytest.mark.parametrize("heading", ["□ 연도별 목표", "□ 성과지표"])
@pytest.mark.parametrize("stages", [("단기", "중기", "장기"), ("1단계", "2단계", "3단계")])
def test_goals_by_stages_of_no_year_are_told(heading: str, stages: tuple[str, ...], tmp_path: Path) -> None:
    (told,) = _damage(tmp_path, heading, (("지표", *stages), ("나무(그루)", "10", "20", "30")))
    assert told.rule == "table-not-understood"


def test_a_base_and_a_goal_side_by_side_more_than_once_are_told(tmp_path: Path) -> None:
    words = (("구분", "2023", "2025", "2023", "2025"), ("나무(그루)", "10", "20", "30", "40"))
    (told,) = _damage(tmp_path, "□ 성과목표", words)
    assert told.rule == "table-not-understood"
