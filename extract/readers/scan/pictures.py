"""Recognised pages as a person sees them beside what was read: put straight, and nothing but what is asked for shown.

What names officials cannot be told from other print with certainty, so the rest of such a page is covered.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from extract.readers.page.content import Box
from extract.readers.pdf.engines.pdfium_scan import open_scanned
from extract.readers.scan.frames import ImageFile, frames
from extract.readers.scan.picture import Pixels, lying, straightened
from plan.records.document import PagePicture

SCALE = 1.25  # pixels a point: text of 8 points can be read
QUALITY = 60  # of 100; below it the strokes of small Hangul run together
MASK = 0xB8  # a grey that no print has


def pictures_of_pdf(data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of a PDF that are pictures, counted from 1; ``covered`` holds for each what is not to be shown."""
    with open_scanned(data) as document:
        for number in sorted(pages):
            drawn = document.picture(number) if document else None
            if drawn is not None:
                greys = np.frombuffer(drawn.greys, np.uint8).reshape(drawn.down, drawn.across)
                yield _picture(number, greys, drawn.size, covered.get(number, ()))


def pictures_of_image(
    data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]
) -> Iterator[PagePicture]:
    """The pages of an image file, in the same way."""
    for number, frame in enumerate(frames(ImageFile(data, max(pages, default=0)), Path()), 1):
        if number in pages:
            yield _picture(number, frame.greys, frame.size, covered.get(number, ()))


def _picture(number: int, greys: Pixels, size: tuple[float, float], covered: Sequence[Box]) -> PagePicture:
    straight = straightened(greys, lying(greys, greys.shape[1] / size[0]).angle)
    across, down = round(size[0] * SCALE), round(size[1] * SCALE)
    image = Image.fromarray(cv2.resize(straight, (across, down), interpolation=cv2.INTER_AREA))
    for box in covered:
        x0, y0, x1, y1 = (int(edge * SCALE) for edge in box)
        image.paste(MASK, (x0, y0, x1 + 1, y1 + 1))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY)
    return PagePicture(page=number, width=size[0], height=size[1], jpeg=content.getvalue())
