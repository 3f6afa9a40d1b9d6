"""Reader of OpenDocument spreadsheets: every sheet that is seen, as a person sees it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from extract.readers.odf.package import CONTENT, OdfPackage
from extract.readers.odf.styles import Styles
from extract.readers.ods.package import damaged_ods
from extract.readers.ods.sheet import SheetsReader
from extract.readers.sheets.blocks import blocks_of, linked_elsewhere
from plan.records.document import Document, Source


def read_ods(package: OdfPackage, path: Path, source: Source) -> Document:
    """Read the sheets in order; macros are not run, and no other file is opened."""
    read = SheetsReader(package, Styles(package.styles()), CONTENT)
    if not read.sheets:
        raise damaged_ods(path, CONTENT)
    blocks, damage = blocks_of(read.sheets)
    linked = tuple(linked_elsewhere(read.sheets, read.linked))
    return Document(
        source=replace(source, saved=package.saved),
        titled=package.titled,
        blocks=blocks,
        damage=(*damage, *linked, *package.parts.damage),
    )
