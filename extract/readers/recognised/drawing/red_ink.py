"""Red ink over print, told apart by its hue: stamps, rings and strokes by hand; print and rules in red are none.

What lies over print is taken off, and where it lay is remembered: a number that it touches is not believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.picture import Pixels, grown, ink_of, quarters, straightened

HUES = ((0, 10), (165, 180))  # of half degrees: vermilion, red and crimson, as seals and pens have them
PALEST, DARKEST = 80, 90  # of 255: saturation of red ink, and lightness above that of red that lies on black
REDDER = 50  # grey levels by which red ink is redder than green
THINNEST = 0.6  # points of a stroke; the colours of a scanner that lie a pixel apart leave thinner fringes
TOGETHER = 1.5  # points between parts of one stroke, which print below parts
STAMP, ROUND = 24.0, 0.6  # points of the smaller side of a stamp (a small seal has 28), and of the longer side
FILLED = 0.75  # share of its box from which on red is a field, not a stamp
ALIKE = 0.2  # of its height by which a syllable of a row of large print differs from the one beside it
RULE, RULED = 30.0, 0.5  # points of a straight stroke, and the share of such in what is ruled in red
STROKE, THIN, LEVEL = 8.0, 3.0, 0.6  # points of a stroke through print, how thick it is, and its height by its width
BESIDE, CROSSED = 3.0, 0.15  # points above and below a stroke, and of its width, in which print lies on both sides
WITHIN = 0.015  # of the box of a ring or a cross that print fills beside it; a word in red holds none
SMALLEST = 1.0  # points both ways below which red is a speck
GROUND = 4.0  # points round red ink from which its ground is taken
FRINGE = 3  # pixels round red ink that are its own: its pale edge, wider in a JPEG
NEARLY = 0.75  # of the lightness of its ground, from which on what red ink covered is nothing but ground
CYAN = 5  # pixels beside what is as much less red than green where red is the edge of black print, not ink

Over = Literal["", "red-ink", "struck"]


class RedInk(NamedTuple):
    """A page without red ink over its print, the points that this covered, and the strokes through print.

    ``left`` is the red that was left as it is print.
    """

    page: Pixels
    over: Pixels | None = None
    strokes: Sequence[Blob] = ()
    left: Pixels | None = None


class Red(NamedTuple):
    """Where a page has red ink (255 there), and the page in red light, in which such ink is as light as paper."""

    ink: Pixels
    light: Pixels


def red_in(colours: Pixels) -> Red | None:
    """The red ink of a page by its colours with red first; None where it has none."""
    redder = cv2.subtract(colours[..., 0], colours[..., 1])
    if cv2.minMaxLoc(redder)[1] < REDDER:
        return None
    tones = cv2.cvtColor(np.ascontiguousarray(colours[..., :3]), cv2.COLOR_RGB2HSV)
    found = np.zeros(redder.shape, np.uint8)
    for low, high in HUES:
        found |= cv2.inRange(tones, (low, PALEST, DARKEST), (high, 255, 255))
    found[redder < REDDER] = 0
    cyan = cv2.threshold(cv2.subtract(colours[..., 1], colours[..., 0]), REDDER, 255, cv2.THRESH_BINARY)[1]
    found = cv2.subtract(found, grown(cyan, CYAN))
    return Red(found, np.ascontiguousarray(colours[..., 0])) if found.any() else None


def red_straightened(red: Red | None, angle: float) -> Red | None:
    """The red ink of a page that is turned round its middle by some degrees."""
    if red is None:
        return None
    ink = cv2.threshold(straightened(255 - red.ink, angle), 127, 255, cv2.THRESH_BINARY_INV)[1]
    return Red(ink, straightened(red.light, angle))


def without_red(page: Pixels, found: Red | None, scale: float) -> RedInk:
    """A page without the red ink that lies over its print or is a stamp; ``scale`` is pixels a point."""
    side = max(1, round(THINNEST * scale))
    red = None if found is None else cv2.morphologyEx(found.ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if found is None or red is None or not red.any():
        return RedInk(page)
    print_below = _without_rules(ink_of(_lifted(page, red, found.light, scale), scale), scale)
    over, strokes = np.zeros_like(page), []
    for piece, own, kind in _pieces(red, print_below, scale):
        part = over[piece.top : piece.bottom, piece.left : piece.right]
        part |= red[piece.top : piece.bottom, piece.left : piece.right] if kind == "stamp" else own
        if kind == "stroke":
            strokes.append(piece)
    if not over.any():
        return RedInk(page, left=red)
    lifted = _lifted(page, cv2.bitwise_and(red, over), found.light, scale)
    return RedInk(lifted, over, strokes, cv2.subtract(red, over))


def _lifted(page: Pixels, red: Pixels, light: Pixels, scale: float) -> Pixels:
    """A page on which some red ink is as light as the paper beside it; what is black below it stays black."""
    ground = cv2.dilate(page, np.ones((int(GROUND * scale) | 1,) * 2, np.uint8))
    ink = red > 0
    gain = float(np.median(ground[ink])) / max(1.0, float(np.median(light[ink])))
    seen = np.minimum(cv2.convertScaleAbs(light, alpha=max(1.0, gain)), ground)
    seen = np.where(seen >= NEARLY * ground, ground, seen)
    return np.where(grown(red, FRINGE) > 0, np.maximum(page, seen), page)


def _without_rules(ink: Pixels, scale: float) -> Pixels:
    """Ink without its long straight strokes: what lies beside a rule is struck out by nothing."""
    return cv2.subtract(ink, grown(_ruled(ink, scale), FRINGE))


def _ruled(ink: Pixels, scale: float) -> Pixels:
    """The long straight strokes of ink, both ways."""
    length = int(RULE * scale)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.bitwise_or(across, down)


def turned(bare: RedInk, turns: int) -> RedInk:
    """A page and the red ink that lay on it, turned to the right by quarters; the strokes as they then lie."""
    if not turns % 4:
        return bare
    high, wide = bare.page.shape
    strokes = list(bare.strokes)
    for _ in range(turns % 4):
        strokes = [Blob(high - one.bottom, one.left, high - one.top, one.right) for one in strokes]
        high, wide = wide, high
    over, left = (None if one is None else quarters(one, turns) for one in (bare.over, bare.left))
    return RedInk(quarters(bare.page, turns), over, strokes, left)


def over_line(bare: RedInk, line: Blob) -> Over:
    """What red ink was to a line of print: a stroke through it, something over it, or nothing."""
    if _is_struck(bare.strokes, line):
        return "struck"
    return "red-ink" if touches(bare.over, line) else ""


def touches(over: Pixels | None, box: Blob) -> bool:
    """Whether red ink lies in a box of the page."""
    return over is not None and bool(over[box.top : box.bottom, box.left : box.right].any())


def _pieces(red: Pixels, print_below: Pixels, scale: float) -> Iterator[tuple[Blob, Pixels, str]]:
    """The pieces of red ink that lie over print or are stamps, each with its points and its kind."""
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((int(TOGETHER * scale) | 1,) * 2, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = stats[1:count].tolist()
    boxes = [Blob(left, top, left + wide, top + high) for left, top, wide, high, _ in sizes]
    for at, (box, size) in enumerate(zip(boxes, sizes, strict=True), 1):
        if max(box.right - box.left, box.bottom - box.top) < SMALLEST * scale:
            continue
        part = slice(box.top, box.bottom), slice(box.left, box.right)
        own = ((labels[part] == at) * np.uint8(255)).astype(np.uint8)
        kind = _kind(own, size[-1], print_below, box, scale)
        if kind == "stamp" and any(_is_beside(box, other) for other in boxes):
            kind = ""
        if kind:
            yield box, own, kind


def _is_beside(box: Blob, other: Blob) -> bool:
    """Whether another piece stands in one row with this one and is as high, as syllables of large print do."""
    high = box.bottom - box.top
    apart = max(box.left, other.left) - min(box.right, other.right)
    return (
        other != box
        and 0 <= apart <= high
        and abs(other.top - box.top) <= ALIKE * high
        and abs(other.bottom - box.bottom) <= ALIKE * high
    )


def _kind(own: Pixels, size: int, print_below: Pixels, box: Blob, scale: float) -> str:
    """What a piece of red ink is: a stroke through print, a stamp, a ring round print; '' for print and rules."""
    high, wide = own.shape
    is_level = wide >= STROKE * scale and high <= max(THIN * scale, LEVEL * wide)
    if is_level and _goes_through(own, print_below, box, scale):
        return "stroke"
    if size >= FILLED * wide * high or np.count_nonzero(_ruled(own, scale)) >= RULED * size:
        return ""
    inside = cv2.subtract(print_below[box.top : box.bottom, box.left : box.right], grown(own, FRINGE))
    if (inside > 0).mean() >= WITHIN:
        return "ring"
    is_stamp = min(wide, high) >= STAMP * scale and ROUND <= wide / high <= 1 / ROUND
    return "stamp" if is_stamp else ""


def _goes_through(own: Pixels, print_below: Pixels, box: Blob, scale: float) -> bool:
    """Whether print lies above and below a stroke that strikes it out; a line under print has it above alone."""
    reach = int(BESIDE * scale)
    found = 0
    for column, at in zip(own.T, range(box.left, box.right), strict=True):
        rows = np.flatnonzero(column)
        if not rows.size:
            continue
        first, last = box.top + int(rows[0]), box.top + int(rows[-1]) + 1
        if last - first > THIN * scale:
            continue
        above, below = print_below[max(0, first - reach) : first, at], print_below[last : last + reach, at]
        found += bool(above.any() and below.any())
    return bool(found >= CROSSED * own.shape[1])


def _is_struck(strokes: Sequence[Blob], line: Blob) -> bool:
    """Whether a stroke goes through a line of print for at least half of its width."""
    for stroke in strokes:
        shared = min(stroke.right, line.right) - max(stroke.left, line.left)
        middle = (stroke.top + stroke.bottom) / 2
        if 2 * shared >= line.right - line.left and line.top < middle < line.bottom:
            return True
    return False
