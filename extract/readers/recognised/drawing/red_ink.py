"""Red ink over print, told apart by its hue: stamps, rings and strokes by hand; print and rules in red are none.

What lies over print is taken off, and where it lay is remembered: a number that it touches is not believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.picture import Pixels, grown, ink_of, pieces_of, quarters, straightened

HUES = ((0, 10), (165, 180))  # of half degrees: vermilion, red and crimson, as seals and pens have them
PALEST, DARKEST = 80, 90  # of 255: saturation of red ink, and lightness above that of red that lies on black
HAZE = 9  # pixels over which a JPEG spreads a colour: the core of a thin stroke has less of it than what lies round it
REDDISH = 0.85  # how much red light is taken of green, on the whole, round a point that is reddish
DULL = 125  # of red light that a dull point of red ink takes; the core of black print takes more
REDDER = 50  # grey levels by which red ink is redder than green
TINT, TINTED = 30, 0.7  # the same at the edge of red ink, and what it takes there of red, of green
THINNEST = 0.6  # points of a stroke; the colours of a scanner that lie a pixel apart leave thinner fringes
TOGETHER = 1.5  # points between parts of one stroke, which print below parts
STAMP, ROUND = 24.0, 0.6  # points of the smaller side of a stamp (a small seal has 28), and of the longer side
LARGEST = 140.0  # points of the longer side of a square seal; the largest of offices have 130
FRAME, SEALED = 0.15, 0.08  # of the side of a square seal: where its frame lies; of what that holds, the share in red
FILLED = 0.75  # share of its box from which on red is a field, not a stamp
ALIKE = 0.2  # of its height by which a syllable of a row of large print differs from the one beside it
RULE, RULED = 30.0, 0.5  # points of a straight stroke, and the share of such in what is ruled in red
STROKE, THIN, LEVEL = 8.0, 3.0, 0.6  # points of a stroke through print, how thick it is, and its height by its width
BESIDE, CROSSED = 3.0, 0.15  # points above and below a stroke, and of its width, in which print lies on both sides
WITHIN = 0.015  # of the box of a ring or a cross that print fills beside it; a word in red holds none
WORD = 3.0  # points between the glyphs of one word in red
SMALLEST = 1.0  # points both ways below which red is a speck
MOSTLY = 0.8  # of a side of a square seal that is drawn
LETTERED = 0.04  # of the box of a ring that red letters in it fill where it is a stamp over print
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
    """Where a page has red ink (255 there), and the page in red light, in which such ink is as light as paper.

    ``tint`` is where it is reddish at least: the edges of red strokes too, which a scanner makes pale and JPEG dull.
    """

    ink: Pixels
    light: Pixels
    tint: Pixels


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
    beside = grown(cyan, CYAN)
    found = cv2.subtract(found, beside)
    if not found.any():
        return None
    return Red(found, np.ascontiguousarray(colours[..., 0]), cv2.subtract(_tinted(colours), beside))


def _tinted(colours: Pixels) -> Pixels:
    """Where a page takes clearly less of red light than of green; black print takes as much, in a red haze too."""
    taken, of_green = (255 - colours[..., at].astype(np.int16) for at in (0, 1))
    is_tinted = (of_green - taken >= TINT) & (taken <= TINTED * of_green)
    round_it, round_green = (cv2.blur(one.astype(np.float32), (HAZE, HAZE)) for one in (taken, of_green))
    is_tinted &= round_it <= REDDISH * round_green  # not where colours that lie apart make it up round about
    is_in_haze = (round_it <= TINTED * round_green) & (of_green >= TINT) & (taken <= DULL)
    is_tinted |= is_in_haze & (round_green - round_it >= TINT / 2)
    return (is_tinted * np.uint8(255)).astype(np.uint8)


def red_straightened(red: Red | None, angle: float) -> Red | None:
    """The red ink of a page that is turned round its middle by some degrees."""
    if red is None:
        return None
    ink, tint = (
        cv2.threshold(straightened(255 - one, angle), 127, 255, cv2.THRESH_BINARY_INV)[1] for one in (red.ink, red.tint)
    )
    return Red(ink, straightened(red.light, angle), tint)


def without_red(page: Pixels, found: Red | None, scale: float) -> RedInk:
    """A page without the red ink that lies over its print or is a stamp; ``scale`` is pixels a point."""
    side = max(1, round(THINNEST * scale))
    red = None if found is None else cv2.morphologyEx(found.ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if found is None or red is None or not red.any():
        return RedInk(page)
    red = _to_edges(red, found.tint, scale)
    print_below = _without_rules(ink_of(_lifted(page, red, found.light, scale), scale), scale)
    over, strokes = np.zeros_like(page), []
    for piece, own, kind in _pieces(red, found.ink, print_below, scale):
        part = over[piece.top : piece.bottom, piece.left : piece.right]
        part |= red[piece.top : piece.bottom, piece.left : piece.right] if kind == "stamp" else own
        if kind == "stroke":
            strokes.append(piece)
    if not over.any():
        return RedInk(page, left=red)
    lifted = _lifted(page, cv2.bitwise_and(red, over), found.light, scale)
    return RedInk(lifted, over, strokes, cv2.subtract(red, over))


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


def _pieces(red: Pixels, core: Pixels, print_below: Pixels, scale: float) -> Iterator[tuple[Blob, Pixels, str]]:
    """The pieces of red ink that lie over print or are stamps, each with its points and its kind.

    ``core`` is what is clearly red of them, without the edges of black print that they cross.
    """
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((int(TOGETHER * scale) | 1,) * 2, np.uint8))
    labels, stats = pieces_of(joined)
    sizes = stats[1:].tolist()
    boxes = [Blob(left, top, left + wide, top + high) for left, top, wide, high, _ in sizes]
    for at, (box, size) in enumerate(zip(boxes, sizes, strict=True), 1):
        if max(box.right - box.left, box.bottom - box.top) < SMALLEST * scale:
            continue
        part = slice(box.top, box.bottom), slice(box.left, box.right)
        own = ((labels[part] == at) * np.uint8(255)).astype(np.uint8)
        through = cv2.bitwise_and(own, core[part])
        kind = "stroke" if _is_stroke(through, print_below, box, scale) else ""
        kind = kind or _kind(own, size[-1], print_below, box, scale)
        if _is_square_seal(own, red[part], scale) if not kind else kind == "ring" and _is_seal(own, red[part], scale):
            kind = "stamp"
        elif kind == "stamp" and any(_is_beside(box, other) for other in boxes):
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


def _is_stroke(own: Pixels, print_below: Pixels, box: Blob, scale: float) -> bool:
    """Whether a piece of red ink is a stroke through print."""
    high, wide = own.shape
    is_level = wide >= STROKE * scale and high <= max(THIN * scale, LEVEL * wide)
    return is_level and _goes_through(own, print_below, box, scale)


def _kind(own: Pixels, size: int, print_below: Pixels, box: Blob, scale: float) -> str:
    """What a piece of red ink is that is no stroke: a stamp, or a ring round print; '' for print and rules."""
    high, wide = own.shape
    if size >= FILLED * wide * high or np.count_nonzero(_ruled(own, scale)) >= RULED * size:
        return ""
    inside = cv2.subtract(print_below[box.top : box.bottom, box.left : box.right], grown(own, FRINGE))
    if (inside > 0).mean() >= WITHIN:
        return "ring"
    is_stamp = min(wide, high) >= STAMP * scale and ROUND <= wide / high <= 1 / ROUND
    return "stamp" if is_stamp else ""


def _is_seal(own: Pixels, red: Pixels, scale: float) -> bool:
    """Whether a ring is as large and as round as a stamp, and holds red letters beside the print that it lies over."""
    high, wide = own.shape
    inside = cv2.subtract(red, grown(own, FRINGE))
    is_as_large = min(wide, high) >= STAMP * scale and ROUND <= wide / high <= 1 / ROUND
    return bool(is_as_large and (inside > 0).mean() >= LETTERED)


def _is_square_seal(own: Pixels, red: Pixels, scale: float) -> bool:
    """Whether a piece of red ink is a square frame round letters in red; the rules of a table part its inside too."""
    high, wide = own.shape
    if min(high, wide) < STAMP * scale or max(high, wide) > LARGEST * scale or not ROUND <= wide / high <= 1 / ROUND:
        return False
    down, across = int(FRAME * high), int(FRAME * wide)
    sides = own[:down].any(axis=0), own[-down:].any(axis=0), own[:, :across].any(axis=1), own[:, -across:].any(axis=1)
    inside = red[down:-down, across:-across]
    is_parted = bool(_ruled(inside, scale).any())
    return not is_parted and (inside > 0).mean() >= SEALED and all(side.mean() >= MOSTLY for side in sides)


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
