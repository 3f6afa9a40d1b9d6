"""The records of an HWP 5 section as a tree, and its paragraphs and tables in reading order.

Record tags, control characters and layouts: 한글문서파일형식 5.0 (Hancom, revision 1.3), 4.2 (record structure),
4.3.1 (HWPTAG_PARA_HEADER), 4.3.2 (HWPTAG_PARA_TEXT, table 6), 4.3.9.1 (table), 4.3.7 (HWPTAG_LIST_HEADER).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex
from msgspec.structs import replace

from extract.limits import limit, over_limit
from extract.marks import Counter, cell_text
from plan_records import Block, Cell, Paragraph, Place, Table, Within

PARA_HEADER, PARA_TEXT, CTRL_HEADER, LIST_HEADER, TABLE = 0x42, 0x43, 0x47, 0x48, 0x4D
TOLD = frozenset((PARA_TEXT, CTRL_HEADER, LIST_HEADER, TABLE))  # records whose data is read
LOOKS = frozenset((0x44, 0x45, 0x46))  # PARA_CHAR_SHAPE, PARA_LINE_SEG, PARA_RANGE_TAG: nothing stands below them
HEAD = struct.Struct("<I")
LONG = 0xFFF  # a size that does not fit into 12 bits stands in 32 bits of its own
CONTROL = regex.compile(r"[\x00-\x1f]")
EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
INLINE = frozenset((4, 5, 6, 7, 8, 9, 19, 20))
CONTROL_UNITS = 8  # an extended or inline control takes eight UTF-16 code units
CHARACTERS = {9: "\t", 10: "\n", 24: "-", 30: "\u00a0", 31: " "}
WITHIN: dict[bytes, Within] = {
    b"gso ": "text_box",
    b"head": "header",
    b"foot": "footer",
    b"fn  ": "footnote",
    b"en  ": "footnote",
}
SILENT = frozenset((b"secd", b"cold"))  # section and column definitions hold no text of the page
HIDDEN = frozenset((b"tcmt",))  # hidden comments (숨은 설명)


@dataclass(slots=True)
class Node:
    """A record with the records below it."""

    tag: int
    data: bytes
    children: list[Node] = field(default_factory=list)


def tree_of(data: bytes) -> Node:
    """The records of one section by their levels; a jump of levels hangs on to the last record above.

    A record's head holds its tag in 10 bits, its level in 10 and its size in 12 (4.1). Only what tells the text and the
    tables is kept; ``EOFError`` where a record is not whole.
    """
    root = Node(-1, b"")
    stack = [root]
    most, deepest = limit("section_records"), limit("record_depth")
    at = count = 0
    while at < len(data):
        (head,) = HEAD.unpack_from(data, at)
        at += HEAD.size
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        if size == LONG:
            (size,) = HEAD.unpack_from(data, at)
            at += HEAD.size
        if at + size > len(data):
            raise EOFError
        count += 1
        if count > most:
            raise over_limit("section_records")
        if tag not in LOOKS:
            level = min(level, len(stack) - 1)
            if level >= deepest:
                raise over_limit("record_depth")
            node = Node(tag, data[at : at + size] if tag in TOLD else b"")
            del stack[level + 1 :]
            stack[-1].children.append(node)
            stack.append(node)
        at += size
    return root


class SectionReader:
    """Turns the record tree of a section into blocks; tables are counted through the whole document."""

    def __init__(self, section: int, tables: Counter) -> None:
        self.section = section
        self.tables = tables
        self.paragraphs = Counter(1)

    def blocks(self, nodes: Sequence[Node], within: Within = "body") -> list[Block]:
        """The blocks of a list of paragraphs, in reading order."""
        found: list[Block] = []
        for node in nodes:
            if node.tag == PARA_HEADER:
                found.extend(self._paragraph(node, within))
        return found

    def _paragraph(self, node: Node, within: Within) -> Iterator[Block]:
        place = Place(section=self.section, paragraph=self.paragraphs.take())
        controls = iter([child for child in node.children if child.tag == CTRL_HEADER])
        text: list[str] = []
        for part in _text_parts(b"".join(child.data for child in node.children if child.tag == PARA_TEXT)):
            if part is not None:
                text.append(part)
                continue
            control = next(controls, None)
            inside = self._control(control, place, within) if control else []
            if inside:
                if "".join(text).strip():
                    yield Paragraph(text="".join(text), place=place, within=within)
                text = []
                yield from inside
        if text or node.children:
            joined = "".join(text)
            if joined.strip():
                yield Paragraph(text=joined, place=place, within=within)
        for control in controls:  # a control without its character in the text is kept, behind the paragraph
            yield from self._control(control, place, within)

    def _control(self, node: Node, place: Place, within: Within) -> list[Block]:
        kind = node.data[3::-1] if len(node.data) >= 4 else b""
        if kind in SILENT or kind in HIDDEN:
            return []
        if kind == b"tbl ":
            return self._table(node, place, within)
        inner = WITHIN.get(kind, within)
        return [block for _, paragraphs in _lists(node.children) for block in self.blocks(paragraphs, inner)]

    def _table(self, node: Node, place: Place, within: Within) -> list[Block]:
        at = next((index for index, child in enumerate(node.children) if child.tag == TABLE), None)
        if at is None or len(node.children[at].data) < 8:
            return []
        number = self.tables.take()
        rows, columns = struct.unpack_from("<HH", node.children[at].data, 4)
        caption = [block for _, part in _lists(node.children[:at]) for block in self.blocks(part, "caption")]
        cells = [
            self._cell(data, paragraphs, number, place)
            for data, paragraphs in _lists(node.children[at + 1 :])
            if len(data) >= 16
        ]
        return [
            Table(
                rows=rows,
                columns=columns,
                cells=tuple(cells),
                place=replace(place, table=number),
                caption="\n".join(block.text for block in caption if isinstance(block, Paragraph)),
                within=within,
            )
        ]

    def _cell(self, data: bytes, paragraphs: Sequence[Node], table: int, place: Place) -> Cell:
        column, row, column_span, row_span = struct.unpack_from("<4H", data, 8)
        blocks = self.blocks(paragraphs)
        return Cell(
            text=cell_text(blocks),
            row=row,
            column=column,
            row_span=max(1, row_span),
            column_span=max(1, column_span),
            place=Place(section=place.section, paragraph=place.paragraph, table=table, row=row, column=column),
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _text_parts(data: bytes) -> Iterator[str | None]:
    """The text between controls; None stands for an extended control, which has a record of its own."""
    units = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
    paired = 2 * len(units) < len(data) // 2 * 2  # characters that take two code units
    if paired:
        units = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
    start = 0
    for found in CONTROL.finditer(units):
        at = found.start()
        if at < start:  # inside a control
            continue
        if at > start:
            yield _joined(units[start:at]) if paired else units[start:at]
        code = ord(units[at])
        if code in EXTENDED:
            yield None
        elif code in CHARACTERS:
            yield CHARACTERS[code]
        start = at + (CONTROL_UNITS if code in EXTENDED or code in INLINE else 1)
    if start < len(units):
        yield _joined(units[start:]) if paired else units[start:]


def _joined(units: str) -> str:
    """Text whose code units stand one by one."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _lists(nodes: Sequence[Node]) -> Iterator[tuple[bytes, list[Node]]]:
    """Each LIST_HEADER with its paragraphs: on its own level behind it, or one deeper in some writers' files."""
    header: bytes | None = None
    paragraphs: list[Node] = []
    for node in nodes:
        if node.tag == LIST_HEADER:
            if header is not None:
                yield header, paragraphs
            header, paragraphs = node.data, list(node.children)
        elif node.tag == PARA_HEADER and header is not None:
            paragraphs.append(node)
        elif node.children and node.tag != TABLE:
            yield from _lists(node.children)  # the drawing object that holds a text box
    if header is not None:
        yield header, paragraphs
