"""The bare text of a PDF: that of each page as pdfium tells it, in the order in which it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.readers.pdf.engines.pdfium import PdfiumError, open_pdf


def text_of_pdf(data: bytes, path: Path) -> Iterator[str]:  # noqa: ARG001 - as those of the other formats
    """The texts of the pages; none of a file that pdfium cannot open, of which reading it says why."""
    try:
        with open_pdf(data) as pdf:
            for number in range(1, pdf.pages + 1):
                yield pdf.bare_text(number)
    except PdfiumError:
        return
