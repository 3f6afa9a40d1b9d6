"""The records of an HWP 5 stream, the tags that are looked at, and the control characters of its text.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.1 (record structure), 4.3.2 (HWPTAG_PARA_TEXT, table 6). The tags'
numbers are pyhwp's.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from hwp5 import tagids

DOCUMENT_PROPERTIES: Final[int] = tagids.HWPTAG_DOCUMENT_PROPERTIES
PARA_HEADER: Final[int] = tagids.HWPTAG_PARA_HEADER
PARA_TEXT: Final[int] = tagids.HWPTAG_PARA_TEXT
CTRL_HEADER: Final[int] = tagids.HWPTAG_CTRL_HEADER
LIST_HEADER: Final[int] = tagids.HWPTAG_LIST_HEADER
TABLE: Final[int] = tagids.HWPTAG_TABLE
BORDER_FILL: Final[int] = tagids.HWPTAG_BORDER_FILL
EQEDIT: Final[int] = tagids.HWPTAG_CTRL_EQEDIT
CHAR_SHAPE: Final[int] = tagids.HWPTAG_CHAR_SHAPE
PARA_CHAR_SHAPE: Final[int] = tagids.HWPTAG_PARA_CHAR_SHAPE
PARA_LINE_SEG: Final[int] = tagids.HWPTAG_PARA_LINE_SEG
PAGE_DEF: Final[int] = tagids.HWPTAG_PAGE_DEF
OLE: Final[int] = tagids.HWPTAG_SHAPE_COMPONENT_OLE
BIN_DATA: Final[int] = tagids.HWPTAG_BIN_DATA
PARA_SHAPE: Final[int] = tagids.HWPTAG_PARA_SHAPE
NUMBERING: Final[int] = tagids.HWPTAG_NUMBERING
BULLET: Final[int] = tagids.HWPTAG_BULLET
DRAWINGS: Final[dict[int, str]] = {  # what they draw, as HWPX names it
    tagids.HWPTAG_SHAPE_COMPONENT_PICTURE: "pic",
    tagids.HWPTAG_SHAPE_COMPONENT_OLE: "ole",
    tagids.HWPTAG_CHART_DATA: "chart",
    tagids.HWPTAG_SHAPE_COMPONENT_LINE: "line",
    tagids.HWPTAG_SHAPE_COMPONENT_RECTANGLE: "rect",
    tagids.HWPTAG_SHAPE_COMPONENT_ELLIPSE: "ellipse",
    tagids.HWPTAG_SHAPE_COMPONENT_ARC: "arc",
    tagids.HWPTAG_SHAPE_COMPONENT_POLYGON: "polygon",
    tagids.HWPTAG_SHAPE_COMPONENT_CURVE: "curve",
    tagids.HWPTAG_SHAPE_COMPONENT_TEXTART: "textart",
    tagids.HWPTAG_SHAPE_COMPONENT_CONTAINER: "container",
}
SHAPE_COMPONENT: Final[int] = tagids.HWPTAG_SHAPE_COMPONENT
PICTURE: Final[int] = tagids.HWPTAG_SHAPE_COMPONENT_PICTURE
LINE_SHAPE: Final[int] = tagids.HWPTAG_SHAPE_COMPONENT_LINE
LOOKS: Final[frozenset[int]] = frozenset(  # nothing stands below them
    (PARA_CHAR_SHAPE, PARA_LINE_SEG, tagids.HWPTAG_PARA_RANGE_TAG)
)

EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))  # controls with a record of their own
INLINE = frozenset((4, 5, 6, 7, 8, 9, 19, 20))
CONTROL_UNITS = 8  # an extended or inline control takes eight UTF-16 code units

HEAD = struct.Struct("<I")
LONG = 0xFFF  # a size that does not fit into 12 bits stands in 32 bits of its own


def records_of(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """The tag and the level of each record of a stream, and where its data begins and ends.

    A record's head holds its tag in 10 bits, its level in 10 and its size in 12. ``EOFError`` names the byte where a
    record that is not whole is cut.
    """
    end, whole = 0, len(data)
    while end < whole:
        start = end + HEAD.size
        if start > whole:
            raise EOFError(end)
        (head,) = HEAD.unpack_from(data, end)
        size = head >> 20
        if size == LONG:
            start += HEAD.size
            if start > whole:
                raise EOFError(start - HEAD.size)
            (size,) = HEAD.unpack_from(data, start - HEAD.size)
        end = start + size
        if end > whole:
            raise EOFError(start)
        yield head & 0x3FF, head >> 10 & 0x3FF, start, end
