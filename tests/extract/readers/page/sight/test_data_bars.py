"""A bar behind a number that ends in one of its digits, or at the height of its comma, hides nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SET = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 10pt)\n'
ABOVE = ("가람시 쉼터 기본계획(2026~2028)", "1-1 쉼터 열기", "□ 연차별 목표(단위: 석)")
VALUES = ("1,527", "6,563", "5,117")
LENGTHS = (13.0, 14.5, 16.0)  # millimetres, of cells of 30 with the number in their middle


def _plan(folder: Path, fill: str, height: float, over: str = "") -> Plan:
    cells = [
        f"box(width: 30mm, height: 5.6mm, {{ place(left + horizon, rect(width: {length}mm, height: {height}mm, "
        f'fill: rgb("{fill}")))\nplace(center + horizon, {quoted(value)})\n{over} }})'
        for value, length in zip(VALUES, LENGTHS, strict=True)
    ]
    head = ", ".join(map(quoted, ("구분", "2026년", "2027년", "2028년", "쉼터")))
    plain = ", ".join(map(quoted, ("마루", "901", "902", "903")))
    table = f"#table(columns: (40mm, 36mm, 36mm, 36mm), align: center, {head}, {', '.join(cells)}, {plain})"
    path = folder / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, table))))
    return read_plan(path)


def _read(plan: Plan) -> list[str]:
    return [one.printed for one in plan.observations if one.status == "value"]


@pytest.mark.parametrize("height", [5.0, 3.4])
@pytest.mark.parametrize("fill", ["#cfe2f3", "#9dc3e6", "#63be7b"])
def test_a_number_on_the_end_of_a_bar_is_read(fill: str, height: float, tmp_path: Path) -> None:
    plan = _plan(tmp_path, fill, height)
    assert _read(plan) == [*VALUES, "901", "902", "903"]
    assert "not-as-seen" not in {found.rule for found in plan.findings}


@pytest.mark.parametrize("fill", ["#cfe2f3", "#63be7b"])
def test_a_line_through_a_number_on_a_bar_is_seen(fill: str, tmp_path: Path) -> None:
    line = "place(center + horizon, line(length: 12mm, stroke: 0.8pt))"
    assert _read(_plan(tmp_path, fill, 5.0, line)) == ["901", "902", "903"]


@pytest.mark.parametrize("fill", ["#cfe2f3", "#63be7b"])
def test_a_number_under_a_bar_is_not_read(fill: str, tmp_path: Path) -> None:
    bar = f'place(center + horizon, rect(width: 12mm, height: 5mm, fill: rgb("{fill}")))'
    assert _read(_plan(tmp_path, fill, 5.0, bar)) == ["901", "902", "903"]
