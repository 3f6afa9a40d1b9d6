"""Rules that are fainter than print: noise breaks them, and print beside them hides them from who looks for ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.drawing.strokes import MEETS, ONE_LINE, Stroke, met
from extract.readers.recognised.picture import Pixels, pieces_of

HAIRLINE = 4.0  # points of the thickest rule
ALONG = 3.0  # points along a rule over which the page is evened out: noise goes, a hairline stays
FAINT, FAINTEST = 14, 7  # grey levels by which a rule is darker than what lies beside it, evened out and at a point
LEAST = 26.0  # points of the shortest one that goes on from no other; strokes of letters, evened out, are shorter
WHOLE = 0.9  # share of its points at which it is darker; strokes of letters in a row leave more blanks
LEAST_GAP = 0.5  # points of a gap in a rule; ink of what is on both sides meets in a smaller one
BESIDE = 1.0  # points by which the end of a gap may miss the end of the rule


class Hairlines(NamedTuple):
    """Strokes across of a page, evened out, and the points at which it is darker than above and below."""

    strokes: Sequence[Stroke]
    points: Pixels


def hairlines(page: Pixels, scale: float) -> Hairlines:
    """What may be faint rules across; ``scale`` is pixels a point."""
    above = np.ones((int(HAIRLINE * scale) | 1, 1), np.uint8)
    along = int(ALONG * scale) | 1
    dark = cv2.morphologyEx(cv2.blur(page, (along, 1)), cv2.MORPH_BLACKHAT, above)
    dark = cv2.threshold(dark, FAINT, 255, cv2.THRESH_BINARY)[1]
    long = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, int(LEAST * scale)), np.uint8))
    long = cv2.erode(long, np.ones((1, along), np.uint8))  # by as much as they are longer when evened out
    points = cv2.morphologyEx(cv2.GaussianBlur(page, (3, 3), 0), cv2.MORPH_BLACKHAT, above)
    points = cv2.threshold(points, FAINTEST, 255, cv2.THRESH_BINARY)[1]
    labels, stats = pieces_of(long)
    strokes = []
    for at, (left, top, wide, high, _) in enumerate(stats[1:].tolist(), 1):
        rows = (labels[top : top + high, left : left + wide] == at).sum(axis=1)
        strokes.append(Stroke((top + int(rows.argmax()) + 0.5) / scale, left / scale, (left + wide) / scale))
    return Hairlines(strokes, points)


def missed(faint: Hairlines, known: Sequence[Stroke], others: Sequence[Stroke], scale: float) -> Iterator[Stroke]:
    """The parts of faint rules that are not known, each from a rule to a rule: of its own line, or across it."""
    for one in faint.strokes:
        own = [other for other in known if abs(other.at - one.at) <= ONE_LINE]
        for part in _between(one, own):
            start, end = (_held(one.at, side, own, others) for side in (part.start, part.end))
            if start is None or end is None:
                continue
            whole = Stroke(one.at, min(start, part.start), max(end, part.end))
            is_of_one = _ends_one(part.start, own) or _ends_one(part.end, own)
            if (is_of_one or part.end - part.start >= LEAST) and _share(whole, faint.points, scale) >= WHOLE:
                yield whole


def _held(at: float, end: float, own: Sequence[Stroke], others: Sequence[Stroke]) -> float | None:
    """Where a part ends: at a known rule of its line or at one across it; None where it ends at neither."""
    return end if _ends_one(end, own) else met(at, end, others, MEETS + ALONG / 2)


def joined(known: Sequence[Stroke], parts: Sequence[Stroke]) -> list[Stroke]:
    """The known strokes and these parts of rules, those that go on from one another as one."""
    made = list(known)
    for part in parts:
        own = [other for other in made if abs(other.at - part.at) <= ONE_LINE and _goes_on(part, other)]
        at = max([part, *own], key=lambda one: one.end - one.start).at
        start, end = min(one.start for one in (part, *own)), max(one.end for one in (part, *own))
        made = [other for other in made if other not in own] + [Stroke(at, start, end)]
    return made


def _goes_on(part: Stroke, other: Stroke) -> bool:
    return other.start <= part.end + BESIDE and part.start <= other.end + BESIDE


def _between(one: Stroke, own: Sequence[Stroke]) -> Iterator[Stroke]:
    """The parts of a stroke that none of these covers."""
    start = one.start
    for other in sorted(own, key=lambda other: other.start):
        if other.start - start >= LEAST_GAP and start < one.end:
            yield Stroke(one.at, start, min(other.start, one.end))
        start = max(start, other.end)
    if one.end - start >= LEAST_GAP:
        yield Stroke(one.at, start, one.end)


def _ends_one(end: float, own: Sequence[Stroke]) -> bool:
    return any(abs(end - side) <= BESIDE for other in own for side in (other.start, other.end))


def _share(part: Stroke, points: Pixels, scale: float) -> float:
    """The share of a stroke at whose points the page is darker, a point above or below it at most."""
    middle = int(part.at * scale)
    rows = points[max(0, middle - 2) : middle + 3, int(part.start * scale) : max(1, int(part.end * scale))]
    return float(rows.any(axis=0).mean()) if rows.size else 0.0
