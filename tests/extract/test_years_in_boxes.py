"""Years with their numbers in the boxes of a row are told once, alike in every format; a course of events is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Cell, Document, Paragraph, Table
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_tables
from plan.records.document import Damage

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
BOXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "a number below its year": (("’26년\n52", "➡", "’27년\n56", "➡", "’28년\n63"),),
    "behind a label": (("빌린 책(천권)", "’26년\n52", "➡", "’27년\n56", "➡", "’28년\n63"),),
    "with its unit": (("2026년\n52천권", "▶", "2027년\n56천권", "▶", "2028년\n63천권"),),
    "over its year": (("빌린 책 52천권\n(’26년)", "→", "빌린 책 56천권\n(’27년)", "→", "빌린 책 63천권\n(’28년)"),),
    "an arrow behind it": (("2026년 52천권 ➡", "2027년 56천권 ➡", "2028년 63천권"),),
    "no arrow": (("2026년 52천권", "2027년 56천권", "2028년 63천권"),),
    "from one to the goal": (("2026년 52천권", "▶", "2030년 63천권"),),
    "another arrow": (("2026년 52천권", "▷", "2030년 63천권"),),
    "an arrow of print": (("2026년 52천권", ">>", "2030년 63천권"),),
    "an arrow down": (("2026년 52천권",), ("⬇",), ("2030년 63천권",)),
    "one below the other": (("2026년 52천권",), ("▼",), ("2027년 56천권",), ("▼",), ("2028년 63천권",)),
    "stages of several years": (("1단계(2026~2027) 5개소", "▶", "2단계(2028~2030) 8개소"),),
    "their figures below stages": (("1단계(’26~’27)\n5개소", "▶", "2단계(’28~’30)\n8개소"),),
    "from results to a goal": (("2025년 실적\n5개소", "▶", "2026년 목표\n8개소"),),
    "from results to a goal, years behind": (("실적(’25)\n5개소", "➡", "목표(’26)\n8개소"),),
    "two rows of them": (
        ("빌린 책", "2026년 52천권", "▶", "2030년 63천권"),
        ("온 사람", "2026년 71천명", "▶", "2030년 84천명"),
    ),
}
NO_GOALS = {
    "a course of events": ("2026년\n설계", "➡", "2027년\n착공", "➡", "2028년\n준공"),
    "months": ("2026년 5월", "➡", "2027년 6월", "➡", "2028년 7월"),
    "the past": ("2023년 52천권", "➡", "2024년 56천권", "➡", "2025년 63천권"),
    "stages without figures": ("1단계(2026~2027) 설계", "▶", "2단계(2028~2030) 착공"),
    "results without a goal": ("실적(’24)\n5개소", "▶", "실적(’25)\n8개소"),
    "one box": ("2026년 52천권",),
}


def told(path: Path, form: str, rows: tuple[tuple[str, ...], ...], title: str = "성과목표") -> list[Damage]:
    width = len(rows[0])
    cells = tuple(Cell(r, c, tuple(text.split("\n"))) for r, row in enumerate(rows) for c, text in enumerate(row))
    table = Table(len(rows), cells, (170 / width,) * width)
    lines = (Paragraph("가온시", "centre"), Paragraph("1. 작은 서가 넓히기", "heading"), Paragraph(f"□ {title}", "box"))
    path.write_bytes(WRITERS[form](Document("가온시 책 읽기 2026년 시행계획", ((*lines, table),))))
    return [part for part in read_tables(path).damage if part.rule in ("table-not-understood", "planned-in-text")]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("boxes", BOXES)
def test_boxes_with_years_and_their_numbers_are_told_once(boxes: str, form: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path / "plan", form, BOXES[boxes])
    assert (found.rule, found.quote) == ("table-not-understood", "성과목표")
    assert found.reason_en.startswith("Each cell of the table")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("boxes", NO_GOALS)
def test_boxes_without_numbers_of_the_plan_are_not_told(boxes: str, form: str, tmp_path: Path) -> None:
    assert told(tmp_path / "plan", form, (NO_GOALS[boxes],)) == []


def test_boxes_below_a_title_of_the_past_are_not_told(tmp_path: Path) -> None:
    assert told(tmp_path / "plan", "hwpx", BOXES["with its unit"], "그간의 추진실적") == []
