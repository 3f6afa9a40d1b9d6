"""Ink in colour on a page by its hue: red of seals and pens, blue of pens and stamps, brown of stains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.picture import Pixels, grown, straightened

PALEST, DARKEST = 80, 90  # of 255: saturation of ink in colour, and lightness above that of what lies on black
HAZE = 9  # pixels over which a JPEG spreads a colour: the core of a thin stroke has less of it than what lies round it
COLOURED = 0.85  # how much light of its colour is taken of the other, on the whole, round a point that is tinted
DULL = 125  # of light of its colour that a dull point of ink takes; the core of black print takes more
PURER = 50  # grey levels by which ink gives back more of its own light than of the other
TINT, TINTED = 30, 0.7  # the same at the edge of ink, and what it takes there of its own light, of the other
CYAN = 5  # pixels beside what is as much the other way where ink is the edge of black print, and none
MOST = 0.3  # share of a page that ink in colour has at the most; a page with more is tinted paper


class Hue(NamedTuple):
    """A kind of ink: its hues in half degrees, the light in which it is as light as paper, and that which it takes."""

    name: str
    ranges: Sequence[tuple[int, int]]
    light: int
    other: int


RED = Hue("red", ((0, 10), (165, 180)), 0, 1)  # vermilion, red and crimson, as seals and pens have them
BLUE = Hue("blue", ((100, 145),), 2, 0)  # from the blue of a pen to the violet of a stamp
BROWN = Hue("brown", ((11, 24),), 0, 2)  # as coffee and rust have it; what is paler and yellower is a field
HUES = (RED, BLUE, BROWN)


class Ink(NamedTuple):
    """Where a page has ink of a hue (255 there), and the page in the light in which such ink is as light as paper.

    ``tint`` is where it is tinted at least: the edges of strokes too, which a scanner makes pale and JPEG dull.
    """

    hue: Hue
    ink: Pixels
    light: Pixels
    tint: Pixels


def inks_in(colours: Pixels) -> list[Ink]:
    """The ink in colour of a page by its colours with red first, in the order in which it is taken off."""
    known = [hue for hue in HUES if _most(colours, hue) >= PURER]
    if not known:
        return []
    tones = cv2.cvtColor(np.ascontiguousarray(colours[..., :3]), cv2.COLOR_RGB2HSV)
    return list(_found(colours, tones, known))


def _most(colours: Pixels, hue: Hue) -> float:
    return float(cv2.minMaxLoc(cv2.subtract(colours[..., hue.light], colours[..., hue.other]))[1])


def _found(colours: Pixels, tones: Pixels, hues: Sequence[Hue]) -> Iterator[Ink]:
    known = np.zeros(tones.shape[:2], np.uint8)  # what is of a hue before it has an edge of another one
    for hue in hues:
        own, other = colours[..., hue.light], colours[..., hue.other]
        found = np.zeros(own.shape, np.uint8)
        for low, high in hue.ranges:
            found |= cv2.inRange(tones, (low, PALEST, DARKEST), (high, 255, 255))
        found[cv2.subtract(own, other) < PURER] = 0
        if not found.any():
            continue
        opposite = cv2.threshold(cv2.subtract(other, own), PURER, 255, cv2.THRESH_BINARY)[1]
        beside = cv2.bitwise_or(grown(opposite, CYAN), known)
        found = cv2.subtract(found, beside)
        if found.any() and (found > 0).mean() <= MOST:
            known = cv2.bitwise_or(known, grown(found, CYAN))
            tint = cv2.subtract(_tinted(own, other), beside)
            yield Ink(hue, found, np.ascontiguousarray(own), tint)


def _tinted(own: Pixels, other: Pixels) -> Pixels:
    """Where a page takes clearly less of one light than of the other; black print takes as much, in a haze too."""
    taken, of_other = (255 - one.astype(np.int16) for one in (own, other))
    is_tinted = (of_other - taken >= TINT) & (taken <= TINTED * of_other)
    round_it, round_other = (cv2.blur(one.astype(np.float32), (HAZE, HAZE)) for one in (taken, of_other))
    is_tinted &= round_it <= COLOURED * round_other  # not where colours that lie apart make it up round about
    is_in_haze = (round_it <= TINTED * round_other) & (of_other >= TINT) & (taken <= DULL)
    is_tinted |= is_in_haze & (round_other - round_it >= TINT / 2)
    return (is_tinted * np.uint8(255)).astype(np.uint8)


def inks_straightened(inks: Sequence[Ink], angle: float) -> list[Ink]:
    """The ink of a page that is turned round its middle by some degrees."""
    return [
        one._replace(
            ink=_mask_straightened(one.ink, angle),
            light=straightened(one.light, angle),
            tint=_mask_straightened(one.tint, angle),
        )
        for one in inks
    ]


def _mask_straightened(mask: Pixels, angle: float) -> Pixels:
    return cv2.threshold(straightened(255 - mask, angle), 127, 255, cv2.THRESH_BINARY_INV)[1]


def without_all(page: Pixels, inks: Sequence[Ink]) -> Pixels:
    """A page in greys without any ink in colour, as rough as it is enough to see how the page lies."""
    for one in inks:
        page = np.where(grown(cv2.bitwise_or(one.ink, one.tint), 2) > 0, np.uint8(255), page)
    return page
