"""The rules of a page from its ink: long strokes, dashes in a row, and the edges of dark fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.page.content import Box, Rule
from extract.readers.recognised.drawing.hairlines import HAIRLINE, hairlines, joined, missed
from extract.readers.recognised.drawing.strokes import ONE_LINE, Stroke, met
from extract.readers.recognised.picture import Pieces, Pixels, pieces_of, points_of

LEAST_ACROSS, LEAST_DOWN = 16.0, 11.0  # points of a stroke that may be a rule; a row is hardly lower than the second
THICKEST = HAIRLINE  # points; what is thicker is a bar or a field
FREE = 40.0  # points from which on a stroke is a rule though it meets none; strokes of large print are shorter
TOUCHES = 1.5  # points by which a short rule may miss it; a digit 1 in a low row leaves more
DASH, DASH_HIGH = 5.0, 2.0  # points of the longest dash (the stroke of a 1 is longer) and of the highest, with its blur
DASH_GAP = 4.0  # points between the dashes of one rule; Hangul and LibreOffice leave 1 to 3
CROSSING = 10.0  # points both ways of the dashes of two rules where they meet
MOSTLY = 0.5  # share of the ink of a dashed rule that is of dashes alone; the rest is of where rules meet
DASHED = 40.0  # points of the shortest dashed rule
FEWEST = 6  # dashes and dots of a page that has such rules
EDGE = 8.0  # points from the edge of a page within which a fold or a streak of the scanner ends; a table has a margin
FOLDED, FOLDS = 0.7, 2  # share of its way that such a line is drawn, and the most of them each way
FIELD = 9.0  # points both ways of a field that is dark throughout
BULLET = 24.0  # points both ways of a dark field that may be a bullet, where nothing light is printed on it
LIGHT = 6  # pixels of a piece of light print on a dark field


class Drawn(NamedTuple):
    """The rules of a page and its dark fields in points, and the points of ink that are theirs."""

    rules: Sequence[Rule]
    fields: Sequence[Box]
    ink: Pixels


def drawn_on(ink: Pixels, page: Pixels, scale: float) -> Drawn:
    """The rules and dark fields of a page that lies straight; ``scale`` is pixels a point."""
    fields, dark = _fields(page, scale)
    free = cv2.subtract(ink, dark)
    masks, ways = [], []
    for is_down in (False, True):
        turned = _turned(free, is_down=is_down)
        long, dashes = _long(turned, scale, LEAST_DOWN if is_down else LEAST_ACROSS), _dashes(turned, scale)
        masks.append(cv2.bitwise_or(long, dashes))
        ways.append([*_strokes(long, scale), *_strokes(dashes, scale)])
    faint = [hairlines(_turned(page, is_down=is_down), scale) for is_down in (False, True)]
    for way in (0, 1, 0):  # one way again, by the rules of the other that are found
        parts = list(missed(faint[way], ways[way], ways[1 - way], scale))
        ways[way] = joined(ways[way], parts)
        _draw(masks[way], parts, scale)
    ways = [_in_line(way) for way in ways]
    masks = [masks[0], _turned(masks[1], is_down=True)]
    across, down = _meeting(*ways)
    own = [_ink_of(masks[0], across, scale, is_down=False), _ink_of(masks[1], down, scale, is_down=True)]
    across, down = [_snapped(one, down) for one in across], [_snapped(one, across) for one in down]
    high, wide = (side / scale for side in page.shape)
    across, down = without_folds(across, wide), without_folds(down, high)
    rules = [Rule(one.start, one.at, one.end, one.at) for one in across]
    rules += [Rule(one.at, one.start, one.at, one.end) for one in down]
    return Drawn(rules, fields, cv2.bitwise_or(*own))


def without_folds(strokes: Sequence[Stroke], length: float) -> list[Stroke]:
    """The strokes of one way but for folds: few lines from edge to edge of a page, beside more that end before.

    Their ink stays known as that of a line, since it is none of print.
    """
    lines: dict[float, list[Stroke]] = {}
    for one in sorted(strokes):
        at = next((at for at in lines if abs(one.at - at) <= ONE_LINE), one.at)
        lines.setdefault(at, []).append(one)
    folds = [line for line in lines.values() if _is_from_edge_to_edge(line, length)]
    if not folds or len(folds) > FOLDS or 2 * len(folds) >= len(lines):
        return list(strokes)
    return [one for one in strokes if not any(one in line for line in folds)]


def _is_from_edge_to_edge(line: Sequence[Stroke], length: float) -> bool:
    start, end = min(one.start for one in line), max(one.end for one in line)
    drawn = sum(one.end - one.start for one in line)
    return start <= EDGE and end >= length - EDGE and drawn >= FOLDED * length


def _turned(page: Pixels, *, is_down: bool) -> Pixels:
    """The page with what is upright across, and the other way round."""
    return cv2.transpose(page) if is_down else page


def _draw(mask: Pixels, parts: Sequence[Stroke], scale: float) -> None:
    """Put hairlines across into a mask."""
    for part in parts:
        middle = int(part.at * scale)
        mask[max(0, middle - 1) : middle + 2, int(part.start * scale) : int(part.end * scale) + 1] = 255


def _long(ink: Pixels, scale: float, least: float) -> Pixels:
    """The strokes across that are at least so long and no thicker than a rule."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, int(least * scale)), np.uint8))
    return cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, int(2 * scale)), np.uint8))


def _dashes(ink: Pixels, scale: float) -> Pixels:
    """The dashes and dots that stand in a row across, joined."""
    pieces = pieces_of(ink)
    wide, high = pieces.stats[:, 2], pieces.stats[:, 3]
    small = (wide <= DASH * scale) & (high <= DASH_HIGH * scale) & (wide * 2 >= high)
    corners = (wide <= CROSSING * scale) & (high <= CROSSING * scale) & ~small
    small[:1] = corners[:1] = False
    if small.sum() < FEWEST:
        return np.zeros_like(ink)
    own_rows = np.zeros(len(ink), bool)
    for top, tall in pieces.stats[small][:, [1, 3]].tolist():
        own_rows[top : top + tall] = True
    if not _in_a_row(pieces._replace(labels=pieces.labels[own_rows]), small, corners, scale).joined.any():
        return np.zeros_like(ink)
    return _mostly(*_in_a_row(pieces, small, corners, scale))


class _InARow(NamedTuple):
    """The ink of dashes, that with the ink where rules meet, and what of it is a stroke where small gaps are closed."""

    dashes: Pixels
    both: Pixels
    joined: Pixels


def _in_a_row(pieces: Pieces, small: Pixels, corners: Pixels, scale: float) -> _InARow:
    dashes, crossed = (points_of(pieces, which) for which in (small, corners))
    crossed = cv2.morphologyEx(crossed, cv2.MORPH_OPEN, np.ones((1, int(DASH_HIGH * scale)), np.uint8))
    both = cv2.bitwise_or(dashes, crossed)
    joined = cv2.morphologyEx(both, cv2.MORPH_CLOSE, np.ones((1, int(DASH_GAP * scale) | 1), np.uint8))
    return _InARow(dashes, both, cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, int(DASHED * scale)), np.uint8)))


def _mostly(dashes: Pixels, both: Pixels, joined: Pixels) -> Pixels:
    """The joined strokes most of whose ink is of dashes: strokes of letters stand in a row too, and are none."""
    pieces = pieces_of(joined)
    kept = np.zeros(len(pieces.stats), bool)
    for at, (left, top, wide, high, _) in enumerate(pieces.stats[1:].tolist(), 1):
        part = slice(top, top + high), slice(left, left + wide)
        inside = pieces.labels[part] == at
        own, ink = (int(((one[part] > 0) & inside).any(axis=0).sum()) for one in (dashes, both))
        kept[at] = own >= MOSTLY * ink
    return points_of(pieces, kept)


def _strokes(mask: Pixels, scale: float) -> list[Stroke]:
    return [
        Stroke((top + high / 2) / scale, left / scale, (left + wide) / scale)
        for left, top, wide, high, _ in pieces_of(mask).stats[1:].tolist()
        if high <= THICKEST * scale
    ]


def _in_line(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes, those of one line all at the middle of it."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if lines and stroke.at - lines[-1][0].at <= ONE_LINE:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    made = []
    for line in lines:
        length = sum(one.end - one.start for one in line)
        at = sum(one.at * (one.end - one.start) for one in line) / max(length, 1.0)
        made += [one._replace(at=at) for one in line]
    return made


def _meeting(across: list[Stroke], down: list[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes that are rules; short ones that end at none are of letters and digits."""
    while True:
        kept_across = [one for one in across if _is_rule(one, down)]
        kept_down = [one for one in down if _is_rule(one, kept_across)]
        if (len(kept_across), len(kept_down)) == (len(across), len(down)):
            break
        across, down = kept_across, kept_down
    return across, down


def _is_rule(one: Stroke, others: Sequence[Stroke]) -> bool:
    ends = (met(one.at, end, others, TOUCHES) is not None for end in (one.start, one.end))
    return one.end - one.start >= FREE or all(ends)


def _ink_of(mask: Pixels, strokes: Sequence[Stroke], scale: float, *, is_down: bool) -> Pixels:
    """The ink of the strokes that are kept."""
    own = np.zeros_like(mask)
    for at, start, end in strokes:
        low, high = max(0, int((at - THICKEST / 2) * scale)), int((at + THICKEST / 2) * scale) + 1
        first, last = max(0, int(start * scale) - 1), int(end * scale) + 2
        part = (slice(first, last), slice(low, high)) if is_down else (slice(low, high), slice(first, last))
        own[part] = mask[part]
    return own


def _snapped(one: Stroke, others: Sequence[Stroke]) -> Stroke:
    start, end = met(one.at, one.start, others), met(one.at, one.end, others)
    return one._replace(start=one.start if start is None else start, end=one.end if end is None else end)


def _fields(page: Pixels, scale: float) -> tuple[list[Box], Pixels]:
    """The fields that are dark throughout, as heads with light print are, and their ink with what is light in them."""
    side = int(FIELD * scale)
    dark = cv2.threshold(page, 128, 255, cv2.THRESH_BINARY_INV)[1]
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side // 2, side // 2), np.uint8))
    mask = np.zeros_like(page)
    fields: list[Box] = []
    for left, top, wide, high, _ in pieces_of(solid).stats[1:].tolist():
        own = dark[top : top + high, left : left + wide]
        if wide >= side and high >= side and (max(wide, high) > BULLET * scale or _has_light(own)):
            mask[top : top + high, left : left + wide] = 255
            fields.append((left / scale, top / scale, (left + wide) / scale, (top + high) / scale))
    return fields, mask


def _has_light(dark: Pixels) -> bool:
    """Whether light print stands in a small dark field; without any it is a bullet."""
    high, wide = dark.shape
    return any(
        left and top and left + across < wide and top + down < high and size >= LIGHT
        for left, top, across, down, size in pieces_of(255 - dark).stats[1:].tolist()
    )
