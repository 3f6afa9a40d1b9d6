"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree
import regex

from extract.errors import damaged, refuse
from extract.limits import limit, over_limit
from extract.marks import Counter, cell_text
from plan_errors import PlanError
from plan_records import Block, Cell, Document, Paragraph, Place, Source, Table, Within

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

WITHIN: dict[str, Within] = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "footnote",
    "drawText": "text_box",
}
HIDDEN = frozenset(("hiddenComment", "fieldBegin", "secPr", "colPr", "memo", "lineSegArray", "linesegarray"))
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": "\u3000", "hyphen": "-"}

Element = Any  # lxml's element; its loose types end in this adapter


def read_hwpx(path: Path, source: Source) -> Document:
    """Read an HWPX document; encrypted, damaged and over-sized ones are refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            tables = Counter()
            blocks: list[Block] = []
            for index, name in enumerate(_sections(archive, path)):
                blocks += _Section(index, tables).blocks(_parse(archive.read(name), path), "body")
            return Document(source=source, blocks=tuple(blocks))
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
    """The root element, without DTD, entities or network."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _damaged(path, "DOCTYPE")
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=len(data) > 9_000_000
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise over_limit("xml_depth", path) from None
        raise _damaged(path, type(error).__name__) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged(path, "DOCTYPE")
    depth, deepest = 0, limit("xml_depth")
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise over_limit("xml_depth", path)
    return root


def _name(element: Element) -> str:
    """The local name; namespaces differ between the versions of 2011, 2016 and 2024."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Section:
    """Turns the elements of a section into blocks; tables are counted through the whole document."""

    def __init__(self, section: int, tables: Counter) -> None:
        self.section = section
        self.tables = tables
        self.paragraphs = Counter(1)

    def blocks(self, parent: Element, within: Within) -> list[Block]:
        """The blocks of the paragraphs that are children of an element."""
        found: list[Block] = []
        for child in parent:
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
                yield from _text(child)
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
            place=place.model_copy(update={"table": number}),
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
            place=place.model_copy(update={"table": table, "row": row, "column": column}),
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _text(element: Element) -> Iterator[str]:
    """The text of a ``t`` element with its line breaks, tabs and spaces."""
    if element.text:
        yield element.text
    for child in element:
        if _name(child) in CHARACTERS:
            yield CHARACTERS[_name(child)]
        if child.tail:
            yield child.tail


def _number(element: Element | None, name: str, default: int) -> int:
    text = element.get(name, "") if element is not None else ""
    return int(text) if text.isdigit() else default


def _damaged(path: Path, where: str) -> PlanError:
    return damaged(path, where, ko="한글 문서(HWPX)", en="HWPX document")
