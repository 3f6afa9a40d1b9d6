"""Marks before a line of print that are told by their ink: hollow squares, and rings round a number."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.readers.recognised.glyphs import glyphs_of
from extract.readers.recognised.picture import Pixels, blobs_in, ink_in

BOX_HIGH, BOX_SHAPE = 0.5, 0.75  # of the height of a line, and narrower by high or the other way: a bullet is a square
BOX_EDGE, BOX_WHOLE = 0.25, 0.9  # of its side: where its strokes lie, and how much of it is drawn; a circle has less
RING_HIGH, RING_SHAPE = 0.6, 0.8  # of the height of a line, and narrower by high or the other way: a ring is round
BAND = 0.78, 1.04  # of half its width: where its stroke lies
ANGLES, WHOLE = 48, 0.85  # ways to look from its middle, and in how many there is ink; a syllable has gaps
OUTSIDE = 1.25  # of half its width: where in the corners of its box nothing is
CORE = 0.5  # of half its width: where its number lies
EMPTY, DARK = 0.06, 0.7  # of the core: with less ink it is a bullet, with more it is light print on a dark disc


class Ring(NamedTuple):
    """Where a ring round a number ends that a line begins with, in pixels, and whether its number is light on dark."""

    end: int
    is_dark: bool


def box_before(line: Pixels) -> int:
    """Where the hollow square ends that a line begins with, the bullet of a section; 0 where it begins with none."""
    high = line.shape[0]
    ink = ink_in(line)
    first = min(blobs_in(ink[:, : 2 * high]), default=None)
    if first is None:
        return 0
    own = ink[first.top : first.bottom, first.left : first.right] > 0
    tall, wide = own.shape
    if min(tall, wide) < BOX_HIGH * high or not BOX_SHAPE <= wide / tall <= 1 / BOX_SHAPE:
        return 0
    edge = max(1, round(min(tall, wide) * BOX_EDGE))
    sides = own[:edge].any(axis=0), own[-edge:].any(axis=0), own[:, :edge].any(axis=1), own[:, -edge:].any(axis=1)
    inside = own[tall // 4 : -(tall // 4), wide // 4 : -(wide // 4)]
    return first.right if not inside.any() and all(side.mean() >= BOX_WHOLE for side in sides) else 0


def ring_before(line: Pixels) -> Ring | None:
    """The ring round a number (①, ❶) that a line begins with; None where it begins with none, or with an empty one."""
    high = line.shape[0]
    ink = ink_in(line[:, : 2 * high])
    first = next(iter(glyphs_of(list(blobs_in(ink)))), None)
    if first is None:
        return None
    own = ink[first.top : first.bottom, first.left : first.right] > 0
    tall, wide = own.shape
    if min(tall, wide) < RING_HIGH * high or not RING_SHAPE <= wide / tall <= 1 / RING_SHAPE:
        return None
    down, across = np.indices(own.shape)
    up, aside = (down + 0.5) / tall * 2 - 1, (across + 0.5) / wide * 2 - 1
    far = np.hypot(up, aside)
    ways = ((np.arctan2(up, aside) / np.pi + 1) / 2 * ANGLES).astype(int) % ANGLES
    on_band = (far >= BAND[0]) & (far <= BAND[1])
    drawn = np.unique(ways[own & on_band]).size / max(1, np.unique(ways[on_band]).size)
    filled = float(own[far <= CORE].mean())
    if drawn < WHOLE or own[far > OUTSIDE].any() or filled < EMPTY:
        return None
    return Ring(first.right, filled >= DARK)
