"""Checks an HWP 5 section's records against the counts that they state of one another.

Layouts: 한글문서파일형식 5.0 (Hancom, revision 1.3), 4.1 (data records), 4.3.1 (HWPTAG_PARA_HEADER), 4.3.7
(HWPTAG_LIST_HEADER), 4.3.9.1 (HWPTAG_TABLE). Each rule held for every file of the corpus before it was written down.
"""

from __future__ import annotations

import re
import struct
from codecs import utf_16_le_decode
from collections.abc import Iterable, Iterator

from extract.readers.hwp.layout import (
    CONTROL_UNITS,
    CTRL_HEADER,
    EXTENDED,
    INLINE,
    LIST_HEADER,
    PARA_HEADER,
    PARA_TEXT,
    TABLE,
)
from extract.readers.hwp.section import Node

TABLE_CONTROL = b" lbt"
CELL_BYTES = 34  # a list header (8) and what it says of a cell (26)
COUNT = struct.Struct("<I")  # the first field of a PARA_HEADER: its characters, and a bit that means something else
COUNTED = 0x7FFFFFFF
ROW_SIZES_AT = 18
WIDE = re.compile(  # a control that takes several code units; its first one, if it is extended
    f"(?:([{''.join(map(chr, EXTENDED))}])|[{''.join(map(chr, INLINE))}]).{{0,{CONTROL_UNITS - 1}}}", re.DOTALL
)
WIDE_BYTES = re.compile(b"[%s]\0" % bytes(EXTENDED | INLINE))  # one, or two halves of other characters
BOUNDS = frozenset((LIST_HEADER, TABLE))
END = Node(LIST_HEADER, b"")


def checked(trees: Iterable[Node], defects: list[str]) -> Iterator[Node]:
    """The same trees; what does not fit in them is added to the ``defects``, in short words."""
    for tree in trees:
        nodes = [tree]
        for node in nodes:  # which grows
            children = node.children
            nodes += children
            if node.tag == PARA_HEADER:
                if children or not _is_plain(node):
                    defects.extend(_paragraph_defects(node))
                continue
            if node.texts or node.tag == PARA_TEXT:
                defects.append("text outside a paragraph")
            if node.tag == CTRL_HEADER and node.data[:4] == TABLE_CONTROL:
                defects.extend(_table_defects(node))
            if children:
                defects.extend(_list_defects(children))
        yield tree


def _is_plain(node: Node) -> bool:
    """Whether a paragraph that has no records of controls holds none and is as long as it says, as nearly all do."""
    texts, data = node.texts, node.data
    if len(texts) > 1 or len(data) < COUNT.size:
        return False
    stated: int = COUNT.unpack_from(data)[0]
    if not texts:
        return stated & COUNTED <= 1
    (text,) = texts
    return WIDE_BYTES.search(text) is None and len(text) // 2 == stated & COUNTED


def _paragraph_defects(node: Node) -> Iterator[str]:
    """The count of characters against the text, and the text's controls against their records."""
    if len(node.data) < COUNT.size:
        yield f"paragraph of {len(node.data)} bytes"
        return
    stated = COUNT.unpack_from(node.data)[0] & COUNTED
    text = b"".join(node.texts)
    if len(text) // 2 != stated and (text or stated > 1):
        yield f"paragraph of {stated} characters with {len(text) // 2}"
    below = [child.tag for child in node.children]
    controls, inside = below.count(CTRL_HEADER), _controls_in(text)
    if inside != controls:
        yield f"{inside} control characters, {controls} controls"
    if LIST_HEADER in below:
        yield "list outside a control"


def _controls_in(text: bytes) -> int:
    """How many extended controls a text holds."""
    text = text[: len(text) // 2 * 2]
    units, _ = utf_16_le_decode(text, "replace", True)
    if 2 * len(units) < len(text):  # characters that take two code units
        units = "".join(map(chr, struct.unpack(f"<{len(text) // 2}H", text)))
    return sum(map(bool, WIDE.findall(units)))


def _table_defects(node: Node) -> Iterator[str]:
    """The table's rows, columns and cells in each row against its cells and what they cover."""
    at = next((index for index, child in enumerate(node.children) if child.tag == TABLE), None)
    if at is None:
        yield "table without its record"
        return
    table = node.children[at].data
    rows, columns = struct.unpack_from("<HH", table, 4) if len(table) >= 8 else (0, 0)
    if len(table) < ROW_SIZES_AT + 2 * rows or not rows or not columns:
        yield f"table record of {len(table)} bytes for {rows} rows"
        return
    stated = sum(struct.unpack_from(f"<{rows}H", table, ROW_SIZES_AT))
    cells = [child.data for child in node.children[at + 1 :] if child.tag == LIST_HEADER]
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


def _list_defects(nodes: list[Node]) -> Iterator[str]:
    """Each list's count of paragraphs against those that follow it, or that stand below it in some writers' files."""
    stated = count = below = 0
    open_list = False
    for node in [*nodes, END]:
        tag = node.tag
        if tag == PARA_HEADER:
            count += 1
        elif tag in BOUNDS:
            if open_list and stated not in (count, below):
                yield f"list of {stated} paragraphs with {count or below}"
            open_list = tag == LIST_HEADER
            stated = int.from_bytes(node.data[:2], "little")
            count, below = 0, [inner.tag for inner in node.children].count(PARA_HEADER) if node.children else 0
