"""The character shapes of an HWPX document (``charPr`` in header.xml), where some leave their line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.readers.hwpx.xml_part import parser_of
from extract.readers.raised import Look, look_of

SCRIPT = re.compile(rb"supscript|subscript")
OFFSET = re.compile(rb"offset\b[^>]*[\"']-?[1-9]")
SHAPE, SHAPE_END = b"charPr ", b"charPr>"
WIDE = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, whose names no search of bytes finds
DIGITS = "latin"  # the script whose size and place are those of digits


def looks_of(head: bytes, path: Path) -> dict[str, Look]:
    """The looks of character shapes by their ids, or nothing where none of them leaves its line.

    The head is long, and most of it is nothing to digits: where no shape is set higher by hand, only those are read
    that are superscripts or subscripts, since these are small beside whatever there is.
    """
    if OFFSET.search(head) or head.startswith(WIDE):
        looks = _read([head], path)
        return looks if any(look.side for look in looks.values()) else {}
    return _read(_scripts(head), path)


def _scripts(head: bytes) -> Iterator[bytes]:
    """The shapes that are superscripts or subscripts, each an element by itself."""
    end = 0
    for found in SCRIPT.finditer(head):
        start = head.rfind(b"<", end, max(end, head.rfind(SHAPE, end, found.start())))
        last = head.find(SHAPE_END, found.end())
        if start >= 0 and last >= 0:
            end = last + len(SHAPE_END)
            yield head[start:end]


class _Shape:
    """What is told of a character shape, under the names that its elements have."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.relSz = 100.0
        self.offset = 0.0
        self.supscript = self.subscript = False

    def look(self) -> Look:
        return look_of(
            self.height * self.relSz / 100, int(self.offset), superscript=self.supscript, subscript=self.subscript
        )


def _read(elements: Iterator[bytes] | list[bytes], path: Path) -> dict[str, Look]:
    """The looks of the shapes in some XML."""
    shapes: dict[str, _Shape] = {}
    shape = _Shape(0.0)

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal shape
        local = name.rpartition(":")[2]
        if local == "charPr":
            shape = shapes[attributes.get("id", "")] = _Shape(_number(attributes.get("height")))
        elif local in ("relSz", "offset"):
            setattr(shape, local, _number(attributes.get(DIGITS)))
        elif local in ("supscript", "subscript"):
            setattr(shape, local, True)

    for element in elements:
        parser = parser_of("header.xml", path)
        parser.StartElementHandler = start
        parser.Parse(element, True)
    return {key: shape.look() for key, shape in shapes.items()}


def _number(text: str | None) -> float:
    """The number that an attribute says, 0 where it says none."""
    return float(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else 0.0
