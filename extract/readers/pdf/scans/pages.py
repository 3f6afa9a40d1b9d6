"""The pages of a PDF that are pictures, handed to what recognises print; only where that is installed."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from extract.readers.limits import check_limit
from extract.readers.page.content import Covered
from extract.readers.pdf.engines.pdfium_pages import OpenDocument
from extract.readers.pdf.engines.pdfium_scan import picture_of, pixels_on
from extract.readers.recognised.engines.installed import missing
from extract.readers.recognised.scanned import ScannedPage
from extract.readers.recognised.witnesses.layer import confirmed_by_layer


class Pictures:
    """The pictures of a PDF's pages; what recognises them is imported when the first one is met."""

    def __init__(self, document: OpenDocument, path: Path) -> None:
        self._document = document
        self._path = path

    def covers(self, number: int) -> bool:
        """Whether pictures cover a page, counted from 1; more pixels than the limit are refused before any is drawn."""
        pixels = pixels_on(self._document, number)
        check_limit("page_pixels", pixels, self._path)
        return pixels > 0

    def read(self, number: int, layer: Sequence[Covered] = ()) -> ScannedPage | None:
        """What is recognised on a page; None where nothing that could is installed, or where it cannot be drawn.

        ``layer`` are the characters that are hidden on it.
        """
        if not self.covers(number) or missing():
            return None
        picture = picture_of(self._document, number, coloured=True)
        if picture is None:
            return None
        page: ScannedPage = importlib.import_module("extract.readers.recognised.page").read_colours(
            number, picture.points, picture.across, picture.down, picture.size
        )
        return confirmed_by_layer(page, layer)
