"""Reader of HWPX documents (OWPML, KS X 6101): a zip of XML parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from extract.readers.hwpx.package import HwpxPackage
from extract.readers.line_layout.afloat import OPAQUE
from extract.readers.owpml.document import Charts, Part, read_sections
from extract.readers.owpml.xml_part import XML_ERRORS, damaged_hwpx, unlike_xml
from extract.readers.stored_charts.chart_part import years_of_chart
from extract.readers.stored_charts.told import told_chart
from extract.readers.zipped.guards import ZIP_ERRORS
from plan.records.document import Damage, Document, Source

CHUNK = 1 << 20  # bytes; expat begins an unfinished token anew with every chunk: small ones make a long one dear


def read_hwpx(package: HwpxPackage, path: Path, source: Source) -> Document:
    """Read the sections of an HWPX document; damaged and over-sized ones are refused."""
    if not package.sections:
        raise damaged_hwpx(path, "Contents/section0.xml")
    try:
        with package.archive:
            charts, is_opaque = partial(_charts, package), partial(_is_opaque, package)
            blocks, damage = read_sections(package.head, _parts(package), path, charts, is_opaque)
    except XML_ERRORS as error:
        raise unlike_xml(error, path) from None
    except ZIP_ERRORS as error:
        raise damaged_hwpx(path, str(error)) from None
    return Document(
        source=replace(source, saved=package.saved),
        titled=package.titled,
        blocks=blocks,
        damage=(*damage, *package.damage),
    )


def _parts(package: HwpxPackage) -> Iterator[Part]:
    """The sections, each open while it is read."""
    for name in package.sections:
        with package.archive.open(name) as part:  # zipfile compares the checksum when the last bytes are read
            yield Part(name, iter(partial(part.read, CHUNK), b""))


def _is_opaque(package: HwpxPackage, picture: str | int) -> bool:
    """Whether the part of a picture has a format that is seen through nowhere; it is named for its id."""
    names = package.archive.NameToInfo
    return any(f"BinData/{picture}.{suffix}" in names for suffix in (*OPAQUE, *map(str.upper, OPAQUE)))


def _charts(package: HwpxPackage, charts: Charts) -> Iterator[Damage]:
    """The charts over years; one whose part is not there shows nothing."""
    names = package.archive.NameToInfo
    for place, name in charts:
        for said in years_of_chart(package.archive.read(name)) if name in names else ():
            yield told_chart(place, said)
