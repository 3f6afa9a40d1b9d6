"""The blocks of an HWPX section (OWPML, KS X 6101), made while it is parsed: no tree of its elements is ever built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

from extract.readers.equation import equation_text
from extract.readers.heads import Head, Heads, headed
from extract.readers.hwpx.looks import Looks
from extract.readers.limits import limit, over_limit
from extract.readers.numbering import Counter, cell_text
from extract.readers.raised import Look, as_seen, note_mark
from extract.readers.seen import OBJECTS as KINDS
from extract.readers.seen import WHITE, Unread, doubts_of, seen_of
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
NOTES = ("footNote", "endNote")
DRAWINGS = (
    "pic",
    "chart",
    "ole",
    "video",
    "line",
    "connectLine",
    "rect",
    "ellipse",
    "arc",
    "polygon",
    "curve",
    "container",
)
FORMS = ("btn", "radioBtn", "checkBtn", "listBox", "scrollBar")
OBJECTS = ("equation", "compose", "dutmal", "edit", "comboBox", "textart", "autoNum", "switch")
INSIDE = ("script", "mainText", "subText", "text", "listItem", "autoNumFormat", "case", "default")  # of the objects
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": NO_BREAK_SPACE, "fwSpace": WIDE_SPACE, "hyphen": "-"}
TOLD = frozenset(
    (
        "p", "t", "tbl", "tc", "cellAddr", "cellSpan", "deleteBegin", "deleteEnd",
        *CHARACTERS, *WITHIN, *HIDDEN, *DRAWINGS, *FORMS, *OBJECTS, *INSIDE,
    )
)  # fmt: skip
PLAIN = frozenset(
    (
        "sec", "run", "ctrl", "subList", "tr", "linesegarray", "lineseg", "cellSz", "cellMargin", "cellzoneList",
        "sz", "pos", "outMargin", "inMargin", "label", "parameterset", "metaTag", "shapeComment", "fieldEnd",
        "bookmark", "indexmark", "firstKey", "secondKey", "pageNum", "pageNumCtrl", "newNum", "pageHiding", "cellzone",
        "markpenBegin", "markpenEnd", "titleMark", "insertBegin", "insertEnd", "charPr",
    )
)  # fmt: skip  # looked through, since they say nothing of the text
UNKNOWN = "unknown"  # stands for every other element
MOST_DIGITS = 18  # of an attribute; more of them are far over every limit, and a number of thousands is none
TOP = 2  # the depth of what stands directly in the section
RUN = frozenset(("run", "cellzone"))  # told where some of the document's character shapes are special
ON_LINE = Look(0.0)
QUOTED = 40  # characters of crossed out text that a finding quotes

Attributes = Mapping[str, str]


class _ToldNames(dict[str, str]):
    """Names of elements without their prefixes, '' for those that are looked through, and one for all unknown ones."""

    def __init__(self, told: frozenset[str]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self[name] = told = local if local in self._told else "" if local in PLAIN else UNKNOWN
        return told


class SectionReader:
    """Turns the elements of a section into blocks; tables are counted through the whole document.

    ``looks`` are character shapes of the document that are not seen as plain text; ``heads`` counts the paragraphs of
    those ``shapes`` that Hangul numbers by itself. ``unread`` is what is not read of the cell that is open, ``ground``
    the colour behind its text, None where that is not known, and ``doubts`` what is not read of the cells so far.
    """

    def __init__(
        self,
        number: int,
        tables: Counter,
        path: Path,
        looks: Looks,
        shapes: Mapping[str, Head],
        heads: Heads,
    ) -> None:
        self.number = number
        self.tables = tables
        self.looks = looks.shapes
        self.fills = looks.fills
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
        self.unread: list[Unread] = []
        self.ground: int | None = None
        self.doubts: list[Damage] = []
        self._names = _ToldNames(TOLD | RUN if looks.shapes else TOLD)
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

    def object(self, name: str) -> None:
        """Note that an object of this name, which is no text, stands in the open cell."""
        self.unread.append(Unread("object-in-cell", name))

    def damage(self) -> Iterator[Damage]:
        """What is not read of cells, and that words are crossed out: they are no part of the document as it will be."""
        yield from self.doubts
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
        if self.section.depth != TOP:
            return self if self.section.depth < TOP else None
        return _part_of_list(self.section, name, attributes, "body", self.section.blocks.extend)


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
        if name in NOTES and self.section.cells:
            self.texts.append(_note_mark(attributes))
            return None
        if name in HIDDEN or (name in ("header", "footer") and self.section.cells):
            return None
        if name in WITHIN:
            return _Aside(self.section, WITHIN[name], self.part)
        return self._object(name, attributes)

    def _object(self, name: str, attributes: Attributes) -> _Part | None:
        """What is no text, or not plainly so."""
        if name in DRAWINGS:
            return _Drawing(self, name)
        if name in FORMS:
            self.section.object("form")
            return None
        if name in ("textart", "compose"):
            self.say(name, _textart(attributes) if name == "textart" else _composed(attributes))
            return None
        if part := PARTS.get(name):
            return part(self, attributes)
        if name == UNKNOWN:
            self.section.object(name)
        return self

    def say(self, name: str, text: str | None) -> None:
        """Take the text that an object is seen as, or note that it is none."""
        if text is None:
            self.section.object(name)
        else:
            self.texts.append(self.section.kept(text))

    def part(self, inside: list[Block]) -> None:
        """End the text in front of some blocks, which come next."""
        if inside:
            self._end_text()
            self.blocks += inside

    def _end_text(self) -> None:
        text = self._seen() if self.runs else "".join(self.texts)
        self.texts.clear()
        self.runs = [(0, self.look)] if self.look else []  # the run goes on
        if text.strip():
            if self.head:
                text = headed(text, self.mark or "", self.head.kind, in_cell=self.section.cells > 0)
                self.head = None
            self.blocks.append(Paragraph(text=text, place=self.place, within=self.within))

    def _seen(self) -> str:
        pieces, unread = seen_of(self._pieces(), self.section.ground if self.section.cells else None)
        self.section.unread += unread
        return as_seen(pieces)

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
        else:
            self.section.object(name if name in KINDS else UNKNOWN)

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
        return _part_of_list(self.section, name, attributes, self.within, self.blocks.extend)

    def end(self) -> None:
        self.take(self.blocks)


class _Inside(_Part):
    """A part of a paragraph's text inside one of its objects."""

    __slots__ = ("attributes", "paragraph", "said")

    def __init__(self, paragraph: _Paragraph, attributes: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.attributes = attributes
        self.said = ""

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        """Whatever it may be, it is not the text of the object."""

    def characters(self, text: str) -> None:
        self.said += text


class _Drawing(_Inside):
    """A drawing or a picture; the paragraphs of its text box and its caption are read, and others are no text."""

    __slots__ = ("kind", "spoken")

    def __init__(self, paragraph: _Paragraph, kind: str) -> None:
        super().__init__(paragraph, {})
        self.kind = kind
        self.spoken = False

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name in ("drawText", "caption"):
            return _Aside(self.section, WITHIN[name], self._take)
        if name == "textart" and (text := _textart(attributes)):
            self.spoken = True
            self.paragraph.texts.append(text)
        elif name in DRAWINGS:
            self.spoken = True  # what it holds speaks for itself
            return _Drawing(self.paragraph, name)
        return None

    def _take(self, blocks: list[Block]) -> None:
        self.spoken |= any(block.within == "text_box" for block in blocks)
        self.paragraph.part(blocks)

    def end(self) -> None:
        if not self.spoken:
            self.section.object(self.kind)


class _Equation(_Inside):
    """An equation by its script."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        del attributes
        return self if name == "script" else None

    def end(self) -> None:
        self.paragraph.say("equation", equation_text(self.said))


class _Ruby(_Inside):
    """A word with a smaller one above it (덧말), which says something of it and is no part of it."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        del attributes
        return _Text(self.paragraph) if name == "mainText" else None


class _Edit(_Inside):
    """A field of a form that holds text."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        del attributes
        return _Text(self.paragraph) if name == "text" else None


class _ComboBox(_Inside):
    """A field of a form that shows the item that was chosen."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name == "listItem" and attributes.get("value") == self.attributes.get("selectedValue"):
            self.said = attributes.get("displayText") or attributes.get("value", "")
        return None

    def characters(self, text: str) -> None:
        """White space between the items."""

    def end(self) -> None:
        self.paragraph.say("form", self.said or self.attributes.get("selectedValue", ""))


class _AutomaticNumber(_Inside):
    """A number that Hangul counts by itself; it is read in cells, where it may be a part of a number."""

    __slots__ = ("form",)

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name == "autoNumFormat":
            self.said = attributes.get("prefixChar", "") + "{}" + attributes.get("suffixChar", "")
            if attributes.get("type", "DIGIT") != "DIGIT":
                self.attributes = {}
        return None

    def end(self) -> None:
        if self.section.cells:
            counted = self.attributes.get("num", "") if "PAGE" not in self.attributes.get("numType", "") else ""
            self.paragraph.say("autoNum", (self.said.strip() or "{}").replace("{}", counted) if counted else None)


class _Switch(_Inside):
    """Content in several versions for several programs, of which the first is read; the others should say the same."""

    __slots__ = ("others", "start")

    def __init__(self, paragraph: _Paragraph, attributes: Attributes) -> None:
        super().__init__(paragraph, attributes)
        self.start = -1
        self.others: list[_Branch] = []

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name not in ("case", "default"):
            return None
        if self.start < 0:
            self.start = len(self.paragraph.texts)
            return _FirstBranch(self.paragraph, attributes)
        self.others.append(_Branch(self.paragraph, attributes))
        return self.others[-1]

    def end(self) -> None:
        read = "".join(self.paragraph.texts[max(0, self.start) :]).split()
        if any(other.said.split() != read for other in self.others):
            self.section.object("switch")


class _FirstBranch(_Inside):
    """The first version of a content, read as what its paragraph holds."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        part = self.paragraph.begin(name, attributes)
        return self if isinstance(part, _Paragraph) else part


class _Branch(_Inside):
    """Another version of a content, which is not read."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        del name, attributes
        return self


PARTS: Mapping[str, Callable[[_Paragraph, Attributes], _Part]] = {
    "equation": _Equation,
    "dutmal": _Ruby,
    "edit": _Edit,
    "comboBox": _ComboBox,
    "autoNum": _AutomaticNumber,
    "switch": _Switch,
}


def _note_mark(attributes: Attributes) -> str:
    """The mark of a note in the text that it hangs on, raised."""
    suffix = attributes.get("suffixChar", "")
    return note_mark(attributes.get("number", ""), int(suffix) if suffix.isdecimal() else 0)


def _textart(attributes: Attributes) -> str | None:
    return attributes.get("text") or None


def _composed(attributes: Attributes) -> str | None:
    """One character that stands by itself; several in one place, or a frame around one, are no plain text."""
    text = attributes.get("composeText", "")
    return text if attributes.get("circleType", "CHAR") == "CHAR" and len(text) == 1 else None


class _Table(_Part):
    """A table with its cells, which name their own addresses."""

    __slots__ = ("caption", "cells", "ground", "paragraph", "place", "size")

    def __init__(self, paragraph: _Paragraph, size: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.size = size
        place = paragraph.place
        self.place = Place(section=place.section, paragraph=place.paragraph, table=self.section.tables.take())
        self.cells: list[Cell] = []
        self.caption: list[Block] = []
        around = self.section.ground if self.section.cells else WHITE if paragraph.within == "body" else None
        self.ground = self.section.fills.get(size.get("borderFillIDRef", ""), around)

    def begin(self, name: str, attributes: Attributes) -> _Part | None:
        if name == "tc":
            return _Cell(self, attributes)
        if name == "caption":
            return _Aside(self.section, "caption", self.caption.extend)
        if name == "cellzone":
            self.ground = None
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


class _LoneTable(_Table):
    """A table that stands in no paragraph."""

    __slots__ = ()

    def end(self) -> None:
        super().end()
        self.paragraph.end()


def _part_of_list(
    section: SectionReader, name: str, attributes: Attributes, within: Within, take: Callable[[list[Block]], None]
) -> _Part | None:
    """A paragraph, or a table, of a list of paragraphs."""
    if name == "p":
        return _Paragraph(section, attributes, within, take)
    return _LoneTable(_Paragraph(section, {}, within, take), attributes) if name == "tbl" else None


class _Cell(_Part):
    """A cell with its address, its spans and its paragraphs."""

    __slots__ = ("address", "around", "blocks", "span", "table")

    def __init__(self, table: _Table, attributes: Attributes) -> None:
        self.section = section = table.section
        self.table = table
        section.cells += 1
        self.around = section.unread, section.ground
        section.unread = []
        section.ground = table.ground
        if section.fills:
            section.ground = section.fills.get(attributes.get("borderFillIDRef", ""), table.ground)
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
        elif name == UNKNOWN:
            self.section.object(name)
            return self
        else:
            return _part_of_list(self.section, name, attributes, "body", self.blocks.extend)
        return None

    def end(self) -> None:
        section = self.section
        section.cells -= 1
        row, column = _number(self.address.get("rowAddr"), 0), _number(self.address.get("colAddr"), 0)
        place = self.table.place
        place = Place(section=place.section, paragraph=place.paragraph, table=place.table, row=row, column=column)
        if section.unread:
            section.doubts += doubts_of(section.unread, place)
        section.unread, section.ground = self.around
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
