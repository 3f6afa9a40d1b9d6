"""A drawing of HWP 5 in front of the text: what of it may hide the text, and where it says that it lies.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.3.9 (개체 공통 속성), 4.3.9.2.1 (HWPTAG_SHAPE_COMPONENT) and 4.3.9.2.2
(HWPTAG_SHAPE_COMPONENT_LINE); fills 4.2.5. That the opacity of a fill stands behind it is seen in files of Hangul.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from extract.readers.hwp.layout import BIN_DATA, DRAWINGS, LINE_SHAPE, PARA_SHAPE, PICTURE, SHAPE_COMPONENT, records_of
from extract.readers.line_layout.afloat import OPAQUE, Afloat, Align, Base, Kind, Offset

OBJECT = struct.Struct("<4xI2i2I")  # of a control: its flags, how far down and right, its size
INLINE = 1  # 글자처럼 취급
FLOW_AT, BEHIND, IN_FRONT = 21, 2, 3  # 본문과의 배치: 글 뒤로, 글 앞으로
DOWN_AT, DOWN_ALIGN_AT, ACROSS_AT, ACROSS_ALIGN_AT = 3, 5, 8, 10  # bits of the flags
DOWN: tuple[Base, ...] = ("paper", "page", "paragraph", "paragraph")
ACROSS: tuple[Base, ...] = ("paper", "page", "column", "paragraph")
ALIGNS: tuple[Align, ...] = ("start", "center", "end", "start", "end", "start", "start", "start")
GROUP = b"noc$"  # the name of a group in its own record, the last byte first
FLIPS_AT, MATRICES_AT = 36, 50  # of a drawing's own record
FLIPS = struct.Struct("<IH")  # its flags, and by how much it is turned
MATRIX = 48  # bytes
LINE_BYTES = 13  # of the border of a drawing
FILL = struct.Struct("<II8xIB")  # its kinds, its colour, the size of more, and how far it is seen through
IN_COLOUR, IN_SHADES = 1, 4
NO_COLOUR = 0xFF00_0000  # bits of a colour that is none
ENDS = struct.Struct("<4i")  # of a line
ITEM_OF = struct.Struct("<71xH")  # of a picture: which of the BIN_DATA records it shows
ITEM = struct.Struct("<H2xH")  # of a BIN_DATA record: how it is stored, and how long its suffix is
PARAGRAPH = struct.Struct("<I")  # of a paragraph shape: its properties
ALIGN_AT = 2  # bits of them
PARAGRAPHS: Mapping[int, Align] = {2: "end", 3: "center"}
FACES = ("rect", "ellipse")  # whose fill covers what lies under it, but for the corners of an ellipse
OUTLINED = (*FACES, "arc", "polygon", "curve")  # those without a fill hide nothing

Records = Sequence[tuple[int, bytes]]  # those below a control, nearest first


def drawing_of(control: bytes, below: Records, *, speaks: bool) -> Afloat | None:
    """How a drawing may hide what is under it, or None; one that ``speaks`` says something else than that."""
    if _flow(control) != IN_FRONT:
        return None
    drawn, own = _drawn(below), _own(below)
    kind = _hides(drawn, own, speaks=speaks)
    if kind is None:
        return None
    flags, down, across, width, height = OBJECT.unpack_from(control)
    return Afloat(
        kind=kind,
        across=offset_across(flags, across),
        down=Offset(DOWN[flags >> DOWN_AT & 3], ALIGNS[flags >> DOWN_ALIGN_AT & 7], down),
        width=width,
        height=height,
        is_round=drawn == "ellipse",
        is_rising=_is_rising(below, own),
        picture=_picture(below) if drawn == "pic" and not speaks and not _is_turned(own) else None,
    )


def is_ring(control: bytes, below: Records) -> bool:
    """Whether a drawing is an outline on the text or behind it, which hides nothing."""
    return _flow(control) in (BEHIND, IN_FRONT) and _drawn(below) in OUTLINED and not _fill(_own(below))


def offset_across(flags: int, by: int) -> Offset:
    """How far to the right an object lies."""
    return Offset(ACROSS[flags >> ACROSS_AT & 3], ALIGNS[flags >> ACROSS_ALIGN_AT & 7], by)


class Pictures:
    """Which pictures of a document have a format that is seen through nowhere, read where somebody asks."""

    def __init__(self, doc_info: bytes) -> None:
        self._doc_info = doc_info
        self._found: list[bool] | None = None

    def is_opaque(self, number: str | int) -> bool:
        """Whether the picture of a BIN_DATA record, counted from 1, hides what is under it."""
        if self._found is None:
            records = records_of(self._doc_info)
            self._found = [_suffix(self._doc_info[at:end]) in OPAQUE for tag, _, at, end in records if tag == BIN_DATA]
        return isinstance(number, int) and 0 < number <= len(self._found) and self._found[number - 1]


def _suffix(item: bytes) -> str:
    """The suffix of a picture that the file holds, '' of any other."""
    kind, length = ITEM.unpack_from(item) if len(item) >= ITEM.size else (0, 0)
    return item[ITEM.size : ITEM.size + 2 * length].decode("utf-16-le", "replace").lower() if kind & 0xF == 1 else ""


class Aligns:
    """How the paragraphs of a document are aligned by the numbers of their shapes, read where somebody asks."""

    def __init__(self, doc_info: bytes) -> None:
        self._doc_info = doc_info
        self._found: list[Align] | None = None

    def of(self, shape: str | int) -> Align:
        """How a paragraph of a shape is aligned."""
        if self._found is None:
            records = records_of(self._doc_info)
            self._found = [_align(self._doc_info[at:end]) for tag, _, at, end in records if tag == PARA_SHAPE]
        return self._found[shape] if isinstance(shape, int) and 0 <= shape < len(self._found) else "start"


def _align(shape: bytes) -> Align:
    (said,) = PARAGRAPH.unpack_from(shape) if len(shape) >= PARAGRAPH.size else (0,)
    return PARAGRAPHS.get(said >> ALIGN_AT & 7, "start")


def _flow(control: bytes) -> int:
    """How a drawing lies to the text, -1 where it is a character of it."""
    if len(control) < OBJECT.size:
        return -1
    flags = OBJECT.unpack_from(control)[0]
    return -1 if flags & INLINE else flags >> FLOW_AT & 7


def _drawn(below: Records) -> str:
    """What a drawing is; those in a group are none by themselves."""
    if _own(below)[:4] == GROUP:
        return "container"
    return next((DRAWINGS[tag] for tag, _ in below if tag in DRAWINGS), "")


def _own(below: Records) -> bytes:
    """The record of the drawing itself."""
    return next((data for tag, data in below if tag == SHAPE_COMPONENT), b"")


def _hides(drawn: str, own: bytes, *, speaks: bool) -> Kind | None:
    if drawn == "line":
        return "stroke"
    if speaks:
        return "unsure"
    fill = _fill(own)
    if drawn in OUTLINED and not fill:
        return None
    return "cover" if drawn in FACES and fill == "face" and not _is_turned(own) else "unsure"


def _is_turned(own: bytes) -> bool:
    return len(own) >= FLIPS_AT + FLIPS.size and FLIPS.unpack_from(own, FLIPS_AT)[1] != 0


def _picture(below: Records) -> int | None:
    """Which of the BIN_DATA records a picture shows."""
    shown = next((data for tag, data in below if tag == PICTURE), b"")
    return int(ITEM_OF.unpack_from(shown)[0]) if len(shown) >= ITEM_OF.size else None


def _fill(own: bytes) -> str:
    """What a drawing is filled with: "face" of one colour, "glass" that may be seen through, or nothing."""
    if len(own) < MATRICES_AT + 2:
        return "glass"
    count = int.from_bytes(own[MATRICES_AT : MATRICES_AT + 2], "little")
    at = MATRICES_AT + 2 + MATRIX * (1 + 2 * count) + LINE_BYTES
    kinds = int.from_bytes(own[at : at + 4], "little") if len(own) >= at + 4 else 0
    if kinds & ~(IN_COLOUR | IN_SHADES):
        return "glass"
    if kinds != IN_COLOUR:
        return "face" if kinds else ""
    if len(own) < at + FILL.size:
        return "glass"
    _, colour, more, glass = FILL.unpack_from(own, at)
    if colour & NO_COLOUR:
        return ""
    return "glass" if glass or more else "face"


def _is_rising(below: Records, own: bytes) -> bool:
    """Whether a line goes up from its left end to its right one."""
    ends = next((data for tag, data in below if tag == LINE_SHAPE), b"")
    if len(ends) < ENDS.size:
        return False
    x, y, to_x, to_y = ENDS.unpack_from(ends)
    flips = FLIPS.unpack_from(own, FLIPS_AT)[0] & 3 if len(own) >= FLIPS_AT + FLIPS.size else 0
    return bool(((to_x - x) * (to_y - y) < 0) != (flips in (1, 2)))
