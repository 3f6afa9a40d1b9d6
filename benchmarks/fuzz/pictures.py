"""Printed pages as pictures, and how a scanner, its glass or its paper spoils them: a picture in, one of its form out.

What erases ink by itself is not among the kinds: nobody could tell a digit that has lost a stroke without a trace.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
FORMS = {".png": "PNG", ".tif": "TIFF", ".jpg": "JPEG"}
PACKED: dict[str, dict[str, Any]] = {"JPEG": {"quality": 70}, "TIFF": {"compression": "tiff_lzw"}}
DOTS = 200  # an inch
MARGIN = 40  # pixels of paper that are left round the print

Spoil = Callable[[Image.Image, random.Random], Image.Image]


def pictures_of(pdf: bytes) -> dict[str, bytes]:
    """The print of the first page of a PDF as a picture in each form, by the ending of its name."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
    left, top, right, bottom = ImageChops.invert(page).getbbox() or (0, 0, *page.size)
    page = page.crop((max(0, left - MARGIN), max(0, top - MARGIN), right + MARGIN, bottom + MARGIN))
    return {suffix: _written(page, form) for suffix, form in FORMS.items()}


def spoilt(data: bytearray, generator: random.Random, kind: str) -> None:
    """Spoil a picture in place by one of ``KINDS`` and write it anew in its own form."""
    with Image.open(BytesIO(bytes(data))) as image:
        data[:] = _written(KINDS[kind](image.convert("L"), generator), image.format or "PNG")


def _written(image: Image.Image, form: str) -> bytes:
    content = BytesIO()
    image.save(content, form, dpi=(DOTS, DOTS), **PACKED.get(form, {}))
    return content.getvalue()


def _blot(image: Image.Image, generator: random.Random) -> Image.Image:
    """Dark spots, as of ink or dirt."""
    pen = ImageDraw.Draw(image)
    for _ in range(generator.choice((1, 3, 8))):
        across, down = generator.randrange(image.width), generator.randrange(image.height)
        wide, high = generator.randrange(3, 60), generator.randrange(3, 40)
        pen.ellipse((across, down, across + wide, down + high), fill=generator.randrange(90))
    return image


def _streak(image: Image.Image, generator: random.Random) -> Image.Image:
    """A dark line over the whole page, as dust on the glass of a feeder draws it."""
    pen = ImageDraw.Draw(image)
    across = generator.randrange(image.width)
    lean = generator.randrange(-3, 4)
    pen.line((across, 0, across + lean, image.height), fill=generator.randrange(160), width=generator.choice((1, 2, 4)))
    return image


def _slip(image: Image.Image, generator: random.Random) -> Image.Image:
    """A part of the page beside the rest, as where the paper has slipped."""
    top = generator.randrange(image.height)
    below = image.crop((0, top, image.width, image.height))
    image.paste(below, (generator.choice((-9, -4, -2, 2, 4, 9)), top))
    return image


def _skipped(image: Image.Image, generator: random.Random) -> Image.Image:
    """Some rows that are missing, as where the paper was pulled."""
    top, rows = generator.randrange(image.height), generator.choice((1, 2, 4, 12))
    image.paste(image.crop((0, min(image.height - 1, top + rows), image.width, image.height)), (0, top))
    return image


def _faded(image: Image.Image, generator: random.Random) -> Image.Image:
    """A stripe of faint print."""
    left, wide = generator.randrange(image.width), generator.randrange(40, 400)
    part, share = image.crop((left, 0, min(image.width, left + wide), image.height)), generator.uniform(0.3, 0.9)
    image.paste(Image.blend(part, Image.new("L", part.size, 255), share), (left, 0))
    return image


def _bent(image: Image.Image, generator: random.Random) -> Image.Image:
    """A page whose upper edge is narrower than its lower one, as in a photograph."""
    by = generator.uniform(0.002, 0.1) * image.width
    corners = (-by, 0, 0, image.height, image.width, image.height, image.width + by, 0)
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)


KINDS: dict[str, Spoil] = {
    "blot": _blot,
    "streak": _streak,
    "slip": _slip,
    "skipped": _skipped,
    "faded": _faded,
    "bent": _bent,
}
