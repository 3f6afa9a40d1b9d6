"""A blot over the word of a cell among numbers: it is told, whatever the engines make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageDraw

from gongpyo.pipeline import read_plan
from tests.extract.readers.scan.drawn_pages import ROWS, as_image, needs_engines, page
from tests.extract.readers.scan.red_marks import middle

NO_BUDGET = "비예산"
BLOTTED = (ROWS[0], ("예산(백만원)", "27,852", NO_BUDGET, "12,471", "15,381"))


def _path(blot: tuple[int, int, int, int] | None, folder: Path) -> Path:
    """A page with a blot so wide and high, so far right of the middle of the word and below it."""
    image = page(BLOTTED)
    if blot:
        wide, high, right, below = blot
        across, down = middle(2, 2)
        box = (
            across + right - wide / 2,
            down + below - high / 2,
            across + right + wide / 2,
            down + below + high / 2,
        )
        ImageDraw.Draw(image).ellipse(box, fill=30)
    path = folder / "scan.png"
    path.write_bytes(as_image("PNG", image))
    return path


@needs_engines
@pytest.mark.parametrize(
    "blot", [(90, 26, 7, 2), (24, 24, 28, 3), (40, 14, 8, -6), (60, 8, 5, -3), (20, 12, 12, 6), (70, 20, 18, 3)]
)
def test_a_blot_over_a_word_among_numbers_is_told(blot: tuple[int, int, int, int], tmp_path: Path) -> None:
    plan = read_plan(_path(blot, tmp_path))
    (cell,) = [one for one in plan.observations if one.measure == "budget" and one.year == 2024]
    told = {found.rule for found in plan.findings if cell.place in found.places}
    assert cell.value is None and (cell.status == "non_budget" or told)
    others = {one.printed for one in plan.observations if one.measure == "budget" and one.value is not None}
    assert others == {text for text in BLOTTED[1][1:] if text != NO_BUDGET}


@needs_engines
def test_the_word_without_a_blot_is_read_and_nothing_is_told_of_it(tmp_path: Path) -> None:
    plan = read_plan(_path(None, tmp_path))
    (cell,) = [one for one in plan.observations if one.measure == "budget" and one.year == 2024]
    assert cell.status == "non_budget"
    assert not any(cell.place in found.places for found in plan.findings)
