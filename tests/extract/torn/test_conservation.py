"""Blocks of numbers with three years that stand in no read table are told by one finding; what is no plan is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TABLE = (("구분", "2025", "2026", "2027"), ("탐방객(명)", "4,311", "5,221", "6,131"))


def _grid(*rows: tuple[str, ...]) -> Block:
    return grid(rows, (40, *(25.0,) * (len(rows[0]) - 1)), head_rows=0)


BLOCKS: dict[str, tuple[Block, ...]] = {
    "years in a last column": (
        _grid(("쉼터", "안내판", "연도"), ("71", "31", "2025"), ("81", "32", "2026"), ("91", "33", "2027")),
    ),
    "years beside labels without a head": (_grid(("가", "2025", "71"), ("나", "2026", "81"), ("다", "2027", "91")),),
    "years as lines of one cell": (_grid(("연도", "2025\n2026\n2027"), ("쉼터(개소)", "71\n81\n91")),),
    "years and numbers in one cell": (_grid(("내용", "2025: 71\n2026: 81\n2027: 91")),),
    "years and numbers in lines": (Paragraph("구분 2025 2026 2027"), Paragraph("쉼터(개소) 71 81 91")),
    "a number for each year in lines with tabs": (
        Paragraph("2025\t2026\t2027"),
        Paragraph("71\t81\t91"),
    ),
    "numbers with units and a dash in lines": (Paragraph("구분 2025 2026 2027"), Paragraph("쉼터 71개소 - 91개소")),
    "a total behind the years in lines": (Paragraph("구분 2025 2026 2027 계"), Paragraph("쉼터 71 81 91 243")),
    "a unit between the years and the numbers": (
        Paragraph("구분 2025 2026 2027"),
        Paragraph("(단위: 개소)"),
        Paragraph("쉼터 71 81 91"),
    ),
    "bars between the years": (Paragraph("구분 | 2025 | 2026 | 2027"), Paragraph("쉼터 | 71 | 81 | 91")),
    "years below the numbers in lines": (Paragraph("쉼터 71 81 91"), Paragraph("구분 2025 2026 2027")),
    "several lines of numbers under years": (
        Paragraph("구분 2025 2026 2027"),
        Paragraph("쉼터 71 81 91"),
        Paragraph("안내판 31 32 33"),
    ),
    "a line for each year": (
        Paragraph("ㅇ 2025년 쉼터 71개소"),
        Paragraph("ㅇ 2026년 쉼터 81개소"),
        Paragraph("ㅇ 2027년 쉼터 91개소"),
    ),
    "a line for each year with a colon": (
        Paragraph("- 2025년: 71%"),
        Paragraph("- 2026년: 81%"),
        Paragraph("- 2027년: 91%"),
    ),
    "three years of which one is of the plan": (
        _grid(("쉼터", "연도"), ("71", "2023"), ("81", "2024"), ("91", "2025")),
    ),
    "years behind the plan's last": (_grid(("가", "2028", "71"), ("나", "2029", "81"), ("다", "2030", "91")),),
    "numbers with their units in lines": (Paragraph("2025년 2026년 2027년"), Paragraph("쉼터 71개소 81개소 91개소")),
    "the same word before each number": (
        Paragraph("2025년 2026년 2027년"),
        Paragraph("이용자 71명 이용자 81명 이용자 91명"),
    ),
    "a goal of two years, an arrow between": (Paragraph("2025년 2027년"), Paragraph("71개소 → 91개소")),
    "goals of two years, the arrow on a line of its own": (
        Paragraph("71 91"),
        Paragraph("▶"),
        Paragraph("2025 2027"),
    ),
    "boxes of goals side by side, arrows between": (Paragraph("71 ▶ 91 31 ▶ 41"), Paragraph("2025 2027 2025 2027")),
    "boxes of goals side by side, the arrows on a line of their own": (
        Paragraph("71개소 91개소 31명 41명"),
        Paragraph("▶ ▶"),
        Paragraph("2025 2027 2025 2027"),
    ),
    "cards of a year over its amount": (
        Paragraph("2025년"),
        Paragraph("71개소"),
        Paragraph("▼"),
        Paragraph("2027년"),
        Paragraph("91개소"),
    ),
    "a card of a goal": (Paragraph("2027년 목표"), Paragraph("91개소")),
    "a goal of two years on one line": (Paragraph("2025년 71% → 2027년 91%"),),
    "a year and its figure on each line": (
        Paragraph("- 2025년 71㎡"),
        Paragraph("- 2026년 81㎡"),
        Paragraph("- 2027년 91㎡(누적)"),
    ),
    "dots from each year to its figure": tuple(
        Paragraph(f"{year} ........ {n}") for year, n in ((2025, 71), (2026, 81), (2027, 91))
    ),
    "dots of dots in one cell": (_grid(("쉼터", "2025년 ……… 71\n2026년 ……… 81\n2027년 ……… 91")),),
    "years in the last row": (_grid(("쉼터(개소)", "71", "81", "91"), ("구분", "2025", "2026", "2027")),),
    "numbers without a head": (Paragraph("※ 세부 내역"), _grid(("쉼터(개소)", "71", "81", "91"))),
}
HEALTHY: dict[str, tuple[Block, ...]] = {
    "dated prose": (Paragraph("2025년에 시작하고 2026년에 늘리며 2027년에 마친다"),),
    "dated prose in lines": (
        Paragraph("ㅇ 2025년 3월 착공"),
        Paragraph("ㅇ 2026년 5월 준공"),
        Paragraph("ㅇ 2027년 1월 개관"),
    ),
    "prose of three years with numbers": (
        Paragraph("ㅇ 2025년 쉼터 3개소를 짓고 길 2곳을 넓힘"),
        Paragraph("ㅇ 2026년 안내판 5개를 세움"),
        Paragraph("ㅇ 2027년 나무 10그루를 심음"),
    ),
    "steps of years": (Paragraph("ㅇ 2025년 1단계"), Paragraph("ㅇ 2026년 2단계"), Paragraph("ㅇ 2027년 3단계")),
    "years without numbers below": (Paragraph("구분 2025 2026 2027"), Paragraph("해마다 조금씩 늘린다")),
    "two years over two numbers without an arrow": (Paragraph("2025년 2027년"), Paragraph("71개소 91개소")),
    "a list of contents": tuple(
        Paragraph(f"{year}년 추진계획 ........ {n}") for year, n in ((2025, 7), (2026, 17), (2027, 27))
    ),
    "a year over a date or a step": (
        Paragraph("2026년"),
        Paragraph("3월"),
        Paragraph("2027년"),
        Paragraph("2단계"),
    ),
    "a year over an amount": (Paragraph("2027년"), Paragraph("91개소"), Paragraph("를 짓는다")),
    "a list of days": (Paragraph("2025년 3월"), Paragraph("2026년 4월"), Paragraph("2027년 5월")),
    "a list of deeds": (Paragraph("2025년 착공"), Paragraph("2026년 71% 시공"), Paragraph("2027년 준공")),
    "past years in lines": (Paragraph("구분 2022 2023 2024"), Paragraph("쉼터(개소) 71 81 91")),
    "lines of results": (Paragraph("추진실적"), Paragraph("구분 2025 2026 2027"), Paragraph("쉼터(개소) 71 81 91")),
    "past years in a last column": (_grid(("쉼터", "연도"), ("71", "2021"), ("81", "2022"), ("91", "2023")),),
    "numbers of a phone": (Paragraph("구분 2025 2026 2027"), Paragraph("문의 02 2133")),
}


def _findings(blocks: tuple[Block, ...], form: str, folder: Path) -> list[str]:
    plan = _written((grid(TABLE, (40.0, 25.0, 25.0, 25.0)), Paragraph("□ 시설 조성"), *blocks), form, folder)
    assert [o.printed for o in plan.observations] == ["4,311", "5,221", "6,131"]
    return [found.rule for found in plan.findings]


def _written(blocks: tuple[Block, ...], form: str, folder: Path) -> Plan:
    lines = [Paragraph("푸른시 산림 계획(2025~2027)"), Paragraph("1-1 숲길 가꾸기"), Paragraph("□ 연차별 목표")]
    path = folder / f"숲.{form}"
    path.write_bytes(WRITERS[form](Document("숲", ((*lines, *blocks),))))
    return read_plan(path)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_of_years_and_numbers_that_is_not_read_is_told_once(kind: str, form: str, tmp_path: Path) -> None:
    (rule,) = _findings(BLOCKS[kind], form, tmp_path)
    assert rule in ("table-not-understood", "planned-in-text")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", HEALTHY)
def test_years_that_no_planned_numbers_stand_at_are_not_told(kind: str, form: str, tmp_path: Path) -> None:
    assert _findings(HEALTHY[kind], form, tmp_path) == []


def test_a_head_at_the_foot_of_a_page_that_no_numbers_follow_is_told(tmp_path: Path) -> None:
    head, behind = Paragraph("구분 2025 2026 2027"), Paragraph("해마다 조금씩 늘린다", new_page=True)
    assert _findings((head, behind), "pdf", tmp_path) == ["table-not-understood"]


def test_a_head_at_the_foot_of_a_page_that_the_next_page_has_again_is_not_told(tmp_path: Path) -> None:
    read = grid(TABLE, (40.0, 25.0, 25.0, 25.0))
    again = _grid(("구분", "2025", "2026", "2027"), ("쉼터(개소)", "171", "181", "191"))
    plan = _written((read, Paragraph("구분 2025 2026 2027"), replace(again, new_page=True)), "pdf", tmp_path)
    assert [o.printed for o in plan.observations[3:]] == ["171", "181", "191"]
    assert plan.findings == ()


TABBED = (Paragraph("구분\t2025\t2026\t2027"), Paragraph("쉼터(개소)\t71\t81\t91"))


@pytest.mark.parametrize("form", WRITERS)
def test_numbers_that_tabs_set_under_years_are_read_or_told(form: str, tmp_path: Path) -> None:
    """A page shows where they stand, so a PDF is read; the text of Hangul formats says only that there are tabs."""
    plan = _written((grid(TABLE, (40.0, 25.0, 25.0, 25.0)), Paragraph("□ 시설 조성"), *TABBED), form, tmp_path)
    printed = [observation.printed for observation in plan.observations[3:]]
    if form == "pdf":
        assert printed == ["71", "81", "91"]
    else:
        assert (printed, [found.rule for found in plan.findings]) == ([], ["table-not-understood"])


OWN_HEADS: dict[str, tuple[str, ...]] = {
    "words that are no years": ("구분", "면적", "길이", "폭"),
    "one word for all": ("구분", "목표", "목표", "목표"),
    "fewer columns": ("구분", "가로", "세로"),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("head", OWN_HEADS.values(), ids=OWN_HEADS)
def test_a_table_of_numbers_under_a_head_of_its_own_right_behind_a_year_table_is_told_once(
    head: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    rows = (("숲길", "171", "181", "191"), ("산길", "172", "182", "192"))
    behind = _grid(head, *(row[: len(head)] for row in rows))
    plan = _written((grid(TABLE, (40.0, 25.0, 25.0, 25.0)), behind), form, tmp_path)
    assert [o.printed for o in plan.observations] == ["4,311", "5,221", "6,131"]
    assert [found.rule for found in plan.findings] == ["table-not-understood"]
    assert plan.findings[0].places[0].table == 1


@pytest.mark.parametrize("form", WRITERS)
def test_a_table_under_a_head_of_its_own_behind_a_heading_is_not_told(form: str, tmp_path: Path) -> None:
    behind = _grid(("구분", "면적", "길이", "폭"), ("숲길", "171", "181", "191"))
    blocks = (grid(TABLE, (40.0, 25.0, 25.0, 25.0)), Paragraph("□ 시설 현황"), behind)
    assert _written(blocks, form, tmp_path).findings == ()


@pytest.mark.parametrize("form", WRITERS)
def test_of_many_blocks_of_lines_five_are_told_and_the_last_says_how_many_more(form: str, tmp_path: Path) -> None:
    lines = [
        line
        for at in range(8)
        for line in (
            Paragraph("□ 시설 조성"),
            Paragraph("구분 2025 2026 2027"),
            Paragraph(f"{'가나다라마바사아'[at]} 7{at} 8{at} 9{at}"),
        )
    ]
    plan = _written((grid(TABLE, (40.0, 25.0, 25.0, 25.0)), *lines), form, tmp_path)
    told = [found for found in plan.findings if found.rule == "table-not-understood"]
    assert len(told) == 5
    assert "3개 더" in told[-1].message
