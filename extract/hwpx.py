"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import lxml.etree
import regex
from msgspec.structs import replace

from extract.errors import damaged, refuse
from extract.limits import limit, over_limit
from extract.marks import Counter, cell_text
from plan_errors import PlanError
from plan_records import Block, Cell, Damage, Document, Paragraph, Place, Source, Table, Within

SECTION = regex.compile(r"(?:.*/)?section(?P<number>\d+)\.xml", regex.IGNORECASE)
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)

SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False}
PROLOGUE = 4096  # bytes in which a document type would stand
HUGE = 9_000_000  # bytes; libxml2 is told to trust a larger part with its depth and its size

WITHIN: dict[str, Within] = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "footnote",
    "drawText": "text_box",
}
HIDDEN = frozenset(("hiddenComment", "fieldBegin", "secPr", "colPr", "memo", "lineSegArray", "linesegarray"))
QUOTED = 40  # characters of crossed out text that a finding quotes
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": "\u3000", "hyphen": "-"}

Element = Any  # lxml's element; its loose types end in this adapter


def read_hwpx(marked: tuple[Damage, ...], path: Path, source: Source) -> Document:
    """Read an HWPX document; encrypted, damaged and over-sized ones are refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            tables = Counter()
            blocks: list[Block] = []
            damage: list[Damage] = []
            for index, name in enumerate(_sections(archive, path)):
                section = _Section(index, tables)
                blocks += section.blocks(_paragraphs(archive, name, path), "body")
                damage += section.damage()
            return Document(source=source, blocks=tuple(blocks), damage=(*damage, *marked))
    except ZIP_ERRORS as error:
        raise _damaged(path, str(error)) from None


def _sections(archive: zipfile.ZipFile, path: Path) -> list[str]:
    """The section parts in the order of the package's spine, else by their numbers; some files have no content.hpf."""
    found = {name: int(match["number"]) for name in archive.namelist() if (match := SECTION.fullmatch(name))}
    if not found:
        raise refuse(
            "not-a-document",
            path,
            ko="한글 문서(HWPX)가 아닌 압축 파일입니다. HWP 5, HWPX 또는 PDF 문서가 있어야 합니다",
            en="is a zip file, but no HWPX document; an HWP 5, HWPX or PDF file is needed",
        )
    numbered = sorted(found, key=lambda name: found[name])
    package = next((name for name in archive.namelist() if name.lower().endswith("content.hpf")), None)
    if package is None:
        return numbered
    root = _parse(archive.read(package), path)
    hrefs = {item.get("id"): item.get("href") for item in root.iter() if _name(item) == "item"}
    spine = [hrefs.get(ref.get("idref")) or "" for ref in root.iter() if _name(ref) == "itemref"]
    ordered = [name for href in spine for name in numbered if href and (name == href or name.endswith(f"/{href}"))]
    return ordered if set(ordered) == set(numbered) else numbered


def _parse(data: bytes, path: Path) -> Element:
    """The root element of a small part."""
    _refuse_definitions(data, path)
    try:
        return lxml.etree.fromstring(data, lxml.etree.XMLParser(**SAFE))
    except lxml.etree.XMLSyntaxError as error:
        raise _not_parsed(error, path) from None


def _paragraphs(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[Element]:
    """The paragraphs of a section one after another; the tree of one is gone when the next is asked for."""
    with archive.open(name) as stream:
        _refuse_definitions(stream.read(PROLOGUE), path)
    deepest = limit("xml_depth")
    too_deep = lxml.etree.XPath(f"boolean(descendant::*[ancestor::*[{deepest}]])")
    huge = archive.getinfo(name).file_size > HUGE
    try:
        with archive.open(name) as stream:
            for _, element in lxml.etree.iterparse(stream, events=("end",), tag="{*}p", huge_tree=huge, **SAFE):
                section = element.getparent()
                if section is None or section.getparent() is not None:
                    continue
                if section.getroottree().docinfo.internalDTD is not None:
                    raise _damaged(path, "DOCTYPE")
                if too_deep(element):
                    raise over_limit("xml_depth", path)
                yield element
                element.clear()
                while element.getprevious() is not None:  # those behind it may have been parsed already
                    del section[0]
    except lxml.etree.XMLSyntaxError as error:
        raise _not_parsed(error, path) from None


def _refuse_definitions(beginning: bytes, path: Path) -> None:
    """No genuine part defines entities or a document type."""
    if b"<!DOCTYPE" in beginning[:PROLOGUE] or b"<!ENTITY" in beginning[:PROLOGUE]:
        raise _damaged(path, "DOCTYPE")


def _not_parsed(error: lxml.etree.XMLSyntaxError, path: Path) -> PlanError:
    return over_limit("xml_depth", path) if "depth" in str(error) else _damaged(path, type(error).__name__)


def _name(element: Element) -> str:
    """The local name; namespaces differ between the versions of 2011, 2016 and 2024."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class _Section:
    """Turns the elements of a section into blocks; tables are counted through the whole document."""

    def __init__(self, section: int, tables: Counter) -> None:
        self.section = section
        self.tables = tables
        self.paragraphs = Counter(1)
        self.deleted: set[str] = set()  # open deletions (변경 내용 추적) by their ids; they may reach over paragraphs
        self.crossed_out: list[str] = []

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

    def blocks(self, elements: Iterable[Element], within: Within) -> list[Block]:
        """The blocks of the paragraphs among elements, such as the children of one."""
        found: list[Block] = []
        for child in elements:
            if _name(child) == "p":
                found.extend(self._paragraph(child, within))
        return found

    def _paragraph(self, element: Element, within: Within) -> Iterator[Block]:
        place = Place(section=self.section, paragraph=self.paragraphs.take())
        text: list[str] = []
        for part in self._parts(element, place, within):
            if isinstance(part, str):
                text.append(part)
                continue
            if "".join(text).strip():
                yield Paragraph(text="".join(text), place=place, within=within)
            text = []
            yield part
        if "".join(text).strip():
            yield Paragraph(text="".join(text), place=place, within=within)

    def _parts(self, element: Element, place: Place, within: Within) -> Iterator[str | Block]:
        """Text and blocks inside a paragraph in reading order."""
        for child in element:
            name = _name(child)
            if name == "t":
                yield from self._text(child)
            elif name == "tbl":
                yield self._table(child, place, within)
            elif name in WITHIN:
                for lists in [part for part in child.iter() if _name(part) == "subList"][:1] or [child]:
                    yield from self.blocks(lists, WITHIN[name])
            elif name == "caption":
                for lists in child:
                    yield from self.blocks(lists, "caption")
            elif name not in HIDDEN and len(child):
                yield from self._parts(child, place, within)

    def _text(self, element: Element) -> Iterator[str]:
        """The text of a ``t`` element with its line breaks, tabs and spaces, without what is marked as deleted."""
        yield from self._kept(element.text)
        for child in element:
            name = _name(child)
            if name == "deleteBegin":
                self.deleted.add(child.get("Id", ""))
            elif name == "deleteEnd":
                self.deleted.discard(child.get("Id", ""))
            elif name in CHARACTERS:
                yield from self._kept(CHARACTERS[name])
            yield from self._kept(child.tail)

    def _kept(self, text: str | None) -> Iterator[str]:
        if text and self.deleted:
            self.crossed_out.append(text)
        elif text:
            yield text

    def _table(self, element: Element, place: Place, within: Within) -> Table:
        number = self.tables.take()
        cells = [
            self._cell(cell, number, place)
            for row in element
            if _name(row) == "tr"
            for cell in row
            if _name(cell) == "tc"
        ]
        captions = [
            block
            for caption in element
            if _name(caption) == "caption"
            for lists in caption
            for block in self.blocks(lists, "caption")
        ]
        return Table(
            rows=max([_number(element, "rowCnt", 0), *(cell.row + cell.row_span for cell in cells)]),
            columns=max([_number(element, "colCnt", 0), *(cell.column + cell.column_span for cell in cells)]),
            cells=tuple(cells),
            place=replace(place, table=number),
            caption="\n".join(block.text for block in captions if isinstance(block, Paragraph)),
            within=within,
        )

    def _cell(self, element: Element, table: int, place: Place) -> Cell:
        parts = {_name(child): child for child in element}
        address, span = parts.get("cellAddr"), parts.get("cellSpan")
        row, column = _number(address, "rowAddr", 0), _number(address, "colAddr", 0)
        blocks = self.blocks(parts["subList"], "body") if "subList" in parts else []
        return Cell(
            text=cell_text(blocks),
            row=row,
            column=column,
            row_span=max(1, _number(span, "rowSpan", 1)),
            column_span=max(1, _number(span, "colSpan", 1)),
            place=Place(section=place.section, paragraph=place.paragraph, table=table, row=row, column=column),
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _number(element: Element | None, name: str, default: int) -> int:
    text = element.get(name, "") if element is not None else ""
    return int(text) if text.isdigit() else default


def _damaged(path: Path, where: str) -> PlanError:
    return damaged(path, where, ko="한글 문서(HWPX)", en="HWPX document")
