"""The bare text of workbooks and OpenDocument files: what is seen of them, since their numbers are only then years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.readers.inside import texts_in
from extract.readers.ods.package import open_ods
from extract.readers.ods.reader import read_ods
from extract.readers.odt.package import open_odt
from extract.readers.odt.reader import read_odt
from extract.readers.xlsx.reader import read_xlsx
from extract.readers.xlsx.workbook import open_xlsx
from plan.records.document import Source

NO_SOURCE = Source(name="", format="xlsx", sha256="", bytes=0)


def text_of_xlsx(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the sheets that are seen."""
    yield from texts_in(read_xlsx(open_xlsx(data, path), path, NO_SOURCE).blocks)


def text_of_ods(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the sheets that are seen."""
    yield from texts_in(read_ods(open_ods(data, path), path, NO_SOURCE).blocks)


def text_of_odt(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the paragraphs and cells."""
    yield from texts_in(read_odt(open_odt(data, path), path, NO_SOURCE).blocks)
