"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from extract.readers.heads import Heads
from extract.readers.hwpx.heads import definitions_of, heads_of
from extract.readers.hwpx.looks import looks_of, types_of
from extract.readers.hwpx.package import HwpxPackage
from extract.readers.hwpx.section import SectionReader
from extract.readers.hwpx.xml_part import XML_ERRORS, damaged_hwpx, parser_of, unlike_xml
from extract.readers.line_layout.pages import Pager
from extract.readers.line_layout.places import damage_with_pages, with_pages
from extract.readers.numbering import Counter
from extract.readers.stored_charts.chart_part import years_of_chart
from extract.readers.stored_charts.told import told_chart
from extract.readers.zipped.guards import ZIP_ERRORS
from plan.records.base import Place
from plan.records.document import Block, Damage, Document, Source

CHUNK = 1 << 20  # bytes; expat begins an unfinished token anew with every chunk: small ones make a long one dear


def read_hwpx(package: HwpxPackage, path: Path, source: Source) -> Document:
    """Read the sections of an HWPX document; damaged and over-sized ones are refused."""
    if not package.sections:
        raise damaged_hwpx(path, "Contents/section0.xml")
    tables, pager = Counter(), Pager()
    blocks: list[Block] = []
    damage: list[Damage] = []
    try:
        looks, shapes = looks_of(package.head, path), heads_of(package.head, path)
        types = types_of(package.head)
        heads = Heads(partial(definitions_of, package.head, path))
        with package.archive as archive:
            for index, name in enumerate(package.sections):
                section = SectionReader(index, tables, path, looks, shapes, heads, types, pager)
                with archive.open(name) as part:  # zipfile compares the checksum when the last bytes are read
                    section.read(parser_of(name, path), iter(partial(part.read, CHUNK), b""))
                blocks += section.blocks
                damage += section.damage()
                damage += _charts(package, section.charts)
    except XML_ERRORS as error:
        raise unlike_xml(error, path) from None
    except ZIP_ERRORS as error:
        raise damaged_hwpx(path, str(error)) from None
    pages = pager.end()
    return Document(
        source=replace(source, saved=package.saved),
        titled=package.titled,
        blocks=with_pages(blocks, pages),
        damage=(*damage_with_pages(damage, pages), *package.damage),
    )


def _charts(package: HwpxPackage, charts: Sequence[tuple[Place, str]]) -> Iterator[Damage]:
    """The charts over years; one whose part is not there shows nothing."""
    names = package.archive.NameToInfo
    for place, name in charts:
        for said in years_of_chart(package.archive.read(name)) if name in names else ():
            yield told_chart(place, said)
