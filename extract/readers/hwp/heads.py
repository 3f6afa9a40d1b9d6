"""The numberings and bullets of an HWP 5 document, and which of them a paragraph shape or a section has.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.2.8 (HWPTAG_NUMBERING, tables 38 to 41), 4.2.9 (HWPTAG_BULLET), 4.2.10
(HWPTAG_PARA_SHAPE, tables 43 and 44), 4.3.10.1 (section definition). The head of a level takes 12 bytes and not 8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from extract.readers.heads import KINDS, LARGEST, SHAPES, Definitions, Head, Level, Numbering
from extract.readers.hwp.layout import BULLET, NUMBERING, PARA_SHAPE, records_of

LEVELS = 7  # those of the first versions; a shape of paragraphs has no more
LEVEL = struct.Struct("<I8xH")  # the properties of a level's head, and the length of its form
START = struct.Struct("<H")
STARTS = struct.Struct(f"<{LEVELS}I")
PROPERTIES = struct.Struct("<I26xH")  # of a paragraph shape, and the id of its numbering or bullet
SHAPE = struct.Struct("<8xH")  # of a paragraph, behind the count of its characters and what controls it has
OUTLINE = struct.Struct("<18xH")  # of a section definition's control
BULLET_AT = 12
KIND_AT, LEVEL_AT, FORMAT_AT = 23, 25, 5  # bits


def heads_of(doc_info: bytes) -> dict[int, Head]:
    """The heads of paragraph shapes by their numbers, or nothing where none of them is numbered or has a bullet."""
    shapes = [(at, end) for tag, _, at, end in records_of(doc_info) if tag == PARA_SHAPE]
    heads: dict[int, Head] = {}
    for number, (at, end) in enumerate(shapes):
        if end - at >= PROPERTIES.size:
            properties, definition = PROPERTIES.unpack_from(doc_info, at)
            if kind := properties >> KIND_AT & 3:
                heads[number] = Head(KINDS[kind - 1], str(definition), properties >> LEVEL_AT & 7)
    return heads


def definitions_of(doc_info: bytes) -> Definitions:
    """The numberings and bullets, which are counted from 1."""
    numberings: dict[str, Numbering] = {}
    bullets: dict[str, str] = {}
    for tag, _, at, end in records_of(doc_info):
        if tag == NUMBERING:
            numberings[str(len(numberings) + 1)] = _numbering(doc_info[at:end])
        elif tag == BULLET:
            sign = doc_info[at + BULLET_AT : min(end, at + BULLET_AT + 2)]
            bullets[str(len(bullets) + 1)] = sign.decode("utf-16-le", "replace")
    return Definitions(numberings, bullets)


def _numbering(data: bytes) -> Numbering:
    """A numbering; a record that is cut short has no levels."""
    at = 0
    levels: list[Level] = []
    try:
        for _ in range(LEVELS):
            properties, length = LEVEL.unpack_from(data, at)
            at += LEVEL.size
            form = data[at : at + 2 * length].decode("utf-16-le", "replace")
            at += 2 * length
            shape = properties >> FORMAT_AT & 0xF
            levels.append(Level(form, SHAPES[shape] if shape < len(SHAPES) else ""))
        (start,) = START.unpack_from(data, at)
    except struct.error:
        return Numbering((), 1)
    return Numbering(tuple(_started(levels, data, at + START.size, start)), start)


def _started(levels: list[Level], data: bytes, at: int, start: int) -> Iterator[Level]:
    """The levels with their starts; files before 5.0.2.5 say that of the first level only."""
    told = STARTS.unpack_from(data, at) if len(data) >= at + STARTS.size else (start, *[1] * (LEVELS - 1))
    for level, first in zip(levels, told, strict=True):
        yield level._replace(start=min(max(1, first), LARGEST))


def shape_of(header: bytes) -> int:
    """The number of a paragraph's shape in its PARA_HEADER; -1 where that is cut short."""
    return int(SHAPE.unpack_from(header)[0]) if len(header) >= SHAPE.size else -1


def outline_of(control: bytes) -> str:
    """The id of the numbering that a section definition gives to its outline; '' where it is cut short."""
    return str(OUTLINE.unpack_from(control)[0]) if len(control) >= OUTLINE.size else ""
