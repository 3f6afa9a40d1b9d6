"""Scans that are not to be read, or not to their end: handwriting, too many pages for the time, damaged pictures."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from extract.readers.limits import Limits
from gongpyo.pipeline import read_plan
from gongpyo.sandbox.process import ReaderProcess
from plan.errors import ExitCode, PlanError
from tests.extract.readers.scan.drawn_pages import SIZE, as_image, as_pdf, needs_engines, page

GENEROUS = 60.0  # seconds against a hang on a busy machine; nothing is timed


def _handwriting(seed: int) -> Image.Image:
    """Lines of strokes as a hand draws them, of no letter."""
    image, generator = Image.new("L", SIZE, 255), random.Random(seed)
    pen = ImageDraw.Draw(image)
    for line in range(24):
        across, down = 180.0, 260.0 + 75 * line
        for _ in range(26):
            points = [(across + generator.uniform(0, 40), down + generator.uniform(-24, 24)) for _ in range(5)]
            pen.line(points, fill=generator.randrange(20, 90), width=generator.choice((3, 4)), joint="curve")
            across += generator.uniform(34, 56)
    return image.filter(ImageFilter.GaussianBlur(1.0))


@needs_engines
@pytest.mark.parametrize("seed", range(3))
def test_handwriting_is_not_read(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(as_pdf(_handwriting(seed)))
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert refused.value.code == "no-text-layer" and "not recognised" in refused.value.en


def _a_thousand_pages(image: Image.Image) -> bytes:
    target, content = pikepdf.new(), io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf(image))) as one:
        target.pages.append(one.pages[0])
    for _ in range(999):
        target.pages.append(target.pages[0])
    target.save(content)
    return content.getvalue()


@needs_engines
def test_a_scan_of_a_thousand_pages_ends_when_its_time_is_over_and_gets_on_until_then(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_a_thousand_pages(page()))
    started = time.monotonic()
    with ReaderProcess(Limits(seconds=6)) as process, pytest.raises(PlanError) as refused:
        process.call("plan", path)
    assert (refused.value.code, refused.value.exit_code) == ("limit", ExitCode.LIMIT)
    assert refused.value.details["limit"] == "seconds", "it is not taken for one that hangs"
    assert time.monotonic() - started < GENEROUS


@needs_engines
@pytest.mark.parametrize(("form", "name"), [("TIFF", "scan.tif"), ("PNG", "scan.png"), ("JPEG", "scan.jpg")])
def test_a_picture_that_is_cut_short_is_refused_as_damaged(form: str, name: str, tmp_path: Path) -> None:
    whole = as_image(form, page())
    path = tmp_path / name
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert refused.value.code == "not-a-document" and "scan or download it again" in refused.value.en
