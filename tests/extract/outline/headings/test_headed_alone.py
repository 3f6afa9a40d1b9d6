"""A table below the one line that has the look of a heading is of it where it says a work, else it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Paragraph
from normalize.plan import normalize_plan
from plan.records.printed import ExtractedPlan
from tests.extract.outline.written import TITLE, WITH_TABLES, WRITERS, Given, chains, goals, read_as

NAME = "청년 카페 운영"
BODY = "청년이 모여 함께 일하고 배우도록 여러 지원을 꾸준히 넓혀 나간다."
TABLE = goals("쉼터", 3)
HEADING = Paragraph(NAME, "heading")
RESULTS = [["구분", "2022년", "2023년", "2024년"], ["쉼터(개소)", "1", "2", "3"]]
CARD = [["위치", "물빛동"], ["사업기간", "2025~2027"]]
BELOW_IT: dict[str, tuple[Given, ...]] = {  # what stands above the table, whose programme is NAME by the one line
    "below text": (BODY, HEADING, "연차별 목표와 예산"),
    "text below it": (BODY, HEADING, BODY, "연차별 목표와 예산"),
    "right over the table": (BODY, HEADING),
    "below the day of a cover": ("2025. 1.", HEADING, BODY, "연차별 목표와 예산"),
    "in a chapter of a part": (Paragraph("Ⅲ. 추진계획", "chapter"), HEADING, "○ 연차별 목표"),
    "in a chapter that divides the plan": (Paragraph("Ⅱ. 일자리 분야", "chapter"), HEADING, BODY, "연차별 목표"),
    "below a strategy": ("전략 1. 일자리", HEADING, BODY, "연차별 목표"),
    "an office behind it": (BODY, Paragraph(f"{NAME}(청년정책과)", "heading"), BODY, "연차별 목표와 예산"),
    "a remark behind it": (BODY, Paragraph(f"{NAME}(신규)", "heading"), BODY, "연차별 목표와 예산"),
    "a card below it": (BODY, HEADING, CARD, "연차별 목표와 예산"),
    "results below it": (BODY, HEADING, "추진실적", RESULTS, "연차별 목표와 예산"),
    "parts below it": (Paragraph("Ⅰ. 추진계획", "chapter"), HEADING, "□ 사업개요", BODY, "□ 연차별 목표"),
}
PLAN = (Paragraph("Ⅱ. 추진계획", "chapter"),)
DOUBTED: dict[str, tuple[Given, ...]] = {
    "a second line of the title": (HEADING, BODY, "연차별 목표와 예산"),
    "in another chapter": (Paragraph("Ⅰ. 추진배경", "chapter"), HEADING, BODY, *PLAN, "연차별 목표와 예산"),
    "in another part": ("1. 추진배경", HEADING, BODY, "2. 추진계획", "연차별 목표와 예산"),
    "far above": (BODY, HEADING, *[BODY] * 21, "연차별 목표와 예산"),
    "a line like the text": (BODY, NAME, "연차별 목표와 예산"),
    "a bullet": (BODY, f"○ {NAME}", "연차별 목표와 예산"),
    "a name in the title": (BODY, f"{NAME} 연차별 목표와 예산"),
    "a line over a unit": (HEADING, "연차별 목표와 예산", "(단위: 개소)"),
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


NO_WORK = ["청년이 머무는 마을 조성", "살기 좋은 도시 조성", "재정 운영", "골목 도서관", "운영", "사업 기반 구축"]


def _owners(extracted: ExtractedPlan) -> list[tuple[str, str]]:
    names = {node.no: node.name for node in extracted.programs}
    plans = [table for table in extracted.year_tables if table.kind == "plan"]
    return [(names[table.program_no], table.owner_rule) for table in plans]


def _told(form: str, tmp_path: Path, blocks: tuple[Given, ...]) -> list[tuple[str, bool]]:
    extracted = read_as(form, tmp_path, *blocks, TABLE)
    assert len(extracted.year_tables) == 1
    found = normalize_plan(extracted).findings
    doubts = [each for each in found if each.rule in ("heading-out-of-line", "program-uncertain")]
    return [(each.rule, NAME in each.message and NAME in each.message_en) for each in doubts]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("case", BELOW_IT)
def test_the_one_line_that_says_a_work_is_the_programme(case: str, form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, *BELOW_IT[case], TABLE)
    assert _owners(extracted) == [(NAME, "lone-heading")]
    rules = {found.rule for found in normalize_plan(extracted).findings}
    assert not rules & {"heading-out-of-line", "program-uncertain"}


def test_its_department_and_what_it_stands_under_are_kept(tmp_path: Path) -> None:
    lines = ("전략 1. 일자리", Paragraph(f"{NAME}(청년정책과)", "heading"), BODY, "연차별 목표")
    extracted = read_as("hwpx", tmp_path, *lines, TABLE)
    assert chains(extracted) == [(NAME, "일자리")]
    assert next(node.department for node in extracted.programs if node.name == NAME) == "청년정책과"


@pytest.mark.parametrize("form", WITH_TABLES)
def test_tables_that_parts_of_its_page_divide_are_all_of_it(form: str, tmp_path: Path) -> None:
    lines = (BODY, HEADING, BODY, "○ 연차별 목표", TABLE, "○ 소요예산", "(단위: 백만원)", goals("사업비", 7))
    assert _owners(read_as(form, tmp_path, *lines)) == [(NAME, "lone-heading")] * 2


BEHIND_IT: dict[str, tuple[Given, ...]] = {  # what may be of another programme, or of the plan
    "a line that may be a name": (BODY, "골목 도서관", BODY, "연차별 목표"),
    "a chapter": (Paragraph("Ⅳ. 재정계획", "chapter"), "연차별 투자계획"),
    "a title of the whole": ("재정투자계획 총괄",),
}


@pytest.mark.parametrize("case", BEHIND_IT)
def test_a_table_behind_something_else_is_not_of_it(case: str, tmp_path: Path) -> None:
    lines = (BODY, HEADING, BODY, "연차별 목표", TABLE, *BEHIND_IT[case], goals("공방", 7))
    owners = _owners(read_as("hwpx", tmp_path, *lines))
    assert owners[0] == (NAME, "lone-heading") and owners[1][0] == TITLE


@pytest.mark.parametrize("form", WITH_TABLES)
def test_of_two_lines_that_say_a_work_none_is_the_programme(form: str, tmp_path: Path) -> None:
    part = Paragraph("이용 편의 개선", "chapter")
    extracted = read_as(form, tmp_path, BODY, HEADING, BODY, part, BODY, "연차별 목표", TABLE)
    assert not {rule for _, rule in _owners(extracted)} & {"lone-heading"}


@pytest.mark.parametrize("name", NO_WORK)
def test_a_line_that_says_no_work_is_no_programme(name: str, tmp_path: Path) -> None:
    extracted = read_as("hwpx", tmp_path, BODY, Paragraph(name, "heading"), BODY, "연차별 목표", TABLE)
    assert _owners(extracted) == [(TITLE, "document")]


@pytest.mark.parametrize("chapter", ["Ⅲ. 청년 카페 운영", "Ⅲ. 청년 카페", "2. 청년 카페"])
def test_a_heading_that_may_be_the_programme_stays_it(chapter: str, tmp_path: Path) -> None:
    lines = (Paragraph(chapter, "chapter"), BODY, Paragraph("이용 편의 개선", "heading"), BODY, "연차별 목표")
    assert {name for name, _ in _owners(read_as("hwpx", tmp_path, *lines, TABLE))} <= {"청년 카페", "청년 카페 운영"}


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
