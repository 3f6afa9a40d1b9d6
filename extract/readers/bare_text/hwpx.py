"""The bare text of an HWPX document: what stands between the tags of its sections, a line a paragraph."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from extract.readers.hwpx.package import open_hwpx
from plan.patterns import lazy_pattern

PARAGRAPH_END = "</hp:p>"
TAG = lazy_pattern(r"<[^>]*+>")


def text_of_hwpx(data: bytes, path: Path) -> Iterator[str]:
    """The texts of the paragraphs; a year that is split into runs is whole again."""
    package = open_hwpx(data, path)
    for name in package.sections:
        section = package.archive.read(name).decode("utf-8", "replace")
        for paragraph in section.split(PARAGRAPH_END):
            yield html.unescape(TAG.sub("", paragraph))
