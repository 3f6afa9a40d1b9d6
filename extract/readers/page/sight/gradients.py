"""A ground that changes evenly from side to side made one grey, so that print and lines stand out on it as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

EVEN = 8  # greys from one point of the picture to the next along the edges of a cell; the edge of print is steeper
FITTING = 0.5  # share of the points of a cell that lie on the ground; what its edges do not tell, as a ring, is left
FLAT = 12  # greys by which they may differ from it, as little as a faint line does
GROUND = 128  # grey of the ground that is made even: as far from black as from white
NEAR_GROUND = bytes(abs(grey - GROUND) <= FLAT for grey in range(256))


def flattened(rows: Sequence[bytes]) -> list[bytes] | None:
    """The rows of a cell on an even ground, where theirs is a gradient; None where it is even, or nobody can tell.

    The ground inside is told by the four edges of the cell, which must be free of print.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    top, foot = rows[0], rows[-1]
    if top[0] == foot[0] == top[-1] and top.count(top[0]) == foot.count(top[0]) == len(top):
        return None
    left, right = (bytes([row[side] for row in rows]) for side in (0, -1))
    if not all(map(_is_even, (top, foot, left, right))):
        return None
    wide, high = len(top) - 1, len(rows) - 1
    flat = []
    for y, row in enumerate(rows):
        v = y / high
        start = left[y] - (1 - v) * top[0] - v * foot[0]
        rise = (right[y] - (1 - v) * top[-1] - v * foot[-1] - start) / wide
        grounds = [(1 - v) * a + v * b + start + rise * x for x, (a, b) in enumerate(zip(top, foot, strict=True))]
        flat.append(
            bytes([min(max(round(grey - ground) + GROUND, 0), 255) for grey, ground in zip(row, grounds, strict=True)])
        )
    near = sum(row.translate(NEAR_GROUND).count(1) for row in flat)
    return flat if near >= FITTING * len(flat) * len(top) else None


def _is_even(edge: bytes) -> bool:
    return all(abs(one - other) <= EVEN for one, other in pairwise(edge))
