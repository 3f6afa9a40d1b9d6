"""The one tree of an HWPML document taken apart: a header and sections under the names of HWPX, in one pass.

What nobody reads is not kept, such as the pictures in the tail, which are most of a long document.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import msgspec

from extract.readers.hwpml.head import Head
from extract.readers.hwpml.names import elements, left_out, looked_through
from extract.readers.limits import limit, over_limit
from extract.readers.owpml.document import Part
from extract.readers.owpml.xml_part import NO_MEMORY, XML_ERRORS, parser_of
from extract.readers.refusals import damaged
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.document import Damage

Attributes = Mapping[str, str]
ROOT, IN_ROOT, IN_BODY = 1, 2, 3  # depths of the elements that divide a document
TEXTS = frozenset(("t", "script", "mainText", "subText", "text"))  # whose characters are the document's
EMPTY = frozenset(("secPr", "fieldBegin", "hiddenComment"))  # what stands in them is none of the text
NOTES = {"Footnote": "footNote", "Endnote": "endNote"}
HOLDERS = frozenset(("", "p", "run", "tbl", "tc"))  # in which white space stands alone; an object is told for itself
UNKNOWN = "unknownObject"
QUOTED = 40  # characters
BLANK = b" \t\r\n"  # of lines before the declaration, as server pages leave them that write such files
RETURN = {"\r": "&#13;"}  # which a parser would take for the end of a line


class Hwpml(msgspec.Struct, frozen=True):
    """An HWPML document under the names of HWPX; ``titled`` is what its summary states, or ''."""

    head: bytes
    sections: tuple[Part, ...]
    titled: str
    damage: tuple[Damage, ...]


def open_hwpml(data: bytes, path: Path) -> Hwpml:
    """The parts of an HWPML document; one that is cut, not well-formed, or has a document type is refused."""
    tree = _Tree(path)
    parser = parser_of("HWPML", path, damaged_hwpml)
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.characters
    try:
        parser.Parse(data.removeprefix(BOM_UTF8).lstrip(BLANK), True)
    except (*XML_ERRORS, ValueError) as error:  # an encoding of several bytes that is not Unicode is a ValueError
        if getattr(error, "code", None) == NO_MEMORY:
            raise MemoryError from None
        where = f"line {error.lineno}" if isinstance(error, expat.ExpatError) else type(error).__name__
        raise damaged_hwpml(path, where) from None
    if not tree.sections:
        raise damaged_hwpml(path, "SECTION")
    return Hwpml(tree.head.header(), tuple(tree.sections), tree.head.titled, tuple(tree.damage()))


def damaged_hwpml(path: Path, where: str) -> PlanError:
    """The refusal of a damaged HWPML document."""
    return damaged(path, where, ko="한글 문서(HWPML)", en="HWPML document")


class _Tree:
    """Takes the elements as they come, and hands each to the part of the document that it stands in."""

    def __init__(self, path: Path) -> None:
        self.head = Head()
        self.sections: list[Part] = []
        self._stated = ""  # how many sections there are
        self._unknown: list[str] = []  # parts of the body that are no sections
        self._stray: list[str] = []  # words that stand in no text
        self._path = path
        self._deepest = limit("xml_depth")
        self._depth = 0
        self._skipped = 0  # depth within what nobody reads
        self._zone = ""
        self._chunks: list[bytes] = []  # of the open section
        self._out: list[str] = []  # of the open paragraph of the page
        self._open: list[str] = []  # the names that are open in the section, '' for what is looked through
        self._notes: list[int] = []  # where in ``_out`` the open notes begin

    def start(self, name: str, said: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._deepest:
            raise over_limit("xml_depth", self._path)
        if self._skipped:
            self._skipped += 1
        elif self._depth == ROOT:
            if name != "HWPML":
                raise damaged_hwpml(self._path, name[:80])
        elif self._depth == IN_ROOT:
            self._zone = name
            self._stated = said.get("SecCnt", "") if name == "HEAD" else self._stated
            self._skipped = int(name not in ("HEAD", "BODY"))
        elif self._zone == "HEAD":
            self.head.start(name, said)
        elif self._depth > IN_BODY:
            self._begin(name, said)
        elif name == "SECTION":
            self._chunks = [b"<sec>"]
        else:
            self._unknown.append(name[:80])
            self._skipped = 1

    def characters(self, text: str) -> None:
        if self._skipped or self._depth <= IN_ROOT:
            return
        if self._zone == "HEAD":
            self.head.characters(text)
        elif self._open and self._open[-1] in TEXTS:
            self._out.append(escape(text, RETURN))
        elif text.strip() and not {*self._open[-1:]} - HOLDERS:
            self._stray.append(text.strip()[:QUOTED])

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif self._depth >= IN_BODY and self._zone == "BODY":
            self._finish()
        elif self._depth >= IN_ROOT and self._zone == "HEAD":
            self.head.end()
        elif self._depth == IN_ROOT and self._zone == "BODY":
            self.sections.append(Part(f"SECTION {len(self.sections)}", [*self._chunks, b"</sec>"]))

    def damage(self) -> Iterator[Damage]:
        """Sections fewer or more than are stated, words outside of texts, and shapes that are in no head."""
        if self._stray:
            yield Damage(
                place=Place(),
                quote=self._stray[0],
                reason_ko=f"글자 요소 밖에 있는 글자는 읽지 않았습니다('{self._stray[0]}' 등 {len(self._stray)}곳).",
                reason_en=f"Words outside of its texts were not read ('{self._stray[0]}', {len(self._stray)} in all).",
            )
        if not self.head.has_looks():
            yield Damage(
                place=Place(),
                reason_ko="글자 모양이 파일에 없어, 취소선이 그어졌거나 보이지 않는 글자를 알 수 없습니다.",
                reason_en="The file has no shapes of characters, so nobody knows what is struck out or not seen.",
            )
        found, stated = len(self.sections), self._stated
        if (stated and stated != str(found)) or self._unknown:
            others = f" ({', '.join(self._unknown[:3])})" if self._unknown else ""
            yield Damage(
                place=Place(),
                reason_ko=f"구역이 {found}개이고 머리는 {stated or '?'}개라고 합니다{others}.",
                reason_en=f"There are {found} sections where {stated or '?'} are stated{others}.",
            )

    def _begin(self, name: str, said: dict[str, str]) -> None:
        """An element of a section, under its other name."""
        if name in left_out():
            self._skipped = 1
            return
        if name in looked_through():
            self._open.append("")
            return
        row = elements().get(name)
        tag = row.tag if row else UNKNOWN
        told = row.attributes(said) if row else {}
        if tag in EMPTY:
            self._out.append(_tag(tag, told, "/"))
            self._skipped = 1
            return
        if tag in NOTES.values():
            self._notes.append(len(self._out))
        elif tag in ("autoNum", "autoNumFormat") and self._notes:
            self._number_note(tag, said)
        self._open.append(tag)
        self._out.append(_tag(tag, told))
        if tag == "tc":
            at = {"colAddr": said.get("ColAddr", "0"), "rowAddr": said.get("RowAddr", "0")}
            spans = {"colSpan": said.get("ColSpan", "1"), "rowSpan": said.get("RowSpan", "1")}
            self._out += (_tag("cellAddr", at, "/"), _tag("cellSpan", spans, "/"))

    def _number_note(self, tag: str, said: Attributes) -> None:
        """Give the open note the number that stands at the beginning of its own text, and the mark that closes it."""
        at = self._notes[-1]
        if tag == "autoNum" and "number=" not in self._out[at]:
            kind = NOTES.get(said.get("NumberType", ""), "")
            if kind and self._out[at] == f"<{kind}>":
                self._out[at] = _tag(kind, {"number": said.get("Number", "")})
        elif tag == "autoNumFormat" and "suffixChar=" not in self._out[at] and "number=" in self._out[at]:
            closing = said.get("SuffixChar", "")[:1]
            self._out[at] = f'{self._out[at][:-1]} suffixChar="{ord(closing) if closing else 0}">'

    def _finish(self) -> None:
        """The open element ends; with a paragraph of the page what was made of it is packed away."""
        tag = self._open.pop()
        if tag:
            self._out.append(f"</{tag}>")
        if tag in NOTES.values():
            self._notes.pop()
        if not self._open:
            self._chunks.append("".join(self._out).encode())
            self._out.clear()


def _tag(name: str, attributes: Attributes, end: str = "") -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}{end}>"
