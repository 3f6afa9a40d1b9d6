"""The records of an HWP 5 section as trees, and its paragraphs and tables in reading order.

Layouts of the records: 한글문서파일형식 5.0 (Hancom, revision 1.3), 4.3.1 (HWPTAG_PARA_HEADER), 4.3.9.1 (table), 4.3.7
(HWPTAG_LIST_HEADER).
"""

from __future__ import annotations

import re
import struct
from codecs import utf_16_le_decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from extract.readers.heads import Definitions, Head, Heads, headed, outline_level
from extract.readers.hwp.afloat import drawing_of, is_ring
from extract.readers.hwp.heads import outline_of, shape_of
from extract.readers.hwp.layout import (
    CONTROL_UNITS,
    CTRL_HEADER,
    EQEDIT,
    EXTENDED,
    INLINE,
    LINE_SHAPE,
    LIST_HEADER,
    LOOKS,
    OLE,
    PAGE_DEF,
    PARA_CHAR_SHAPE,
    PARA_HEADER,
    PARA_LINE_SEG,
    PARA_TEXT,
    PICTURE,
    SHAPE_COMPONENT,
    TABLE,
    records_of,
)
from extract.readers.hwp.line_layout import (
    column_count,
    frame_of,
    is_first_of_page,
    laid_cell,
    laid_table,
    lines_of,
)
from extract.readers.hwp.looks import NONE_SHIFTED, Fills, Looks, Type, is_masked, smaller_digits, text_as_seen
from extract.readers.hwp.objects import kind_of, object_text
from extract.readers.limits import limit, over_limit
from extract.readers.line_layout.afloat import Frame, width_of
from extract.readers.line_layout.laid import Laid, LaidParagraph
from extract.readers.line_layout.pages import Pager
from extract.readers.numbering import Counter, cell_text
from extract.readers.raised import note_mark
from extract.readers.seen import WHITE, Unread, Zones, doubts_of, ground_in
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph, Table
from plan.records.values import Within
from plan.script import NO_BREAK_SPACE

TOLD = frozenset(
    (PARA_HEADER, CTRL_HEADER, LIST_HEADER, TABLE, EQEDIT, PAGE_DEF, OLE, SHAPE_COMPONENT, LINE_SHAPE, PICTURE)
)  # records whose data is looked at later
ONE_SHAPE = 8  # bytes; a paragraph of one shape has no characters beside which others are raised
PARAGRAPH_END = "\r"
CONTROL = re.compile(r"[\x00-\x1f]")
CHARACTERS = {9: "\t", 10: "\n", 24: "-", 30: NO_BREAK_SPACE, 31: " "}
DRAWN = b"gso "
WITHIN: dict[bytes, Within] = {
    DRAWN: "text_box",
    b"head": "header",
    b"foot": "footer",
    b"fn  ": "footnote",
    b"en  ": "footnote",
}
SECTION_CONTROL = b"dces"  # the last byte first
COLUMN_CONTROL = b"dloc"
NO_FILLS: Fills = MappingProxyType({})
NONE_NUMBERED: Mapping[int, Head] = MappingProxyType({})
SILENT = frozenset((b"secd", b"cold"))  # section and column definitions hold no text of the page
HIDDEN = frozenset((b"tcmt",))  # hidden comments (숨은 설명)
NOTES = frozenset((b"fn  ", b"en  "))
NOTE = struct.Struct("<4xI2xH")  # of a note's control: its number, and what closes its mark
RUNNING = frozenset((b"head", b"foot"))
ROW_SIZES_AT = 18  # in a TABLE record
ZONE = struct.Struct("<5H")  # of a table: the first column and row, the last ones, and its border
BORDER_OF_CELL = struct.Struct("<32xH")


class Node(msgspec.Struct):
    """A record with the records below it; ``texts`` is what the PARA_TEXT records among them hold.

    ``shapes`` is what its PARA_CHAR_SHAPE record holds, and ``lines`` its PARA_LINE_SEG, where they are asked for.
    """

    tag: int
    data: bytes
    texts: list[bytes] = []
    children: list[Node] = []
    shapes: bytes = b""
    lines: bytes = b""


def trees_of(data: bytes, defects: list[str], *, shaped: bool = False, each: bool = False) -> Iterator[Node]:
    """The records of one section by their levels, a paragraph of the page with all below it at a time.

    A jump of levels hangs on to the last record above and is one of the ``defects``. Only what tells the text and the
    tables is kept, and where they are ``shaped`` the shapes of the characters, of ``each`` paragraph or only of those
    with several; ``EOFError`` where one is not whole.
    """
    most, deepest = limit("section_records"), limit("record_depth")
    one_shape = 0 if each else ONE_SHAPE
    above: list[Node] = []
    for count, (tag, level, start, end) in enumerate(records_of(data), 1):
        if count > most:
            raise over_limit("section_records")
        if tag in LOOKS:
            if tag == PARA_LINE_SEG:
                if shaped and 0 < level <= len(above):
                    above[level - 1].lines = data[start:end]
                continue
            size = end - start
            is_told = (shaped and size > one_shape) or (level == 1 and size >= ONE_SHAPE)  # the type of the page's own
            if is_told and tag == PARA_CHAR_SHAPE and 0 < level <= len(above):
                above[level - 1].shapes = data[start:end]
            continue
        depth = len(above)
        if level < depth:
            if not level:
                yield above[0]
            del above[level:]
        elif level > depth:
            defects.append(f"record {count}: level {level}")
        if level >= deepest <= depth:
            raise over_limit("record_depth")
        if tag == PARA_TEXT and above:
            above[-1].texts.append(data[start:end])
            continue
        node = Node(tag, data[start:end] if tag in TOLD else b"")
        if above:
            above[-1].children.append(node)
        above.append(node)
    yield from above[:1]


class SectionReader:
    """Turns the record tree of a section into blocks; tables are counted through the whole document.

    ``looks`` are character shapes of the document that are not seen as plain text, ``fills`` colours of its borders;
    ``heads`` counts the paragraphs of those ``shapes`` that Hangul numbers by itself. ``doubts`` is what is not read of
    cells.
    """

    def __init__(
        self,
        section: int,
        tables: Counter,
        looks: Looks = NONE_SHIFTED,
        shapes: Mapping[int, Head] = NONE_NUMBERED,
        heads: Heads | None = None,
        fills: Fills = NO_FILLS,
        types: Sequence[Type] = (),
        grounds: Fills = NO_FILLS,
        *,
        pager: Pager | None = None,
    ) -> None:
        self.section = section
        self.tables = tables
        self.looks = looks
        self.shapes = shapes
        self.heads = heads or Heads(lambda: Definitions({}, {}))
        self.paragraphs = Counter(1)
        self.cells = 0  # those that are being read, one in another
        self.fills = fills
        self.types = types
        self.grounds = grounds
        self._unseen = 0 if any(map(is_masked, looks.values())) else ONE_SHAPE  # bytes of shapes that all see alike
        self.doubts: list[Damage] = []
        self.objects: list[tuple[Place, bytes]] = []  # where the OLE objects stand, and their records
        self._unread: list[Unread] = []  # of the cell that is being read
        self._rings: list[Unread] = []  # outlines on its text, which say something where it has none
        self._pager = pager or Pager()
        self._laid = Laid()  # of the paragraph of the page, or of the cell, that is being read
        self._before = (
            0,
            0,
        )  # how wide the text is about in front of the control that is being read, its paragraph's shape
        self._ground: int | None = None  # the colour behind its text, where that is known

    def page_blocks(self, nodes: Iterable[Node]) -> list[Block]:
        """The blocks of the section, of whose paragraphs it is counted on which pages they stand."""
        found: list[Block] = []
        self._pager.begin_section(self.section)
        for node in nodes:
            self._laid = Laid()
            number = self.paragraphs.next
            found += self.blocks([node])
            if node.tag == PARA_HEADER:
                own = LaidParagraph(number, self._laid, is_first_of_page(node.data))
                own.columns, own.frame = _page_setup(node)
                self._pager.take(own)
        return found

    def blocks(self, nodes: Iterable[Node], within: Within = "body") -> list[Block]:
        """The blocks of a list of paragraphs, in reading order."""
        found: list[Block] = []
        for node in nodes:
            if node.tag == PARA_HEADER:
                place = Place(section=self.section, paragraph=self.paragraphs.take())
                said = b"".join(node.texts)
                tables, lines = len(self._laid.tables), len(self._laid.lines)
                text, *runs = _runs(self._seen(said, node) if len(node.shapes) > self._unseen else said)
                if self.shapes:
                    text, *runs = self._headed(node, [text, *runs])
                outline = outline_level(self.shapes.get(shape_of(node.data))) if self.shapes else 0
                size, bold = (0, False) if self.cells else self._type(node)
                own = Paragraph(text=text, place=place, within=within, outline=outline, size=size, bold=bold)
                if node.children:
                    found += self._between_controls(own, runs, node)
                elif (text := "".join((text, *runs))).strip():
                    found.append(replace(own, text=text) if runs else own)
                if node.lines:
                    self._laid.lines += lines_of(node.lines)
                    self._laid.close_paragraph(lines, tables)
        return found

    def _seen(self, said: bytes, node: Node) -> bytes:
        ground = self._ground
        if self.cells and len(node.shapes) > ONE_SHAPE:
            self._unread += smaller_digits(said, node.shapes, self.looks, self.types)
        if self.cells and self.grounds:
            ground = self.grounds.get(shape_of(node.data), ground)
        return text_as_seen(said, node.shapes, self.looks, ground if self.cells else None, self._unread)

    def _type(self, node: Node) -> tuple[int, bool]:
        """The type of the first character of a paragraph, where it is told."""
        number = int.from_bytes(node.shapes[4:8], "little") if len(node.shapes) >= ONE_SHAPE else len(self.types)
        return self.types[number][:2] if number < len(self.types) else (0, False)

    def _headed(self, node: Node, runs: list[str]) -> list[str]:
        """The runs of a paragraph, the first words of which stand behind its number or bullet, if it has one."""
        for child in node.children:
            if child.data[:4] == SECTION_CONTROL:
                self.heads.begin_section(outline_of(child.data))
        if head := self.shapes.get(shape_of(node.data)):
            mark = self.heads.mark(head)
            first = next((index for index, run in enumerate(runs) if run.strip()), None)
            if first is not None:
                runs[first] = headed(runs[first], mark, head.kind, in_cell=self.cells > 0)
        return runs

    def _between_controls(self, own: Paragraph, runs: Sequence[str], node: Node) -> Iterator[Block]:
        """The paragraph's text, with what its controls hold between the words where they stand."""
        text, place, within = own.text, own.place, own.within
        shape = shape_of(node.data)
        controls = [child for child in node.children if child.tag == CTRL_HEADER]
        for run, control in zip(runs, controls, strict=False):
            self._before = width_of(text, self._type(node)[0]) if text else 0, shape
            if inside := self._control(control, place, within):
                if text.strip():
                    yield replace(own, text=text)
                yield from inside
                text = run
            else:
                text += self._said(control) + run
        text += "".join(runs[len(controls) :])
        if text.strip():
            yield replace(own, text=text)
        self._before = 0, shape
        for control in controls[len(runs) :]:  # one without its character in the text is kept, behind the paragraph
            yield from self._control(control, place, within)

    def _control(self, node: Node, place: Place, within: Within) -> list[Block]:
        kind = node.data[3::-1] if len(node.data) >= 4 else b""
        if kind in SILENT or kind in HIDDEN or (self.cells and (kind in NOTES or kind in RUNNING)):
            return []
        if kind == b"tbl ":
            return self._table(node, place, within)
        if kind == DRAWN:
            self.objects += [(place, inner.data) for inner in nodes_below(node) if inner.tag == OLE]
        inner = WITHIN.get(kind, within)
        around, self._laid = self._laid, Laid()  # the lines of a box or a note are no lines of the page
        found = [block for _, paragraphs in _lists(node.children) for block in self.blocks(paragraphs, inner)]
        self._laid = around
        if kind == DRAWN and (drawing := drawing_of(node.data, _records_below(node), speaks=bool(found))):
            self._laid.afloat.append(drawing)
            self._pager.front.has_any = True
        return found

    def _said(self, node: Node) -> str:
        """The text that a control without paragraphs stands for; what is none is noted of the cell it is in."""
        kind = node.data[3::-1]
        if kind in NOTES and self.cells and len(node.data) >= NOTE.size:
            number, suffix = NOTE.unpack_from(node.data)
            return note_mark(str(number), suffix)
        equation = next((child.data for child in node.children if child.tag == EQEDIT), b"")
        text = object_text(kind, node.data, equation, in_cell=self.cells > 0)
        if text is None and self.cells:
            is_round_text = kind == DRAWN and is_ring(node.data, _records_below(node))
            (self._rings if is_round_text else self._unread).append(
                Unread("object-in-cell", kind_of(kind, below(node)))
            )
        return text or ""

    def _table(self, node: Node, place: Place, within: Within) -> list[Block]:
        at = next((index for index, child in enumerate(node.children) if child.tag == TABLE), None)
        if at is None or len(node.children[at].data) < 8:
            return []
        number, before = self.tables.take(), self._before
        rows, columns = struct.unpack_from("<HH", node.children[at].data, 4)
        said = node.children[at].data
        around, self._laid = self._laid, Laid()
        caption = [block for _, part in _lists(node.children[:at]) for block in self.blocks(part, "caption")]
        ground, zones = self._ground_of(said, rows, within)
        cells: list[Cell] = []
        laid = laid_table(node.data, said, number)
        laid.before, laid.shape = before
        for data, paragraphs in _lists(node.children[at + 1 :]):
            if len(data) >= 16:
                self._laid = Laid()
                cells.append(self._cell(data, paragraphs, number, place, ground, zones))
                shape = shape_of(paragraphs[0].data) if paragraphs else 0
                if own := laid_cell(data, said, self._laid, shape, cells[-1].text):
                    laid.cells.append(own)
        self._laid = around
        around.tables.append(laid)
        return [
            Table(
                rows=rows,
                columns=columns,
                cells=tuple(cells),
                place=replace(place, table=number),
                caption="\n".join(block.text for block in caption if isinstance(block, Paragraph)),
                within=within,
            ),
            *[block for block in caption if isinstance(block, Table)],
        ]

    def _ground_of(self, table: bytes, rows: int, within: Within) -> tuple[int | None, Zones]:
        """The colour behind the cells of a table that have none of their own, and its zones with theirs."""
        around = self._ground if self.cells else WHITE if within == "body" else None
        at = ROW_SIZES_AT + 2 * rows
        border, count = struct.unpack_from("<HH", table, at) if len(table) >= at + 4 else (0, 0)
        zones: Zones = []
        for start in range(at + 4, min(len(table) - ZONE.size + 1, at + 4 + count * ZONE.size), ZONE.size):
            column, row, last_column, last_row, fill = ZONE.unpack_from(table, start)
            if fill in self.fills:
                zones.append((range(row, last_row + 1), range(column, last_column + 1), self.fills[fill]))
        return self.fills.get(border, around), zones

    def _cell(
        self, data: bytes, paragraphs: Sequence[Node], table: int, place: Place, ground: int | None, zones: Zones
    ) -> Cell:
        column, row, column_span, row_span = struct.unpack_from("<4H", data, 8)
        own = Place(section=place.section, paragraph=place.paragraph, table=table, row=row, column=column)
        around = self._unread, self._ground, self._rings
        self._unread, self._ground, self._rings = [], ground, []
        if self.fills and len(data) >= BORDER_OF_CELL.size:
            self._ground = self.fills.get(BORDER_OF_CELL.unpack_from(data)[0], ground)
        self._ground = ground_in(zones, row, column, self._ground)
        self.cells += 1
        blocks = self.blocks(paragraphs)
        self.cells -= 1
        text = cell_text(blocks)
        self._unread += self._rings if not text else []
        if self._unread:
            self.doubts += doubts_of(self._unread, own)
        self._unread, self._ground, self._rings = around
        return Cell(
            text=text,
            row=row,
            column=column,
            row_span=max(1, row_span),
            column_span=max(1, column_span),
            place=own,
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _page_setup(node: Node) -> tuple[int | None, Frame | None]:
    """In how many columns the text of the pages is that begin with a paragraph, and such a page."""
    columns = frame = None
    for child in node.children:
        if child.data[:4] == SECTION_CONTROL:
            page = next((inner.data for inner in child.children if inner.tag == PAGE_DEF), b"")
            frame = frame_of(page)
        elif child.data[:4] == COLUMN_CONTROL:
            columns = column_count(child.data)
    return columns, frame


def below(node: Node) -> Iterator[int]:
    """The tags of the records below a node, nearest first."""
    return (inner.tag for inner in nodes_below(node))


def nodes_below(node: Node) -> Iterator[Node]:
    """The records below a node, nearest first."""
    nodes = list(node.children)
    for inner in nodes:  # which grows
        nodes += inner.children
        yield inner


def _records_below(node: Node) -> list[tuple[int, bytes]]:
    """The records below a node with their tags, nearest first."""
    return [(inner.tag, inner.data) for inner in nodes_below(node)]


def _runs(data: bytes) -> list[str]:
    """The text before, between and behind the extended controls, each of which has a record of its own."""
    data = data[: len(data) // 2 * 2]
    units, _ = utf_16_le_decode(data, "replace", True)
    text = units.removesuffix(PARAGRAPH_END)
    if CONTROL.search(text) is None:
        return [text]
    paired = 2 * len(units) < len(data)  # characters that take two code units
    if paired:
        units = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))
    said = _joined if paired else str
    runs: list[str] = []
    run, start = "", 0
    for found in CONTROL.finditer(units):
        at = found.start()
        if at < start:  # inside a control
            continue
        code = ord(units[at])
        run += said(units[start:at]) + CHARACTERS.get(code, "")
        start = at + 1
        if code in EXTENDED or code in INLINE:
            start = at + CONTROL_UNITS
        if code in EXTENDED:
            runs.append(run)
            run = ""
    return [*runs, run + said(units[start:])]


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
