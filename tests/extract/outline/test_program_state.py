"""What a form prints beside a programme's table (선정현황, 추진여부) is published with the programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled
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


ENDED = ("미선정", "종료", "완료", "폐지", "통합", "공모 탈락", "사업 취소", "사업 중단", "백지화")
LENGTHS = [["구분", "2026", "2027"], ["길(km)", "1", "2"]]


@pytest.mark.parametrize("state", ENDED)
def test_a_row_that_was_not_selected_or_has_ended_is_not_published(state: str, tmp_path: Path) -> None:
    rows = [["사업명", "선정여부", "계", "2026", "2027"], ["가람길", "선정", "9", "4", "5"]]
    rows.append(["나루길", f"{state}(비고)", "30", "10", "20"])
    lines = ("푸른시 산림 계획(2026~2027)", "1-1-1 숲 가꾸기", "연차별 투자계획(백만원)", hwpx_grid(rows))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines))))
    assert [o.printed for o in read_plan(path).observations] == ["9", "4", "5"]


@pytest.mark.parametrize("form", ["hwpx", "pdf"])
@pytest.mark.parametrize(("behind", "state"), [*((f"({word})", word) for word in ENDED), ("(야간)", ""), ("", "")])
def test_a_state_in_brackets_behind_a_name_is_published(form: str, behind: str, state: str, tmp_path: Path) -> None:
    lines = ("푸른시 산림 계획(2026~2027)", f"1-1-2 길 넓히기 {behind}".strip(), "연차별 목표")
    path = tmp_path / f"plan.{form}"
    if form == "hwpx":
        path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (*lines, hwpx_grid(LENGTHS))))))
    else:
        cells = ", ".join(f"[{cell}]" for row in LENGTHS for cell in row)
        text = "\n\n".join(f"#block(above: 3em, text(size: 14pt)[{line}])" for line in lines)
        path.write_bytes(compiled(f'#set text(font: "Noto Sans KR")\n{text}\n\n#table(columns: 3, {cells})\n'))
    plan = read_plan(path)
    assert {row["program_state"] for row in rows_of(plan, "programs") if row["has_year_table"]} == {state}
    assert [o.printed for o in plan.observations] == ["1", "2"]
