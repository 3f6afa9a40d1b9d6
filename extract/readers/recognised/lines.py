"""Where lines of print stand in a part of a page, by their ink."""

from __future__ import annotations

import cv2
import numpy as np

from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.picture import SPECK, Pixels, pieces_of

WORD_GAP = 18.0  # points; a wider blank parts two texts of one line
LOWEST = 3.0  # points of a line of print; what is lower is a speck or a dash
HIGHEST = 60.0  # points; what is higher is a picture
TOGETHER = 0.5  # of the lower one's height by which pieces of one line stand beside one another


def lines_in(ink: Pixels, scale: float, gap: float = WORD_GAP) -> list[Blob]:
    """The boxes of the lines of print in pixels, from the top; ``scale`` is pixels a point."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, int(gap * scale) | 1), np.uint8))
    pieces = [
        Blob(left, top, left + wide, top + high)
        for left, top, wide, high, size in pieces_of(joined).stats[1:].tolist()
        if size >= SPECK
    ]
    lines: list[Blob] = []
    for piece in sorted(pieces, key=_height, reverse=True):
        at = next((at for at, line in enumerate(lines) if _is_of(piece, line, gap * scale)), None)
        if at is None:
            lines.append(piece)
        else:
            lines[at] = around(lines[at], piece)
    return sorted((line for line in lines if line.bottom - line.top <= HIGHEST * scale), key=_top)


def around(one: Blob, other: Blob) -> Blob:
    """The box round two."""
    return Blob(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _is_of(piece: Blob, line: Blob, gap: float) -> bool:
    """Whether a piece stands beside, in or right over a line, as the dot of a letter and a comma do."""
    shared = min(piece.bottom, line.bottom) - max(piece.top, line.top)
    beside = max(piece.left, line.left) - min(piece.right, line.right)
    return beside <= gap and shared >= TOGETHER * min(_height(piece), _height(line))


def _height(blob: Blob) -> int:
    return blob.bottom - blob.top


def _top(blob: Blob) -> tuple[int, int]:
    return blob.top, blob.left
