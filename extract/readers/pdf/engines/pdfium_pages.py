"""The pages of an open document, one after another."""

from __future__ import annotations

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.locked.password import spellings_asked_for
from extract.readers.pdf.engines.pdfium_library import Handle


def loaded(data: bytes) -> Handle | None:
    """The document in these bytes, by the password in force where it asks for one; None where it cannot be opened."""
    handle = pdfium.load_document(data, len(data), None)
    if not handle and pdfium.last_error() == pdfium.ERROR_PASSWORD:
        for password in spellings_asked_for():
            handle = pdfium.load_document(data, len(data), password)
            if handle:
                break
    return handle or None


class OpenDocument:
    """An open document, of which one page is open at a time.

    A page is closed when the next one has been loaded, so that the fonts that both name stay in memory.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._page: Handle | None = None

    def _turn_to(self, number: int) -> Handle | None:
        """The page, counted from 1; None where pdfium cannot load it."""
        page: Handle = pdfium.load_page(self._handle, number - 1)
        self._close_page()
        self._page = page or None
        return self._page

    def _close_page(self) -> None:
        if self._page:
            pdfium.close_page(self._page)
        self._page = None

    def close(self) -> None:
        """Close the last page and the document."""
        self._close_page()
        pdfium.close_document(self._handle)
