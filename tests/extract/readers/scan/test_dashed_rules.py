"""A table whose rules are dashed or dotted is read on a scan as one with whole rules is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from gongpyo.pipeline import read_plan
from tests.extract.readers.scan.drawn_pages import LABEL, ROW, ROWS, VALUE, as_image, as_pdf, needs_engines, page
from tests.extract.readers.scan.red_marks import LEFT, TOP

SIDES = [LEFT, LEFT + LABEL, *(LEFT + LABEL + VALUE * at for at in range(1, 5))]
LEVELS = [TOP + ROW * at for at in range(4)]


def _dashed(dash: int, gap: int, width: int = 2) -> Image.Image:
    """The drawn page with rules of dashes so many pixels long and apart."""
    image = page()
    pen = ImageDraw.Draw(image)
    for level in LEVELS:
        pen.line((LEFT - 5, level + 1, SIDES[-1] + 6, level + 1), fill=255, width=7)
    for side in SIDES:
        pen.line((side + 1, TOP - 5, side + 1, LEVELS[-1] + 6), fill=255, width=7)
    for level in LEVELS:
        for at in range(LEFT, SIDES[-1], dash + gap):
            pen.line((at, level, min(at + dash - 1, SIDES[-1]), level), fill=0, width=width)
    for side in SIDES:
        for at in range(TOP, LEVELS[-1], dash + gap):
            pen.line((side, at, side, min(at + dash - 1, LEVELS[-1])), fill=0, width=width)
    return image.filter(ImageFilter.GaussianBlur(0.6))


@needs_engines
@pytest.mark.parametrize(("dash", "gap", "width"), [(8, 5, 2), (6, 10, 2), (3, 3, 3), (2, 4, 2)])
@pytest.mark.parametrize("angle", [0.0, 1.0])
def test_a_table_of_dashed_rules_is_read(angle: float, dash: int, gap: int, width: int, tmp_path: Path) -> None:
    image = _dashed(dash, gap, width).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    path = tmp_path / "scan.pdf"
    path.write_bytes(as_pdf(image))
    found = {(one.year, one.printed) for one in read_plan(path).observations if one.value is not None}
    printed = {(year, text) for row in ROWS for year, text in zip((None, 2024, 2025, 2026), row[1:], strict=True)}
    assert found <= printed and len(found) >= 7


@needs_engines
def test_digits_that_stand_in_a_row_below_one_another_are_no_rule(tmp_path: Path) -> None:
    rows = (("정비 구간(km)", "111", "11", "11", "11"), ("예산(백만원)", "3,111", "1,111", "1,111", "1,111"))
    path = tmp_path / "scan.png"
    path.write_bytes(as_image("PNG", page(rows)))
    found = {(one.year, one.printed) for one in read_plan(path).observations if one.value is not None}
    assert found <= {(year, text) for row in rows for year, text in zip((None, 2024, 2025, 2026), row[1:], strict=True)}
    assert len(found) >= 6
