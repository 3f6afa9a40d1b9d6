"""The unit text of a table names its unit, and is never a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

GRID = [["구분", "계", "2026", "2027"], ["사업비", "3,700", "1,500", "2,200"]]
LINES = (
    ("ㅇ 마루천 정비 ▸ ’26년~’27년, L=43㎞, 3,700억원", "3,700억원", "억원"),
    ("마루천 정비에는 두 해 동안 3,700백만원(국비 50%)이 든다.", "3,700백만원", "백만원"),
    ("총사업비 3,700억원, 진입로 37억 5천만 원", "3,700억원, 37억 5천만 원", "억원"),
    ("총사업비 3,700억원, 진입로 500백만원", "3,700억원, 500백만원", ""),
)


@pytest.mark.parametrize(("line", "unit_text", "unit"), LINES, ids=[text for _, text, _ in LINES])
def test_the_amounts_of_the_line_above_are_kept_and_not_the_line(
    tmp_path: Path, line: str, unit_text: str, unit: str
) -> None:
    document = tmp_path / "plan.hwpx"
    texts = ("가온시 마루천 정비 기본계획(2026~2027)", "연차별 투자계획", line, hwpx_grid(GRID))
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    plan = read_plan(document)
    assert [table.unit_text for table in plan.year_tables] == [unit_text]
    assert {entry.unit for entry in plan.indicators} == {unit}
    missing = [found.message_en for found in plan.findings if found.rule == "unit-missing"]
    assert all(said.startswith("No unit") for said in missing) and bool(missing) == (not unit)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("□ 성과목표(빌린 책, 단위: 천권)", "성과목표(빌린 책)"),
        ("□ 성과목표 (단위: 천권)", "성과목표"),
        ("□ 성과목표(빌린 책) (단위: 천권)", "성과목표(빌린 책)"),
    ],
)
def test_what_shares_its_bracket_with_the_unit_keeps_it(tmp_path: Path, line: str, title: str) -> None:
    document = tmp_path / "plan.hwpx"
    texts = ("가온시 책 읽기 기본계획(2026~2027)", line, hwpx_grid([["구분", "2026", "2027"], ["목표", "52", "56"]]))
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    plan = read_plan(document)
    assert [table.title for table in plan.year_tables] == [title]
    assert {entry.unit for entry in plan.indicators} == {"천권"}
