"""The bare text of an HWPML document: that of its paragraphs, a line a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.readers.bare_text.tags import texts_between
from extract.readers.hwpml.tree import open_hwpml


def text_of_hwpml(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the paragraphs; a year that is split into runs is whole again."""
    for section in open_hwpml(data, path).sections:
        yield from texts_between(b"".join(section.chunks), "</p>")
