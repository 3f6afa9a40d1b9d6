"""What HWP 5 stores of its layout: lines, the heights of cells, where tables lie, and the size of the pages.

Layouts of the records: 한글문서파일형식 5.0 (Hancom, revision 1.3), 4.3.1 (HWPTAG_PARA_HEADER), 4.3.4
(HWPTAG_PARA_LINE_SEG), 4.3.9.1 (table), 4.3.10.1.1 (HWPTAG_PAGE_DEF), 4.3.10.2 (columns).
"""

from __future__ import annotations

import struct

from extract.readers.hwp.afloat import offset_across
from extract.readers.line_layout.afloat import Align, Frame
from extract.readers.line_layout.laid import Laid, LaidCell, LaidTable, Line

LINE = struct.Struct("<4x2i12xi8x")  # its top, height and left edge
NEW_PAGE = 4  # of a paragraph's header: 쪽 나누기
DIVIDES_AT = 11  # the byte of it in the header
OBJECT = struct.Struct("<4xI2i2I8xHH")  # of a control: its flags, how far down and right, size, margins above and below
INLINE = 1  # 글자처럼 취급
BY_PARAGRAPH = 2  # 세로 기준: 문단
BLOCKS = 1  # 자리 차지
WHOLE = 0  # 쪽 경계에서 나누지 않음
REPEATS_HEAD = 4  # 제목 줄 자동 반복
CELL = struct.Struct("<4xI4H2I4H")  # its flags, column and row, columns and rows, size, margins
OWN_MARGINS, HEAD_CELL = 1 << 16, 1 << 18
MARGINS_AT = 10  # of the cells that have none of their own, in a TABLE record
MARGINS = struct.Struct("<4H")  # left, right, above, below
UPRIGHT_AT = 5  # bits of a cell's flags: where its lines stand in it
UPRIGHT: tuple[Align, ...] = ("start", "center", "end", "center")
PAGE = struct.Struct("<10I")  # width, height, the margins on all sides, of the head, foot and gutter, flags
LIES_ON_ITS_SIDE = 1  # bit of the flags
COLUMNS = struct.Struct("<4xH")


def lines_of(data: bytes) -> list[Line]:
    """The lines of a paragraph."""
    whole = len(data) // LINE.size * LINE.size
    return [Line(*line) for line in LINE.iter_unpack(data[:whole])]


def is_first_of_page(header: bytes) -> bool:
    """Whether a paragraph begins a page."""
    return len(header) > DIVIDES_AT and bool(header[DIVIDES_AT] & NEW_PAGE)


def laid_table(control: bytes, table: bytes, number: int) -> LaidTable:
    """A table without its cells."""
    laid = LaidTable(number=number, cells=[], height=0)
    if len(control) >= OBJECT.size:
        flags, down, across, laid.width, laid.height, above, below = OBJECT.unpack_from(control)
        laid.across = None if flags & INLINE else offset_across(flags, across)
        laid.margins = above + below
        laid.is_inline = bool(flags & INLINE)
        laid.is_below = not laid.is_inline and flags >> 3 & 3 == BY_PARAGRAPH and flags >> 21 & 7 == BLOCKS
        laid.down = down if laid.is_below else 0
        laid.is_whole = table[0] & 3 == WHOLE
    return laid


def laid_cell(header: bytes, table: bytes, laid: Laid, shape: int = 0, text: str = "") -> LaidCell | None:
    """A cell with what stands in it; None where it does not say how high it is."""
    if len(header) < CELL.size:
        return None
    flags, column, row, columns, rows, width, height, left, right, above, below = CELL.unpack_from(header)
    if not flags & OWN_MARGINS and len(table) >= MARGINS_AT + MARGINS.size:
        left, right, above, below = MARGINS.unpack_from(table, MARGINS_AT)
    is_head = bool(flags & HEAD_CELL) and bool(table[0] & REPEATS_HEAD)
    upright = UPRIGHT[flags >> UPRIGHT_AT & 3]
    return LaidCell(
        row, max(1, rows), height, above, below, laid, is_head,
        column, max(1, columns), width, (left, right), upright, shape, text,
    )  # fmt: skip


def frame_of(page: bytes) -> Frame | None:
    """A page by its PAGE_DEF record."""
    if len(page) < PAGE.size:
        return None
    width, height, left, right, above, below, header, footer, gutter, flags = PAGE.unpack_from(page)
    return Frame.of(
        (width, height), (left, right, gutter), (above, below, header, footer), lies=bool(flags & LIES_ON_ITS_SIDE)
    )


def column_count(control: bytes) -> int | None:
    """How many columns a page has from here on."""
    if len(control) < COLUMNS.size:
        return None
    (flags,) = COLUMNS.unpack_from(control)
    return int(flags) >> 2 & 0xFF or 1
