"""A page that is a picture, as what any engine supplies: its rules, and its words as they were recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.page.content import Box, PageContent, PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.lattice import find_tables
from extract.readers.recognised.drawing.fields import seen_in
from extract.readers.recognised.drawing.inks import Ink, inks_in, inks_straightened, without_all
from extract.readers.recognised.drawing.margins import without_shadows
from extract.readers.recognised.drawing.over_print import (
    Bare,
    is_struck_whole,
    lifted_of,
    over_line,
    turned,
    without_inks,
)
from extract.readers.recognised.drawing.rules import drawn_on
from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.lines import LOWEST, lines_in
from extract.readers.recognised.numbers import is_number
from extract.readers.recognised.picture import (
    RULE_EDGE,
    Pixels,
    blobs_in,
    darkest_beside,
    fainter,
    grain_of,
    grown,
    ink_of,
    lying,
    pieces_beside,
    straightened,
)
from extract.readers.recognised.printed import InkLine, ReadLine, read_lines
from extract.readers.recognised.scanned import Doubt, Over, ScannedPage
from plan.progress import step

INSET = 0.0  # points between the middle of a rule and where a cell is taken to begin; ink of the rule is taken off
HALO = 0.9  # points beside a rule; ink that stays inside of it is the blurred edge of the rule
BESIDE_RULE = 0.7  # points beside a rule in which ink is its own, not that of a character
CONTRAST = 22, 50  # grey levels between the ground of a cell and its ink, on paper without grain and on the worst
GRAIN = 6.0  # times as far as the grain of the paper goes from its grey what is darker is ink
DARK = 110  # grey level of a ground that is darker than its print
LONGEST_DASH = 0.7  # of the width of a cell; what is as low and longer is left of a rule
CELL_GAP = 40.0  # points of a blank inside of a line of a cell
SURE = 0.6  # of 1: how sure of its letters an engine is on a page that it can read
LEAST_SURE = 0.35  # of 1: below which a line outside of all tables is a part of a drawing
SAMPLE = 8  # of the widest lines, by which it is seen how a page stands that cannot be read as it is
TURNS = (0, 2, 1, 3)  # quarters to the right, the likeliest first
SOLID, INK = 0.75, 255  # share of a bar that is ink; print fills a third of its line
BAR_SHAPE = 4  # times as wide as high a bar is at least
DECIMALS = 3  # of a certainty from 0 to 1 that is kept
MOST_PIECES = 20_000  # pieces of ink of a page; a photograph has more


def read_colours(number: int, points: bytes, across: int, down: int, size: tuple[float, float]) -> ScannedPage:
    """Read the picture of a page from its points (four bytes each, red first), line by line from the top."""
    colours = np.frombuffer(points, np.uint8).reshape(down, across, 4)
    seen = seen_in(colours, across / size[0])
    return read_page(number, seen.greys, size, inks_in(seen.colours))


def read_page(number: int, page: Pixels, size: tuple[float, float], inks: Sequence[Ink] = ()) -> ScannedPage:
    """Read the picture of a page of this width and height in points; it may be askew, on its side or upside down.

    ``inks`` is its ink in colour.
    """
    scale = page.shape[1] / size[0]
    nothing = PageContent(number, *size, words=(), rules=())
    lies = lying(page, scale)
    if lies.fans_out and inks:  # by what is drawn over it, it may be
        lies = lying(without_all(page, inks), scale)
    step()
    if lies.fans_out:
        return ScannedPage(nothing, unread="at-an-angle")
    bare = without_inks(straightened(page, lies.angle), inks_straightened(inks, lies.angle), scale)
    for turns in TURNS:
        seen = _seen(number, turned(bare, turns), scale, -turns % 4)
        step()
        if seen is None:
            return ScannedPage(nothing, unread="too-much")
        if not seen.lines:
            return ScannedPage(nothing, unread="no-print")
        if turns and _sure(read_lines(sorted(seen.lines, key=_width, reverse=True)[:SAMPLE], scale)) < SURE:
            continue
        read = list(read_lines(seen.lines, scale))
        if _sure(read) >= SURE:
            found = _recognised(seen.content, read, scale, lies.angle)
            doubts = [one for one in (*found.doubts, *seen.hidden) if not any(map(one.stands_in, seen.struck))]
            return found._replace(doubts=doubts, lifted=lifted_of(bare), struck=seen.struck)
    return ScannedPage(nothing, unread="not-recognised")


class _Seen(NamedTuple):
    """A page whose rules are known and whose lines are not read yet; ``struck`` are tables struck out whole."""

    content: PageContent
    lines: Sequence[InkLine]
    hidden: Sequence[Doubt] = ()
    struck: Sequence[Box] = ()


def _seen(number: int, bare: Bare, scale: float, turned_by: int) -> _Seen | None:
    """The rules and the lines of print of a page that lies straight; None where it has too many pieces of ink."""
    page = bare.page
    ink = ink_of(page, scale)
    high, wide = page.shape
    drawn = drawn_on(ink, page, scale)
    content = PageContent(number, wide / scale, high / scale, (), drawn.rules, turned=turned_by, fills=drawn.fields)
    grids = find_tables(content)
    lines: list[InkLine] = []
    rest = page.copy()
    for left, top, right, bottom in (_pixels(field, scale, 0.0) for field in drawn.fields):
        rest[top:bottom, left:right] = 255 - rest[top:bottom, left:right]
    contrast = max(CONTRAST[0], min(CONTRAST[1], GRAIN * grain_of(page)))
    hidden: list[Doubt] = []
    for box, inside in _cells(grids):
        own = [_below(bare, line) for line in _lines_of_cell(page, drawn.ink, box, inside, scale, contrast)]
        lines += own
        over = over_line(bare, _pixels(box, scale, BESIDE_RULE)) if not own and not inside else ""
        if over:
            hidden.append(
                Doubt("ink" if over == "ink" else "red-ink", "", (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            )
    outside = cv2.subtract(ink_of(rest, scale), grown(drawn.ink, BESIDE_RULE * scale))
    outside = without_shadows(outside, scale)
    for box, _ in _cells(grids):  # not of the whole table: what stands in it and in no cell is print too
        left, top, right, bottom = _pixels(box, scale, -INSET)
        outside[top:bottom, left:right] = 0
    if cv2.connectedComponents(outside)[0] > MOST_PIECES:
        return None
    for line in lines_in(outside, scale):
        if line.bottom - line.top >= LOWEST * scale and not _is_bar(outside, line):
            crop = rest[line.top : line.bottom, line.left : line.right]
            lines.append(_below(bare, InkLine(crop, line, in_table=False)))
    struck = [grid.box for grid in grids if is_struck_whole(bare, _pixels(grid.box, scale, 0.0))]
    return _Seen(content, lines, hidden, struck)


def _below(bare: Bare, line: InkLine) -> InkLine:
    """A line with what ink in colour was to it, and with what of it is printed in colour."""
    box = line.box
    red = None if bare.left is None else bare.left[box.top : box.bottom, box.left : box.right]
    return line._replace(over=over_line(bare, box), red=red if red is not None and red.any() else None)


def _is_bar(ink: Pixels, line: Blob) -> bool:
    """Whether a line is a bar, thicker than a rule: wide, and filled with ink."""
    filled = float(ink[line.top : line.bottom, line.left : line.right].mean()) / INK
    return line.right - line.left >= BAR_SHAPE * (line.bottom - line.top) and filled >= SOLID


def _cells(grids: Sequence[GridTable]) -> Iterator[tuple[Box, Sequence[Box]]]:
    """The outlines of the cells, each with those of the tables inside of it."""
    for grid in grids:
        for index, cell in enumerate(grid.cells):
            inner = grid.inner.get(index, ())
            yield grid.box_of(cell), [one.box for one in inner]
            yield from _cells(inner)


def _lines_of_cell(
    page: Pixels, rules: Pixels, box: Box, inside: Sequence[Box], scale: float, contrast: float
) -> Iterator[InkLine]:
    """The lines of print of a cell, but for those of the tables inside of it."""
    left, top, right, bottom = _pixels(box, scale, INSET)
    crop = page[top:bottom, left:right]
    if min(crop.shape) < LOWEST * scale:
        return
    ground = float(np.median(crop))
    if ground < DARK:
        crop, ground = 255 - crop, 255 - ground
    if inside:
        crop = crop.copy()
    for x0, y0, x1, y1 in (_pixels(one, scale, -HALO) for one in inside):
        crop[max(0, y0 - top) : max(0, y1 - top), max(0, x0 - left) : max(0, x1 - left)] = ground
    rule = _edged(rules[top:bottom, left:right])
    if ground - darkest_beside(rule, cv2.GaussianBlur(crop, (3, 3), 0), HALO * scale) < contrast:
        return
    ink, meets = pieces_beside(rule, crop, HALO * scale)
    faint = fainter(crop, ink, rule, HALO * scale, ground - contrast)
    pieces = [one for one in blobs_in(faint) if one.bottom - one.top >= LOWEST * scale] if faint.any() else []
    crop = np.where(grown(rule, RULE_EDGE) > 0, np.uint8(ground), crop)
    for line in lines_in(cv2.bitwise_or(ink, faint) if pieces else ink, scale, CELL_GAP):
        wide, high = line.right - line.left, line.bottom - line.top
        if wide < LOWEST * scale / 2 or (high < LOWEST * scale and wide > LONGEST_DASH * (right - left)):
            continue
        part = slice(line.top, line.bottom), slice(line.left, line.right)
        place = Blob(left + line.left, top + line.top, left + line.right, top + line.bottom)
        is_uneven = bool(ink[part].any()) and any(_is_within(one, line) for one in pieces)
        yield InkLine(crop[part], place, in_table=True, cut=list(blobs_in(meets[part])), is_uneven=is_uneven)


def _is_within(piece: Blob, line: Blob) -> bool:
    return line.left <= piece.left < line.right and line.top <= piece.top < line.bottom


def _edged(rules: Pixels) -> Pixels:
    """The ink of the rules in a cell, and its outermost points."""
    high, wide = rules.shape
    edged = np.full_like(rules, 255)
    edged[1 : high - 1, 1 : wide - 1] = rules[1 : high - 1, 1 : wide - 1]
    return edged


def _pixels(box: Box, scale: float, inset: float) -> Blob:
    """A box of points in pixels, so much smaller on each side."""
    left, top, right, bottom = box
    return Blob(
        max(0, round((left + inset) * scale)),
        max(0, round((top + inset) * scale)),
        max(0, round((right - inset) * scale)),
        max(0, round((bottom - inset) * scale)),
    )


def _recognised(content: PageContent, read: Sequence[ReadLine], scale: float, angle: float) -> ScannedPage:
    words: list[PageWord] = []
    doubts: list[Doubt] = []
    codes: list[Box] = []
    below: list[tuple[Box, str, Over]] = []
    certainties: list[tuple[Box, float]] = []
    for one in read:
        left, top, right, bottom = (side / scale for side in one.line.box)
        is_value = one.is_value and (one.doubt is None or is_number(one.text))
        if one.line.in_table or not one.words or is_value or one.sure >= LEAST_SURE or one.is_code:
            words += one.words
        doubts += [Doubt("one-engine", word.text, (word.x0 + word.x1) / 2, (top + bottom) / 2) for word in one.unread]
        if one.doubt is not None:
            middle = (left + right) / 2, (top + bottom) / 2
            doubts.append(Doubt(one.doubt, one.text, *middle, one.alone, (left, top, right, bottom)))
        if one.line.in_table and one.certainty is not None:
            certainties.append(((left, top, right, bottom), round(one.certainty, DECIMALS)))
        if one.is_code is False:
            codes.append((left, top, right, bottom))
        if one.line.over and not one.line.in_table and one.text:
            below.append(((left, top, right, bottom), one.text, one.line.over))
    content = content._replace(words=words)
    return ScannedPage(content, doubts, angle=angle, codes_doubted=codes, below_ink=below, certainties=certainties)


def _sure(read: Iterable[ReadLine]) -> float:
    """How sure the engine is of the letters of some lines; 0 where there are none."""
    sure = [one.sure for one in read if one.sure]
    return sum(sure) / len(sure) if sure else 0.0


def _width(line: InkLine) -> int:
    return line.box.right - line.box.left
