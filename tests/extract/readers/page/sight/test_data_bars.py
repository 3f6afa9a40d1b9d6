"""A bar behind a number that ends in one of its digits, or at the height of its comma, hides nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import quoted
from plan.records.meaning import Plan
from tests.extract.readers.page.sight.drawn_numbers import PLAIN, plan_of, values_of

VALUES = ("1,527", "6,563", "5,117")
LENGTHS = (13.0, 14.5, 16.0)  # millimetres, of cells of 30 with the number in their middle


def _plan(folder: Path, fill: str, height: float, over: str = "") -> Plan:
    cells = [
        f"box(width: 30mm, height: 5.6mm, {{ place(left + horizon, rect(width: {length}mm, height: {height}mm, "
        f'fill: rgb("{fill}")))\nplace(center + horizon, {quoted(value)})\n{over} }})'
        for value, length in zip(VALUES, LENGTHS, strict=True)
    ]
    return plan_of(folder, cells)


@pytest.mark.parametrize("height", [5.0, 3.4])
@pytest.mark.parametrize("fill", ["#cfe2f3", "#9dc3e6", "#63be7b"])
def test_a_number_on_the_end_of_a_bar_isvalues_of(fill: str, height: float, tmp_path: Path) -> None:
    plan = _plan(tmp_path, fill, height)
    assert values_of(plan) == [*VALUES, *PLAIN]
    assert "not-as-seen" not in {found.rule for found in plan.findings}


@pytest.mark.parametrize("fill", ["#cfe2f3", "#63be7b"])
def test_a_line_through_a_number_on_a_bar_is_seen(fill: str, tmp_path: Path) -> None:
    line = "place(center + horizon, line(length: 12mm, stroke: 0.8pt))"
    assert values_of(_plan(tmp_path, fill, 5.0, line)) == [*PLAIN]


@pytest.mark.parametrize("fill", ["#cfe2f3", "#63be7b"])
def test_a_number_under_a_bar_is_notvalues_of(fill: str, tmp_path: Path) -> None:
    bar = f'place(center + horizon, rect(width: 12mm, height: 5mm, fill: rgb("{fill}")))'
    assert values_of(_plan(tmp_path, fill, 5.0, bar)) == [*PLAIN]
