"""Ink in a cell that no character explains."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from extract.readers.page.content import Box
from extract.readers.page.sight.inked import Ink
from extract.readers.page.sight.picture import Glyph
from extract.readers.page.sight.rings import around, take_ring_away

ROUND = 1.2  # points round a glyph's box that its smoothed edge, or bold print made of two, may fill
UNDERLINE = 0.35  # of the height under a glyph, where a line may be drawn
MOST_UNEXPLAINED = 5.0  # square points of ink without a character: a comma of small print has one, a thin digit six
BAND = 0.9  # share of a side of the cell that a rule inside of its edge covers at least
SPAN = 0.8  # share of the cell over which a stroke from corner to corner goes, both ways
THIN_STROKES = 6  # points of the picture for each that strokes from corner to corner go across and down
FRAME = 5.0  # points round a number within which a frame or a second line under it stands
_LEFT = attrgetter("x0")


def is_unexplained(ink: Ink, glyphs: Sequence[Glyph]) -> bool:
    """Whether more ink than a speck stands at no glyph; rules, frames and strokes from corner to corner aside."""
    most = MOST_UNEXPLAINED * ink.scale**2
    lines = _lines(glyphs)
    outside = ink.beside(ink.span(lines[0])) if lines else None
    if outside is not None and outside <= most:
        return False
    rows = list(map(bytearray, ink.rows))
    for box in lines:
        a, y0, b, y1 = ink.span(box)
        blank = bytes(b - a)
        for row in rows[y0:y1]:
            row[a:b] = blank
    if sum([row.count(1) for row in rows]) <= most:
        return False
    for box in lines:
        _unframe(ink, rows, box)
    if lines and sum([row.count(1) for row in rows]) > most:
        take_ring_away(ink, rows, around(lines))
    return sum([row.count(1) for row in rows]) > most and _without_rules(rows, ink.rows) > most


def _unframe(ink: Ink, rows: Sequence[bytearray], box: Box) -> None:
    """Take away lines over and under a number that are as long as it, and those at their ends or close beside it."""
    x0, top, x1, bottom = box
    a, y0, b, y1 = ink.span(box)
    left, upper, right, lower = ink.span((x0 - FRAME, top - FRAME, x1 + FRAME, bottom + FRAME))
    edge = round(ROUND * ink.scale)
    first, last = a + edge, b - edge
    foot = y1 - round((bottom - top - ROUND) * UNDERLINE / (1 + UNDERLINE) * ink.scale)
    drawn: dict[int, tuple[int, int]] = {}  # the lines by their rows
    for number in [*range(upper, y0), *range(foot, lower)]:
        row = ink.rows[number]
        if first < last and row.count(1, first, last) == last - first:
            start, end = row.rfind(0, 0, first) + 1, row.find(0, last)
            drawn[number] = start, end if end >= 0 else len(row)
    for over, (start, end) in drawn.items():
        under = max((at for at, ends in drawn.items() if ends == (start, end)), default=over)
        if over >= y0 or under < foot:
            continue
        between = ink.rows[over:under]
        for x in (*range(start, first), *range(last, end)):
            if all(row[x] for row in between):
                for row in rows[over:under]:
                    row[x] = 0
    for number, (start, end) in drawn.items():
        rows[number][start:end] = bytes(end - start)
    middle = rows[(3 * y0 + y1) // 4 : (y0 + y1) // 2]
    sides = [[x for x in span if all(row[x] for row in middle)] for span in (range(left, a), range(b, right))]
    if all(sides) and middle:
        for x in (*sides[0], *sides[1]):
            for row in rows[upper:lower]:
                row[x] = 0


def _lines(glyphs: Sequence[Glyph]) -> list[Box]:
    """The room of glyphs with some round it and for a line under them; glyphs that touch and are as high take one."""
    lines: list[Box] = []
    for _, x0, top, x1, bottom, *_ in sorted(glyphs, key=_LEFT):
        own = x0 - ROUND, top - ROUND, x1 + ROUND, bottom + max(ROUND, UNDERLINE * (bottom - top))
        for number, (left, upper, right, lower) in enumerate(lines):
            if own[0] <= right and abs(own[1] - upper) < ROUND and abs(own[3] - lower) < ROUND:
                lines[number] = left, min(upper, own[1]), max(right, own[2]), max(lower, own[3])
                break
        else:
            lines.append(own)
    return lines


def _without_rules(rows: Sequence[bytearray], all_ink: Sequence[bytes]) -> int:
    """How many points of ink there are beside lines and fills from side to side and strokes across the whole part."""
    width = len(all_ink[0])
    kept = [row for row, ink in zip(rows, all_ink, strict=True) if ink.count(1) < BAND * width]
    height = len(all_ink)
    upright = [sum(column) < BAND * height for column in zip(*all_ink, strict=True)]
    columns = [bytes(column) for column, own in zip(zip(*kept, strict=True), upright, strict=False) if own]
    inked = [number for number, column in enumerate(columns) if 1 in column]
    if not inked:
        return 0
    lines = [number for number, row in enumerate(zip(*columns, strict=True)) if 1 in row]
    across, down = inked[-1] - inked[0] + 1, lines[-1] - lines[0] + 1
    points = sum(column.count(1) for column in columns)
    corner = across >= SPAN * len(columns) and down >= SPAN * len(kept)
    return 0 if corner and points <= THIN_STROKES * (across + down) else points
