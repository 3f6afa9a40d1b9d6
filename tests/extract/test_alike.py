"""Kinds of year tables that other tables of the document tell: one like a plan beside it, one of after the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

GOALS = [["과제명", "단위", "2026년", "2027년"], ["쉼터 넓히기", "곳", "8", "9"]]
OTHERS = [["과제명", "단위", "2026년", "2027년"], ["낡은 길 고치기", "건", "3", "4"]]
NAMED = [["과제명", "내용", "2026년", "2027년"], ["낡은 길 고치기", "건", "3", "4"]]
BUILT = [["구분", "2026", "2027"], ["사업비(백만원)", "10", "20"]]
RUN = [["구분", "2028", "2029"], ["운영지출(천원)", "30", "40"]]
AHEAD = [["구분", "2027", "2028"], ["운영지출(천원)", "30", "40"]]


def _read(tmp_path: Path, *blocks: str | list[list[str]]) -> ExtractedPlan:
    texts = [hwpx_paragraph(block if isinstance(block, str) else hwpx_grid(block)) for block in blocks]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return read_tables(path)


def _kinds(extracted: ExtractedPlan) -> list[tuple[str, str]]:
    return [(table.kind, table.kind_rule) for table in extracted.year_tables]


@pytest.mark.parametrize(
    ("heading", "rows", "told"),
    [
        ("[전략 2] 안전한 길", OTHERS, ("plan", "like-a-plan")),
        ("[전략 2] 안전한 길", NAMED, ("unclear", "no-evidence")),
        ("Ⅱ. 안전한 길", OTHERS, ("unclear", "no-evidence")),
    ],
)
def test_a_table_under_a_heading_beside_that_of_a_plan_with_its_head_is_one(
    heading: str, rows: list[list[str]], told: tuple[str, str], tmp_path: Path
) -> None:
    lines = ("가온시설공단 중장기 살림(2026~2027)", "Ⅰ. 전략과제", "[전략 1] 쉼터 목표", "□ 연차별 목표", GOALS)
    assert _kinds(_read(tmp_path, *lines, heading, rows)) == [("plan", "titled-as-plan"), told]


@pytest.mark.parametrize(
    ("title", "rows", "told"),
    [
        ("2. 운영관리 계획", RUN, ("other", "after-the-plan")),
        ("2. 사후관리 계획", RUN, ("other", "after-the-plan")),
        ("2. 운영관리 계획", AHEAD, ("plan", "titled-as-plan")),
        ("2. 숲 넓히기 계획", RUN, ("plan", "titled-as-plan")),
    ],
)
@pytest.mark.parametrize("document", ["가온시 숲 조성 기본계획(2026~2027)", "가온시 숲 조성 기본계획"])
def test_what_it_takes_to_run_what_was_built_is_no_plan_behind_its_years(
    document: str, title: str, rows: list[list[str]], told: tuple[str, str], tmp_path: Path
) -> None:
    extracted = _read(tmp_path, document, "2025. 10.", "1. 숲 조성 투자계획", BUILT, title, rows)
    assert _kinds(extracted)[1] == told
    names = {found.rule for found in interpret(extracted).findings}
    assert ("tables-not-ours" in names) == (told[1] == "after-the-plan")
