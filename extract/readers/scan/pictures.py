"""The pages of an image file, as they are shown beside what was recognised on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from extract.readers.page.content import Box
from extract.readers.recognised.shown import shown
from extract.readers.scan.frames import ImageFile, frames
from plan.records.document import PagePicture


def pictures(data: bytes, pages: Collection[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of these numbers, from 1; ``covered`` holds for each what is not to be shown."""
    for number, frame in enumerate(frames(ImageFile(data, max(pages, default=0)), Path()), 1):
        if number in pages:
            yield shown(number, frame.greys, frame.size, covered.get(number, ()))
