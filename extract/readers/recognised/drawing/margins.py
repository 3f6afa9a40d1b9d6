"""What lies along the edges of a page and is no print: the shadow of a scanner's lid, the dark beside a page."""

from __future__ import annotations

import cv2

from extract.readers.recognised.picture import Pixels, pieces_of, points_of

MARGIN = 12.0  # points from an edge within which such a shadow begins, where the page lay askew too
LONG = 100.0  # points of a shadow along the edge; print is not as high, and a line of it does not begin at the edge


def without_shadows(ink: Pixels, scale: float) -> Pixels:
    """Ink without the long pieces that lie along an edge of the page: all lines beside one were one line with it."""
    high, wide = ink.shape
    near, long = MARGIN * scale, LONG * scale
    edges = ink.copy()
    edges[int(near) + 1 : -int(near) - 1, int(near) + 1 : -int(near) - 1] = 0
    if not edges.any():
        return ink
    pieces = pieces_of(ink)
    left, top, across, down = (pieces.stats[:, at] for at in range(4))
    beside = (left <= near) | (left + across >= wide - near)
    along = (top <= near) | (top + down >= high - near)
    is_shadow = (beside & (down >= long) & (across < down)) | (along & (across >= long) & (down < across))
    is_shadow[0] = False
    return cv2.subtract(ink, points_of(pieces, is_shadow)) if is_shadow.any() else ink
