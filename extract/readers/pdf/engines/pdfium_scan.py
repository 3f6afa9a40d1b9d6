"""Pages of a PDF that are pictures: whether one is, and its picture in greys as it is shown."""

from __future__ import annotations

import math
from array import array
from typing import NamedTuple

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.pdf.engines.matrix import page_size
from extract.readers.pdf.engines.pdfium_library import Handle, address, floats, unsigned
from extract.readers.pdf.engines.pdfium_pages import OpenDocument
from extract.readers.recognised.sheet import sheet

COVERED = 0.5  # share of a page that pictures cover where it is a scan
MOST_OBJECTS = 500  # of a page that are looked at; a scanner writes a few, or some hundred strips
LEAST_LONG, MOST_LONG = 2340, 2925  # pixels of the longer side: of a sheet of A4 at 200 and at 250 dots an inch
COLOUR_BYTES = 4  # of a point in colours
WHITE = 0xFFFFFFFF  # the ground that a page is drawn on, of all four bytes


class Pictured(NamedTuple):
    """The picture of a page, line by line from the top: how many points are across and down, and its sheet in points.

    A point is one byte of grey, or red, green, blue and a fourth byte.
    """

    points: bytes
    across: int
    down: int
    size: tuple[float, float]


def pixels_on(document: OpenDocument, number: int) -> int:
    """How many pixels the pictures have that cover a page, counted from 1; 0 where they do not cover it."""
    page = document.turn_to(number)
    return _pictures(page.handle)[0] if page else 0


def picture_of(document: OpenDocument, number: int, *, coloured: bool = False) -> Pictured | None:
    """A page as it is shown, about as fine as its own pictures are; None where pdfium cannot draw it."""
    opened = document.turn_to(number)
    if opened is None:
        return None
    page = opened.handle
    size = _shown_size(page)
    longest = max(LEAST_LONG, min(MOST_LONG, _pictures(page)[1]))
    scale = longest / max(*size, 1.0)
    across, down = max(1, math.ceil(size[0] * scale)), max(1, math.ceil(size[1] * scale))
    kind, how = (pdfium.COLOURED, pdfium.RED_FIRST) if coloured else (pdfium.GREY, pdfium.DRAWN_GREY)
    points = _drawn(page, across, down, kind, how)
    return Pictured(points, across, down, sheet(*size)) if points else None


def _drawn(page: Handle, across: int, down: int, kind: int, how: int) -> bytes:
    """A page as pdfium draws it, line by line from the top."""
    width = across * (COLOUR_BYTES if kind == pdfium.COLOURED else 1)
    points = array("B", bytes(width * down))
    bitmap = pdfium.bitmap_of(across, down, kind, address(points), width)
    if not bitmap:
        return b""
    pdfium.fill_bitmap(bitmap, 0, 0, across, down, WHITE)
    pdfium.draw_page(bitmap, page, 0, 0, across, down, 0, how)
    pdfium.close_bitmap(bitmap)
    return points.tobytes()


def _pictures(page: Handle) -> tuple[int, int]:
    """How many pixels the pictures of a page have, and its longer side in such pixels; 0 where they do not cover it."""
    bounds, sides = floats(4), unsigned(2)
    covered, pixels, finest = 0.0, 0, 0.0
    for index in range(min(pdfium.object_count(page), MOST_OBJECTS)):
        entry = pdfium.object_at(page, index)
        if pdfium.object_type(entry) != pdfium.OBJECT_PICTURE:
            continue
        if not pdfium.object_bounds(entry, *(address(bounds, side) for side in range(4))):
            continue
        left, bottom, right, top = bounds
        if not pdfium.image_size(entry, address(sides, 0), address(sides, 1)) or right <= left or top <= bottom:
            continue
        covered += (right - left) * (top - bottom)
        pixels += sides[0] * sides[1]
        finest = max(finest, max(sides) / max(right - left, top - bottom))
    width, height = _shown_size(page)
    if covered < COVERED * width * height:
        return 0, 0
    return pixels, round(finest * max(width, height))


def _shown_size(page: Handle) -> tuple[float, float]:
    edges = floats(4)
    pdfium.page_box(page, address(edges))
    left, top, right, bottom = edges
    return page_size((left, bottom, right, top), pdfium.page_rotation(page))
