"""The bytes of a PDF and what pdfium has open of them, from the first reading of the file to the last look at it."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path

from extract.readers.page.content import Covered
from extract.readers.pdf.engines.pdfium import PdfiumDocument, PdfiumError
from extract.readers.pdf.guard_structure import check_pdf
from plan.records.document import Damage


class PdfFile:
    """A PDF behind the guard, which every engine reads from the same bytes; ``marked`` is what the guard has found."""

    def __init__(self, data: bytes, marked: tuple[Damage, ...] = ()) -> None:
        self.data = data
        self.marked = marked
        self._document: PdfiumDocument | None = None

    @property
    def document(self) -> PdfiumDocument:
        """The document, open until the file is closed or nobody holds it; ``PdfiumError`` where it cannot be opened."""
        if self._document is None:
            opened = PdfiumDocument.opened(self.data)
            if opened is None:
                raise PdfiumError.last()
            self._document = opened
            weakref.finalize(self, opened.close).atexit = False
        return self._document

    def covered_on(self, number: int) -> Sequence[Covered]:
        """The characters of a page that something hides, for a witness that does not see it."""
        return self.document.covered_on(number)

    def close(self) -> None:
        """Close the document, if it is open."""
        if self._document is not None:
            self._document.close()
        self._document = None


def checked(data: bytes, path: Path) -> PdfFile:
    """A PDF behind the guard."""
    return PdfFile(data, check_pdf(data, path))
