"""A tab on the edge of a frame hides no year table in it, drawn with a full grid, in part or without any rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.designed.drawn import FILLS, LOOKS, SHEETS, STROKES, Look, drawn
from fixtures.make.pdf_file import compiled
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SHEET = SHEETS["two rows"]
TABS = {
    "drawn": "box(fill: white, stroke: 0.6pt, inset: (x: 3mm, y: 1.2mm), text(size: 9pt, [연차별 목표]))",
    "filled": 'box(fill: rgb("1f3b63"), inset: (x: 3mm, y: 1.2mm), text(size: 9pt, fill: white, [연차별 목표]))',
    "round": 'box(fill: rgb("dde6f0"), radius: 2mm, inset: (x: 3mm, y: 1.2mm), text(size: 9pt, [연차별 목표]))',
}
ANOTHER = "#table(columns: 4, [구분], [2026년], [2027년], [2028년], [나무 심기(그루)], [901], [902], [903])\n"


def _framed(look: Look, tab: str) -> str:
    """A table in a frame with a tab on its upper edge, and another table below."""
    before, start, rest = drawn(SHEET, look).partition("#block(breakable: false)[")
    table, end, behind = rest.partition("]\n\n#v(6mm)")
    if not (start and end):
        raise ValueError(rest)
    frame = "#block(breakable: false, stroke: 0.8pt, inset: 4mm)["
    return f"{before}{frame}#place(dx: 6mm, dy: -7mm, {tab})\n{table}]\n\n{ANOTHER}#v(6mm){behind}"


@pytest.mark.parametrize("stroke", ["no rules", "rules under rows", "a grid", "upright rules"])
@pytest.mark.parametrize("tab", TABS)
def test_a_table_in_a_frame_with_a_tab_on_its_edge_is_read(tab: str, stroke: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(_framed(LOOKS[stroke], TABS[tab])))
    plan = read_plan(path)
    read, truth = _read(plan), _truth()
    assert truth <= read and len(read) == len(truth) + 3


def _read(plan: Plan) -> set[tuple[str, int | None, str]]:
    names = {(one.program_no, one.measure, one.indicator_no): one.name for one in plan.indicators}
    return {
        (names[o.program_no, o.measure, o.indicator_no], o.year, str(o.printed))
        for o in plan.observations
        if o.value is not None
    }


def _truth() -> set[tuple[str, int | None, str]]:
    return {
        (label[0].partition("(")[0], year, value)
        for label, values in SHEET.printed()
        for year, value in zip(SHEET.years, values, strict=True)
    }


@pytest.mark.parametrize("stroke", ["rules under rows", "three rules"])
def test_a_gradient_under_its_head_hides_nothing(stroke: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(_framed(Look(STROKES[stroke], FILLS["gradient head"]), TABS["drawn"])))
    plan = read_plan(path)
    assert _truth() < _read(plan) and not plan.findings


@pytest.mark.parametrize("stroke", ["rules under rows", "three rules"])
def test_where_fills_leave_no_certainty_such_a_table_is_told(stroke: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(_framed(Look(STROKES[stroke], FILLS["cells filled"]), TABS["drawn"])))
    plan = read_plan(path)
    below = {("나무 심기", year, value) for year, value in zip((2026, 2027, 2028), ("901", "902", "903"), strict=True)}
    assert below <= _read(plan) < below | _truth()
    assert {found.rule for found in plan.findings} & {"table-not-understood", "cell-not-read"}
