"""A highlighter over cells of a scan: what a person reads below it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.readers.scan.coloured_scans import FORMS, plan_of, printed, published, said
from tests.extract.readers.scan.drawn_pages import needs_engines, page
from tests.extract.readers.scan.red_marks import cell, in_red, inked, middle

YELLOW, GREEN, PINK = (255, 245, 80), (150, 255, 130), (255, 130, 180)
Colour = tuple[int, int, int]


@needs_engines
@FORMS
@pytest.mark.parametrize("colour", [YELLOW, GREEN, PINK])
def test_what_is_highlighted_is_read(colour: Colour, form: str, tmp_path: Path) -> None:
    boxes = [(x - 55, y - 18, x + 40, y + 18) for x, y in (middle(1, 3), middle(2, 3), middle(0, 2), middle(2, 0))]
    image = inked(page(), lambda pen: [pen.rectangle(box, fill=colour) for box in boxes])
    plan = plan_of(image, form, tmp_path)
    assert published(plan) == printed()
    assert "Red ink" not in said(plan)


@needs_engines
@FORMS
def test_a_red_number_that_is_highlighted_is_read(form: str, tmp_path: Path) -> None:
    x, y = middle(2, 3)
    image = inked(in_red(page(), cell(2, 3)), lambda pen: pen.rectangle((x - 60, y - 18, x + 60, y + 18), fill=YELLOW))
    assert published(plan_of(image, form, tmp_path)) == printed()
