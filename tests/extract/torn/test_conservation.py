"""Blocks of numbers with three years that stand in no read table are told by one finding; what is no plan is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan

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
    "numbers with their units in lines": (Paragraph("2025년 2026년 2027년"), Paragraph("쉼터 71개소 81개소 91개소")),
    "a goal of two years, an arrow between": (Paragraph("2025년 2027년"), Paragraph("71개소 → 91개소")),
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
    "years without numbers below": (Paragraph("구분 2025 2026 2027"), Paragraph("해마다 조금씩 늘린다")),
    "two years over two numbers without an arrow": (Paragraph("2025년 2027년"), Paragraph("71개소 91개소")),
    "a list of contents": tuple(
        Paragraph(f"{year}년 추진계획 ........ {n}") for year, n in ((2025, 7), (2026, 17), (2027, 27))
    ),
    "a list of days": (Paragraph("2025년 3월"), Paragraph("2026년 4월"), Paragraph("2027년 5월")),
    "a list of deeds": (Paragraph("2025년 착공"), Paragraph("2026년 71% 시공"), Paragraph("2027년 준공")),
    "past years in lines": (Paragraph("구분 2022 2023 2024"), Paragraph("쉼터(개소) 71 81 91")),
    "lines of results": (Paragraph("추진실적"), Paragraph("구분 2025 2026 2027"), Paragraph("쉼터(개소) 71 81 91")),
    "past years in a last column": (_grid(("쉼터", "연도"), ("71", "2021"), ("81", "2022"), ("91", "2023")),),
    "numbers of a phone": (Paragraph("구분 2025 2026 2027"), Paragraph("문의 02 2133")),
}


def _findings(blocks: tuple[Block, ...], form: str, folder: Path) -> list[str]:
    lines = [Paragraph("푸른시 산림 계획(2025~2027)"), Paragraph("1-1 숲길 가꾸기"), Paragraph("□ 연차별 목표")]
    table = grid(TABLE, (40.0, 25.0, 25.0, 25.0))
    path = folder / f"숲.{form}"
    path.write_bytes(WRITERS[form](Document("숲", ((*lines, table, Paragraph("□ 시설 조성"), *blocks),))))
    plan = read_plan(path)
    assert [o.printed for o in plan.observations] == ["4,311", "5,221", "6,131"]
    return [found.rule for found in plan.findings]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_of_years_and_numbers_that_is_not_read_is_told_once(kind: str, form: str, tmp_path: Path) -> None:
    (rule,) = _findings(BLOCKS[kind], form, tmp_path)
    assert rule in ("table-not-understood", "planned-in-text")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", HEALTHY)
def test_years_that_no_planned_numbers_stand_at_are_not_told(kind: str, form: str, tmp_path: Path) -> None:
    assert _findings(HEALTHY[kind], form, tmp_path) == []
