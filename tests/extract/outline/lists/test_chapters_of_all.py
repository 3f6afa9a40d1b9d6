"""Chapters and titles that add up the whole plan, fields and goals: their tables are of no programme of that name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.outline.owner import is_of_whole_plan
from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 물길 가꾸기 계획(2026~2028)"
YEARS = ("2026", "2027", "2028")
WORKS: tuple[Block, ...] = (
    Paragraph("1. 둑길 고치기", "section"),
    Paragraph("(단위: 백만원)", "right"),
    grid((("구분", *YEARS), ("시비", "2", "3", "4")), (50.0, 40.0, 40.0, 40.0)),
    Paragraph("2. 샘터 넓히기", "section"),
    Paragraph("(단위: 백만원)", "right"),
    grid((("구분", *YEARS), ("시비", "5", "6", "7")), (50.0, 40.0, 40.0, 40.0)),
)
SUMMED = grid(
    (("구분", *YEARS), ("물길", "3", "4", "5"), ("샘", "4", "5", "6"), ("계", "7", "9", "11")), (50.0, *[40.0] * 3)
)
GOAL = grid((("구분", *YEARS), ("넘친 날(일)", "9", "8", "7")), (50.0, *[40.0] * 3))


def _read(folder: Path, *blocks: Block, written: str = "hwpx") -> Plan:
    path = folder / f"plan.{written}"
    path.write_bytes(WRITERS[written](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))))
    return read_plan(path)


def _levels(plan: Plan) -> dict[str, str]:
    return {node.name: node.level for node in plan.programs}


def _of(plan: Plan, name: str) -> str:
    """The level of what the one series of this name is of."""
    (no,) = {each.program_no for each in plan.indicators if each.name == name}
    return next(node.level for node in plan.programs if node.no == no)


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize("title", ["총 재정소요", "소요비용 총괄", "연차별 총 투자액"])
def test_a_chapter_that_adds_up_the_plan_is_no_programme(title: str, written: str, tmp_path: Path) -> None:
    plan = _read(
        tmp_path,
        *WORKS,
        Paragraph(f"3. {title}", "section"),
        Paragraph("(단위: 백만원)", "right"),
        SUMMED,
        written=written,
    )
    assert _levels(plan) == {"둑길 고치기": "program", "샘터 넓히기": "program", TITLE: "plan"}
    assert _of(plan, "계") == "plan"


@pytest.mark.parametrize("title", ["분야별 재원배분 계획", "총 소요재원", "종합 투자규모", "세출예산 운용계획"])
def test_so_is_no_box_under_a_chapter_of_the_paper(title: str, tmp_path: Path) -> None:
    chapter = Paragraph("제3장 집행관리", "chapter")
    box = (Paragraph(f"□ {title}", "box"), Paragraph("(단위: 백만원)", "right"), SUMMED)
    plan = _read(tmp_path, Paragraph("제2장 추진과제", "chapter"), *WORKS, chapter, *box)
    assert _of(plan, "계") == "plan"
    assert title not in _levels(plan)


def test_a_box_that_sums_up_one_programme_is_that_one_s(tmp_path: Path) -> None:
    box = (Paragraph("□ 총 투자소요", "box"), Paragraph("(단위: 백만원)", "right"))
    plan = _read(tmp_path, *(block for work in (WORKS[:1], box, WORKS[2:4], box, WORKS[5:]) for block in work))
    assert _levels(plan) == {"둑길 고치기": "program", "샘터 넓히기": "program"}
    assert plan.findings == ()


@pytest.mark.parametrize("field", ["물길 및 샘 분야", "하천 부문"])
def test_a_field_stands_over_programmes(field: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, *WORKS, Paragraph(f"3. {field}", "section"), Paragraph("(단위: 백만원)", "right"), SUMMED)
    assert _of(plan, "계") == "strategy"
    assert _levels(plan)["둑길 고치기"] == "program"


def test_fields_alone_stay_programmes(tmp_path: Path) -> None:
    blocks = (Paragraph("1. 하천 분야", "section"), *WORKS[1:3], Paragraph("2. 샘 분야", "section"), *WORKS[4:])
    assert set(_levels(_read(tmp_path, *blocks)).values()) == {"program"}


def test_a_programme_for_a_field_is_one(tmp_path: Path) -> None:
    plan = _read(tmp_path, *WORKS, Paragraph("3. 하천 분야 일꾼 기르기", "section"), *WORKS[1:3])
    assert _levels(plan)["하천 분야 일꾼 기르기"] == "program"


@pytest.mark.parametrize("title", ["넘침 막기 목표", "홍수 피해 줄이기 목표"])
def test_goals_in_a_chapter_of_goals_are_the_plan_s(title: str, tmp_path: Path) -> None:
    chapter = (Paragraph("제3장 정책목표", "chapter"), Paragraph(f"□ {title}", "box"), GOAL)
    plan = _read(tmp_path, Paragraph("제2장 추진과제", "chapter"), *WORKS, *chapter)
    assert _of(plan, "넘친 날") == "plan"


def test_goals_below_a_programme_are_its_own(tmp_path: Path) -> None:
    plan = _read(tmp_path, *WORKS, Paragraph("3. 보 쌓기", "section"), Paragraph("□ 넘침 막기 목표", "box"), GOAL)
    (no,) = {each.program_no for each in plan.indicators if each.name == "넘친 날"}
    assert next(node.name for node in plan.programs if node.no == no) == "보 쌓기"


@pytest.mark.parametrize("title", ["총 물길 정비", "예산 절감 사업", "투자유치", "종합 안전망 구축"])
def test_a_programme_with_such_a_word_is_no_sum(title: str) -> None:
    assert not is_of_whole_plan(title)


def test_the_sum_that_another_table_of_the_plan_prints_again_is_one(tmp_path: Path) -> None:
    by_payers = grid(
        (("구분", *YEARS), ("국비", "6", "8", "9"), ("시비", "1", "1", "2"), ("계", "7", "9", "11")),
        (50.0, *[40.0] * 3),
    )
    unit = Paragraph("(단위: 백만원)", "right")
    payers = (Paragraph("□ 재원별 투자계획", "box"), unit, by_payers)
    boxes = (*payers, Paragraph("□ 총 소요재원", "box"), unit, SUMMED, Paragraph("□ 재원조달계획", "box"), *payers[1:])
    plan = _read(tmp_path, *WORKS, Paragraph("제3장 집행관리", "chapter"), *boxes)
    sums = [each for each in plan.indicators if each.name == "계"]
    assert [each.counted_in is None for each in sums].count(True) == 1
    assert "series-twice" not in {finding.rule for finding in plan.findings}
