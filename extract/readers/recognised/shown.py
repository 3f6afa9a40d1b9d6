"""A recognised page as a person sees it beside what was read: put straight, and nothing but what is asked for shown.

What names officials cannot be told from other print with certainty, so the rest of such a page is covered.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
from PIL import Image

from extract.readers.page.content import Box
from extract.readers.recognised.picture import Pixels, lying, straightened
from plan.records.document import PagePicture

SCALE = 1.25  # pixels a point: text of 8 points can be read
QUALITY = 60  # of 100; below it the strokes of small Hangul run together
MASK = 0xB8  # a grey that no print has


def shown(number: int, greys: Pixels, size: tuple[float, float], covered: Sequence[Box]) -> PagePicture:
    """The picture of a page in greys, whose ``size`` is in points, with these boxes covered."""
    straight = straightened(greys, lying(greys, greys.shape[1] / size[0]).angle)
    across, down = round(size[0] * SCALE), round(size[1] * SCALE)
    image = Image.fromarray(cv2.resize(straight, (across, down), interpolation=cv2.INTER_AREA))
    for box in covered:
        x0, y0, x1, y1 = (int(edge * SCALE) for edge in box)
        image.paste(MASK, (x0, y0, x1 + 1, y1 + 1))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY)
    return PagePicture(page=number, width=size[0], height=size[1], jpeg=content.getvalue())
