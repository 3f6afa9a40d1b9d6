"""The card that defines an indicator says its name and unit above its years."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, Given, goals, merged, read_as


def _card(label: str, name: str, measured: str, unit: str) -> Given:
    rows = f"""{label} | {name} | < | 관련과제 | 1-1. 길 정비
{measured} | (참여/정원)×100 | < | 단위 | {unit}
연도별 목표 | 기준값(2024) | 2025 | 2026 | 2027
^ | 12 | 18 | 22 | 25
담당부서 | 교무처 | < | 자료출처 | 공시"""
    return merged([[cell.strip() for cell in row.split("|")] for row in rows.splitlines()])


def _series(form: str, tmp_path: Path, *blocks: Given) -> set[tuple[str, str]]:
    plan = normalize_plan(read_as(form, tmp_path, "[부록] 성과지표 정의서", *blocks))
    names = {(one.program_no, one.indicator_no): one.name for one in plan.indicators}
    return {(names[one.program_no, one.indicator_no], one.unit) for one in plan.observations}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("label", ["지표명", "성과지표"])
def test_its_name_and_unit_are_read(label: str, form: str, tmp_path: Path) -> None:
    cards = [_card(label, "모집비율", "산출식", "%"), "", _card(label, "융합전공 이수자", "산출식", "명")]
    assert _series(form, tmp_path, *cards) == {("모집비율", "%"), ("융합전공 이수자", "명")}


def _owners(form: str, tmp_path: Path, *blocks: Given) -> set[tuple[str, str]]:
    plan = normalize_plan(read_as(form, tmp_path, *blocks))
    assert len({node.no for node in plan.programs if node.name == "길 정비"}) <= 1
    names = {node.no: node.name for node in plan.programs}
    return {(names[one.program_no], one.name) for one in plan.indicators}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_it_is_of_the_programme_that_it_names(form: str, tmp_path: Path) -> None:
    pages = (
        "전략 1. 걷기 좋은 길",
        "1-1. 길 정비",
        "○ 연차별 목표",
        goals("쉼터", 3),
        "1-2. 숲 가꾸기",
        goals("숲", 5),
    )
    card = _card("지표명", "모집비율", "산출식", "%")
    owners = _owners(form, tmp_path, *pages, "[부록] 성과지표 정의서", card)
    assert owners == {("길 정비", "쉼터"), ("숲 가꾸기", "숲"), ("길 정비", "모집비율")}


def test_a_programme_without_a_heading_is_made_of_its_name(tmp_path: Path) -> None:
    card = _card("지표명", "모집비율", "산출식", "%")
    assert _owners("hwpx", tmp_path, "[부록] 성과지표 정의서", card) == {("길 정비", "모집비율")}


def test_a_card_that_defines_no_indicator_is_of_no_related_one(tmp_path: Path) -> None:
    card = _card("담당", "모집비율", "비고", "%")
    assert ("길 정비", "모집비율") not in _owners("hwpx", tmp_path, "1. 숲 가꾸기", "○ 연차별 목표", card)


def test_its_goals_printed_again_are_counted_in_those_of_the_programme(tmp_path: Path) -> None:
    rows = [["성과지표", "기준값(2024)", "2025", "2026", "2027"], ["모집비율(%)", "12", "18", "22", "25"]]
    card = _card("지표명", "모집비율", "산출식", "%")
    plan = normalize_plan(read_as("hwpx", tmp_path, "1-1. 길 정비", rows, "[부록] 성과지표 정의서", card))
    assert [one.counted_in for one in plan.indicators] == [None, 1] and not plan.findings
    assert [table.owner_rule for table in plan.year_tables] == ["heading", "definition"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_its_unit_is_enough_where_no_formula_stands_beside_it(form: str, tmp_path: Path) -> None:
    rows = """지표명 | 물빛 교실 이수율 | < | < | <
단위 | % | 지표유형 | 결과 | <
연도 | 2024(기준) | 2025 | 2026 | 2027
목표치 | 41.0 | 44.0 | 47.0 | 52.0"""
    card = merged([[cell.strip() for cell in row.split("|")] for row in rows.splitlines()])
    assert _series(form, tmp_path, card) == {("물빛 교실 이수율", "%")}
