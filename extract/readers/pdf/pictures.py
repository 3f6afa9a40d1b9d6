"""Pages of a PDF as a person sees them, with the telephone numbers and addresses of officials covered."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from PIL import Image

from extract.readers.page.content import Box
from extract.readers.pdf.engines.pdfium_drawing import DrawnDocument, open_drawn
from plan.patterns import lazy_pattern
from plan.records.document import PagePicture
from plan.script import PHONES

SCALE = 1.25  # pixels a point: text of 8 points can be read, and a page takes some 50 KiB
QUALITY = 60  # of 100; below it the strokes of small Hangul run together
MANY_PAGES = 150  # from which on a page is drawn smaller, in greys: 400 of them are to stay below 20 MB
SCALE_OF_MANY = 1.0
QUALITY_OF_MANY = 40
MASK = (0xB8, 0xB8, 0xB8, 0xFF)  # red, green, blue: a grey that no print has
LETTERS = 20_000  # of a page that are looked through
PRIVATE = lazy_pattern(
    rf"(?:[{PHONES}]|[Tt][Ee][Ll]|[Ff][Aa][Xx]|전화|연락처|팩스)[\s:.)]*[\d()\-~.\s]{{4,20}}\d"
    r"|(?<!\d)\(?0\d{1,2}\)?[\s\-.)]{1,2}\d{3,4}[\s\-.]{1,2}\d{4}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
)


def pictures(data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of a PDF, counted from 1, one after another; ``covered`` holds for each what is not to be shown on it.

    A page that cannot be drawn, or that is turned, is left out.
    """
    many = len(pages) > MANY_PAGES
    with open_drawn(data) as document:
        for number in sorted(pages) if document else ():
            if document and (picture := _picture(document, number, covered.get(number, ()), many=many)):
                yield picture


def _picture(document: DrawnDocument, number: int, covered: Sequence[Box], *, many: bool) -> PagePicture | None:
    scale = SCALE_OF_MANY if many else SCALE
    drawn = document.draw(number, scale, grey=many)
    if drawn is None:
        return None
    left, bottom, right, top = drawn.box
    mode, mask = ("L", MASK[0]) if drawn.is_grey else ("RGBX", MASK)
    pixels = cast("bytearray", drawn.pixels)  # an array is a buffer too
    image = Image.frombuffer(mode, (drawn.across, drawn.down), pixels, "raw", mode, 0, 1)
    image.readonly = 0  # what covers is painted where the page was drawn, not on a copy
    private = ((x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in document.places(PRIVATE, LETTERS))
    for box in (*covered, *private):
        x0, y0, x1, y1 = (int(edge * scale) for edge in box)
        image.paste(mask, (x0, y0, max(x0, x1) + 1, max(y0, y1) + 1))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY_OF_MANY if many else QUALITY)
    return PagePicture(page=number, width=right - left, height=top - bottom, jpeg=content.getvalue())
