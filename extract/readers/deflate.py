"""Inflates in small steps, so that what is counted is what came out and not what the file claims."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec

from extract.readers.limits import MIB, check_limit

CHUNK = 1 << 20
RATIO_ABOVE = 10 * MIB
RAW, ZLIB = -zlib.MAX_WBITS, zlib.MAX_WBITS


class Inflated(msgspec.Struct, frozen=True):
    """What a stream holds; ``complete`` says whether it ended as it should, ``behind`` is what follows its end."""

    data: bytes
    complete: bool
    behind: bytes


def inflate(packed: bytes, path: Path, *, window: int = RAW, before: int = 0) -> Inflated:
    """Inflate one stream within the limits; ``before`` bytes of the document have been inflated already.

    What zlib cannot read ends the stream as incomplete.
    """
    engine = zlib.decompressobj(window)
    parts: list[bytes] = []
    size, rest = 0, packed
    while not engine.eof:
        try:
            part = engine.decompress(rest, CHUNK)
        except zlib.error:
            break
        rest = engine.unconsumed_tail
        if not part and not rest:
            break
        parts.append(part)
        size += len(part)
        check_limit("inflated_bytes", before + size, path)
        if size > RATIO_ABOVE:
            check_limit("inflated_ratio", size // max(1, len(packed) - len(rest)), path)
    return Inflated(b"".join(parts), engine.eof, engine.unused_data)
