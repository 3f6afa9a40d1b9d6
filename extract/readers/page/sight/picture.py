"""A page as it is seen: a picture in greys, and the characters with the room that their glyphs take in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from extract.readers.page.content import Box


class Glyph(NamedTuple):
    """A character and the box of its ink, in points of the page as it is shown.

    A character that slants, as those of a watermark do, has no ``mark``: it is seen and not read. ``owner`` tells the
    pieces of text of the file apart, ``colour`` what they are painted with. Not ``tight`` is the box of a font that
    does not tell the bounds of its glyphs: it is as wide as the character moves on. ``upright`` is what
    runs to the right.
    """

    mark: str
    x0: float
    top: float
    x1: float
    bottom: float
    owner: int
    font: int
    colour: int
    tight: bool = True
    upright: bool = True


class Picture(NamedTuple):
    """A part of a page in greys, one byte a point of the picture, row by row from the top.

    ``left`` and ``top`` are where it begins on the page, ``scale`` is how many of its points go to a point of the page.
    """

    greys: bytes
    width: int
    height: int
    left: float
    top: float
    scale: float

    def columns(self, x0: float, x1: float) -> tuple[int, int]:
        """The columns of the picture between two places of the page."""
        return _between(x0 - self.left, x1 - self.left, self.scale, self.width)

    def rows(self, top: float, bottom: float) -> tuple[int, int]:
        """The rows of the picture between two places of the page."""
        return _between(top - self.top, bottom - self.top, self.scale, self.height)

    def part(self, box: Box) -> list[bytes]:
        """The rows of what stands in a box of the page."""
        x0, x1 = self.columns(box[0], box[2])
        y0, y1 = self.rows(box[1], box[3])
        return [self.greys[y * self.width + x0 : y * self.width + x1] for y in range(y0, y1)]


class SeenPage(NamedTuple):
    """The picture of the year tables of a page with their glyphs.

    ``noted`` are the boxes of annotations and form fields, ``marked`` those of annotations that mark a text, such as
    highlights, and ``with_notes`` is the picture that shows them too; ``fonts`` are the names of the glyphs' fonts.
    """

    picture: Picture
    glyphs: list[Glyph]
    noted: list[Box]
    marked: list[Box]
    with_notes: Picture
    fonts: Mapping[int, str]


def _between(first: float, last: float, scale: float, most: int) -> tuple[int, int]:
    start = min(max(0, round(first * scale)), most)
    return start, min(max(start, round(last * scale)), most)
