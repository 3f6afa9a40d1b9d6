"""A table of a section while it is read, with its cells, which name their own addresses."""

from __future__ import annotations

from collections.abc import Mapping

from extract.readers.line_layout.afloat import Align
from extract.readers.line_layout.laid import LaidCell, LaidTable
from extract.readers.numbering import cell_text
from extract.readers.owpml.afloat import offset_of
from extract.readers.owpml.elements import UNKNOWN, number_of
from extract.readers.owpml.parts import Aside, Attributes, Holder, Part, StoredLines
from extract.readers.seen import WHITE, Unread, Zones, doubts_of, ground_in, is_pale, without_unseen
from plan.records.base import Place
from plan.records.document import Block, Cell, Paragraph, Table

UPRIGHT: Mapping[str, Align] = {"TOP": "start", "BOTTOM": "end"}
EDGES = ("startRowAddr", "startColAddr", "endRowAddr", "endColAddr")  # of a zone


class OpenTable(Part):
    """A table with its cells, which name their own addresses."""

    __slots__ = ("caption", "cells", "ground", "inner", "laid", "paragraph", "place", "size", "zones")

    def __init__(self, paragraph: Holder, size: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.size = size
        place = paragraph.place
        self.place = Place(section=place.section, paragraph=place.paragraph, table=self.section.tables.take())
        self.cells: list[Cell] = []
        self.laid = LaidTable(number=self.place.table or 0, cells=[], height=0)
        self.laid.before, self.laid.shape = paragraph.width(), paragraph.shape
        self.inner: Attributes = {}  # the margins of the cells that have none of their own
        self.caption: list[Block] = []
        self.zones: Zones = []
        around = self.section.ground if self.section.cells else WHITE if paragraph.within == "body" else None
        self.ground = self.section.fills.get(size.get("borderFillIDRef", ""), around)

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "tc":
            return _Cell(self, attributes)
        if name == "caption":
            return Aside(self.paragraph, "caption", self.caption.extend)
        if name == "cellzone" and (border := attributes.get("borderFillIDRef", "")) in self.section.fills:
            first_row, first, row, column = (number_of(attributes.get(edge)) for edge in EDGES)
            rows, columns = range(first_row, row + 1), range(first, column + 1)
            self.zones.append((rows, columns, self.section.fills[border]))
        return self if name == UNKNOWN else None

    def lie(self, name: str, attributes: Attributes) -> None:
        if name == "inMargin":
            self.inner = attributes
        elif name == "sz":
            self.laid.height = number_of(attributes.get("height"))
            self.laid.width = number_of(attributes.get("width"))
        elif name == "outMargin":
            self.laid.margins = number_of(attributes.get("top")) + number_of(attributes.get("bottom"))
        elif name == "pos":
            of_paragraph = attributes.get("vertRelTo") == "PARA"
            self.laid.is_inline = attributes.get("treatAsChar") == "1"
            blocks = of_paragraph and self.size.get("textWrap") == "TOP_AND_BOTTOM"
            self.laid.is_below = blocks and not self.laid.is_inline
            self.laid.down = offset_of(attributes, "vert").by if self.laid.is_below else 0
            self.laid.across = None if self.laid.is_inline else offset_of(attributes, "horz")

    def end(self) -> None:
        self.laid.is_whole = self.size.get("pageBreak") == "NONE"
        self.section.laid.tables.append(self.laid)
        rows, columns = number_of(self.size.get("rowCnt")), number_of(self.size.get("colCnt"))
        table = Table(
            rows=max([rows, *[cell.row + cell.row_span for cell in self.cells]]),
            columns=max([columns, *[cell.column + cell.column_span for cell in self.cells]]),
            cells=tuple(self.cells),
            place=self.place,
            caption="\n".join(block.text for block in self.caption if isinstance(block, Paragraph)),
            within=self.paragraph.within,
        )
        self.paragraph.part([table, *[block for block in self.caption if isinstance(block, Table)]])


class LoneTable(OpenTable):
    """A table that stands in no paragraph."""

    __slots__ = ()

    def end(self) -> None:
        super().end()
        self.paragraph.end()


class _Cell(Part):
    """A cell with its address, its spans and its paragraphs."""

    __slots__ = (
        "address", "around", "blocks", "ground", "is_head", "laid", "margins", "outer", "rings", "shape", "size",
        "span", "table", "upright",
    )  # fmt: skip

    def __init__(self, table: OpenTable, attributes: Attributes) -> None:
        self.section = section = table.section
        self.table = table
        section.cells += 1
        self.around = section.unread, section.ground, section.unsure
        section.unread, section.unsure = [], []
        self.rings, section.rings = section.rings, []
        self.ground = section.ground = table.ground
        if section.fills:
            self.ground = section.fills.get(attributes.get("borderFillIDRef", ""), table.ground)
            section.ground = None if table.zones else self.ground  # where the cell stands is told behind its text
        self.outer, self.laid = section.laid, StoredLines()
        section.laid = self.laid
        self.margins = attributes if attributes.get("hasMargin") == "1" else None
        self.is_head = attributes.get("header") == "1" and table.size.get("repeatHeader") == "1"
        self.size: Attributes = {}
        self.shape = ""  # of its first paragraph
        self.upright: Align = "center"
        self.address: Attributes = {}
        self.span: Attributes = {}
        self.blocks: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "cellAddr":
            self.address = attributes
        elif name == "cellSpan":
            self.span = attributes
        elif name == UNKNOWN:
            self.section.object(name)
            return self
        else:
            self.shape = self.shape or attributes.get("paraPrIDRef", "")
            return self.table.paragraph.listed(name, attributes, "body", self.blocks.extend)
        return None

    def lie(self, name: str, attributes: Attributes) -> None:
        if name == "cellSz":
            self.size = attributes
        elif name == "cellMargin":
            self.margins = self.margins and attributes
        elif name == "subList":
            self.upright = UPRIGHT.get(attributes.get("vertAlign", ""), "center")

    def end(self) -> None:
        section = self.section
        section.cells -= 1
        row, column = number_of(self.address.get("rowAddr")), number_of(self.address.get("colAddr"))
        place = self.table.place
        place = Place(section=place.section, paragraph=place.paragraph, table=place.table, row=row, column=column)
        if section.unsure:
            ground = ground_in(self.table.zones, row, column, self.ground)
            unseen = [text for text, look in section.unsure if is_pale(look, ground)]
            section.unread += [Unread("unseen-text", "")] * bool(unseen)
            self.blocks = [without_unseen(block, unseen) for block in self.blocks]
        text = cell_text(self.blocks)
        section.unread += section.rings if not text else []
        if section.unread:
            section.doubts += doubts_of(section.unread, place)
        section.unread, section.ground, section.unsure = self.around
        section.laid, section.rings = self.outer, self.rings
        margins = self.table.inner if self.margins is None else self.margins
        row_span = max(1, number_of(self.span.get("rowSpan"), 1))
        column_span = max(1, number_of(self.span.get("colSpan"), 1))
        self.table.laid.cells.append(
            LaidCell(
                row,
                row_span,
                number_of(self.size.get("height")),
                number_of(margins.get("top")),
                number_of(margins.get("bottom")),
                self.laid,
                self.is_head,
                column,
                column_span,
                number_of(self.size.get("width")),
                (number_of(margins.get("left")), number_of(margins.get("right"))),
                self.upright,
                self.shape,
                text,
            )
        )
        self.table.cells.append(
            Cell(
                text=text,
                row=row,
                column=column,
                row_span=row_span,
                column_span=column_span,
                place=place,
                blocks=tuple(self.blocks) if any(isinstance(block, Table) for block in self.blocks) else (),
            )
        )
