"""What is seen of a page, by pdfium's picture of it, and where its glyphs have their ink."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby, repeat
from operator import attrgetter
from typing import NamedTuple

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import LEAN, Box
from extract.readers.page.sight.picture import Glyph, Picture, SeenPage
from extract.readers.pdf.engines.matrix import Matrix, page_matrix, page_size
from extract.readers.pdf.engines.pdfium_library import Handle, address, doubles, floats, pairs, unsigned
from extract.readers.pdf.engines.pdfium_pages import OpenDocument

SCALE = 2.5  # points of the picture for a point of the page: a stroke of small print is one or two of them
MOST_POINTS = 1 << 23  # of one picture; a poster is drawn smaller
LEAST_SCALE = 1.0  # points of the picture for a point of the page, below which strokes run together
MARGIN = 2.0  # points round the tables
FORM_VERSION, FORM_CALLBACKS = 2, 63  # FPDF_FORMFILLINFO (fpdf_formfill.h) without a callback
ALIKE = 0.01  # of the height; a font whose glyphs differ no more does not tell their bounds
MOST_PEN = 0.5  # points that an outline is believed to go beyond its glyph
WHITE = 0xFFFFFFFF
# fpdf_annot.h: comments, links and pop-ups leave a number as it is; highlights, underlines and squiggles do as a rule
HARMLESS, MARKING = frozenset((1, 2, 16)), frozenset((9, 10, 11))


class PictureError(Exception):
    """pdfium cannot draw a page."""


class PicturedDocument:
    """An open document whose pages are looked at, form fields and all."""

    def __init__(self, document: OpenDocument) -> None:
        self._document = document
        self._callbacks = array("q", [FORM_VERSION, *[0] * FORM_CALLBACKS])
        self._forms: Handle | None = pdfium.form_environment(document.handle, address(self._callbacks))

    def look(self, number: int, part: Box) -> SeenPage:
        """What is seen in a part of a page, counted from 1."""
        page = self._document.turn_to(number)
        if page is None or page.text is None:
            raise PictureError
        return _seen(page.handle, page.text, part, self._forms)

    def close(self) -> None:
        """Close the form fields; the document is whose it was."""
        if self._forms:
            pdfium.close_form_environment(self._forms)


@contextmanager
def pictured(document: OpenDocument) -> Iterator[PicturedDocument]:
    """An open document to be looked at, with its form fields closed behind who does."""
    looked_at = PicturedDocument(document)
    try:
        yield looked_at
    finally:
        looked_at.close()


def _seen(page: Handle, text: Handle, part: Box, forms: Handle | None) -> SeenPage:
    box = _page_box(page)
    turns = pdfium.page_rotation(page)
    to_page = page_matrix(box, turns)
    size = page_size(box, turns)
    shown = (max(0.0, part[0] - MARGIN), max(0.0, part[1] - MARGIN), part[2] + MARGIN, part[3] + MARGIN)
    plain = drawn(page, size, shown)
    noted, marked = annotations_on(page, to_page)
    with_notes = drawn(page, size, shown, forms, noted=True) if noted or marked else plain
    glyphs = _Glyphs(text, to_page, shown).read()
    fonts = {font: pdfium.name_of_font(font) for font in {glyph.font for glyph in glyphs}}
    return SeenPage(plain, glyphs, noted, marked, with_notes, fonts)


def drawn(
    page: Handle,
    size: tuple[float, float],
    shown: Box,
    forms: Handle | None = None,
    *,
    noted: bool = False,
    turned: int = 0,
) -> Picture:
    """The picture of a part of a page, with its annotations and form fields if they are asked for.

    ``turned`` is by how many quarters of its own turn are taken back; the size and the part are then those behind it.
    """
    left, top, right, bottom = shown
    area = (right - left) * (bottom - top)
    scale = min(SCALE, (MOST_POINTS / max(area, 1.0)) ** 0.5)
    if scale < LEAST_SCALE:
        raise PictureError
    width, height = round((right - left) * scale), round((bottom - top) * scale)
    greys = array("B", bytes(width * height))
    bitmap = pdfium.bitmap_of(width, height, pdfium.GREY, address(greys), width)
    if not bitmap:
        raise PictureError
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, width, height, WHITE)
        x, y = round(left * scale), round(top * scale)
        where = -x, -y, round(size[0] * scale), round(size[1] * scale), -turned % 4
        how = pdfium.DRAWN_GREY | (pdfium.WITH_ANNOTATIONS if noted else 0)
        pdfium.draw_page(bitmap, page, *where, how)
        if noted and forms:
            pdfium.draw_forms(forms, bitmap, page, *where, how)
    finally:
        pdfium.close_bitmap(bitmap)
    return Picture(greys.tobytes(), width, height, x / scale, y / scale, scale)


class _Lie(NamedTuple):
    """How a piece of text lies: slanting, upright, and by how much its outline goes beyond its glyphs."""

    slants: bool
    upright: bool
    pen: float


class _Glyphs:
    """The characters of a part of a page, white space aside, with the room of their ink."""

    def __init__(self, text: Handle, to_page: Matrix, shown: Box) -> None:
        self._text = text
        self._to_page = to_page
        self._fonts: dict[int, int] = {}
        self._lying: dict[int, _Lie] = {}
        self._matrix = floats(6)
        room, colour = doubles(4), unsigned(4)
        self._room, self._colour = room, colour
        self._room_at = [address(room, side) for side in range(4)]
        self._colour_at = [address(colour, part) for part in range(4)]
        count: int = pdfium.char_count(text)
        xs, ys = pairs("d", pdfium.char_origin, range(count), text)
        a, b, c, d, e, f = to_page
        left, top, right, bottom = shown
        self._near = [
            index
            for index, (x, y) in enumerate(zip(xs, ys, strict=True))
            if left <= a * x + c * y + e <= right and top <= b * x + d * y + f <= bottom
        ]

    def read(self) -> list[Glyph]:
        """The characters; where a font does not tell the bounds of its glyphs, each ends where the next one begins."""
        glyphs = list(self._all())
        loose = _without_bounds(glyphs)
        if not loose:
            return glyphs
        following = zip(glyphs, [*glyphs[1:], None], strict=True)
        return [_ended(glyph, after) if glyph.font in loose else glyph for glyph, after in following]

    def _all(self) -> Iterator[Glyph]:
        text, (a, b, c, d, e, f), room = self._text, self._to_page, self._room
        codes = map(pdfium.char_code, repeat(text), self._near)
        owners = map(pdfium.char_object, repeat(text), self._near)
        last, font, slants, upright, pen = 0, 0, False, False, 0.0
        for index, code, owner in zip(self._near, codes, owners, strict=True):
            if not owner or not 0x20 < code < 0x110000 or (code > 0x7F and chr(code).isspace()):
                continue
            if owner != last:
                last, font, (slants, upright, pen) = owner, self._font(owner), self._lies(owner, index)
            pdfium.char_box(text, index, *self._room_at)
            left, right, low, high = room
            ax, ay = a * left + c * low + e, b * left + d * low + f
            bx, by = a * right + c * high + e, b * right + d * high + f
            if ax > bx:
                ax, bx = bx, ax
            if ay > by:
                ay, by = by, ay
            colour = self._painted(index) if 0x30 <= code <= 0x39 else 0
            if pen:
                ax, ay, bx, by = ax - pen, ay - pen, bx + pen, by + pen
            yield Glyph("" if slants else chr(code), ax, ay, bx, by, owner, font, colour, True, upright)

    def _painted(self, index: int) -> int:
        """The colour that a character is filled with, as one number."""
        pdfium.char_colour(self._text, index, *self._colour_at)
        red, green, blue, alpha = self._colour
        return alpha << 24 | red << 16 | green << 8 | blue

    def _lies(self, owner: int, index: int) -> _Lie:
        """How the text of a piece lies on the page."""
        found = self._lying.get(owner)
        if found is None:
            pdfium.char_matrix(self._text, index, address(self._matrix))
            along, rise = self._matrix[0], self._matrix[1]
            a, b, c, d, *_ = self._to_page
            slants = min(abs(along), abs(rise)) > LEAN * max(abs(along), abs(rise))
            upright = a * along + c * rise > abs(b * along + d * rise)
            found = self._lying[owner] = _Lie(slants, upright, self._pen(owner, max(abs(along), abs(rise))))
        return found

    def _pen(self, owner: int, stretch: float) -> float:
        """Half of the width of the line that the glyphs of a piece of text are outlined with."""
        if pdfium.text_render_mode(Handle(owner)) not in pdfium.OUTLINED:
            return 0.0
        width = floats(1)
        pdfium.stroke_width(Handle(owner), address(width))
        return min(width[0] * stretch / 2, MOST_PEN)

    def _font(self, owner: int) -> int:
        font = self._fonts.get(owner)
        if font is None:
            font = self._fonts[owner] = pdfium.text_font(Handle(owner)) or 0
        return font


def _without_bounds(glyphs: Iterable[Glyph]) -> frozenset[int]:
    """The fonts whose glyphs are all equally high in each piece of text, whatever they are."""
    marks: defaultdict[int, set[str]] = defaultdict(set)
    pieces: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for (font, owner), piece in groupby(glyphs, attrgetter("font", "owner")):
        own = list(piece)
        marks[font].update([glyph.mark for glyph in own])
        pieces[font, owner] += [glyph.bottom - glyph.top for glyph in own]
    differing = {font for (font, _), heights in pieces.items() if max(heights) - min(heights) > ALIKE * max(heights)}
    return frozenset(font for font, own in marks.items() if len(own) > 2 and font not in differing)


def _ended(glyph: Glyph, after: Glyph | None) -> Glyph:
    """A glyph without bounds up to where the next one of its piece begins."""
    follows = after is not None and after.owner == glyph.owner and glyph.x0 < after.x0 < glyph.x1
    return glyph._replace(x1=after.x0 if after is not None and follows else glyph.x1, tight=False)


def annotations_on(page: Handle, to_page: Matrix) -> tuple[list[Box], list[Box]]:
    """Where annotations and form fields stand that may change what is read, and those that mark a text."""
    noted: list[Box] = []
    marked: list[Box] = []
    bounds = floats(4)
    for index in range(pdfium.annotation_count(page)):
        annotation = pdfium.annotation_at(page, index)
        if not annotation:
            continue
        kind = pdfium.annotation_kind(annotation)
        found = pdfium.annotation_box(annotation, address(bounds))
        pdfium.close_annotation(annotation)
        if found and kind not in HARMLESS:
            (ax, ay), (bx, by) = to_page.apply(bounds[0], bounds[1]), to_page.apply(bounds[2], bounds[3])
            (marked if kind in MARKING else noted).append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return noted, marked


def _page_box(page: Handle) -> Box:
    """What a page shows, in the file's coordinates: left, bottom, right, top."""
    box = floats(4)
    pdfium.page_box(page, address(box))
    left, top, right, bottom = box
    return left, bottom, right, top
