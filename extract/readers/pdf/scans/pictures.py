"""The pages of a PDF that are pictures, as they are shown beside what was recognised on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from extract.readers.page.content import Box
from extract.readers.pdf.engines.pdfium_pages import OpenDocument
from extract.readers.pdf.engines.pdfium_scan import picture_of
from extract.readers.recognised.shown import shown
from plan.records.document import PagePicture


def pictures(data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of these numbers, from 1; ``covered`` holds for each what is not to be shown."""
    document = OpenDocument.opened(data)
    if document is None:
        return
    try:
        for number in sorted(pages):
            drawn = picture_of(document, number)
            if drawn is not None:
                greys = np.frombuffer(drawn.points, np.uint8).reshape(drawn.down, drawn.across)
                yield shown(number, greys, drawn.size, covered.get(number, ()))
    finally:
        document.close()
