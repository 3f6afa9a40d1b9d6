"""What an open part of a section is: it begins the parts inside it, takes characters, and is whole at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extract.readers.heads import Head, Heads
from extract.readers.line_layout.afloat import Afloat
from extract.readers.line_layout.laid import Laid, Line
from extract.readers.line_layout.pages import Pager
from extract.readers.numbering import Counter
from extract.readers.owpml.elements import CHARACTERS, UNKNOWN, number_of
from extract.readers.owpml.looks import Looks, Type
from extract.readers.raised import Look
from extract.readers.seen import OBJECTS, Unread
from plan.records.base import Place
from plan.records.document import Block, Damage
from plan.records.values import Within

LINE = ("vertpos", "vertsize", "horzpos")
QUOTED = 40  # characters of crossed out text that a finding quotes

Attributes = Mapping[str, str]
Take = Callable[[list[Block]], None]


class OpenSection:
    """What the open parts of a section share; tables are counted through the whole document.

    ``looks`` are character shapes of the document that are not seen as plain text, ``types`` the sizes of all;
    ``heads`` counts the paragraphs of those ``shapes`` that Hangul numbers by itself. ``unread`` is what is not read of
    the cell that is open, ``ground`` the colour behind its text, None where that is not known (``unsure`` holds then
    what may not be seen), and ``doubts`` what is not read of the cells so far.
    """

    def __init__(
        self,
        number: int,
        tables: Counter,
        looks: Looks,
        shapes: Mapping[str, Head],
        heads: Heads,
        types: Mapping[str, Type],
        pager: Pager,
    ) -> None:
        self.number = number
        self.pager = pager
        self.tables = tables
        self.looks = looks.shapes
        self.fills = looks.fills
        self.grounds = looks.grounds
        self.shapes = shapes
        self.heads = heads
        self.types = types
        self.paragraphs = Counter(1)
        self.blocks: list[Block] = []
        self.depth = 0
        self.cells = 0  # those that are open, one in another
        self.deleted: set[str] = set()  # open deletions (변경 내용 추적) by their ids; they may reach over paragraphs
        self._crossed_out: list[str] = []
        self.unread: list[Unread] = []
        self.rings: list[Unread] = []  # outlines round the text of the open cell, which say something where it has none
        self.ground: int | None = None
        self.unsure: list[tuple[str, Look]] = []
        self.doubts: list[Damage] = []
        self.charts: list[tuple[Place, str]] = []  # where they stand, and the names of their parts
        self.laid = StoredLines()  # of the paragraph of the page, or of the cell, that is open

    def kept(self, text: str) -> str:
        """The text, or nothing where it is marked as deleted."""
        if not self.deleted:
            return text
        self._crossed_out.append(text)
        return ""

    def object(self, name: str) -> None:
        """Note that an object of this name, which is no text, stands in the open cell."""
        self.unread.append(Unread("object-in-cell", name))

    def ring(self, name: str) -> None:
        """Note that an outline of this name lies on the open cell."""
        self.rings.append(Unread("object-in-cell", name))

    def float(self, drawing: Afloat) -> None:
        """Note that a drawing in front of the text is anchored in the open cell, or in the paragraph of the page."""
        self.laid.afloat.append(drawing)
        self.pager.front.has_any = True

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


class StoredLines(Laid):
    """The lines as their elements say them, which are read when somebody asks."""

    __slots__ = ("stored",)

    def __init__(self) -> None:
        super().__init__()
        self.stored: list[Attributes] = []

    def all_lines(self) -> list[Line]:
        for attributes in self.stored[len(self.lines) :]:
            self.lines.append(Line(*[number_of(attributes.get(edge)) for edge in LINE]))
        return self.lines


class Part:
    """A part of the section that is being read."""

    __slots__ = ("section",)

    def __init__(self, section: OpenSection) -> None:
        self.section = section

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        """What to read an element in this part as: a part of its own, more of this one, or None to read nothing."""
        raise NotImplementedError

    def lie(self, name: str, attributes: Attributes) -> None:
        """How the part lies on its page, which is not of interest of most."""

    def characters(self, text: str) -> None:
        """Between other elements than texts stands white space only."""

    def end(self) -> None:
        """The part is whole."""


class Holder(Part):
    """A part with a text of its own, in which objects and tables stand."""

    __slots__ = ("place", "shape", "texts", "within")

    place: Place
    shape: str
    texts: list[str]
    within: Within

    def say(self, name: str, text: str | None) -> None:
        """Take the text that an object is seen as, or note that it is none."""
        if text is None:
            self.section.object(name)
        else:
            self.texts.append(self.section.kept(text))

    def width(self) -> int:
        """How wide the text is about that stands in the line so far, in HWPUNIT."""
        raise NotImplementedError

    def part(self, inside: list[Block]) -> None:
        """End the text in front of some blocks, which come next."""
        raise NotImplementedError

    def listed(self, name: str, attributes: Attributes, within: Within, take: Take) -> Part | None:
        """A paragraph, or a table, of a list of paragraphs that stands in this part."""
        raise NotImplementedError


class Text(Part):
    """Text with its line breaks, tabs and spaces, without what is marked as deleted."""

    __slots__ = ("depth", "texts")

    def __init__(self, holder: Holder) -> None:
        self.section = holder.section
        self.texts = holder.texts
        self.depth = self.section.depth

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "deleteBegin":
            self.section.deleted.add(attributes.get("Id", ""))
        elif name == "deleteEnd":
            self.section.deleted.discard(attributes.get("Id", ""))
        elif name in CHARACTERS:
            self.texts.append(self.section.kept(CHARACTERS[name]))
        else:
            self.section.object(name if name in OBJECTS else UNKNOWN)

    def characters(self, text: str) -> None:
        if self.section.depth == self.depth:  # what stands inside an element of the text is no text
            self.texts.append(self.section.kept(text))


class Aside(Part):
    """Paragraphs beside the text of their holder: of a header, a note, a text box or a caption."""

    __slots__ = ("blocks", "holder", "laid", "take", "within")

    def __init__(self, holder: Holder, within: Within, take: Take) -> None:
        self.section = holder.section
        self.laid, holder.section.laid = holder.section.laid, StoredLines()  # its own lines are no lines of the page
        self.holder = holder
        self.within = within
        self.take = take
        self.blocks: list[Block] = []

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        return self.holder.listed(name, attributes, self.within, self.blocks.extend)

    def end(self) -> None:
        self.section.laid = self.laid
        self.take(self.blocks)
