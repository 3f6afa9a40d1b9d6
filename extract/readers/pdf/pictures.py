"""Pages of a PDF as a person sees them, with the telephone numbers and addresses of officials covered."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence

import pypdfium2
from PIL import Image, ImageDraw

from plan.patterns import lazy_pattern
from plan.records.document import PagePicture
from plan.script import PHONES

SCALE = 1.25  # pixels a point: text of 8 points can be read, and a page takes some 50 KiB
QUALITY = 60  # of 100; below it the strokes of small Hangul run together
MANY_PAGES = 150  # from which on a page is drawn smaller, in greys: 400 of them are to stay below 20 MB
SCALE_OF_MANY = 1.0
QUALITY_OF_MANY = 40
MASK = "#b8b8b8"
LETTERS = 20_000  # of a page that are looked through
PRIVATE = lazy_pattern(
    rf"(?:[{PHONES}]|[Tt][Ee][Ll]|[Ff][Aa][Xx]|전화|연락처|팩스)[\s:.)]*[\d()\-~.\s]{{4,20}}\d"
    r"|(?<!\d)\(?0\d{1,2}\)?[\s\-.)]{1,2}\d{3,4}[\s\-.]{1,2}\d{4}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
)

Box = tuple[float, float, float, float]


def pictures(data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of a PDF, counted from 1, one after another; ``covered`` holds for each what is not to be shown on it.

    A page that cannot be drawn, or that is turned, is left out.
    """
    many = len(pages) > MANY_PAGES
    with pypdfium2.PdfDocument(data) as document:
        for number in sorted(pages):
            try:
                picture = _picture(document, number, covered.get(number, ()), many)
            except pypdfium2.PdfiumError:
                continue
            if picture:
                yield picture


def _picture(document: pypdfium2.PdfDocument, number: int, covered: Sequence[Box], many: bool) -> PagePicture | None:
    scale = SCALE_OF_MANY if many else SCALE
    page = document[number - 1]
    try:
        if page.get_rotation():
            return None
        width, height = page.get_size()
        # pixels of four bytes are drawn in two thirds of the time of three, and make the same picture
        image = page.render(scale=scale, grayscale=many, prefer_bgrx=not many, rev_byteorder=not many).to_pil()
        _cover(image, (*covered, *_private(page, height)), scale)
    finally:
        page.close()
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY_OF_MANY if many else QUALITY)
    return PagePicture(page=number, width=width, height=height, jpeg=content.getvalue())


def _cover(image: Image.Image, boxes: Sequence[Box], scale: float) -> None:
    pen = ImageDraw.Draw(image)
    for box in boxes:
        left, top, right, bottom = (edge * scale for edge in box)
        pen.rectangle((left, top, max(left, right), max(top, bottom)), fill=MASK)


def _private(page: pypdfium2.PdfPage, height: float) -> Iterator[Box]:
    """Where telephone numbers and mail addresses stand, a line of each at a time."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if not 0 < count <= LETTERS:
            return
        letters = text.get_text_range()
        if len(letters) != count:  # pdfium has put line ends in, so that places and letters no longer agree
            letters = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)) for index in range(count))
        for found in PRIVATE.finditer(letters):
            for index in range(*found.span()):
                left, bottom, right, top = text.get_charbox(index, loose=True)
                yield left, height - top, right, height - bottom
    finally:
        text.close()
