"""Whole pages as a person sees them, by pdfium's pictures of them, and where texts of a pattern stand on them.

Pages of one size are drawn into the same room.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import Box
from extract.readers.pdf.engines.pdfium_library import Handle, address, floats, shorts, unsigned
from extract.readers.pdf.engines.pdfium_pages import OpenDocument, loaded

GREY_BYTES, COLOUR_BYTES = 1, 4  # of a pixel; four are drawn in two thirds of the time of three
MOST_PIXELS = 1 << 26  # of one page; a larger poster is not drawn
MOST_OBJECTS = 2_000  # of a page that are asked for their colours; one of more is drawn in colours
NEARLY_GREY = 8  # of 255, how far red, green and blue of a grey are apart: black of four inks is no pure one
WHITE = 0xFFFFFFFF  # what a page is drawn on, as pdfium counts colours


class DrawnPage(NamedTuple):
    """A page's pixels, which hold good until the next one is drawn, how many they are across and down, and its box."""

    pixels: array[int]
    across: int
    down: int
    box: Box
    is_grey: bool


class DrawnDocument(OpenDocument):
    """An open document whose pages are drawn one after another."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._pixels = array("B")

    def draw(self, number: int, scale: float, *, grey: bool) -> DrawnPage | None:
        """A page, counted from 1, in greys or as red, green, blue and nothing; None where it is turned or not drawn.

        One that has no colours is drawn in greys too, which costs less.
        """
        opened = self.turn_to(number)
        if opened is None or pdfium.page_rotation(opened.handle):
            return None
        page = opened.handle
        grey = grey or _has_greys_alone(page)
        edges = floats(4)
        pdfium.page_box(page, address(edges))
        left, top, right, bottom = edges
        across, down = math.ceil((right - left) * scale), math.ceil((top - bottom) * scale)
        if not 0 < across * down <= MOST_PIXELS or not self._paint(page, across, down, grey=grey):
            return None
        return DrawnPage(self._pixels, across, down, (left, bottom, right, top), grey)

    def _paint(self, page: Handle, across: int, down: int, *, grey: bool) -> bool:
        width = across * (GREY_BYTES if grey else COLOUR_BYTES)
        if len(self._pixels) != width * down:
            self._pixels = array("B", bytes(width * down))
        kind = pdfium.GREY if grey else pdfium.COLOURED
        bitmap = pdfium.bitmap_of(across, down, kind, address(self._pixels), width)
        if not bitmap:
            return False
        how = pdfium.WITH_ANNOTATIONS | (pdfium.DRAWN_GREY if grey else pdfium.RED_FIRST)
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, WHITE)
        pdfium.draw_page(bitmap, page, 0, 0, across, down, 0, how)
        pdfium.close_bitmap(bitmap)
        return True

    def places(self, pattern: Any, most: int) -> Iterator[Box]:
        """Where what fits a pattern stands on the page drawn last, line by line; of ``most`` characters at most.

        In the file's coordinates: left, bottom, right, top.
        """
        text = self._page.text if self._page is not None else None
        if text is not None:
            for found in pattern.finditer(_letters(text, most)):
                yield from _lines(text, range(*found.span()))


def _has_greys_alone(page: Handle) -> bool:
    """Whether nothing on a page is coloured; pictures, shadings, forms and annotations may be."""
    count: int = pdfium.object_count(page)
    if count > MOST_OBJECTS or pdfium.annotation_count(page):
        return False
    colour = unsigned(4)
    parts = [address(colour, index) for index in range(4)]
    for index in range(count):
        entry = pdfium.object_at(page, index)
        if pdfium.object_type(entry) not in (pdfium.OBJECT_TEXT, pdfium.OBJECT_PATH):
            return False
        for asked in (pdfium.object_fill, pdfium.object_stroke):
            if not asked(entry, *parts):
                return False
            red, green, blue, _ = colour
            if not red == green == blue and max(red, green, blue) - min(red, green, blue) > NEARLY_GREY:
                return False
    return True


def _letters(text: Handle, most: int) -> str:
    """The characters of a page, one for each of pdfium's, so that a place among them is a place on the page."""
    count: int = pdfium.char_count(text)
    if not 0 < count <= most:
        return ""
    room = shorts(count + 1)
    written = pdfium.chars_as_utf16(text, 0, count, address(room))
    found = room[: max(0, written - 1)].tobytes().decode("utf-16-le", "replace")
    if len(found) == count:
        return found
    # pdfium has put line ends in, or a character takes two units
    codes = (pdfium.char_code(text, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else " " for code in codes)


def _lines(text: Handle, indices: range) -> Iterator[Box]:
    """The room of characters that follow one another, a box for each line of them."""
    room = floats(4)
    line: Box | None = None
    for index in indices:
        if not pdfium.char_loose_box(text, index, address(room)):
            continue
        left, top, right, bottom = room
        if line and line[1] < (bottom + top) / 2 < line[3]:
            line = min(line[0], left), min(line[1], bottom), max(line[2], right), max(line[3], top)
            continue
        if line:
            yield line
        line = left, bottom, right, top
    if line:
        yield line


@contextmanager
def open_drawn(data: bytes) -> Iterator[DrawnDocument | None]:
    """The document in these bytes, closed behind who draws it; None where pdfium cannot open it."""
    handle = loaded(data)
    if not handle:
        yield None
        return
    document = DrawnDocument(handle)
    try:
        yield document
    finally:
        document.close()
