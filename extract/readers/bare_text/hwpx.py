"""The bare text of an HWPX document: what stands between the tags of its sections, a line a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.readers.bare_text.tags import texts_between
from extract.readers.hwpx.package import open_hwpx

PARAGRAPH_END = "</hp:p>"


def text_of_hwpx(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the paragraphs; a year that is split into runs is whole again."""
    package = open_hwpx(data, path)
    for name in package.sections:
        yield from texts_between(package.archive.read(name), PARAGRAPH_END)
