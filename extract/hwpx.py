"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import lxml.etree

from extract.errors import refuse
from extract.guards.xml_part import damaged_hwpx, refuse_document_type
from extract.guards.zip_file import SECTION, ZIP_ERRORS, HwpxPackage
from extract.hwpx_section import Element, SectionReader
from extract.limits import limit, over_limit
from extract.marks import Counter
from plan_errors import PlanError
from plan_records import Block, Damage, Document, Source

SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False}
CHUNK = 1 << 15  # bytes
DEEPEST = 2_048  # libxml2 stops there by itself, and at 256 in a part that is not huge
HUGE = 9_000_000  # bytes; libxml2 is told to trust a larger part with its depth and its size


def read_hwpx(package: HwpxPackage, path: Path, source: Source) -> Document:
    """Read the sections of an HWPX document; damaged and over-sized ones are refused."""
    tables = Counter()
    blocks: list[Block] = []
    damage: list[Damage] = []
    try:
        with package.archive as archive:
            for index, name in enumerate(_sections(archive, path)):
                section = SectionReader(index, tables)
                blocks += section.blocks(_paragraphs(archive, name, path))
                damage += section.damage()
    except RecursionError:  # before RuntimeError, of which it is one
        raise over_limit("xml_depth", path) from None
    except ZIP_ERRORS as error:
        raise damaged_hwpx(path, str(error)) from None
    return Document(source=source, blocks=tuple(blocks), damage=(*damage, *package.damage))


def _paragraphs(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[Element]:
    """The paragraphs of a section one after another; the tree of one is gone when the next is asked for.

    zipfile compares the section's checksum when its last bytes are read.
    """
    with archive.open(name) as part:
        refuse_document_type(iter(partial(part.read, CHUNK), b""), name, path)
    huge = archive.getinfo(name).file_size > HUGE
    parser: Any = lxml.etree.XMLPullParser(events=("start",), tag="{*}sec", huge_tree=huge, **SAFE)
    too_deep = lxml.etree.XPath("/*" * (min(limit("xml_depth"), DEEPEST) + 1))
    section: Element = None
    try:
        with archive.open(name) as part:
            for chunk in iter(partial(part.read, CHUNK), b""):
                parser.feed(chunk)
                if section is None:
                    section = next((element.getroottree().getroot() for _, element in parser.read_events()), None)
                if section is not None:
                    _refuse_depth(too_deep(section), path)
                    yield from section[:-1]  # the last may not be whole yet
                    del section[:-1]
        section = parser.close()
        _refuse_depth(too_deep(section), path)
        yield from section
    except lxml.etree.XMLSyntaxError as error:
        raise _not_parsed(error, path) from None


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
    spine = _spine(archive.read(package), path) if package else []
    ordered = [name for href in spine for name in numbered if href and (name == href or name.endswith(f"/{href}"))]
    return ordered if set(ordered) == set(numbered) else numbered


def _spine(data: bytes, path: Path) -> list[str]:
    """The files that a package document names in reading order (EPUB's OPF)."""
    try:
        root: Element = lxml.etree.fromstring(data, lxml.etree.XMLParser(**SAFE))
    except lxml.etree.XMLSyntaxError as error:
        raise _not_parsed(error, path) from None
    files = {item.get("id"): item.get("href") for item in root.iter("{*}item")}
    return [files.get(item.get("idref")) or "" for item in root.iter("{*}itemref")]


def _refuse_depth(deep: object, path: Path) -> None:
    if deep:
        raise over_limit("xml_depth", path)


def _not_parsed(error: lxml.etree.XMLSyntaxError, path: Path) -> PlanError:
    return over_limit("xml_depth", path) if "depth" in str(error) else damaged_hwpx(path, type(error).__name__)
