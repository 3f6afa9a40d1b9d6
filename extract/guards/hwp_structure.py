"""Checks an HWP 5 section's records against the counts that they state of one another.

Layouts: 한글문서파일형식 5.0 (Hancom, revision 1.3), 4.1 (data records), 4.3.1 (HWPTAG_PARA_HEADER), 4.3.7
(HWPTAG_LIST_HEADER), 4.3.9.1 (HWPTAG_TABLE). Each rule held for every file of the corpus before it was written down.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import msgspec

from extract.errors import damaged
from extract.hwp_layout import (
    CONTROL_UNITS,
    CTRL_HEADER,
    EXTENDED,
    INLINE,
    LIST_HEADER,
    PARA_HEADER,
    PARA_TEXT,
    TABLE,
    records_of,
)
from extract.limits import limit, over_limit

TABLE_CONTROL = b" lbt"
CELL_BYTES = 34  # a list header (8) and what it says of a cell (26)
ROW_SIZES_AT = 18


class Record(msgspec.Struct):
    """A record with those below it."""

    tag: int
    level: int
    data: bytes
    children: list[Record] = msgspec.field(default_factory=list)


def defects_of(data: bytes, path: Path, name: str) -> list[str]:
    """What does not fit in a section, in short words; a stream that is not made of whole records is refused."""
    defects: list[str] = []
    root = Record(-1, -1, b"")
    stack = [root]
    most, deepest = limit("section_records"), limit("record_depth")
    try:
        for count, (tag, level, start, end) in enumerate(records_of(data), 1):
            record = Record(tag, level, data[start:end])
            if count > most:
                raise over_limit("section_records", path)
            if record.level >= len(stack):
                defects.append(f"record {count}: level {record.level}")
                record.level = len(stack) - 1
            if record.level > deepest:
                raise over_limit("record_depth", path, record.level)
            del stack[record.level + 1 :]
            stack[-1].children.append(record)
            stack.append(record)
            if record.tag == PARA_HEADER and len(record.data) < 4:
                defects.append(f"record {count}: paragraph of {len(record.data)} bytes")
    except EOFError as cut:
        raise damaged(path, f"{name}: {cut.args[0]}", ko="한글 문서", en="Hangul document") from None
    if not root.children:
        raise damaged(path, name, ko="한글 문서", en="Hangul document")
    waiting = [root]
    while waiting:
        record = waiting.pop()
        defects += _defects(record)
        waiting += record.children
    return defects


def _defects(record: Record) -> Iterator[str]:
    if record.tag == PARA_HEADER and len(record.data) >= 4:
        yield from _paragraph_defects(record)
    elif record.tag == CTRL_HEADER and record.data[:4] == TABLE_CONTROL:
        yield from _table_defects(record)
    if any(child.tag == LIST_HEADER for child in record.children):
        yield from _list_defects(record)


def _paragraph_defects(record: Record) -> Iterator[str]:
    """The count of characters against the text, and the text's controls against their records."""
    stated = int.from_bytes(record.data[:4], "little") & 0x7FFFFFFF
    text = b"".join(child.data for child in record.children if child.tag == PARA_TEXT)
    if len(text) // 2 != stated and (text or stated > 1):
        yield f"paragraph of {stated} characters with {len(text) // 2}"
    controls = sum(child.tag == CTRL_HEADER for child in record.children)
    if _controls_in(text) != controls:
        yield f"{_controls_in(text)} control characters, {controls} controls"


def _controls_in(text: bytes) -> int:
    """How many extended controls a text holds."""
    units = struct.unpack(f"<{len(text) // 2}H", text[: len(text) // 2 * 2])
    count = index = 0
    while index < len(units):
        unit = units[index]
        count += unit in EXTENDED
        index += CONTROL_UNITS if unit in EXTENDED or unit in INLINE else 1
    return count


def _table_defects(record: Record) -> Iterator[str]:
    """The table's rows, columns and cells in each row against its cells and what they cover."""
    at = next((index for index, child in enumerate(record.children) if child.tag == TABLE), None)
    if at is None:
        yield "table without its record"
        return
    table = record.children[at].data
    rows, columns = struct.unpack_from("<HH", table, 4) if len(table) >= 8 else (0, 0)
    if len(table) < ROW_SIZES_AT + 2 * rows or not rows or not columns:
        yield f"table record of {len(table)} bytes for {rows} rows"
        return
    stated = sum(struct.unpack_from(f"<{rows}H", table, ROW_SIZES_AT))
    cells = [child.data for child in record.children[at + 1 :] if child.tag == LIST_HEADER]
    if len(cells) != stated:
        yield f"table of {stated} cells with {len(cells)}"
    if any(len(cell) < CELL_BYTES for cell in cells):
        yield "cell cut short"
        return
    places = [struct.unpack_from("<4H", cell, 8) for cell in cells]
    covered = sum(width * height for _, _, width, height in places)
    inside = all(column + width <= columns and row + height <= rows for column, row, width, height in places)
    if covered != rows * columns or not inside:
        yield f"table of {rows} x {columns} with {covered} positions covered"


def _list_defects(record: Record) -> Iterator[str]:
    """Each list's count of paragraphs against those that follow it, or that stand below it in some writers' files."""
    stated = count = below = 0
    open_list = False
    for child in [*record.children, Record(LIST_HEADER, 0, b"")]:
        if child.tag == PARA_HEADER:
            count += 1
        elif child.tag in (LIST_HEADER, TABLE):
            if open_list and stated not in (count, below):
                yield f"list of {stated} paragraphs with {count or below}"
            open_list = child.tag == LIST_HEADER
            stated = int.from_bytes(child.data[:2], "little")
            count, below = 0, sum(inner.tag == PARA_HEADER for inner in child.children)
