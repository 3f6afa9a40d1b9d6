"""The functions of pdfium's C interface that are needed, with handles and pointers as plain numbers.

The library is the one that pypdfium2 installs. Its own bindings declare all of pdfium, which takes longer than reading
a short document, and their typed pointers make a call take twice the time. The interpreter's lock is kept: pdfium is
not made for threads, and most of these calls take less time than to give the lock away.
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import Iterable
from ctypes import PyDLL, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", int, float)
ERROR_PASSWORD, ERROR_SECURITY = 4, 5  # fpdfview.h
OBJECT_TEXT, OBJECT_PATH, OBJECT_FORM = 1, 2, 5  # fpdf_edit.h
SEGMENT_BEZIER, SEGMENT_MOVE = 1, 2
INVISIBLE = 3  # text render mode of text that is not painted (ISO 32000-1, 9.3.6)


def floats(count: int) -> array[float]:
    """Room for C floats: 4 for FS_RECTF (left, top, right, bottom), 6 for FS_MATRIX (a to f)."""
    return array("f", bytes(4 * count))


def doubles(count: int) -> array[float]:
    """Room for C doubles."""
    return array("d", bytes(8 * count))


def integers(count: int) -> array[int]:
    """Room for C integers."""
    return array("i", bytes(4 * count))


def address(room: array[Any]) -> int:
    """Where an array lies, as the functions that write into it are told."""
    return room.buffer_info()[0]


def pairs(function: Any, first: array[T], second: array[T], *columns: Iterable[int]) -> tuple[array[T], array[T]]:
    """The two values that a function writes for each row of the columns of its arguments."""
    each = first.itemsize
    rooms = (range(address(room), address(room) + each * len(room), each) for room in (first, second))
    deque(map(function, *columns, *rooms), maxlen=0)
    return first, second


def _installed() -> str:
    """Where pypdfium2's wheel has put the library."""
    found = find_spec("pypdfium2_raw")
    folder = Path(found.origin).parent if found is not None and found.origin else Path()
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    return str(folder / name)


_LIBRARY = PyDLL(_installed())


def _function(name: str, result: Any, *arguments: Any) -> Any:
    function = _LIBRARY[name]
    function.restype, function.argtypes = result, arguments
    return function


_function("FPDF_InitLibrary", None)()

last_error = _function("FPDF_GetLastError", c_ulong)
load_document = _function("FPDF_LoadDocument", c_void_p, c_char_p, c_char_p)
close_document = _function("FPDF_CloseDocument", None, c_void_p)
page_count = _function("FPDF_GetPageCount", c_int, c_void_p)
load_page = _function("FPDF_LoadPage", c_void_p, c_void_p, c_int)
close_page = _function("FPDF_ClosePage", None, c_void_p)
page_width = _function("FPDF_GetPageWidthF", c_float, c_void_p)
page_height = _function("FPDF_GetPageHeightF", c_float, c_void_p)
page_box = _function("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
page_rotation = _function("FPDFPage_GetRotation", c_int, c_void_p)

load_text = _function("FPDFText_LoadPage", c_void_p, c_void_p)
close_text = _function("FPDFText_ClosePage", None, c_void_p)
char_count = _function("FPDFText_CountChars", c_int, c_void_p)
chars_as_utf16 = _function("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_code = _function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_is_generated = _function("FPDFText_IsGenerated", c_int, c_void_p, c_int)
char_is_unknown = _function("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
char_object = _function("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_origin = _function("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
char_box = _function("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
char_loose_box = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
char_matrix = _function("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)

text_size = _function("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
text_font = _function("FPDFTextObj_GetFont", c_void_p, c_void_p)
text_render_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
font_name = _function("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
font_descent = _function("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)
glyph_width = _function("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint, c_float, c_void_p)

object_count = _function("FPDFPage_CountObjects", c_int, c_void_p)
object_at = _function("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
object_type = _function("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _function("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_matrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
form_object_count = _function("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object_at = _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
path_draw_mode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
segment_count = _function("FPDFPath_CountSegments", c_int, c_void_p)
segment_at = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_type = _function("FPDFPathSegment_GetType", c_int, c_void_p)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_closes = _function("FPDFPathSegment_GetClose", c_int, c_void_p)
