"""A paragraph of a section while it is read: its text as it is seen, parted by the blocks that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.readers.heads import headed, outline_level
from extract.readers.line_layout.afloat import width_of
from extract.readers.line_layout.laid import LaidParagraph
from extract.readers.owpml.afloat import frame_of
from extract.readers.owpml.elements import DRAWINGS, FORMS, HIDDEN, NOTES, UNKNOWN, WITHIN, number_of
from extract.readers.owpml.looks import Type
from extract.readers.owpml.objects import PARTS, Drawing, composed, textart
from extract.readers.owpml.parts import Aside, Attributes, Holder, OpenSection, Part, StoredLines, Take, Text
from extract.readers.owpml.table import LoneTable, OpenTable
from extract.readers.raised import INK, Look, as_seen, far_smaller, note_mark
from extract.readers.seen import Unread, seen_of
from plan.records.base import Place
from plan.records.document import Block, Paragraph
from plan.records.values import Within

ON_LINE = Look(0.0)
NO_TYPE: Type = (0, False, 0.0)


def part_of_list(section: OpenSection, name: str, attributes: Attributes, within: Within, take: Take) -> Part | None:
    """A paragraph, or a table, of a list of paragraphs."""
    if name == "p":
        return OpenParagraph(section, attributes, within, take)
    return LoneTable(OpenParagraph(section, {}, within, take), attributes) if name == "tbl" else None


class OpenParagraph(Holder):
    """A paragraph; what stands in it, such as a table or a note's paragraphs, parts its text."""

    __slots__ = (
        "blocks",
        "ground",
        "head",
        "laid_before",
        "look",
        "mark",
        "run_type",
        "runs",
        "shape",
        "sizes",
        "take",
        "type",
    )

    def __init__(
        self,
        section: OpenSection,
        attributes: Attributes,
        within: Within,
        take: Take,
    ) -> None:
        self.section = section
        self.shape = attributes.get("paraPrIDRef", "")
        self.head = section.shapes.get(self.shape) if section.shapes else None
        self.mark: str | None = None  # of the head, once it is counted
        self.within = within
        self.take = take
        self.place = Place(section=section.number, paragraph=section.paragraphs.take())
        self.texts: list[str] = []
        self.ground = section.grounds.get(self.shape, section.ground)  # the colour behind the text, where it is known
        self.sizes: list[tuple[int, float]] = []  # from which text on digits have another size
        self.look: Look | None = None  # of the run, where it is told
        self.runs: list[tuple[int, Look]] = []  # from which text on another look holds good
        self.blocks: list[Block] = []
        self.laid_before = len(section.laid.stored), len(section.laid.tables)
        self.type = self.run_type = NO_TYPE  # of the first text, and of the run

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "secPr":
            self.section.heads.begin_section(attributes.get("outlineShapeIDRef", ""))
        elif self.head and self.mark is None and name != "run":
            self.mark = self.section.heads.mark(self.head)  # before those of what stands in the paragraph
        if name == "t":
            if self.type == NO_TYPE:
                self.type = self.run_type
            return Text(self)
        if name == "run":
            shape = attributes.get("charPrIDRef", "")
            self.run_type = self.section.types.get(shape, NO_TYPE)
            look = self.section.looks.get(shape)
            if look or self.look:
                self.look = look
                self.runs.append((len(self.texts), look or ON_LINE))
            if self.section.cells:
                self._resize(look)
            return self
        if name == "tbl":
            return OpenTable(self, attributes)
        if name in NOTES and self.section.cells:
            self.texts.append(_note_mark(attributes))
            return None
        if name in HIDDEN or (name in ("header", "footer") and self.section.cells):
            return None
        if name in WITHIN:
            return Aside(self, WITHIN[name], self.part)
        return self._object(name, attributes)

    def lie(self, name: str, attributes: Attributes) -> None:
        if name == "lineseg":
            self.section.laid.stored.append(attributes)

    def _resize(self, look: Look | None) -> None:
        """Note the size of the run's digits, 0 where what is above the line or not seen has another meaning."""
        size = 0.0 if look and (look.side or look.struck or look.tiny) else self.run_type[2]
        if not self.sizes or self.sizes[-1][1] != size:
            self.sizes.append((len(self.texts), size))

    def _object(self, name: str, attributes: Attributes) -> Part | None:
        """What is no text, or not plainly so."""
        if name in DRAWINGS:
            return Drawing(self, name, attributes)
        if name in FORMS:
            self.section.object("form")
            return None
        if name in ("textart", "compose"):
            self.say(name, textart(attributes) if name == "textart" else composed(attributes))
            return None
        if part := PARTS.get(name):
            return part(self, attributes)
        if name == UNKNOWN:
            self.section.object(name)
        return self

    def width(self) -> int:
        return width_of("".join(self.texts), self.run_type[0]) if self.texts else 0

    def part(self, inside: list[Block]) -> None:
        """End the text in front of some blocks, which come next."""
        if inside:
            self._end_text()
            self.blocks += inside

    def listed(self, name: str, attributes: Attributes, within: Within, take: Take) -> Part | None:
        return part_of_list(self.section, name, attributes, within, take)

    def _end_text(self) -> None:
        text = self._seen() if self.runs else "".join(self.texts)
        if len(self.sizes) > 1:
            self.section.unread += [Unread("unseen-text", small) for small in far_smaller(self._sized())]
            self.sizes = [(0, self.sizes[-1][1])]
        self.texts.clear()
        self.runs = [(0, self.look)] if self.look else []  # the run goes on
        if text.strip():
            outline = outline_level(self.head)
            if self.head:
                text = headed(text, self.mark or "", self.head.kind, in_cell=self.section.cells > 0)
                self.head = None
            size, bold, _ = self.type
            self.blocks.append(
                Paragraph(text=text, place=self.place, within=self.within, outline=outline, size=size, bold=bold)
            )

    def _seen(self) -> str:
        ground = self.ground if self.section.cells else None
        pieces, unread = seen_of(self._pieces(), ground)
        self.section.unread += unread
        if ground is None and self.section.cells:
            self.section.unsure += [(text, look) for text, look in pieces if look.ink is not None and INK.search(text)]
        return as_seen(pieces)

    def _pieces(self) -> Iterator[tuple[str, Look]]:
        """The texts by their looks."""
        for (first, look), (end, _) in pairwise([(0, ON_LINE), *self.runs, (len(self.texts), ON_LINE)]):
            yield "".join(self.texts[first:end]), look

    def _sized(self) -> Iterator[tuple[str, float]]:
        """The texts by the sizes of their digits."""
        for (first, size), (end, _) in pairwise([*self.sizes, (len(self.texts), 0.0)]):
            yield "".join(self.texts[first:end]), size

    def end(self) -> None:
        if self.head and self.mark is None:
            self.section.heads.mark(self.head)  # one without words counts
        self._end_text()
        self.section.laid.close_paragraph(*self.laid_before)
        self.take(self.blocks)


class PageParagraph(OpenParagraph):
    """A paragraph of the page itself, which may say of what size the pages are that begin with it."""

    __slots__ = ("laid",)

    def __init__(self, section: OpenSection, attributes: Attributes, take: Take) -> None:
        section.laid = StoredLines()
        super().__init__(section, attributes, "body", take)
        is_first = attributes.get("pageBreak") == "1"
        self.laid = LaidParagraph(self.place.paragraph or 0, section.laid, is_first)

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "secPr":
            super().begin(name, attributes)
            return _PageSetup(self)
        if name == "colPr":
            self.laid.columns = number_of(attributes.get("colCount"), 1)
        return super().begin(name, attributes)

    def end(self) -> None:
        super().end()
        self.section.pager.take(self.laid)


class _PageSetup(Part):
    """The size of the pages of a section."""

    __slots__ = ("page", "paragraph")

    def __init__(self, paragraph: PageParagraph) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.page: Attributes = {}

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "pagePr":
            self.page = attributes
            return self
        if name == "margin" and self.page:
            self.paragraph.laid.frame, self.page = frame_of(self.page, attributes), {}
        return None


def _note_mark(attributes: Attributes) -> str:
    """The mark of a note in the text that it hangs on, raised."""
    suffix = attributes.get("suffixChar", "")
    return note_mark(attributes.get("number", ""), int(suffix) if suffix.isdecimal() else 0)
