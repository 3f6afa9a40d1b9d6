"""HWP 5 taken apart and put together: an input of a fuzzer is the records of a section, its checksum is right again.

Damage of the file itself is caught by the checksum that Hangul writes behind each stream; what is behind it is reached
only by records that are packed anew. Texts are left alone: a digit that became another one is another document.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import olefile

from fixtures.make.compound_file import compound_file

TAG_BITS, LEVEL_BITS, LONG = 10, 10, 0xFFF  # of a record's head: tag, level, and a size that follows where it is LONG
PARA_TEXT, LIST_HEADER, TABLE = 0x43, 0x48, 0x4D
CELL = (8, 10, 12, 14)  # of a cell's LIST_HEADER: column, row, columns, rows
ROWS = (4, 6)  # of TABLE: rows, columns
HEADER_FLAGS = 36
Record = tuple[int, int, bytes]  # tag, level, content


def streams_of(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by their paths."""
    with olefile.OleFileIO(BytesIO(data)) as compound:
        return {"/".join(name): compound.openstream(name).read() for name in compound.listdir()}


def section_of(streams: dict[str, bytes]) -> bytes:
    """The inflated records of the first section."""
    packed = streams["BodyText/Section0"]
    return zlib.decompressobj(-15).decompress(packed) if streams["FileHeader"][HEADER_FLAGS] & 1 else packed


def with_section(streams: dict[str, bytes], section: bytes) -> bytes:
    """The file with other records in its first section; all that is stated of their bytes is right."""
    packed = section
    if streams["FileHeader"][HEADER_FLAGS] & 1:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(section) + packer.flush() + struct.pack("<II", zlib.crc32(section), len(section))
    return compound_file(streams | {"BodyText/Section0": packed})


def records_of(section: bytes) -> list[Record]:
    """The records one behind another, up to one that is not whole."""
    records: list[Record] = []
    at = 0
    while at + 4 <= len(section):
        head = int.from_bytes(section[at : at + 4], "little")
        at += 4
        size = head >> TAG_BITS + LEVEL_BITS
        if size == LONG:
            size = int.from_bytes(section[at : at + 4], "little")
            at += 4
        tag, level = head & (1 << TAG_BITS) - 1, head >> TAG_BITS & (1 << LEVEL_BITS) - 1
        records.append((tag, level, section[at : at + size]))
        at += size
    return records


def joined(records: list[Record]) -> bytes:
    """The bytes of some records."""
    parts = []
    for tag, level, content in records:
        size = min(len(content), LONG)
        parts.append(struct.pack("<I", tag | level << TAG_BITS | size << TAG_BITS + LEVEL_BITS))
        parts += [struct.pack("<I", len(content))] if size == LONG else []
        parts.append(content)
    return b"".join(parts)


def damage_record(data: bytearray, generator: random.Random) -> None:
    """One record of the first section left out, doubled, moved in depth, cut, or told otherwise, as no writer does."""
    try:
        streams = streams_of(bytes(data))
        records = records_of(section_of(streams))
    except (OSError, KeyError, zlib.error):  # no copy that can be taken apart
        return
    if records:
        generator.choice(CHANGES)(records, generator)
        data[:] = with_section(streams, joined(records))


def _drop(records: list[Record], generator: random.Random) -> None:
    del records[generator.randrange(len(records))]


def _double(records: list[Record], generator: random.Random) -> None:
    at = generator.randrange(len(records))
    records.insert(at, records[at])


def _level(records: list[Record], generator: random.Random) -> None:
    at = generator.randrange(len(records))
    tag, level, content = records[at]
    records[at] = (tag, max(0, level + generator.choice((-2, -1, 1, 2))), content)


def _tag(records: list[Record], generator: random.Random) -> None:
    at = generator.randrange(len(records))
    _, level, content = records[at]
    records[at] = (generator.choice(records)[0], level, content)


def _cut(records: list[Record], generator: random.Random) -> None:
    at = generator.randrange(len(records))
    tag, level, content = records[at]
    records[at] = (tag, level, content[: generator.randrange(len(content) + 1)])


def _grid(records: list[Record], generator: random.Random) -> None:
    """A place or a span of a cell, or the rows or columns of a table."""
    chosen = [at for at, (tag, _, content) in enumerate(records) if tag in (LIST_HEADER, TABLE) and len(content) > 15]
    if not chosen:
        return
    at = generator.choice(chosen)
    tag, level, content = records[at]
    changed = bytearray(content)
    field = generator.choice(CELL if tag == LIST_HEADER else ROWS)
    (number,) = struct.unpack_from("<H", changed, field)
    odd = (0, 1, 2, 0xFFFF, number + 1 & 0xFFFF, number - 1 & 0xFFFF)
    struct.pack_into("<H", changed, field, generator.choice(odd))
    records[at] = (tag, level, bytes(changed))


def _field(records: list[Record], generator: random.Random) -> None:
    """A bit of any record but of a text."""
    chosen = [at for at, (tag, _, content) in enumerate(records) if tag != PARA_TEXT and content]
    if not chosen:
        return
    at = generator.choice(chosen)
    tag, level, content = records[at]
    changed = bytearray(content)
    changed[generator.randrange(len(changed))] ^= 1 << generator.randrange(8)
    records[at] = (tag, level, bytes(changed))


CHANGES: tuple[Callable[[list[Record], random.Random], None], ...] = (_drop, _double, _level, _tag, _cut, _grid, _field)
