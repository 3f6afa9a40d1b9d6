"""The pages of an open document, one after another."""

from __future__ import annotations

from typing import Self

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.locked.password import spellings_asked_for
from extract.readers.pdf.engines.pdfium_library import Handle

KEPT = 48  # pages that stay open to be looked at again, of some 150 KB each


def loaded(data: bytes) -> Handle | None:
    """The document in these bytes, by the password in force where it asks for one; None where it cannot be opened."""
    handle = pdfium.load_document(data, len(data), None)
    if not handle and pdfium.last_error() == pdfium.ERROR_PASSWORD:
        for password in spellings_asked_for():
            handle = pdfium.load_document(data, len(data), password)
            if handle:
                break
    return handle or None


class OpenPage:
    """An open page and its text page, which is made when it is asked for: pdfium draws each glyph of it for its box."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self._text: Handle | None = None

    @property
    def text(self) -> Handle | None:
        """Its text page; None where pdfium cannot make one."""
        if self._text is None:
            self._text = pdfium.load_text(self.handle) or None
        return self._text

    def close(self) -> None:
        """Close both."""
        if self._text:
            pdfium.close_text(self._text)
        pdfium.close_page(self.handle)


class OpenDocument:
    """An open document, of which one page is open at a time, and some are kept to be looked at again.

    A page is closed when the next one has been loaded, so that the fonts that both name stay in memory.
    """

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self._number = 0
        self._page: OpenPage | None = None
        self._kept: dict[int, OpenPage] = {}

    @classmethod
    def opened(cls, data: bytes) -> Self | None:
        """The document in these bytes; None where pdfium cannot open it."""
        handle = loaded(data)
        return cls(handle) if handle else None

    def turn_to(self, number: int) -> OpenPage | None:
        """The page, counted from 1; None where pdfium cannot load it."""
        kept = self._kept.get(number)
        if kept is not None:
            return kept
        handle: Handle = pdfium.load_page(self.handle, number - 1)
        self._close_page()
        self._number, self._page = number, OpenPage(handle) if handle else None
        return self._page

    def keep(self) -> None:
        """Have the page that was turned to stay open, if there are not too many already."""
        if self._page is not None and len(self._kept) < KEPT:
            self._kept[self._number], self._page = self._page, None

    def _close_page(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page = None

    def close(self) -> None:
        """Close all pages and the document."""
        self._close_page()
        while self._kept:
            self._kept.popitem()[1].close()
        if self.handle:
            pdfium.close_document(self.handle)
        self.handle = Handle()
