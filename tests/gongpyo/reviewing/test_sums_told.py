"""What is said of the sum of a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan, read_tables
from gongpyo.reviewing.report_data import report_data
from tests.conftest import ROOT, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.golden import SEOUL

ROWS = (
    ("right", ["쉼터 조성(개소)", "7", "3", "4"]),
    ("wrong", ["쉼터 이용(명)", "9", "3", "4"]),
    ("level", ["쉼터 만족도(%)", "80", "70", "80"]),
    ("level", ["쉼터 지도 보급(부)", "40", "30", "40"]),
    ("none", ["쉼터 점검(회)", "", "3", "4"]),
)


@pytest.mark.parametrize(("told", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_the_sum_of_a_row_is_told(tmp_path: Path, told: str, row: list[str]) -> None:
    document = tmp_path / "plan.hwpx"
    grid = hwpx_grid([["구분", "계", "2026", "2027"], row])
    texts = ("가온시 쉼터 기본계획(2026~2027)", "연차별 추진계획", grid)
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    assert [series["sum"] for series in report_data(read_plan(document))["series"]] == [told]


def test_a_zero_is_shown_as_a_number(tmp_path: Path) -> None:
    document = tmp_path / "plan.hwpx"
    grid = hwpx_grid([["구분", "2026", "2027"], ["쉼터 조성(개소)", "0", "4"]])
    texts = ("가온시 쉼터 기본계획(2026~2027)", "연차별 추진계획", grid)
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    assert [value.get("value") for value in report_data(read_plan(document))["values"]] == [0, 4]


def test_a_pdf_says_whether_it_was_read_twice() -> None:
    document = ROOT / "fixtures" / "shapes" / "transposed" / "document.pdf"
    assert read_tables(document).source.read_twice
    assert not read_tables(document, single_read=True).source.read_twice
    assert not read_tables(document.with_suffix(".hwpx")).source.read_twice


def test_the_sides_of_a_finding_are_called_by_where_they_stand() -> None:
    document = SEOUL / "plan.hwpx"
    sides = {found["rule"]: found["sides"] for found in report_data(read_plan(document))["findings"]}
    assert [side["named"]["ko"] for side in sides["summary-mismatch"]] == ["표", "한 줄 요약"]
    assert [side["named"]["ko"] for side in sides["total-mismatch"]] == ["연도별 합", "읽은 계"]
