"""The bare text of an HWP 5 document: its paragraphs' texts as they are stored, cells of tables among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.readers.hwp.layout import PARA_TEXT, records_of
from extract.readers.hwp.streams import open_hwp


def text_of_hwp(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the paragraphs; what is no text in them is left as it comes out."""
    for section in open_hwp(data, path).sections.values():
        for tag, _, start, end in records_of(section):
            if tag == PARA_TEXT:
                yield section[start:end].decode("utf-16-le", "replace")
