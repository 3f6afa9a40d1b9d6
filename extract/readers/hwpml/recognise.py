"""Tells HWPML by its first element, in the encodings that Hangul writes."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from extract.readers.container import Container
from plan.patterns import lazy_pattern

BEFORE = ("<?xml", "<!", "<HWPML")
ROOT = lazy_pattern(r"<HWPML[\s/>]")
WIDE = {
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}  # with its mark


def is_hwpml(container: Container) -> bool:
    """A text whose first element is that of HWPML, whatever the file is called: portals name it ``.hwp`` too."""
    head = container.head.removeprefix(BOM_UTF8)
    encoding = next((name for mark, name in WIDE.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "ignore").lstrip()
    return text.startswith(BEFORE) and ROOT.search(text) is not None
