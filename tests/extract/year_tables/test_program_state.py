"""What a form prints beside a programme's table (선정현황, 추진여부) is published with the programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from output.tables.rows import rows_of
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_grid, hwpx_paragraph, hwpx_section, hwpx_table

COSTS = [["구분", "총사업비", "2025", "2026"], ["계", "60", "20", "40"]]


@pytest.mark.parametrize(
    ("selected", "going_on", "state"),
    [("선정", "O (추진중)", "선정"), ("미선정", "X", "미선정"), ("선정", "종료", "종료"), ("", "", "")],
)
def test_the_printed_state_of_a_programme_is_published(
    selected: str, going_on: str, state: str, tmp_path: Path
) -> None:
    cells = [hwpx_cell(0, at, text) for at, text in enumerate(("연번", "사업내용", "선정현황", "추진여부"))]
    cells += [hwpx_cell(1, 0, "1"), hwpx_cell(1, 1, "숲길 연차별 투자계획 (단위: 백만원)", hwpx_grid(COSTS))]
    cells += [hwpx_cell(1, 2, selected), hwpx_cell(1, 3, going_on)]
    form = hwpx_table(cells, rows=2, columns=4)
    section = hwpx_section(*map(hwpx_paragraph, ("가온시 2025년 업무계획", "2024년 신청 공모사업", form)))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(section))
    plan = read_plan(path)
    assert {row["program_state"] for row in rows_of(plan, "programs") if row["has_year_table"]} == {state}
    assert [o.printed for o in plan.observations] == ["60", "20", "40"]
