"""The bare text of workbooks and OpenDocument files: what is seen of them, since their numbers are only then years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.readers.xlsx.reader import read_xlsx
from extract.readers.xlsx.workbook import open_xlsx
from plan.records.document import Block, Document, Source

NO_SOURCE = Source(name="", format="xlsx", sha256="", bytes=0)


def text_of_xlsx(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the sheets that are seen."""
    yield from _texts(read_xlsx(open_xlsx(data, path), path, NO_SOURCE))


def _texts(document: Document) -> Iterator[str]:
    yield from _in(document.blocks)


def _in(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "text"):
            yield block.text
            continue
        for cell in block.cells:
            yield cell.text
            yield from _in(cell.blocks)
