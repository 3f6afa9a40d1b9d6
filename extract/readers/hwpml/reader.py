"""Reader of HWPML documents (한글문서파일형식 3.0/HWPML): the tree of HWPX in one file, under older names."""

from __future__ import annotations

from pathlib import Path

from extract.readers.hwpml.tree import Hwpml, damaged_hwpml
from extract.readers.owpml.document import read_sections
from extract.readers.owpml.xml_part import XML_ERRORS
from plan.records.document import Document, Source


def read_hwpml(opened: Hwpml, path: Path, source: Source) -> Document:
    """Read the sections of an HWPML document as those of an HWPX document are read."""
    try:
        blocks, damage = read_sections(opened.head, opened.sections, path)
    except XML_ERRORS as error:
        raise damaged_hwpml(path, type(error).__name__) from None
    return Document(source=source, titled=opened.titled, blocks=blocks, damage=(*damage, *opened.damage))
