"""A part that tells of the plan before this one holds past goals, whatever they are called; they are not published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, read_as

SECOND = "가온시 제2차 물빛 기본계획"
GOALS = [["성과지표", "2021", "2022", "2023"], ["쉼터(개소)", "11", "12", "13"]]
PLAN = ("Ⅲ. 추진계획", "1. 꽃길 가꾸기", [["성과지표", "2026", "2027", "2028"], ["꽃길(km)", "21", "22", "23"]])


def _kinds(form: str, folder: Path, *blocks: Given, title: str) -> list[tuple[str, str]]:
    tables = read_as(form, folder, *blocks, *PLAN, title=title).year_tables
    assert tables[-1].kind == "plan"
    return [(table.kind, table.kind_rule) for table in tables[:-1]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("제1차 기본계획 평가", SECOND),
        ("제1차 물빛 기본계획", SECOND),
        ("제1차 기본계획의 목표와 성과", SECOND),
        ("제4기 복지계획 주요 내용", "가온시 제5기 복지계획"),
        ("제1차 기본계획 평가", "가온시 물빛 기본계획"),
        ("지난 기본계획 평가", "가온시 물빛 기본계획"),
        ("종전 계획의 성과와 한계", "가온시 물빛 기본계획"),
    ],
)
def test_goals_of_the_plan_before_are_past(part: str, title: str, form: str, tmp_path: Path) -> None:
    found = _kinds(form, tmp_path, f"Ⅰ. {part}", "1. 쉼터", "□ 연차별 목표", GOALS, title=title)
    assert [kind for kind, _ in found] in (["actual"], ["other"])


@pytest.mark.parametrize("form", WITH_TABLES)
def test_years_of_this_plan_below_it_are_unclear(form: str, tmp_path: Path) -> None:
    rows = [["구분", "2024", "2025", "2026"], ["국비(백만원)", "11", "12", "13"]]
    title = f"{SECOND}(2026~2028)"
    found = _kinds(form, tmp_path, "Ⅰ. 제1차 기본계획", "□ 투자계획", rows, title=title)
    assert found == [("unclear", "of-a-former-plan")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "part", ["제1차 청년기본계획 수립", "제3차 기본계획 준비", "제1차 기본계획 후속 조치", "제4차 산업혁명 대응"]
)
def test_a_programme_about_another_plan_stays_one(part: str, form: str, tmp_path: Path) -> None:
    rows = [["구분", "2026", "2027", "2028"], ["국비(백만원)", "11", "12", "13"]]
    found = _kinds(form, tmp_path, "Ⅰ. 세부사업", f"1. {part}", "□ 연차별 계획", rows, title=SECOND)
    assert [kind for kind, _ in found] == ["plan"]
