"""The plan in a drawn page that is scanned in colours, and what is published of it beside what is printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.extract.readers.scan.drawn_pages import DOTS, ROWS

FORMS = pytest.mark.parametrize("form", ["PNG", "PDF"])


def plan_of(image: Image.Image, form: str, folder: Path) -> Plan:
    """The plan in a picture as it is, or in a PDF of a JPEG of it that was turned, whose colours are coarser."""
    path, content = folder / f"scan.{form.lower()}", io.BytesIO()
    if form == "PDF":
        image = image.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        image.filter(ImageFilter.GaussianBlur(0.5)).save(content, form, resolution=DOTS, quality=60)
    else:
        image.save(content, form, dpi=(DOTS, DOTS))
    path.write_bytes(content.getvalue())
    return read_plan(path)


def published(plan: Plan) -> dict[tuple[str, int | None], str]:
    return {(one.measure, one.year): one.printed for one in plan.observations if one.value is not None}


def printed(without: tuple[tuple[str, int | None], ...] = ()) -> dict[tuple[str, int | None], str]:
    rows = zip(("target", "budget"), ROWS, strict=True)
    found = {
        (measure, year): text
        for measure, row in rows
        for year, text in zip((None, 2024, 2025, 2026), row[1:], strict=True)
    }
    return {key: text for key, text in found.items() if key not in without}


def said(plan: Plan) -> str:
    return " ".join(found.message_en for found in plan.findings)
