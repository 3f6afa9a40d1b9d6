"""Ink in colour over print: stamps, rings and strokes by hand, stains; print and rules in colour are none.

What lies over print is taken off, and where it lay is remembered: a number that it touches is not believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.drawing.inks import RED, Ink
from extract.readers.recognised.drawing.kinds import (
    FRINGE,
    Kind,
    bridged,
    crosses_in,
    marks_in,
    parts_of_marks,
    without_rules,
)
from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.picture import Pixels, grown, ink_of, quarters
from extract.readers.recognised.scanned import Lifted, Over

THINNEST = 0.6  # points of a stroke; the colours of a scanner that lie a pixel apart leave thinner fringes
WORD = 3.0  # points between the glyphs of one word in colour
GROUND = 8.0  # points round ink from which its ground is taken; the ring of a cup is 5 wide
NEARLY = 0.75  # of the lightness of its ground, from which on what ink covered is nothing but ground
WHOLE = 0.7  # of the sides of a table that a cross or a slash over all of it covers


class Bare(NamedTuple):
    """A page without ink in colour over its print, the points that red and other ink covered, and strokes and crosses.

    ``left`` is the ink in colour that was left as it is print.
    """

    page: Pixels
    over: Pixels | None = None
    other: Pixels | None = None
    strokes: Sequence[Blob] = ()
    crosses: Sequence[Blob] = ()
    slashes: Sequence[Blob] = ()
    left: Pixels | None = None


def without_inks(page: Pixels, inks: Sequence[Ink], scale: float) -> Bare:
    """A page without the ink in colour that lies over its print or is a stamp; ``scale`` is pixels a point."""
    bare = Bare(page)
    for ink in inks:
        bare = _without(bare, ink, scale)
    return bare


def _without(bare: Bare, found: Ink, scale: float) -> Bare:
    side = max(1, round(THINNEST * scale))
    red = cv2.morphologyEx(found.ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not red.any():
        return bare
    red = _to_edges(red, found.tint, scale)
    below = ink_of(_lifted(bare.page, red, found.light, scale), scale)
    pieces = bridged(red, below, scale)
    marks = [*marks_in(red, found.ink, without_rules(below, scale), scale), *crosses_in(red, below, pieces, scale)]
    over = np.zeros_like(red)
    boxes: dict[Kind, list[Blob]] = {"stroke": [*bare.strokes], "cross": [*bare.crosses], "slash": [*bare.slashes]}
    for piece, own, kind in marks:
        part = over[piece.top : piece.bottom, piece.left : piece.right]
        part |= red[piece.top : piece.bottom, piece.left : piece.right] if kind == "stamp" else own
        boxes.setdefault(kind, []).append(piece)
    if over.any():
        over |= parts_of_marks(cv2.subtract(red, over), over, pieces, scale)
    left = _together(bare.left, cv2.subtract(red, over))
    if not over.any():
        return bare._replace(left=left)
    lifted = _lifted(bare.page, cv2.bitwise_and(red, over), found.light, scale)
    is_red = found.hue == RED
    return Bare(
        lifted,
        _together(bare.over, over) if is_red else bare.over,
        bare.other if is_red else _together(bare.other, over),
        boxes["stroke"],
        boxes["cross"],
        boxes["slash"],
        left,
    )


def _together(one: Pixels | None, other: Pixels) -> Pixels:
    return other if one is None else cv2.bitwise_or(one, other)


def _to_edges(red: Pixels, tint: Pixels, scale: float) -> Pixels:
    """Red ink with all that is reddish and close to it: a whole word, of which only some strokes are clearly red."""
    side = max(1, round(THINNEST * scale))
    both = cv2.morphologyEx(cv2.bitwise_or(red, tint), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    words = cv2.morphologyEx(both, cv2.MORPH_CLOSE, np.ones((int(WORD * scale) | 1,) * 2, np.uint8))
    count, labels = cv2.connectedComponents(words, connectivity=8)
    kept = np.zeros(count, bool)
    kept[labels[red > 0]] = True
    return np.where(kept[labels], both, 0).astype(np.uint8)


def _lifted(page: Pixels, red: Pixels, light: Pixels, scale: float) -> Pixels:
    """A page on which some red ink is as light as the paper beside it; what is black below it stays black."""
    ground = cv2.dilate(page, np.ones((int(GROUND * scale) | 1,) * 2, np.uint8))
    ink = red > 0
    gain = float(np.median(ground[ink])) / max(1.0, float(np.median(light[ink])))
    seen = np.minimum(cv2.convertScaleAbs(light, alpha=max(1.0, gain)), ground)
    seen = np.where(seen >= NEARLY * ground, ground, seen)
    return np.where(grown(red, FRINGE) > 0, np.maximum(page, seen), page)


def turned(bare: Bare, turns: int) -> Bare:
    """A page and the ink that lay on it, turned to the right by quarters; the strokes as they then lie."""
    if not turns % 4:
        return bare
    over, other, left = (None if one is None else quarters(one, turns) for one in (bare.over, bare.other, bare.left))
    strokes, crosses, slashes = (
        _turned(part, bare.page.shape, turns) for part in (bare.strokes, bare.crosses, bare.slashes)
    )
    return Bare(quarters(bare.page, turns), over, other, strokes, crosses, slashes, left)


def _turned(boxes: Sequence[Blob], shape: tuple[int, int], turns: int) -> list[Blob]:
    high, wide = shape
    made = list(boxes)
    for _ in range(turns % 4):
        made = [Blob(high - one.bottom, one.left, high - one.top, one.right) for one in made]
        high, wide = wide, high
    return made


def lifted_of(bare: Bare) -> Lifted:
    """Which ink was taken off a page: red, or of another colour alone."""
    return "red-ink" if bare.over is not None else "ink" if bare.other is not None else ""


def is_struck_whole(bare: Bare, box: Blob) -> bool:
    """Whether a cross or a slash goes over all of a table that stands in this box."""
    return any(_covers(mark, box) for mark in (*bare.crosses, *bare.slashes))


def _covers(mark: Blob, box: Blob) -> bool:
    across = min(mark.right, box.right) - max(mark.left, box.left)
    down = min(mark.bottom, box.bottom) - max(mark.top, box.top)
    return across >= WHOLE * (box.right - box.left) and down >= WHOLE * (box.bottom - box.top)


def over_line(bare: Bare, line: Blob) -> Over:
    """What red ink was to a line of print: a stroke through it, something over it, or nothing."""
    mark = next(_over_all(bare, line), None)
    if mark:
        return "struck" if touches(bare.over, mark) else "struck-ink"
    if touches(bare.over, line):
        return "red-ink"
    return "ink" if touches(bare.other, line) else ""


def touches(over: Pixels | None, box: Blob) -> bool:
    """Whether red ink lies in a box of the page."""
    return over is not None and bool(over[box.top : box.bottom, box.left : box.right].any())


def _over_all(bare: Bare, line: Blob) -> Iterator[Blob]:
    """The strokes that go through a line of print for at least half of its width, and the crosses over it."""
    for stroke in bare.strokes:
        shared = min(stroke.right, line.right) - max(stroke.left, line.left)
        middle = (stroke.top + stroke.bottom) / 2
        if 2 * shared >= line.right - line.left and line.top < middle < line.bottom:
            yield stroke
    yield from (cross for cross in bare.crosses if _is_below(cross, line))


def _is_below(cross: Blob, line: Blob) -> bool:
    """Whether the middle of a line stands in the box of a cross."""
    across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return cross.left <= across <= cross.right and cross.top <= down <= cross.bottom
