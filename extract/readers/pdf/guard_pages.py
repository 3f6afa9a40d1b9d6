"""Counts the branches of a PDF's page tree in the bare bytes: qpdf needs 2 GB to open a tree of a million pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from extract.readers.deflate import ZLIB, inflate
from extract.readers.limits import limit, over_limit

KIDS = regex.compile(rb"/Kids\s*\[([^\]]*)")
OBJECT_STREAM = regex.compile(rb"/ObjStm\b(?:(?!endobj|stream\b).){0,500}stream\r?\n", regex.DOTALL)
BRANCHES = 4  # times the limit of pages; name trees and form fields have kids too, and inner nodes are named as well


def check_page_tree(data: bytes, path: Path) -> None:
    """Refuse a file whose arrays of kids name far more nodes than it may have pages."""
    found = 0
    for part in parts_of(data, path):
        for kids in KIDS.finditer(part):
            found += kids[1].count(b"R")
            if found > BRANCHES * limit("pages"):
                raise over_limit("pages", path, found)


def parts_of(data: bytes, path: Path) -> Iterator[bytes]:
    """The file itself, and the objects that it holds packed (ISO 32000-1, 7.5.7)."""
    yield data
    size = 0
    for head in OBJECT_STREAM.finditer(data):
        end = data.find(b"endstream", head.end())
        inside = inflate(data[head.end() : end if end > 0 else None], path, window=ZLIB, before=size).data
        size += len(inside)
        yield inside
