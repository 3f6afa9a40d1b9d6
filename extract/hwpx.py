"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

from extract.errors import refuse
from extract.guards.xml_part import XML_ERRORS, damaged_hwpx, parser_of
from extract.guards.zip_file import SECTION, ZIP_ERRORS, HwpxPackage
from extract.hwpx_looks import looks_of
from extract.hwpx_section import SectionReader
from extract.marks import Counter
from plan_records import Block, Damage, Document, Source

CHUNK = 1 << 20  # bytes; expat begins an unfinished token anew with every chunk: small ones make a long one dear


def read_hwpx(package: HwpxPackage, path: Path, source: Source) -> Document:
    """Read the sections of an HWPX document; damaged and over-sized ones are refused."""
    tables = Counter()
    blocks: list[Block] = []
    damage: list[Damage] = []
    try:
        looks = looks_of(package.head, path)
        with package.archive as archive:
            for index, name in enumerate(_sections(archive, path)):
                section = SectionReader(index, tables, path, looks)
                with archive.open(name) as part:  # zipfile compares the checksum when the last bytes are read
                    section.read(parser_of(name, path), iter(partial(part.read, CHUNK), b""))
                blocks += section.blocks
                damage += section.damage()
    except XML_ERRORS as error:
        raise damaged_hwpx(path, type(error).__name__) from None
    except ZIP_ERRORS as error:
        raise damaged_hwpx(path, str(error)) from None
    return Document(source=source, blocks=tuple(blocks), damage=(*damage, *package.damage))


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
    spine = _spine(archive.read(package), package, path) if package else []
    ordered = [name for href in spine for name in numbered if href and (name == href or name.endswith(f"/{href}"))]
    return ordered if set(ordered) == set(numbered) else numbered


def _spine(data: bytes, name: str, path: Path) -> list[str]:
    """The files that a package document names in reading order (EPUB's OPF)."""
    files: dict[str, str] = {}
    order: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(":")[2]
        if local == "item":
            files[attributes.get("id", "")] = attributes.get("href", "")
        elif local == "itemref":
            order.append(attributes.get("idref", ""))

    parser = parser_of(name, path)
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return [files.get(key, "") for key in order]
