"""Marks that people leave on a scan in colours: highlighters, crosses over tables, blue pens, stains."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.errors import PlanError
from tests.extract.readers.scan.coloured_scans import FORMS, plan_of, printed, published, said
from tests.extract.readers.scan.drawn_pages import LABEL, ROW, VALUE, needs_engines, page, with_open_table
from tests.extract.readers.scan.red_marks import LEFT, RED, TOP, Colour, cell, crossed_out, in_red, inked, middle

BLUE, NAVY, COFFEE, DARK_COFFEE = (40, 60, 190), (25, 35, 120), (190, 140, 90), (150, 100, 60)
YELLOW, GREEN, PINK = (255, 245, 80), (150, 255, 130), (255, 130, 180)
RIGHT, BOTTOM = LEFT + LABEL + 4 * VALUE, TOP + 3 * ROW


@needs_engines
@FORMS
@pytest.mark.parametrize("colour", [RED, BLUE])
def test_the_values_of_a_table_below_a_cross_are_withdrawn_and_others_are_read(
    colour: Colour, form: str, tmp_path: Path
) -> None:
    image = with_open_table(page(), (("숲길(km)", "14", "25", "36"), ("쉼터(개소)", "31", "42", "53")))
    plan = plan_of(inked(image, crossed_out(LEFT + 8, TOP + 5, RIGHT - 10, BOTTOM - 5, colour)), form, tmp_path)
    assert {one.printed for one in plan.observations if one.value is not None} == {"14", "25", "36", "31", "42", "53"}
    (told,) = [found for found in plan.findings if found.rule == "struck-out"]
    assert "whole table" in told.message_en


@needs_engines
@FORMS
def test_a_slash_from_corner_to_corner_strikes_out_a_table(form: str, tmp_path: Path) -> None:
    stroke = (LEFT + 10, BOTTOM - 5, RIGHT - 10, TOP + 5)
    with pytest.raises(PlanError, match="the whole table is struck out in colour"):
        plan_of(inked(page(), lambda pen: pen.line(stroke, fill=RED, width=4)), form, tmp_path)


@needs_engines
@FORMS
def test_what_a_cross_over_some_cells_covers_is_withdrawn_and_nothing_else(form: str, tmp_path: Path) -> None:
    box = cell(1, 2)[0] + 8, cell(1, 2)[1] + 5, cell(2, 4)[2] - 8, cell(2, 4)[3] - 5
    plan = plan_of(inked(page(), crossed_out(*box)), form, tmp_path)
    years = (2024, 2025, 2026)
    gone = tuple((measure, year) for measure in ("target", "budget") for year in years)
    assert published(plan) == printed(without=gone)


@needs_engines
@FORMS
@pytest.mark.parametrize("colour", [BLUE, NAVY])
def test_a_number_that_is_struck_out_in_blue_is_withdrawn(colour: Colour, form: str, tmp_path: Path) -> None:
    across, down = middle(2, 2)
    stroke = (across - 65, down, across + 65, down - 1)
    plan = plan_of(inked(page(), lambda pen: pen.line(stroke, fill=colour, width=4)), form, tmp_path)
    assert published(plan) == printed(without=(("budget", 2024),))
    told = {found.rule for found in plan.findings}
    assert "struck-out" in told if colour == BLUE else {"struck-out", "not-recognised"} & told


@needs_engines
@FORMS
def test_a_blue_ring_that_touches_no_digit_costs_nothing(form: str, tmp_path: Path) -> None:
    left, top, right, bottom = cell(2, 2)
    box = (left + 15, top + 6, right - 15, bottom - 6)
    plan = plan_of(inked(page(), lambda pen: pen.ellipse(box, outline=BLUE, width=4)), form, tmp_path)
    assert published(plan) == printed()


@needs_engines
@FORMS
@pytest.mark.parametrize("colour", [COFFEE, DARK_COFFEE])
def test_no_name_below_a_ring_of_coffee_is_another_one_without_a_word(
    colour: Colour, form: str, tmp_path: Path
) -> None:
    box = (LEFT - 40, TOP - 110, LEFT + 310, TOP + 240)
    plan = plan_of(inked(page(), lambda pen: pen.ellipse(box, outline=colour, width=16)), form, tmp_path)
    right = {key: text for key, text in printed().items() if published(plan).get(key) == text}
    told = {found.rule for found in plan.findings}
    assert published(plan) == right
    assert right == printed() or {"below-ink", "not-recognised"} & told


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
