"""Pages of a PDF through pdfium: what stands on them by ``pdfium_text``, what is drawn by ``pdfium_shapes``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import Box, Covered, PageContent, each_once, upright, words_of
from extract.readers.page.sight.covered import all_of, covered_of, masked
from extract.readers.page.strips import strips_as_fills
from extract.readers.pdf.engines.matrix import page_matrix, page_size
from extract.readers.pdf.engines.pdfium_covers import Covers
from extract.readers.pdf.engines.pdfium_library import Handle, address, floats, shorts
from extract.readers.pdf.engines.pdfium_pages import OpenDocument
from extract.readers.pdf.engines.pdfium_shapes import Shapes
from extract.readers.pdf.engines.pdfium_text import Font, TextPage, bare_text
from plan.patterns import lazy_pattern

DATE = lazy_pattern(r"(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
DATE_ROOM = 32  # UTF-16 units; a date with its time zone takes 24
TITLE_ROOM = 200


class PdfiumError(Exception):
    """pdfium cannot open the file; ``encrypted`` tells that it asks for a password."""

    def __init__(self, *, encrypted: bool = False) -> None:
        super().__init__("encrypted" if encrypted else "not a PDF that can be read")
        self.encrypted = encrypted

    @classmethod
    def last(cls) -> Self:
        """Why pdfium has just not opened a file."""
        return cls(encrypted=pdfium.last_error() in (pdfium.ERROR_PASSWORD, pdfium.ERROR_SECURITY))


class PdfiumDocument(OpenDocument):
    """An open document, read page by page; what is known of its fonts holds good for the next page."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._fonts: dict[int, Font] = {}
        self.pages: int = pdfium.page_count(handle)

    def read(self, number: int) -> PageContent | None:
        """The content of a page, counted from 1; None where pdfium cannot load it."""
        page = self.turn_to(number)
        known, self._fonts = self._fonts, {}
        if page is None or page.text is None:
            return None
        return self._content(page.handle, page.text, number, known)

    def covered_on(self, number: int) -> Sequence[Covered]:
        """The characters of a page that something hides; what is known of fonts holds good for no page before it."""
        self._fonts = {}
        content = self.read(number)
        self._fonts = {}
        return content.covered if content else ()

    def bare_text(self, number: int) -> str:
        """The text of a page, counted from 1, in the order in which it is stored; '' where pdfium cannot load it."""
        page = self.turn_to(number)
        return bare_text(page.text) if page is not None and page.text is not None else ""

    def created(self) -> str:
        """The day on which the file says it was made, as ``YYYY-MM-DD``, or '' (ISO 32000-1, 7.9.4 and 14.3.3)."""
        found = DATE.match(self._information(b"CreationDate", DATE_ROOM))
        return "-".join(found.groups()) if found else ""

    def titled(self) -> str:
        """What the file says its title is, or '' (ISO 32000-1, 14.3.3)."""
        return self._information(b"Title", TITLE_ROOM)

    def _information(self, key: bytes, units: int) -> str:
        """An entry of the document information; '' where there is none, or one that takes more units of UTF-16."""
        room = shorts(units)
        size = pdfium.information(self.handle, key, address(room), room.itemsize * units)
        said = room[: size // room.itemsize] if size <= room.itemsize * units else room[:0]
        return bytes(memoryview(said).cast("B")).decode("utf-16", "ignore").rstrip("\0")

    def _content(self, page: Handle, text: Handle, number: int, known: dict[int, Font]) -> PageContent:
        box, turns = _page_box(page), pdfium.page_rotation(page)

        def read(turned: int) -> PageContent:
            to_page = page_matrix(box, turns - turned)
            width, height = page_size(box, turns - turned)
            printed = TextPage(text, to_page, known).read()
            self._fonts = printed.fonts
            shapes = Shapes(page, to_page, printed.objects)
            covers = Covers(page, (width, height), to_page, turned, shapes.painted)
            gone = covers.hide(printed, shapes.order)
            runs = masked(printed.runs, gone) if any(gone) else printed.runs
            covered = [*covered_of(printed.runs, gone), *all_of(printed.hidden)]
            words = (*each_once(words_of(runs)), *shapes.blanks)
            return PageContent(
                number,
                width,
                height,
                words,
                shapes.rules,
                len(covered),
                printed.sideways,
                turned=turned,
                fills=shapes.fills,
                asides=printed.asides,
                covered=covered,
            )

        return strips_as_fills(upright(read, turns))


@contextmanager
def open_pdf(data: bytes) -> Iterator[PdfiumDocument]:
    """The document in these bytes, which pdfium reads where they lie; closed behind the reader."""
    document = PdfiumDocument.opened(data)
    if document is None:
        raise PdfiumError.last()
    try:
        yield document
    finally:
        document.close()


def _page_box(page: Handle) -> Box:
    """What a page shows, in the file's coordinates: left, bottom, right, top."""
    box = floats(4)
    pdfium.page_box(page, address(box))
    left, top, right, bottom = box
    return left, bottom, right, top
