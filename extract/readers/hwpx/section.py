"""The blocks of an HWPX section (OWPML, KS X 6101), made while it is parsed: no tree of its elements is ever built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

from extract.readers.heads import Head, Heads, headed
from extract.readers.limits import limit, over_limit
from extract.readers.numbering import Counter, cell_text
from extract.readers.raised import Look, as_seen
from plan.records import Block, Cell, Damage, Paragraph, Place, Table, Within
from plan.script import NO_BREAK_SPACE, WIDE_SPACE

WITHIN: dict[str, Within] = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "footnote",
    "drawText": "text_box",
    "caption": "caption",
}
HIDDEN = ("hiddenComment", "fieldBegin", "secPr", "colPr", "memo")
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": NO_BREAK_SPACE, "fwSpace": WIDE_SPACE, "hyphen": "-"}
TOLD = frozenset(
    ("p", "t", "tbl", "tc", "cellAddr", "cellSpan", "deleteBegin", "deleteEnd", *CHARACTERS, *WITHIN, *HIDDEN)
)  # all other elements are looked through
MOST_DIGITS = 18  # of an attribute; more of them are far over every limit, and a number of thousands is none
RUN = frozenset(("run",))  # told where some of the document's character shapes leave their line
ON_LINE = Look(0.0)
QUOTED = 40  # characters of crossed out text that a finding quotes

Attributes = Mapping[str, str]


class _ToldNames(dict[str, str]):
    """Names of elements without their prefixes, and '' for those that are looked through."""

    def __init__(self, told: frozenset[str]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self[name] = told = local if local in self._told else ""
        return told


class SectionReader:
    """Turns the elements of a section into blocks; tables are counted through the whole document.

    ``looks`` are character shapes of the document by their ids, none where all of them stay on their line; ``heads``
    counts the paragraphs of those ``shapes`` that Hangul numbers by itself.
    """

    def __init__(
        self,
        number: int,
        tables: Counter,
        path: Path,
        looks: Mapping[str, Look],
        shapes: Mapping[str, Head],
        heads: Heads,
    ) -> None:
        self.number = number
        self.tables = tables
        self.looks = looks
        self.shapes = shapes
        self.heads = heads
        self.paragraphs = Counter(1)
        self.blocks: list[Block] = []
        self.depth = 0
        self.cells = 0  # those that are open, one in another
        self.deleted: set[str] = set()  # open deletions (변경 내용 추적) by their ids; they may reach over paragraphs
        self._crossed_out: list[str] = []
        self._path = path
        self._deepest = limit("xml_depth")
        self._names = _ToldNames(TOLD | RUN if looks else TOLD)
        self._open: list[_Part | None] = []

    def read(self, parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
        """Read the XML of the section; what is not well-formed is an error of the parser."""
        self._open = [_Section(self)]
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
        self._open.clear()  # nothing is left that knows itself, and would wait for the garbage collector

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self._deepest:
            raise over_limit("xml_depth", self._path)
        if told := self._names[name]:
            part = self._open[-1]
            self._open.append(part and part.begin(told, attributes))

    def _characters(self, text: str) -> None:
        if part := self._open[-1]:
            part.characters(text)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self._names[name]:
            part = self._open.pop()
            if part and part is not self._open[-1]:
                part.end()

    def kept(self, text: str) -> str:
        """The text, or nothing where it is marked as deleted."""
        if not self.deleted:
            return text
        self._crossed_out.append(text)
        return ""

    def damage(self) -> Iterator[Damage]:
        """That words are crossed out, if there are any: they are no part of the document as it will be."""
        if self._crossed_out:
            quote = "".join(self._crossed_out)
            yield Damage(
                rule="tracked-changes",
                place=Place(section=self.number),
                reason_ko=f"삭제로 표시된 글자 {len(quote)}자는 읽지 않았습니다.",
                reason_en=f"The {len(quote)} characters that are marked as deleted were not read.",
                quote=quote[:QUOTED],
            )


class _Part:
    """A part of the section that is being read."""

    __slots__ = ("section",)

    def __init__(self, section: SectionReader) -> None:
        self.section = section

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        """What to read an element in this part as: a part of its own, more of this one, or None to read nothing."""
        raise NotImplementedError

    def characters(self, text: str) -> None:
        """Between other elements than texts stands white space only."""

    def end(self) -> None:
        """The part is whole."""


class _Section(_Part):
    """The section itself, whose children are paragraphs."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        top = name == "p" and self.section.depth == 2
        return _Paragraph(self.section, attributes, "body", self.section.blocks.extend) if top else None


class _Paragraph(_Part):
    """A paragraph; what stands in it, such as a table or a note's paragraphs, parts its text."""

    __slots__ = ("blocks", "head", "look", "mark", "place", "runs", "take", "texts", "within")

    def __init__(
        self,
        section: SectionReader,
        attributes: Attributes,
        within: Within,
        take: Callable[[list[Block]], None],
    ) -> None:
        self.section = section
        self.head = section.shapes.get(attributes.get("paraPrIDRef", "")) if section.shapes else None
        self.mark: str | None = None  # of the head, once it is counted
        self.within = within
        self.take = take
        self.place = Place(section=section.number, paragraph=section.paragraphs.take())
        self.texts: list[str] = []
        self.look: Look | None = None  # of the run, where it is told
        self.runs: list[tuple[int, Look]] = []  # from which text on another look holds good
        self.blocks: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name == "secPr":
            self.section.heads.begin_section(attributes.get("outlineShapeIDRef", ""))
        elif self.head and self.mark is None and name != "run":
            self.mark = self.section.heads.mark(self.head)  # before those of what stands in the paragraph
        if name == "t":
            return _Text(self)
        if name == "run":
            look = self.section.looks.get(attributes.get("charPrIDRef", ""))
            if look or self.look:
                self.look = look
                self.runs.append((len(self.texts), look or ON_LINE))
            return self
        if name == "tbl":
            return _Table(self, attributes)
        if name in WITHIN:
            return _Aside(self.section, WITHIN[name], self.part)
        return None if name in HIDDEN else self

    def part(self, inside: list[Block]) -> None:
        """End the text in front of some blocks, which come next."""
        if inside:
            self._end_text()
            self.blocks += inside

    def _end_text(self) -> None:
        text = as_seen(self._pieces()) if self.runs else "".join(self.texts)
        self.texts.clear()
        self.runs = [(0, self.look)] if self.look else []  # the run goes on
        if text.strip():
            if self.head:
                text = headed(text, self.mark or "", self.head.kind, in_cell=self.section.cells > 0)
                self.head = None
            self.blocks.append(Paragraph(text=text, place=self.place, within=self.within))

    def _pieces(self) -> Iterator[tuple[str, Look]]:
        """The texts by their looks."""
        for (first, look), (end, _) in pairwise([(0, ON_LINE), *self.runs, (len(self.texts), ON_LINE)]):
            yield "".join(self.texts[first:end]), look

    def end(self) -> None:
        if self.head and self.mark is None:
            self.section.heads.mark(self.head)  # one without words counts
        self._end_text()
        self.take(self.blocks)


class _Text(_Part):
    """Text with its line breaks, tabs and spaces, without what is marked as deleted."""

    __slots__ = ("depth", "texts")

    def __init__(self, paragraph: _Paragraph) -> None:
        self.section = paragraph.section
        self.texts = paragraph.texts
        self.depth = self.section.depth

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "deleteBegin":
            self.section.deleted.add(attributes.get("Id", ""))
        elif name == "deleteEnd":
            self.section.deleted.discard(attributes.get("Id", ""))
        elif name in CHARACTERS:
            self.texts.append(self.section.kept(CHARACTERS[name]))

    def characters(self, text: str) -> None:
        if self.section.depth == self.depth:  # what stands inside an element of the text is no text
            self.texts.append(self.section.kept(text))


class _Aside(_Part):
    """Paragraphs beside the text: of a header, a note, a text box or a caption."""

    __slots__ = ("blocks", "take", "within")

    def __init__(self, section: SectionReader, within: Within, take: Callable[[list[Block]], None]) -> None:
        self.section = section
        self.within = within
        self.take = take
        self.blocks: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        return _Paragraph(self.section, attributes, self.within, self.blocks.extend) if name == "p" else None

    def end(self) -> None:
        self.take(self.blocks)


class _Table(_Part):
    """A table with its cells, which name their own addresses."""

    __slots__ = ("caption", "cells", "paragraph", "place", "size")

    def __init__(self, paragraph: _Paragraph, size: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.size = size
        place = paragraph.place
        self.place = Place(section=place.section, paragraph=place.paragraph, table=self.section.tables.take())
        self.cells: list[Cell] = []
        self.caption: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        del attributes
        if name == "tc":
            return _Cell(self)
        return _Aside(self.section, "caption", self.caption.extend) if name == "caption" else None

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
        self.paragraph.part([table])


class _Cell(_Part):
    """A cell with its address, its spans and its paragraphs."""

    __slots__ = ("address", "blocks", "span", "table")

    def __init__(self, table: _Table) -> None:
        self.section = table.section
        self.table = table
        self.section.cells += 1
        self.address: Attributes = {}
        self.span: Attributes = {}
        self.blocks: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name == "p":
            return _Paragraph(self.section, attributes, "body", self.blocks.extend)
        if name == "cellAddr":
            self.address = attributes
        elif name == "cellSpan":
            self.span = attributes
        return None

    def end(self) -> None:
        self.section.cells -= 1
        place = self.table.place
        row, column = _number(self.address.get("rowAddr"), 0), _number(self.address.get("colAddr"), 0)
        self.table.cells.append(
            Cell(
                text=cell_text(self.blocks),
                row=row,
                column=column,
                row_span=max(1, _number(self.span.get("rowSpan"), 1)),
                column_span=max(1, _number(self.span.get("colSpan"), 1)),
                place=Place(
                    section=place.section, paragraph=place.paragraph, table=place.table, row=row, column=column
                ),
                blocks=tuple(self.blocks) if any(isinstance(block, Table) for block in self.blocks) else (),
            )
        )


@lru_cache(maxsize=1024)
def _number(text: str | None, default: int) -> int:
    """The number that an attribute says; kept, since a table says few unlike ones."""
    return int(text[:MOST_DIGITS]) if text and text.isascii() and text.isdigit() else default
