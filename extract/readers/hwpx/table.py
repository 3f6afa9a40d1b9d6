"""A table of a section while it is read, with its cells, which name their own addresses."""

from __future__ import annotations

from functools import lru_cache

from extract.readers.hwpx.elements import UNKNOWN
from extract.readers.hwpx.parts import Aside, Attributes, Holder, Part
from extract.readers.numbering import cell_text
from extract.readers.seen import WHITE, Unread, Zones, doubts_of, ground_in, is_pale
from plan.records.base import Place
from plan.records.document import Block, Cell, Paragraph, Table

EDGES = ("startRowAddr", "startColAddr", "endRowAddr", "endColAddr")  # of a zone
MOST_DIGITS = 18  # of an attribute; more of them are far over every limit, and a number of thousands is none


class OpenTable(Part):
    """A table with its cells, which name their own addresses."""

    __slots__ = ("caption", "cells", "ground", "paragraph", "place", "size", "zones")

    def __init__(self, paragraph: Holder, size: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.size = size
        place = paragraph.place
        self.place = Place(section=place.section, paragraph=place.paragraph, table=self.section.tables.take())
        self.cells: list[Cell] = []
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
            first_row, first, row, column = (_number(attributes.get(edge), 0) for edge in EDGES)
            rows, columns = range(first_row, row + 1), range(first, column + 1)
            self.zones.append((rows, columns, self.section.fills[border]))
        return self if name == UNKNOWN else None

    def end(self) -> None:
        rows, columns = _number(self.size.get("rowCnt"), 0), _number(self.size.get("colCnt"), 0)
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

    __slots__ = ("address", "around", "blocks", "ground", "span", "table")

    def __init__(self, table: OpenTable, attributes: Attributes) -> None:
        self.section = section = table.section
        self.table = table
        section.cells += 1
        self.around = section.unread, section.ground, section.unsure
        section.unread, section.unsure = [], []
        self.ground = section.ground = table.ground
        if section.fills:
            self.ground = section.fills.get(attributes.get("borderFillIDRef", ""), table.ground)
            section.ground = None if table.zones else self.ground  # where the cell stands is told behind its text
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
            return self.table.paragraph.listed(name, attributes, "body", self.blocks.extend)
        return None

    def end(self) -> None:
        section = self.section
        section.cells -= 1
        row, column = _number(self.address.get("rowAddr"), 0), _number(self.address.get("colAddr"), 0)
        place = self.table.place
        place = Place(section=place.section, paragraph=place.paragraph, table=place.table, row=row, column=column)
        if section.unsure:
            ground = ground_in(self.table.zones, row, column, self.ground)
            section.unread += [Unread("unseen-text", text) for text, look in section.unsure if is_pale(look, ground)]
        if section.unread:
            section.doubts += doubts_of(section.unread, place)
        section.unread, section.ground, section.unsure = self.around
        self.table.cells.append(
            Cell(
                text=cell_text(self.blocks),
                row=row,
                column=column,
                row_span=max(1, _number(self.span.get("rowSpan"), 1)),
                column_span=max(1, _number(self.span.get("colSpan"), 1)),
                place=place,
                blocks=tuple(self.blocks) if any(isinstance(block, Table) for block in self.blocks) else (),
            )
        )


@lru_cache(maxsize=1024)
def _number(text: str | None, default: int) -> int:
    """The number that an attribute says; kept, since a table says few unlike ones."""
    return int(text[:MOST_DIGITS]) if text and text.isascii() and text.isdigit() else default
