"""Tables in a chapter that tells only what was done are past results, however deep they stand; its plans stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, read_as

TITLE, COVER = "가온시 물빛 시행계획", "2026. 10."  # the last year of what was done is that of the document
OF_2026 = "가온시 2026년 물빛 시행계획"
PLAN = ("Ⅲ. 추진계획", "1. 꽃길 가꾸기", [["성과지표", "2026", "2027"], ["꽃길(km)", "21", "22"]])
DONE = [["구분", "2024", "2025", "2026"], ["쉼터(개소)", "11", "12", "13"]]


def _kinds(form: str, tmp_path: Path, *blocks: Given, title: str = TITLE) -> list[tuple[str, str]]:
    tables = read_as(form, tmp_path, COVER, *blocks, *PLAN, title=title).year_tables
    return [(table.kind, table.kind_rule) for table in tables[:-1]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "part",
    [
        *("지난 사업 추진 실적", "제2차 계획의 성과와 한계", "전차 계획 이행점검", "완료된 사업", "그동안의 투자 규모"),
        "민선8기 3년의 성과",
    ],
)
def test_all_of_a_part_on_what_was_done_is_past(part: str, form: str, tmp_path: Path) -> None:
    found = _kinds(form, tmp_path, f"Ⅱ. {part}", "1. 쉼터", DONE, "2. 분야별", "가. 마을", DONE)
    assert [kind for kind, _ in found] == ["actual", "actual"]
    assert found[-1] == ("actual", "in-a-past-part")


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "lines",
    [
        ("Ⅱ. 추진실적 및 계획", "1. 쉼터", "가. 마을", DONE),
        ("Ⅱ. 추진 성과", "1. 쉼터", "가. 연차별 목표", DONE),
        ("Ⅱ. 추진 성과", "1. 쉼터", "가. 마을", [["구분", "2025", "2026", "2027"], ["쉼터(개소)", "11", "12", "13"]]),
        ("Ⅱ. 추진 성과", "1. 쉼터", "가. 마을", [["구분", "2026 목표", "2025 목표"], ["쉼터(개소)", "11", "12"]]),
        ("Ⅱ. 점검 결과 조치", "1. 쉼터", "가. 마을", DONE),
        ("Ⅱ. 주요 성과(목표)", "1. 쉼터", "가. 마을", DONE),
        ("Ⅱ. 추진 성과", "1. 쉼터", "가. 2026년 예산", DONE),
    ],
)
def test_what_plans_there_stays_a_plan(lines: tuple[Given, ...], form: str, tmp_path: Path) -> None:
    assert [kind for kind, _ in _kinds(form, tmp_path, *lines)] == ["plan"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_reaches_the_year_of_the_plan_itself_is_unclear(form: str, tmp_path: Path) -> None:
    found = _kinds(form, tmp_path, "Ⅱ. 추진 성과", "1. 쉼터", "가. 마을", DONE, title=OF_2026)
    assert found == [("unclear", "in-a-past-part")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("cover", "kind"), [("2026. 1.", "unclear"), ("2026. 10.", "actual")])
def test_there_are_no_results_of_a_year_that_has_just_begun(cover: str, kind: str, form: str, tmp_path: Path) -> None:
    found = read_as(form, tmp_path, cover, "Ⅱ. 완료된 사업", "1. 쉼터", "가. 마을", DONE, *PLAN, title=TITLE)
    assert found.year_tables[0].kind == kind
