"""A line drawn round a number in one stroke: a circle, an ellipse, a frame with round corners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.readers.page.content import Box
from extract.readers.page.sight.inked import Ink

THICK = 2.5  # points; a broader stroke may be a part of a drawing
BESIDE = 1  # points of the picture by which a stroke may be beside itself from row to row


class _Ends(NamedTuple):
    """The first and the last run of ink of a row, which are one where the row crosses the top or the foot of a ring."""

    left: tuple[int, int]
    right: tuple[int, int]


def around(boxes: Sequence[Box]) -> Box:
    """The box of all lines of a cell."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def take_ring_away(ink: Ink, rows: Sequence[bytearray], box: Box) -> None:
    """Take away one thin line that goes round a box without a gap; one end may be cut off by the edge of the cell."""
    a, y0, b, y1 = ink.span(box)
    first, last = (3 * y0 + y1) // 4, (y0 + y1) // 2  # through the middle of the number
    thick = THICK * ink.scale
    beside = list(map(_ends, ink.rows[first:last]))
    if not beside or not all(ends and _is_beside(ends, a, b, thick) for ends in beside):
        return
    over, under = _walk(ink.rows, range(last - 1, -1, -1)), _walk(ink.rows, range(first, len(ink.rows)))
    if over is None or under is None or not (over[1] or under[1]):
        return
    ring = {**over[0], **under[0]}
    sides = min(ends.left[0] for ends in ring.values()), max(ends.right[1] for ends in ring.values())
    points = sum(end - start for ends in ring.values() for start, end in {*ends})
    if points > thick * 2 * (sides[1] - sides[0] + len(ring)):
        return
    for number, ends in ring.items():
        for start, end in ends:
            rows[number][start:end] = bytes(end - start)


def _is_beside(ends: _Ends, a: int, b: int, thick: float) -> bool:
    """Whether a thin stroke stands on both sides of the columns of a number, and touches it nowhere."""
    (start, stop), (begin, last) = ends
    return stop - start <= thick and last - begin <= thick and stop <= (a + b) / 2 <= begin and stop < begin


def _walk(rows: Sequence[bytes], way: range) -> tuple[dict[int, _Ends], bool] | None:
    """The strokes from row to row to where they meet, and whether they do; None where one has a gap before that."""
    found: dict[int, _Ends] = {}
    before: _Ends | None = None
    met = False
    for number in way:
        ends = _ends(rows[number])
        if ends is None:
            return (found, met) if met else None
        if before and not (_touch(ends.left, before.left) and _touch(ends.right, before.right)):
            return None
        met = met or ends.left == ends.right
        if met and ends.left != ends.right:
            return None
        found[number] = before = ends
    return found, met


def _ends(row: bytes) -> _Ends | None:
    start = row.find(1)
    if start < 0:
        return None
    stop, last = row.find(0, start), row.rfind(1) + 1
    return _Ends((start, stop if stop >= 0 else len(row)), (row.rfind(0, 0, last) + 1, last))


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] + BESIDE and other[0] <= one[1] + BESIDE
