"""Marks before a line of print that are told by their ink: squares, circles, and rings round a number."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.readers.recognised.glyphs import glyphs_of
from extract.readers.recognised.picture import Pixels, blobs_in, ink_in
from plan.patterns import lazy_pattern
from plan.script import BOXES, RINGS

BOX_HIGH, BOX_SHAPE = 0.5, 0.75  # of the height of a line, and narrower by high or the other way: a bullet is a square
BOX_EDGE, BOX_WHOLE = 0.25, 0.9  # of its side: where its strokes lie, and how much of it is drawn; a circle has less
RING_HIGH, RING_SHAPE = 0.6, 0.8  # of the height of a line, and narrower by high or the other way: a ring is round
BAND = 0.78, 1.04  # of half its width: where its stroke lies
ANGLES, WHOLE = 48, 0.85  # ways to look from its middle, and in how many there is ink; a syllable has gaps
OUTSIDE = 1.25  # of half its width: where in the corners of its box nothing is
CORE = 0.5  # of half its width: where its number lies
EMPTY, DARK = 0.06, 0.7  # of the core: with less ink it is a bullet, with more it is light print on a dark disc
FULL = 0.97  # of the core, or of the middle of a square: with more ink nothing is printed on it
BEHIND = 0.3  # syllables more than a word has that is as wide as this: what was read for the mark is not one of them
APART = 0.2  # of the height of a line: how much ground is behind a bullet; a letter O has less before the next letter

NO_HANGUL = lazy_pattern(r"^[^\p{Hangul}]+")


class Round(NamedTuple):
    """Where a round mark ends that a line begins with, in pixels, and whether it is dark.

    ``sign`` is the bullet that it is; it is empty where something is printed in it.
    """

    end: int
    is_dark: bool
    sign: str = ""


class Box(NamedTuple):
    """Where a square ends that a line begins with, in pixels, and the bullet that it is."""

    end: int
    sign: str


def box_before(line: Pixels) -> Box | None:
    """The square that a line begins with, hollow or filled, the bullet of a section; None where it begins with none."""
    high = line.shape[0]
    ink = ink_in(line)
    first = min(blobs_in(ink[:, : 2 * high]), default=None)
    if first is None:
        return None
    own = ink[first.top : first.bottom, first.left : first.right] > 0
    tall, wide = own.shape
    if min(tall, wide) < BOX_HIGH * high or not BOX_SHAPE <= wide / tall <= 1 / BOX_SHAPE:
        return None
    edge = max(1, round(min(tall, wide) * BOX_EDGE))
    sides = own[:edge].any(axis=0), own[-edge:].any(axis=0), own[:, :edge].any(axis=1), own[:, -edge:].any(axis=1)
    if not all(side.mean() >= BOX_WHOLE for side in sides):
        return None
    inside = own[tall // 4 : -(tall // 4), wide // 4 : -(wide // 4)]
    if not inside.any():
        return Box(first.right, BOXES[0])
    is_full = inside.mean() >= FULL and _is_apart(ink, first.right)
    return Box(first.right, BOXES[1]) if is_full else None


def round_before(line: Pixels) -> Round | None:
    """The round mark that a line begins with: a bullet (○, ●), or a ring round something (①, ❶, ㉮)."""
    high = line.shape[0]
    ink = ink_in(line[:, : 3 * high])
    first = next(iter(glyphs_of(list(blobs_in(ink[:, : 2 * high])))), None)
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
    if drawn < WHOLE or own[far > OUTSIDE].any():
        return None
    filled = float(own[far <= CORE].mean())
    if EMPTY <= filled < FULL:
        return Round(first.right, filled >= DARK)
    if not _is_apart(ink, first.right):
        return None
    return Round(first.right, filled >= DARK, RINGS[2] if filled >= FULL else RINGS[0])


def behind_mark(text: str, wide: float, high: float) -> str:
    """A word that was read together with the mark before it; ``wide`` is what is behind the mark, of a line so high.

    Where the engine has made a syllable of the mark, there are more of them than so much ink can be.
    """
    if (found := NO_HANGUL.match(text)) is not None:
        return text[found.end() :]
    return text[1:] if len(text) > wide / high + BEHIND else text


def _is_apart(ink: Pixels, end: int) -> bool:
    """Whether nothing is printed right behind a mark."""
    wide = max(1, round(APART * ink.shape[0]))
    return not ink[:, end + 1 : end + 1 + wide].any()
