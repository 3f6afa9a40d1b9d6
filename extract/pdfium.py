"""Pages of a PDF through pdfium's C interface: its characters by the text page, its rules by the path objects.

How pdfium makes a text page (core/fpdftext/cpdf_textpage.cpp): it adds spaces and line ends of its own
(``FPDFText_IsGenerated``), makes U+0002 of a hyphen at a line's end, leaves out text that is printed twice in one
place, and gives the character code where a font has no Unicode for it (``FPDFText_HasUnicodeMapError``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import CFUNCTYPE, addressof, byref, c_char, c_double, c_float, c_int, c_ushort, c_void_p, cast
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.page import (
    BULLET,
    LEAN,
    UNKNOWN,
    Char,
    PageContent,
    PageWord,
    Point,
    Rule,
    each_once,
    is_symbol_font,
    rules_of,
    words_of,
)

HYPHEN_AT_END = 0x02
NOT_SAID = "\ufffe"  # in pdfium's text: a hyphen at a line's end, or no character at all
NO_CHARACTER = frozenset((0, *range(0xD800, 0xE000)))  # nothing, and the halves of a surrogate pair
GENERATED = " \r\n"
INVISIBLE = 3  # text render mode of text that is not painted (ISO 32000-1, 9.3.6)
FLAT = 0.1  # points
NO_WIDTH = 0.01  # points; narrower text objects are left out of a text page (kSizeEpsilon)
MAX_FORMS = 16  # form XObjects inside one another
NAME_LENGTH = 256


class PdfiumError(Exception):
    """pdfium cannot open the file; ``encrypted`` tells that it asks for a password."""

    def __init__(self, *, encrypted: bool = False) -> None:
        super().__init__("encrypted" if encrypted else "not a PDF that can be read")
        self.encrypted = encrypted


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __matmul__(self, then: Matrix) -> Matrix:
        """This map and another one after it."""
        a, b, c, d, e, f = self
        return Matrix(
            a * then.a + b * then.c,
            a * then.b + b * then.d,
            c * then.a + d * then.c,
            c * then.b + d * then.d,
            e * then.a + f * then.c + then.e,
            e * then.b + f * then.d + then.f,
        )

    def apply(self, x: float, y: float) -> Point:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class _Font(NamedTuple):
    """A font of the page at size 1; ``widths`` maps a character to how far it moves on, as far as that is known."""

    handle: Any
    symbol: bool
    descent: float
    widths: dict[str, float]


class _Style(NamedTuple):
    """What all characters of one text object have in common, in points of the page.

    ``unread`` says why they are left out: ``hidden`` where nothing is painted, ``sideways`` where they do not stand
    upright. ``descent`` is how far the box reaches below the base line, ``stretch`` the size along it; ``along``
    tells that the base line runs along the x axis of the file, as it does not on a turned page.
    """

    font: _Font
    unread: str
    size: float
    stretch: float
    descent: float
    along: bool


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with handles and pointers as plain numbers, which ctypes passes in half the time."""
    return CFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_object_at = _plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_unknown_at = _plain(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
_origin_at = _plain(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)


class PdfiumDocument:
    """An open document; its pages are read one at a time, and nothing of a page stays in memory behind it."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self.pages: int = pdfium.FPDF_GetPageCount(handle)

    def read(self, number: int) -> PageContent | None:
        """The content of a page, counted from 1; None where pdfium cannot load it."""
        page = pdfium.FPDF_LoadPage(self._handle, number - 1)
        if not page:
            return None
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                return None
            try:
                return _content(page, text, number)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfiumDocument]:
    """The document at a path, closed behind the reader."""
    handle = pdfium.FPDF_LoadDocument(os.fsencode(path), None)
    if not handle:
        raise PdfiumError(encrypted=pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY))
    try:
        yield PdfiumDocument(handle)
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _content(page: Any, text: Any, number: int) -> PageContent:
    to_page = _page_matrix(page)
    width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    unread: Counter[str] = Counter()
    words = tuple(each_once(words_of(_chars(text, to_page, unread))))
    painted = tuple(_painted(page, to_page))
    words += tuple(shape for shape in painted if isinstance(shape, PageWord))
    rules = tuple(shape for shape in painted if isinstance(shape, Rule))
    return PageContent(number, width, height, words, rules, unread["hidden"], unread["sideways"])


def _page_matrix(page: Any) -> Matrix:
    """From the file's coordinates to points from the top left corner of the page as it is shown, turned and cropped."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    turned = pdfium.FPDFPage_GetRotation(page)  # quarters, clockwise
    return (
        Matrix(1, 0, 0, -1, -box.left, box.top),
        Matrix(0, 1, 1, 0, -box.bottom, -box.left),
        Matrix(-1, 0, 0, 1, box.right, -box.bottom),
        Matrix(0, -1, -1, 0, box.top, box.right),
    )[turned]


# ------------------------------------------------------------------------------------------------ characters


def _chars(text: Any, to_page: Matrix, unread: Counter[str]) -> Iterator[Char]:
    """The characters that are painted upright; the others are counted."""
    handle = cast(text, c_void_p).value
    styles: dict[int, _Style] = {}
    fonts: dict[int, _Font] = {}
    x, y = c_double(), c_double()
    to_x, to_y = addressof(x), addressof(y)
    a, b, c, d, e, f = to_page
    for index, printed in enumerate(_printed(text)):
        if printed in GENERATED and pdfium.FPDFText_IsGenerated(text, index):
            continue
        owner = _object_at(handle, index)
        style = styles.get(owner)
        if style is None:
            style = styles[owner] = _style(text, index, to_page, fonts)
        if style.unread:
            unread[style.unread] += 1
            continue
        font = style.font
        unknown = _unknown_at(handle, index) or printed == UNKNOWN
        width = None if unknown else font.widths.get(printed)
        if width is None:
            width = _width(text, index, "" if unknown else printed, style)
        _origin_at(handle, index, to_x, to_y)
        left = a * x.value + c * y.value + e
        bottom = b * x.value + d * y.value + f + style.descent
        meant = BULLET if font.symbol and not printed.isspace() else UNKNOWN if unknown else printed
        yield meant, left, bottom - style.size, left + width * style.stretch, bottom, style.size, owner or 0


def _printed(text: Any) -> Sequence[str]:
    """The characters of a text page, one for each of pdfium's; U+FFFD where it has none."""
    count = pdfium.FPDFText_CountChars(text)
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    found = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(found) == count and NOT_SAID not in found:
        return found
    return [_character(text, index) for index in range(count)]


def _character(text: Any, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code == HYPHEN_AT_END:
        return "-"
    if code == 0 and not _has_ink(text, index):
        return " "
    return UNKNOWN if code in NO_CHARACTER else chr(code)


def _has_ink(text: Any, index: int) -> bool:
    """Whether there is anything to see of a character; its glyph's box is flat where there is not."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top))
    return top.value - bottom.value > FLAT


def _width(text: Any, index: int, printed: str, style: _Style) -> float:
    """How far a character of size 1 moves on, by its font, else by the box that pdfium gives it."""
    width = c_float()
    if (
        printed
        and pdfium.FPDFFont_GetGlyphWidth(style.font.handle, ord(printed), 1.0, byref(width))
        and width.value > 0
    ):
        style.font.widths[printed] = width.value
        return width.value
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, byref(box))
    across: float = box.right - box.left if style.along else box.top - box.bottom
    return abs(across) / style.stretch


def _style(text: Any, index: int, to_page: Matrix, fonts: dict[int, _Font]) -> _Style:
    """The style of a text object by one of its characters.

    Characters are as high as their type size, from the font's descent upwards, whatever their glyphs fill of it.
    """
    found = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, byref(found))
    owner = pdfium.FPDFText_GetTextObject(text, index)
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(owner, byref(size))
    handle = pdfium.FPDFTextObj_GetFont(owner)
    address = cast(handle, c_void_p).value or 0
    font = fonts.get(address)
    if font is None:
        font = fonts[address] = _font(handle)
    right = (found.a * to_page.a + found.b * to_page.c) * size.value  # the text's axes on the page, at its type size
    rise = (found.a * to_page.b + found.b * to_page.d) * size.value
    down = (found.c * to_page.b + found.d * to_page.d) * size.value
    upright = right > 0 > down and abs(rise) <= LEAN * right
    hidden = pdfium.FPDFTextObj_GetTextRenderMode(owner) == INVISIBLE
    return _Style(
        font=font,
        unread="hidden" if hidden else "" if upright else "sideways",
        size=-down,
        stretch=right,
        descent=down * font.descent,
        along=not to_page.b,
    )


def _font(handle: Any) -> _Font:
    name = (c_char * NAME_LENGTH)()
    pdfium.FPDFFont_GetBaseFontName(handle, name, NAME_LENGTH)
    descent = c_float()
    pdfium.FPDFFont_GetDescent(handle, 1.0, byref(descent))
    return _Font(handle, is_symbol_font(name.value.decode("utf-8", "replace")), descent.value, {})


# ------------------------------------------------------------------------------------------ page objects


def _painted(page: Any, to_page: Matrix) -> Iterator[Rule | PageWord]:
    """The rules of a page, and its blanks that stand alone, which pdfium's text page leaves out."""
    count = pdfium.FPDFPage_CountObjects(page)
    return _painted_by((pdfium.FPDFPage_GetObject(page, index) for index in range(count)), to_page, 0)


def _painted_by(objects: Iterator[Any], to_page: Matrix, depth: int) -> Iterator[Rule | PageWord]:
    for entry in objects:
        kind = pdfium.FPDFPageObj_GetType(entry)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _rules_of_path(entry, to_page)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield from _blank(entry, to_page)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORMS:
            count = pdfium.FPDFFormObj_CountObjects(entry)
            inside = (pdfium.FPDFFormObj_GetObject(entry, index) for index in range(count))
            yield from _painted_by(inside, _matrix_of(entry) @ to_page, depth + 1)


def _blank(entry: Any, to_page: Matrix) -> Iterator[PageWord]:
    """A text object that fills no room, as a space."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(entry, byref(left), byref(bottom), byref(right), byref(top))
    if abs(right.value - left.value) >= NO_WIDTH:
        return
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(entry, byref(size))
    matrix = _matrix_of(entry) @ to_page
    height = -matrix.d * size.value
    if height > 0:
        yield PageWord(" ", matrix.e, matrix.f - height, matrix.e, matrix.f, height)


def _matrix_of(entry: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(entry, byref(found))
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _rules_of_path(path: Any, to_page: Matrix) -> Iterator[Rule]:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    matrix = _matrix_of(path) @ to_page
    for points in _pieces(path, matrix):
        yield from rules_of(points, stroked=bool(stroke), filled=bool(fill))


def _pieces(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The connected pieces of a path; of a curve only its ends, since no rule is curved."""
    x, y = c_float(), c_float()
    to_x, to_y = byref(x), byref(y)
    points: list[Point] = []
    handles = 0
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            handles += 1
            if handles % 3:
                continue
        pdfium.FPDFPathSegment_GetPoint(segment, to_x, to_y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(matrix.apply(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points
