"""Red ink on a scan: what it touches is right or told, what it does not touch is read, and red print is print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.readers.scan.coloured_scans import FORMS, plan_of, printed, published, said
from tests.extract.readers.scan.drawn_pages import needs_engines, page, with_open_table
from tests.extract.readers.scan.red_marks import (
    RED,
    cell,
    cross,
    digit_before,
    in_red,
    inked,
    middle,
    out_of_step,
    ring,
    stamp,
    strike,
)

RED_INK = "Red ink of a stamp or a pen"


@needs_engines
@FORMS
def test_a_stamp_beside_a_table_costs_nothing(form: str, tmp_path: Path) -> None:
    plan = plan_of(inked(page(), stamp(1300, 450)), form, tmp_path)
    assert published(plan) == printed()
    assert RED_INK not in said(plan)
    assert any("red ink" in part.reason_en for part in plan.damage if part.rule == "recognised")


@needs_engines
@FORMS
def test_a_ring_that_touches_no_digit_costs_nothing(form: str, tmp_path: Path) -> None:
    assert published(plan_of(inked(page(), ring(2, 2)), form, tmp_path)) == printed()


@needs_engines
@FORMS
def test_numbers_below_a_stamp_are_left_out_and_red_ink_is_named(form: str, tmp_path: Path) -> None:
    plan = plan_of(inked(page(), stamp(*middle(1, 3))), form, tmp_path)
    assert published(plan) == printed(without=(("target", 2025), ("budget", 2025)))
    assert RED_INK in said(plan)


@needs_engines
@FORMS
def test_a_year_below_a_stamp_leaves_out_its_column_and_red_ink_is_named(form: str, tmp_path: Path) -> None:
    plan = plan_of(inked(page(), stamp(middle(0, 3)[0], cell(0, 3)[1])), form, tmp_path)
    assert published(plan) == printed(without=(("target", 2025), ("budget", 2025)))
    assert RED_INK in said(plan)


@needs_engines
@FORMS
def test_the_numbers_of_a_row_whose_name_lies_below_a_stamp_are_left_out(form: str, tmp_path: Path) -> None:
    plan = plan_of(inked(page(), stamp(300, middle(2, 0)[1] + 45)), form, tmp_path)
    found = published(plan)
    assert found == {key: text for key, text in printed().items() if key[0] == "target"}
    assert "touches the name of its row" in said(plan)


@needs_engines
@FORMS
@pytest.mark.parametrize("slant", [0, 6])
def test_a_number_that_is_struck_out_in_red_is_withdrawn(slant: int, form: str, tmp_path: Path) -> None:
    plan = plan_of(inked(page(), strike(2, 2, slant)), form, tmp_path)
    assert published(plan) == printed(without=(("budget", 2024),))
    rules = {found.rule for found in plan.findings}
    assert "struck-out" in rules if not slant else {"struck-out", "not-recognised"} & rules


@needs_engines
@FORMS
def test_a_number_below_a_cross_or_behind_a_digit_by_hand_is_never_another_one(form: str, tmp_path: Path) -> None:
    crossed = plan_of(inked(page(), cross(2, 2)), form, tmp_path)
    assert published(crossed) == printed(without=(("budget", 2024),))
    longer = plan_of(inked(page(), digit_before(1, 3)), form, tmp_path)
    assert published(longer) == printed(without=(("target", 2025),))
    assert "struck-out" in {found.rule for found in crossed.findings} and RED_INK in said(longer)


@needs_engines
@FORMS
def test_numbers_and_headings_that_are_printed_in_red_are_read(form: str, tmp_path: Path) -> None:
    image = in_red(page(), cell(1, 2), cell(2, 3), cell(0, 4), (160, 250, 900, 310))
    plan = plan_of(image, form, tmp_path)
    assert published(plan) == printed()
    assert RED_INK not in said(plan)


@needs_engines
@FORMS
def test_colours_that_lie_a_pixel_apart_are_no_red_ink(form: str, tmp_path: Path) -> None:
    plan = plan_of(out_of_step(page()), form, tmp_path)
    assert published(plan) == printed()
    assert RED_INK not in said(plan)


@needs_engines
def test_a_heading_below_a_stamp_is_told(tmp_path: Path) -> None:
    plan = plan_of(inked(page(), stamp(300, 270)), "PNG", tmp_path)
    assert any(found.rule == "below-red-ink" for found in plan.findings)
    assert all("ocr_program" in one.flags for one in plan.observations) or published(plan) == printed()


@needs_engines
def test_a_number_struck_out_in_a_table_without_upright_rules_is_withdrawn_and_told(tmp_path: Path) -> None:
    image = with_open_table(page(), (("숲길(km)", "14", "25", "36"), ("쉼터(개소)", "31", "42", "53")))
    plan = plan_of(inked(image, lambda pen: pen.line((830, 1372, 870, 1370), fill=RED, width=4)), "PNG", tmp_path)
    found = {one.printed for one in plan.observations if one.place.table == 1 and one.value is not None}
    assert found == {"14", "36", "31", "42", "53"}
    assert "struck-out" in {found.rule for found in plan.findings}
