"""Red ink on a scan: what it touches is right or told, what it does not touch is read, and red print is print."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.extract.readers.scan.drawn_pages import DOTS, ROWS, needs_engines, page, with_open_table
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

FORMS = pytest.mark.parametrize("form", ["PNG", "PDF"])
RED_INK = "Red ink of a stamp or a pen"


def _plan(image: Image.Image, form: str, folder: Path) -> Plan:
    """The plan in a picture as it is, or in a PDF of a JPEG of it that was turned, whose colours are coarser."""
    path, content = folder / f"scan.{form.lower()}", io.BytesIO()
    if form == "PDF":
        image = image.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        image.filter(ImageFilter.GaussianBlur(0.5)).save(content, form, resolution=DOTS, quality=60)
    else:
        image.save(content, form, dpi=(DOTS, DOTS))
    path.write_bytes(content.getvalue())
    return read_plan(path)


def _published(plan: Plan) -> dict[tuple[str, int | None], str]:
    return {(one.measure, one.year): one.printed for one in plan.observations if one.value is not None}


def _printed(without: tuple[tuple[str, int | None], ...] = ()) -> dict[tuple[str, int | None], str]:
    rows = zip(("target", "budget"), ROWS, strict=True)
    found = {
        (measure, year): text
        for measure, row in rows
        for year, text in zip((None, 2024, 2025, 2026), row[1:], strict=True)
    }
    return {key: text for key, text in found.items() if key not in without}


def _said(plan: Plan) -> str:
    return " ".join(found.message_en for found in plan.findings)


@needs_engines
@FORMS
def test_a_stamp_beside_a_table_costs_nothing(form: str, tmp_path: Path) -> None:
    plan = _plan(inked(page(), stamp(1300, 450)), form, tmp_path)
    assert _published(plan) == _printed()
    assert RED_INK not in _said(plan)
    assert any("red ink" in part.reason_en for part in plan.damage if part.rule == "recognised")


@needs_engines
@FORMS
def test_a_ring_that_touches_no_digit_costs_nothing(form: str, tmp_path: Path) -> None:
    assert _published(_plan(inked(page(), ring(2, 2)), form, tmp_path)) == _printed()


@needs_engines
@FORMS
def test_numbers_below_a_stamp_are_left_out_and_red_ink_is_named(form: str, tmp_path: Path) -> None:
    plan = _plan(inked(page(), stamp(*middle(1, 3))), form, tmp_path)
    assert _published(plan) == _printed(without=(("target", 2025), ("budget", 2025)))
    assert RED_INK in _said(plan)


@needs_engines
@FORMS
def test_a_year_below_a_stamp_leaves_out_its_column_and_red_ink_is_named(form: str, tmp_path: Path) -> None:
    plan = _plan(inked(page(), stamp(middle(0, 3)[0], cell(0, 3)[1])), form, tmp_path)
    assert _published(plan) == _printed(without=(("target", 2025), ("budget", 2025)))
    assert RED_INK in _said(plan)


@needs_engines
@FORMS
def test_the_numbers_of_a_row_whose_name_lies_below_a_stamp_are_left_out(form: str, tmp_path: Path) -> None:
    plan = _plan(inked(page(), stamp(300, middle(2, 0)[1] + 45)), form, tmp_path)
    found = _published(plan)
    assert found == {key: text for key, text in _printed().items() if key[0] == "target"}
    assert "touches the name of its row" in _said(plan)


@needs_engines
@FORMS
@pytest.mark.parametrize("slant", [0, 6])
def test_a_number_that_is_struck_out_in_red_is_withdrawn(slant: int, form: str, tmp_path: Path) -> None:
    plan = _plan(inked(page(), strike(2, 2, slant)), form, tmp_path)
    assert _published(plan) == _printed(without=(("budget", 2024),))
    rules = {found.rule for found in plan.findings}
    assert "struck-out" in rules if not slant else {"struck-out", "not-recognised"} & rules


@needs_engines
@FORMS
def test_a_number_below_a_cross_or_behind_a_digit_by_hand_is_never_another_one(form: str, tmp_path: Path) -> None:
    crossed = _plan(inked(page(), cross(2, 2)), form, tmp_path)
    assert _published(crossed) == _printed(without=(("budget", 2024),))
    longer = _plan(inked(page(), digit_before(1, 3)), form, tmp_path)
    assert _published(longer) == _printed(without=(("target", 2025),))
    assert RED_INK in _said(crossed) and RED_INK in _said(longer)


@needs_engines
@FORMS
def test_numbers_and_headings_that_are_printed_in_red_are_read(form: str, tmp_path: Path) -> None:
    image = in_red(page(), cell(1, 2), cell(2, 3), cell(0, 4), (160, 250, 900, 310))
    plan = _plan(image, form, tmp_path)
    assert _published(plan) == _printed()
    assert RED_INK not in _said(plan)


@needs_engines
@FORMS
def test_colours_that_lie_a_pixel_apart_are_no_red_ink(form: str, tmp_path: Path) -> None:
    plan = _plan(out_of_step(page()), form, tmp_path)
    assert _published(plan) == _printed()
    assert RED_INK not in _said(plan)


@needs_engines
def test_a_heading_below_a_stamp_is_told(tmp_path: Path) -> None:
    plan = _plan(inked(page(), stamp(300, 270)), "PNG", tmp_path)
    assert any(found.rule == "below-red-ink" for found in plan.findings)
    assert all("ocr_program" in one.flags for one in plan.observations) or _published(plan) == _printed()


@needs_engines
def test_a_number_struck_out_in_a_table_without_upright_rules_is_withdrawn_and_told(tmp_path: Path) -> None:
    image = with_open_table(page(), (("숲길(km)", "14", "25", "36"), ("쉼터(개소)", "31", "42", "53")))
    plan = _plan(inked(image, lambda pen: pen.line((830, 1372, 870, 1370), fill=RED, width=4)), "PNG", tmp_path)
    found = {one.printed for one in plan.observations if one.place.table == 1 and one.value is not None}
    assert found == {"14", "36", "31", "42", "53"}
    assert "struck-out" in {found.rule for found in plan.findings}
