"""A picture that is drawn as a bullet before a label: it stands left of the first letter and covers nothing."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.page.content import Box
from extract.readers.page.sight.inked import Ink
from extract.readers.page.sight.picture import Glyph

SQUARE = 0.75  # of the longer side of an icon, which the shorter one has at least; a digit is narrower
LARGEST = 2.2  # of the height of the highest letter; what is higher is no bullet
SOLID = 0.5  # share of the room of an icon that is filled; a syllable drawn as outlines fills less
APART = 1.0  # points of white between an icon and the label


def icon_before(ink: Ink, glyphs: Sequence[Glyph]) -> Box | None:
    """The room of the one picture left of the letters of a label, if it looks like a bullet."""
    letters = [glyph for glyph in glyphs if glyph.mark.isalnum()]
    if not letters:
        return None
    most = LARGEST * max(glyph.bottom - glyph.top for glyph in letters)
    end, _, _, _ = ink.span((min(glyph.x0 for glyph in letters) - APART, 0.0, 0.0, 0.0))
    found = ink.alone_before(end)
    if found is None:
        return None
    (left, top, right, bottom), share = found
    wide, high = right - left, bottom - top
    is_bullet = min(wide, high) >= SQUARE * max(wide, high) and high <= most and share >= SOLID
    return (left, top, right, bottom) if is_bullet else None
