"""A heading that is missing or out of order puts the programme of its neighbours' tables in doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongpyo.pipeline import read_tables
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

NAMES = ("꽃길 가꾸기", "숲길 정비", "물길 잇기", "안내소 운영")
MARKS: dict[str, Callable[[int], str]] = {
    "digits": lambda number: f"{number}.",
    "letters": lambda number: f"{'가나다라'[number - 1]}.",
    "circles": lambda number: "①②③④"[number - 1],
    "codes": lambda number: f"1-1-{number}",
}
CASES = {  # the headings of the tables, 0 for one that is missing, and the tables that are in doubt
    "all there": ((1, 2, 3, 4), []),
    "one missing": ((1, 0, 3, 4), [0, 1]),
    "the first missing": ((0, 2, 3, 4), [0]),
    "two that changed places": ((1, 3, 2, 4), [1, 2]),
    "the first and the second": ((2, 1, 3, 4), [0, 1]),
    "the last ones": ((1, 2, 4, 3), [2, 3]),
    "the first and the last": ((4, 2, 3, 1), [0, 3]),
    "a series that begins anew": ((1, 2, 1, 2), []),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("marks", MARKS)
def test_tables_are_in_doubt(marks: str, case: str, tmp_path: Path) -> None:
    numbers, doubtful = CASES[case]
    if marks == "codes" and case == "a series that begins anew":
        pytest.skip("a code that stands twice is told as code-twice")
    parts = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    body = [hwpx_paragraph(text) for text in parts]
    for at, number in enumerate(numbers):
        body += [hwpx_paragraph(f"{MARKS[marks](number)} {NAMES[number - 1]}")] if number else []
        rows = [["구분", "2024", "2025"], [f"참여{at}(회)", "1", str(at + 2)]]
        body += [hwpx_paragraph("□ 연차별 계획"), hwpx_paragraph(hwpx_grid(rows))]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*body)))
    extracted = read_tables(path)
    places = [table.place for table in extracted.year_tables]
    doubts = [part.place for part in extracted.damage if part.rule == "heading-out-of-line"]
    assert sorted(places.index(place) for place in doubts) == doubtful
