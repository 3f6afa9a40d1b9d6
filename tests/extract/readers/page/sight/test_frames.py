"""A frame that is drawn round a number hides nothing of it; lines that are no closed frame are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.pdf_file import pdf_file, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.extract.readers.page.sight.drawn_numbers import PLAIN, plan_of, values_of

VALUES = ("1,527", "6,563", "5,117")
FRAMES = {
    "as wide as the number": "rect(width: 12mm, height: 5mm, stroke: red + 1pt)",
    "wider than the number": "rect(width: 20mm, height: 5mm, stroke: red + 1pt)",
    "a flat ellipse": "ellipse(width: 16mm, height: 5mm, stroke: red + 0.8pt)",
    "round corners": "rect(width: 20mm, height: 5mm, radius: 1.5mm, stroke: black + 0.8pt)",
    "round ends, as wide as the cell": "rect(width: 29mm, height: 5mm, radius: 2.5mm, stroke: black + 0.6pt)",
    "thin and black": "rect(width: 22mm, height: 4.6mm, stroke: black + 0.5pt)",
}
OPEN = {
    "a stroke left and right of it": "box(width: 13mm, height: 3mm, stroke: (left: black + 1pt, right: black + 1pt))",
    "a frame that is open at the right": "rect(width: 20mm, height: 5mm, stroke: (left: 1pt, top: 1pt, bottom: 1pt))"
    " + place(dx: 17mm, dy: -4mm, line(length: 3mm, angle: 90deg, stroke: 1pt))",
    "a circle that is not closed": "curve(stroke: 1pt, curve.move((0mm, 0mm)), curve.line((0mm, 5mm)),"
    " curve.line((14mm, 5mm)), curve.line((14mm, 0mm)), curve.move((0mm, 0mm)), curve.line((5mm, 0mm)))",
    "a ring with a stroke in it": "rect(width: 26mm, height: 5mm, radius: 2.5mm, stroke: 1pt)"
    " + place(dx: 20mm, dy: -4mm, line(length: 3mm, angle: 90deg, stroke: 1pt))",
    "a ring with a stroke beside it": "rect(width: 18mm, height: 5mm, radius: 2.5mm, stroke: 1pt)"
    " + place(dx: 20mm, dy: -4mm, line(length: 3mm, angle: 90deg, stroke: 1pt))",
    "a frame with a stroke in it": "rect(width: 24mm, height: 5mm, stroke: 1pt)"
    " + place(dx: 19mm, dy: -4mm, line(length: 3mm, angle: 90deg, stroke: 1pt))",
}


def _plan(folder: Path, drawn: str) -> Plan:
    cells = [
        f"box(width: 30mm, height: 5.6mm, {{ place(center + horizon, {quoted(value)})\n"
        f"place(center + horizon, {{ {drawn} }}) }})"
        for value in VALUES
    ]
    return plan_of(folder, cells)


@pytest.mark.parametrize("drawn", FRAMES.values(), ids=FRAMES)
def test_a_number_in_a_frame_isvalues_of(drawn: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, drawn)
    assert values_of(plan) == [*VALUES, *PLAIN]
    assert "not-as-seen" not in {found.rule for found in plan.findings}


@pytest.mark.parametrize("drawn", OPEN.values(), ids=OPEN)
def test_strokes_beside_a_number_that_are_no_frame_are_told(drawn: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, drawn)
    assert values_of(plan) == [*PLAIN]
    assert "not-as-seen" in {found.rule for found in plan.findings}


def test_tasks_numbered_with_rings_are_read(tmp_path: Path) -> None:
    rows = [
        ["과제", "2025", "2026", "2027"],
        ["1-① 둘레길 손질(km)", "4", "5", "6"],
        ["①-2 쉼터(개소)", "11", "12", "13"],
    ]
    blocks = (
        Paragraph("가온시 숲길 기본계획(2025~2027)", "title"),
        Paragraph("1. 숲길 가꾸기"),
        Paragraph("□ 연차별 목표"),
        grid(rows, (60.0, 30.0, 30.0, 30.0)),
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file(Document("가온시 숲길 기본계획", (blocks,))))
    plan = read_plan(path)
    assert [int(one.value or 0) for one in plan.observations] == [4, 5, 6, 11, 12, 13]
    assert not [found for found in plan.findings if found.severity == "error"]
