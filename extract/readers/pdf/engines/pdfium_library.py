"""The functions of pdfium's C interface that are needed, declared no more than they must be.

The library is the one that pypdfium2 installs. Its own bindings declare all of pdfium, which takes longer than reading
a short document, and every declared argument slows a call down: here an address is a ``Handle``, and a number a C int
unless it is declared. The interpreter's lock is kept: pdfium is not made for threads, and most of these calls take less
time than to give the lock away.
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import PyDLL, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from typing import Any

ERROR_PASSWORD, ERROR_SECURITY = 4, 5  # fpdfview.h
OBJECT_TEXT, OBJECT_PATH, OBJECT_PICTURE, OBJECT_SHADING, OBJECT_FORM = 1, 2, 3, 4, 5  # fpdf_edit.h
SEGMENT_BEZIER, SEGMENT_MOVE = 1, 2
GREY, COLOURED = 1, 3  # FPDFBitmap_Gray, a byte for each point of a picture, and FPDFBitmap_BGRx, four
DRAWN_GREY, WITH_ANNOTATIONS, RED_FIRST = 0x08, 0x01, 0x10  # FPDF_GRAYSCALE, FPDF_ANNOT, FPDF_REVERSE_BYTE_ORDER
OUTLINED = frozenset((1, 2, 5, 6))  # text render modes of text whose outline is painted (ISO 32000-1, 9.3.6)
INVISIBLE = 3  # text render mode of text that is not painted (ISO 32000-1, 9.3.6)
AT_ONCE = 256  # rows asked before what is written is put aside
NAME_LENGTH = 256  # of a font, in bytes


def floats(count: int) -> array[float]:
    """Room for C floats: 4 for FS_RECTF (left, top, right, bottom), 6 for FS_MATRIX (a to f)."""
    return array("f", bytes(4 * count))


def doubles(count: int) -> array[float]:
    """Room for C doubles."""
    return array("d", bytes(8 * count))


def unsigned(count: int) -> array[int]:
    """Room for C unsigned numbers."""
    return array("I", bytes(4 * count))


def shorts(count: int) -> array[int]:
    """Room for UTF-16 units."""
    return array("H", bytes(2 * count))


class Handle(c_void_p):
    """An address: one of pdfium's objects, or of room that a function writes into."""


def address(room: array[Any], index: int = 0) -> Handle:
    """Where a number of an array lies."""
    return Handle(room.buffer_info()[0] + room.itemsize * index)


def argument(handle: Handle) -> Any:
    """The address as ctypes hands it over: of a ``Handle`` it would make one anew for each of many calls."""
    return c_void_p.from_param(handle.value)


def pairs(kind: str, function: Any, rows: Sequence[Any], *fixed: Any) -> tuple[array[Any], array[Any]]:
    """The two numbers that a function writes for each row, which it is given behind the fixed arguments."""
    first, second = array(kind), array(kind)
    rooms, pointers = _rooms(kind)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        deque(map(function, *map(repeat, fixed), part, *pointers), maxlen=0)
        first += rooms[0][: len(part)]
        second += rooms[1][: len(part)]
    return first, second


@cache
def _rooms(kind: str) -> tuple[list[array[Any]], list[list[Any]]]:
    """Two arrays to be written into, and the addresses of their numbers, which take half as long to make as a call."""
    rooms = [array(kind, [0] * AT_ONCE) for _ in range(2)]
    return rooms, [[argument(address(room, index)) for index in range(AT_ONCE)] for room in rooms]


def _installed() -> str:
    """Where pypdfium2's wheel has put the library."""
    found = find_spec("pypdfium2_raw")
    folder = Path(found.origin).parent if found is not None and found.origin else Path()
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    return str(folder / name)


_LIBRARY = PyDLL(_installed())


def _function(name: str, result: Any = c_int, *arguments: Any) -> Any:
    """A function of the library; arguments are declared where a number is no C int."""
    function = _LIBRARY[name]
    function.restype = result
    if arguments:
        function.argtypes = arguments
    return function


_function("FPDF_InitLibrary", None)()

last_error = _function("FPDF_GetLastError", c_ulong)
load_document = _function("FPDF_LoadMemDocument64", Handle, c_char_p, c_size_t, c_char_p)
close_document = _function("FPDF_CloseDocument", None)
page_count = _function("FPDF_GetPageCount")
information = _function("FPDF_GetMetaText", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)
load_page = _function("FPDF_LoadPage", Handle)
close_page = _function("FPDF_ClosePage", None)
page_box = _function("FPDF_GetPageBoundingBox")
page_rotation = _function("FPDFPage_GetRotation")

load_text = _function("FPDFText_LoadPage", Handle)
close_text = _function("FPDFText_ClosePage", None)
char_count = _function("FPDFText_CountChars")
chars_as_utf16 = _function("FPDFText_GetText")
char_code = _function("FPDFText_GetUnicode", c_uint)
char_is_generated = _function("FPDFText_IsGenerated")
char_is_unknown = _function("FPDFText_HasUnicodeMapError")
char_object = _function("FPDFText_GetTextObject", c_void_p)
char_origin = _function("FPDFText_GetCharOrigin", None)
char_box = _function("FPDFText_GetCharBox")
char_loose_box = _function("FPDFText_GetLooseCharBox")
char_colour = _function("FPDFText_GetFillColor")
char_matrix = _function("FPDFText_GetMatrix")

text_size = _function("FPDFTextObj_GetFontSize")
text_font = _function("FPDFTextObj_GetFont", c_void_p)
stroke_width = _function("FPDFPageObj_GetStrokeWidth")
text_render_mode = _function("FPDFTextObj_GetTextRenderMode")
set_text_render_mode = _function("FPDFTextObj_SetTextRenderMode")
font_name = _function("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
font_descent = _function("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)
glyph_width = _function("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint, c_float, c_void_p)

object_count = _function("FPDFPage_CountObjects")
object_at = _function("FPDFPage_GetObject", Handle)
object_type = _function("FPDFPageObj_GetType")
object_fill = _function("FPDFPageObj_GetFillColor")
object_stroke = _function("FPDFPageObj_GetStrokeColor")
object_bounds = _function("FPDFPageObj_GetBounds")
object_matrix = _function("FPDFPageObj_GetMatrix")
form_object_count = _function("FPDFFormObj_CountObjects")
form_object_at = _function("FPDFFormObj_GetObject", Handle, c_void_p, c_ulong)
image_size = _function("FPDFImageObj_GetImagePixelSize")
path_draw_mode = _function("FPDFPath_GetDrawMode", None)
segment_count = _function("FPDFPath_CountSegments")
segment_at = _function("FPDFPath_GetPathSegment", Handle)
segment_type = _function("FPDFPathSegment_GetType")
segment_point = _function("FPDFPathSegment_GetPoint", None)
segment_closes = _function("FPDFPathSegment_GetClose")

bitmap_of = _function("FPDFBitmap_CreateEx", Handle)
fill_bitmap = _function("FPDFBitmap_FillRect", c_int, c_void_p, c_int, c_int, c_int, c_int, c_ulong)
draw_page = _function("FPDF_RenderPageBitmap", None)
close_bitmap = _function("FPDFBitmap_Destroy", None)
annotation_count = _function("FPDFPage_GetAnnotCount")
annotation_at = _function("FPDFPage_GetAnnot", Handle)
annotation_kind = _function("FPDFAnnot_GetSubtype")
annotation_box = _function("FPDFAnnot_GetRect")
close_annotation = _function("FPDFPage_CloseAnnot", None)
form_environment = _function("FPDFDOC_InitFormFillEnvironment", Handle)
close_form_environment = _function("FPDFDOC_ExitFormFillEnvironment", None)
draw_forms = _function("FPDF_FFLDraw", None)


def name_of_font(font: int) -> str:
    """The name of a font, the mark of a subset included."""
    name = array("b", bytes(NAME_LENGTH))
    font_name(font, address(name), NAME_LENGTH)
    return name.tobytes().partition(b"\0")[0].decode("utf-8", "replace")
