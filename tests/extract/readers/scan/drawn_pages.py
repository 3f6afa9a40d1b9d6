"""Pages drawn as pictures, as a scanner makes them of print: a heading, a year table, noise, a slant."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extract.readers.recognised.engines.installed import missing

needs_engines = pytest.mark.skipif(missing() is not None, reason=f"recognising print needs {missing()}")
DOTS = 200  # an inch
SIZE = 1654, 2339  # pixels of A4
ROW, LABEL, VALUE = 62, 400, 190  # pixels of a row and of the two kinds of columns
HEAD = ("주요사업", "계", "2024", "2025", "2026")
ROWS = (("정비 구간(km)", "40", "10", "12", "18"), ("예산(백만원)", "37,136", "9,284", "12,471", "15,381"))


def page(
    rows: Sequence[Sequence[str]] = ROWS,
    heading: str = "1-1-1 가람길 정비",
    *,
    head: Sequence[str] = HEAD,
    angle: float = 0.0,
    beside: int = 0,
) -> Image.Image:
    """A page of print with a heading and a table with a head of years.

    Values stand in the middle of their cells, or so many pixels ``beside`` the rule to their right.
    """
    image = Image.new("L", SIZE, 255)
    pen, font = ImageDraw.Draw(image), _font(34)
    lines = (
        "가온시 물빛 기본계획(2024~2026)",
        heading,
        "□ 사업개요",
        "ㅇ 추진근거 : 가온시 물빛 조례",
        "□ 연차별 추진계획",
    )
    for at, line in enumerate(lines):
        pen.text((170, 180 + 75 * at), line, font=font, fill=20)
    sides = [170, 170 + LABEL]
    sides += [sides[-1] + VALUE * (at + 1) for at in range(len(HEAD) - 1)]
    for row, texts in enumerate((head, *rows)):
        top = 620 + ROW * row
        for at, text in enumerate(texts):
            pen.rectangle((sides[at], top, sides[at + 1], top + ROW), outline=0, width=2)
            across, anchor = (
                ((sides[at] + sides[at + 1]) / 2, "mm")
                if not (at and row and beside)
                else (sides[at + 1] - beside, "rm")
            )
            pen.text((across, top + ROW / 2), text, font=_font(27), fill=20, anchor=anchor)
    image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return image.filter(ImageFilter.GaussianBlur(0.6))


def as_pdf(*pages: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    content = io.BytesIO()
    pages[0].save(content, "PDF", resolution=DOTS, save_all=True, append_images=list(pages[1:]))
    return content.getvalue()


def as_image(form: str, *pages: Image.Image) -> bytes:
    """An image file; a TIFF may have several pages."""
    content = io.BytesIO()
    more = {"save_all": True, "append_images": list(pages[1:])} if form == "TIFF" else {}
    pages[0].save(content, form, dpi=(DOTS, DOTS), **more)
    return content.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    package = find_spec("pylopdf_fonts_ko")
    if package is None or package.origin is None:
        pytest.skip("the font of the drawn pages is not installed")
    return ImageFont.truetype(Path(package.origin).with_name("NotoSansKR-Regular.otf"), size)


def with_open_table(image: Image.Image, rows: Sequence[Sequence[str]], *, shift: int = 0) -> Image.Image:
    """The page with a table below that has no upright rules; its first value stands so far right of its column."""
    shown = image.copy()
    pen = ImageDraw.Draw(shown)
    for row, texts in enumerate((("구분", *HEAD[2:]), *rows)):
        for at, text in enumerate(texts):
            across = 250 + 300 * at + (shift if row == at == 1 else 0)
            pen.text((across, 1300 + 70 * row), text, font=_font(30), fill=20, anchor="mm")
        pen.line((170, 1265 + 70 * row, 1300, 1265 + 70 * row), fill=0, width=2)
    pen.line((170, 1265 + 70 * len(rows) + 70, 1300, 1265 + 70 * len(rows) + 70), fill=0, width=2)
    return shown.filter(ImageFilter.GaussianBlur(0.3))
