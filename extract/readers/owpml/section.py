"""The blocks of an HWPX section (OWPML, KS X 6101), made while it is parsed: no tree of its elements is ever built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.parsers import expat

from extract.readers.heads import Head, Heads
from extract.readers.limits import limit, over_limit
from extract.readers.line_layout.pages import Pager
from extract.readers.numbering import Counter
from extract.readers.owpml.elements import RUN, TOLD, ToldNames
from extract.readers.owpml.looks import Looks, Type
from extract.readers.owpml.paragraph import PageParagraph, part_of_list
from extract.readers.owpml.parts import Attributes, OpenSection, Part

TOP = 2  # the depth of what stands directly in the section


class SectionReader(OpenSection):
    """Turns the elements of a section into blocks, each read by the part that is open where it stands."""

    def __init__(
        self,
        number: int,
        tables: Counter,
        path: Path,
        looks: Looks,
        shapes: Mapping[str, Head],
        heads: Heads,
        types: Mapping[str, Type],
        pager: Pager,
    ) -> None:
        super().__init__(number, tables, looks, shapes, heads, types, pager)
        self._path = path
        self._deepest = limit("xml_depth")
        self._told = ToldNames(TOLD | RUN if looks.shapes or types else TOLD)
        self._layout = self._told.layout
        self._open: list[Part | None] = []

    def read(self, parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
        """Read the XML of the section; what is not well-formed is an error of the parser."""
        self._open = [_Section(self)]
        self.pager.begin_section(self.number)
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
        if told := self._told[name]:
            part = self._open[-1]
            self._open.append(part and part.begin(told, attributes))
        elif (lies := self._layout.get(name)) and (part := self._open[-1]):
            part.lie(lies, attributes)

    def _characters(self, text: str) -> None:
        if part := self._open[-1]:
            part.characters(text)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self._told[name]:
            part = self._open.pop()
            if part and part is not self._open[-1]:
                part.end()


class _Section(Part):
    """The section itself, whose children are paragraphs."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if self.section.depth != TOP:
            return self if self.section.depth < TOP else None
        if name == "p":
            return PageParagraph(self.section, attributes, self.section.blocks.extend)
        return part_of_list(self.section, name, attributes, "body", self.section.blocks.extend)
