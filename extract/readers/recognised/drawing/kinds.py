"""What ink in colour is to the print of a page: a stroke through it, a ring or a cross over it, a stamp, or print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.picture import Pieces, Pixels, grown, pieces_of, points_of

TOGETHER = 1.5  # points between parts of one stroke, which print below parts
STAMP, ROUND = 24.0, 0.6  # points of the smaller side of a stamp (a small seal has 28), and of the longer side
LARGEST = 140.0  # points of the longer side of a square seal; the largest of offices have 130
FRAME, SEALED = 0.15, 0.08  # of the side of a square seal: where its frame lies; of what that holds, the share in ink
FILLED = 0.75  # share of its box from which on ink is a field, not a stamp
ALIKE = 0.2  # of its height by which a syllable of a row of large print differs from the one beside it
RULE, RULED = 30.0, 0.5  # points of a straight stroke, and the share of such in what is ruled in colour
STROKE, THIN, LEVEL = 8.0, 3.0, 0.6  # points of a stroke through print, how thick it is, and its height by its width
BESIDE, CROSSED = 3.0, 0.15  # points above and below a stroke, and of its width, in which print lies on both sides
WITHIN = 0.015  # of the box of a ring or a cross that print fills beside it; a word in colour holds none
SMALLEST = 1.0  # points both ways below which ink is a speck
MOSTLY = 0.8  # of a side of a square seal that is drawn, and of a diagonal
LETTERED = 0.04  # of the box of a ring that letters in ink fill where it is a stamp over print
FRINGE = 3  # pixels round ink that are its own: its pale edge, wider in a JPEG
BRIDGED = 5.0  # points round ink in which print and rules may part a stroke that goes over them
PART = 6.0  # points of a part of a mark; marks of print are smaller
CROSS = 12.0  # points of the smaller side of a cross that may strike out more than a word
OFF, ON = 0.13, 0.85  # of the box of a cross: how far its strokes leave the diagonals; the share of it that does not
STEPS = 20  # parts of a diagonal in which a stroke is looked for

Kind = Literal["", "stroke", "ring", "stamp", "cross", "slash"]


class Mark(NamedTuple):
    """A piece of ink that lies over print or is a stamp, with its points and its kind."""

    box: Blob
    own: Pixels
    kind: Kind


def without_rules(ink: Pixels, scale: float) -> Pixels:
    """Ink without its long straight strokes: what lies beside a rule is struck out by nothing."""
    return cv2.subtract(ink, grown(_ruled(ink, scale), FRINGE))


def _ruled(ink: Pixels, scale: float) -> Pixels:
    """The long straight strokes of ink, both ways."""
    length = int(RULE * scale)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.bitwise_or(across, down)


def marks_in(red: Pixels, core: Pixels, print_below: Pixels, scale: float) -> Iterator[Mark]:
    """The pieces of ink that lie over print or are stamps, each with its points and its kind.

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
        kind: Kind = "stroke" if _is_stroke(through, print_below, box, scale) else ""
        kind = kind or _kind(own, size[-1], print_below, box, scale)
        if _is_square_seal(own, red[part], scale) if not kind else kind == "ring" and _is_seal(own, red[part], scale):
            kind = "stamp"
        elif kind == "stamp" and any(_is_beside(box, other) for other in boxes):
            kind = ""
        if kind:
            yield Mark(box, own, kind)


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
    """Whether a piece of ink is a stroke through print."""
    high, wide = own.shape
    is_level = wide >= STROKE * scale and high <= max(THIN * scale, LEVEL * wide)
    return is_level and _goes_through(own, print_below, box, scale)


def _kind(own: Pixels, size: int, print_below: Pixels, box: Blob, scale: float) -> Kind:
    """What a piece of ink is that is no stroke: a stamp, or a ring round print; '' for print and rules."""
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
    """Whether a piece of ink is a square frame round letters in colour; the rules of a table part its inside too."""
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


def bridged(red: Pixels, below: Pixels, scale: float) -> Pieces:
    """The pieces of ink of a hue with what lies below; other ink, rules too, parts a stroke that goes over it."""
    both = red | (below & grown(red, BRIDGED * scale))
    return pieces_of(cv2.morphologyEx(both, cv2.MORPH_CLOSE, np.ones((int(TOGETHER * scale) | 1,) * 2, np.uint8)))


def crosses_in(red: Pixels, below: Pixels, pieces: Pieces, scale: float) -> Iterator[Mark]:
    """The crosses and slashes over print in ink of a hue, by its bridged pieces; ``below`` is all other ink."""
    for at, (left, top, wide, high, _) in enumerate(pieces.stats[1:].tolist(), 1):
        if min(wide, high) < CROSS * scale:
            continue
        part = slice(top, top + high), slice(left, left + wide)
        own = ((pieces.labels[part] == at) & (red[part] > 0)) * np.uint8(255)
        rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
        if not rows.size or ((below[part] & ~own) > 0).mean() < WITHIN:
            continue
        own = own[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        kind = _diagonals(own, scale)
        if kind:
            box = Blob(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
            yield Mark(box, own, kind)


def parts_of_marks(rest: Pixels, over: Pixels, pieces: Pieces, scale: float) -> Pixels:
    """The strokes of ink that is over no print where they go on from marks that are, parted from them by rules."""
    is_marked = np.zeros(len(pieces.stats), bool)
    is_marked[pieces.labels[over > 0]] = True
    parts = pieces_of(cv2.bitwise_and(rest, points_of(pieces, is_marked)))
    longest, size = parts.stats[:, 2:4].max(axis=1), parts.stats[:, 4]
    is_stroke = (longest >= PART * scale) & (size <= THIN * scale * longest)
    is_stroke[0] = False
    strokes = points_of(parts, is_stroke)
    return cv2.subtract(strokes, grown(_ruled(strokes, scale), FRINGE))


def _diagonals(own: Pixels, scale: float) -> Kind:
    """Whether a piece of ink lies along both diagonals of its box, from corner to corner, or along one; else ''."""
    high, wide = own.shape
    if min(high, wide) < CROSS * scale:
        return ""
    down, across = np.nonzero(own)
    down, across = down / high, across / wide
    falls, rises = np.abs(down - across) <= OFF, np.abs(1 - down - across) <= OFF
    if (falls | rises).mean() < ON:
        return ""
    drawn = [len(set((across[which] * STEPS).astype(int).tolist())) >= MOSTLY * STEPS for which in (falls, rises)]
    if all(drawn):
        return "cross"
    return "slash" if any(drawn) and max(falls.mean(), rises.mean()) >= ON else ""
