"""The blocks of an HWPX section (OWPML, KS X 6101) from the elements of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extract.marks import Counter, cell_text
from plan_records import Block, Cell, Damage, Paragraph, Place, Table, Within

WITHIN: dict[str, Within] = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "footnote",
    "drawText": "text_box",
}
APART = frozenset(("tbl", "caption", *WITHIN))
HIDDEN = frozenset(("hiddenComment", "fieldBegin", "secPr", "colPr", "memo", "lineSegArray", "linesegarray"))
QUOTED = 40  # characters of crossed out text that a finding quotes
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": "\u3000", "hyphen": "-"}

Element = Any  # lxml's element; its loose types end in this adapter


class _LocalNames(dict[object, str]):
    """Tags without their namespaces, which differ between the versions of 2011, 2016 and 2024; a comment has none."""

    def __missing__(self, tag: object) -> str:
        self[tag] = name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


class SectionReader:
    """Turns the elements of a section into blocks; tables are counted through the whole document."""

    def __init__(self, section: int, tables: Counter) -> None:
        self.section = section
        self.tables = tables
        self.paragraphs = Counter(1)
        self.deleted: set[str] = set()  # open deletions (변경 내용 추적) by their ids; they may reach over paragraphs
        self.crossed_out: list[str] = []
        self._names = _LocalNames()

    def damage(self) -> Iterator[Damage]:
        """That words are crossed out, if there are any: they are no part of the document as it will be."""
        if self.crossed_out:
            quote = "".join(self.crossed_out)
            yield Damage(
                rule="tracked-changes",
                place=Place(section=self.section),
                reason_ko=f"삭제로 표시된 글자 {len(quote)}자는 읽지 않았습니다.",
                reason_en=f"The {len(quote)} characters that are marked as deleted were not read.",
                quote=quote[:QUOTED],
            )

    def blocks(self, elements: Iterable[Element], within: Within = "body") -> list[Block]:
        """The blocks of the paragraphs among elements, such as the children of one."""
        found: list[Block] = []
        for element in elements:
            if self._names[element.tag] == "p":
                place = Place(section=self.section, paragraph=self.paragraphs.take())
                self._end_text(self._read(element, "", place, within, found), place, within, found)
        return found

    def _read(self, element: Element, text: str, place: Place, within: Within, found: list[Block]) -> str:
        """The text inside an element behind the text before it; a block in it ends the text, and it begins anew."""
        for child in element:
            name = self._names[child.tag]
            if name == "t":
                text += self._marked(child) if self.deleted or len(child) else child.text or ""
            elif name in APART:
                if inside := self._blocks_in(child, name, place, within):
                    self._end_text(text, place, within, found)
                    found += inside
                    text = ""
            elif name not in HIDDEN and len(child):
                text = self._read(child, text, place, within, found)
        return text

    def _blocks_in(self, element: Element, name: str, place: Place, within: Within) -> list[Block]:
        """The blocks of an element that stands apart from the text of its paragraph."""
        if name == "tbl":
            return [self._table(element, place, within)]
        if name == "caption":
            return self._caption(element)
        return self.blocks(next(element.iter("{*}subList"), element), WITHIN[name])

    def _end_text(self, text: str, place: Place, within: Within, found: list[Block]) -> None:
        if text.strip():
            found.append(Paragraph(text=text, place=place, within=within))

    def _marked(self, element: Element) -> str:
        """The text of a ``t`` element with its line breaks, tabs and spaces, without what is marked as deleted."""
        text = self._kept(element.text)
        for child in element:
            name = self._names[child.tag]
            if name == "deleteBegin":
                self.deleted.add(child.get("Id", ""))
            elif name == "deleteEnd":
                self.deleted.discard(child.get("Id", ""))
            text += self._kept(CHARACTERS.get(name)) + self._kept(child.tail)
        return text

    def _kept(self, text: str | None) -> str:
        if text and self.deleted:
            self.crossed_out.append(text)
            return ""
        return text or ""

    def _table(self, element: Element, place: Place, within: Within) -> Table:
        number = self.tables.take()
        cells = [
            self._cell(cell, Place(section=place.section, paragraph=place.paragraph, table=number))
            for row in element.iterchildren("{*}tr")
            for cell in row.iterchildren("{*}tc")
        ]
        caption = [block for part in element.iterchildren("{*}caption") for block in self._caption(part)]
        return Table(
            rows=max([_number(element, "rowCnt", 0), *[cell.row + cell.row_span for cell in cells]]),
            columns=max([_number(element, "colCnt", 0), *[cell.column + cell.column_span for cell in cells]]),
            cells=tuple(cells),
            place=Place(section=place.section, paragraph=place.paragraph, table=number),
            caption="\n".join(block.text for block in caption if isinstance(block, Paragraph)),
            within=within,
        )

    def _caption(self, element: Element) -> list[Block]:
        return [block for part in element for block in self.blocks(part, "caption")]

    def _cell(self, element: Element, table: Place) -> Cell:
        row = column = 0
        row_span = column_span = 1
        blocks: list[Block] = []
        for child in element:
            name = self._names[child.tag]
            if name == "subList":
                blocks = self.blocks(child)
            elif name == "cellAddr":
                row, column = _number(child, "rowAddr", 0), _number(child, "colAddr", 0)
            elif name == "cellSpan":
                row_span, column_span = _number(child, "rowSpan", 1), _number(child, "colSpan", 1)
        return Cell(
            text=cell_text(blocks),
            row=row,
            column=column,
            row_span=max(1, row_span),
            column_span=max(1, column_span),
            place=Place(section=table.section, paragraph=table.paragraph, table=table.table, row=row, column=column),
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _number(element: Element, name: str, default: int) -> int:
    text = element.get(name, "")
    return int(text) if text.isdigit() else default
