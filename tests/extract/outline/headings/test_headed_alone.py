"""A table below the one line that may be a programme's heading is doubted; one of the plan by right is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Paragraph
from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, goals, read_as

NAME = "청년 카페 운영"
BODY = "청년이 모여 함께 일하고 배우도록 여러 지원을 꾸준히 넓혀 나간다."
TABLE = goals("쉼터", 3)
DOUBTED: dict[str, tuple[Given, ...]] = {
    "a large line": (BODY, Paragraph(NAME, "heading"), "연차별 목표와 예산"),
    "a large line and text below it": (Paragraph(NAME, "heading"), BODY, "연차별 목표와 예산"),
    "a line like the text": (BODY, NAME, "연차별 목표와 예산"),
    "a bullet": (BODY, f"○ {NAME}", "연차별 목표와 예산"),
    "a name in the title": (BODY, f"{NAME} 연차별 목표와 예산"),
    "a line over a unit": (Paragraph(NAME, "heading"), "연차별 목표와 예산", "(단위: 개소)"),
}
OF_THE_PLAN: dict[str, tuple[Given, ...]] = {
    "nothing above": (),
    "a sentence": (BODY, "연차별 목표와 예산"),
    "a chapter of a part": (Paragraph("Ⅲ. 추진 목표", "chapter"), "연차별 목표와 예산"),
    "a part": (BODY, Paragraph("추진 목표", "heading"), "연차별 목표와 예산"),
    "a title of the whole": (BODY, Paragraph("재정투자계획", "heading")),
    "the title again": (Paragraph("물빛 기본계획", "heading"), "연차별 목표와 예산"),
    "an office": (Paragraph("가온시 도시정책과", "heading"), "연차별 목표와 예산"),
    "a line of text above other text": (NAME, BODY, "연차별 목표와 예산"),
}


def _told(form: str, tmp_path: Path, blocks: tuple[Given, ...]) -> list[tuple[str, bool]]:
    extracted = read_as(form, tmp_path, *blocks, TABLE)
    assert len(extracted.year_tables) == 1
    found = normalize_plan(extracted).findings
    doubts = [each for each in found if each.rule in ("heading-out-of-line", "program-uncertain")]
    return [(each.rule, NAME in each.message and NAME in each.message_en) for each in doubts]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", DOUBTED)
def test_the_one_line_that_may_be_a_heading_is_named(case: str, form: str, tmp_path: Path) -> None:
    if form not in WITH_TABLES and case != "a bullet":
        pytest.skip("a viewer's text runs lines without marks together")
    assert _told(form, tmp_path, DOUBTED[case]) == [("heading-out-of-line", True)]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", OF_THE_PLAN)
def test_a_table_of_the_plan_by_right_is_not_doubted(case: str, form: str, tmp_path: Path) -> None:
    assert not _told(form, tmp_path, OF_THE_PLAN[case])


def test_a_table_is_told_once_where_others_are_of_programmes(tmp_path: Path) -> None:
    blocks = [
        block
        for name in ("1. 길 정비", "2. 나무 심기")
        for block in (Paragraph(name, "heading"), "연차별 목표", goals(name, 5))
    ]
    extracted = read_as("hwpx", tmp_path, NAME, "연차별 목표와 예산", TABLE, *blocks)
    rules = [found.rule for found in normalize_plan(extracted).findings]
    assert rules.count("heading-out-of-line") == 1 and "program-uncertain" not in rules
