"""A second reading of a damaged copy that checks nothing: whether what holds the tables, and their looks, is as it was.

It knows nothing of the reader under test: a copy whose tables are as before and that is refused is a refusal that a
stricter look at the tables alone would have spared. HWP is read with olefile, HWPX by its local headers, PDF by pdfium.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import olefile
import pypdfium2

Content = Counter[Any]
LOCAL = struct.Struct("<8xH8xI4xHH")  # APPNOTE 4.3.7: method, packed size, lengths of the name and of what is extra
DEFLATED = 8
HELD = re.compile(
    r"contents/(?:section\d+|header)\.xml|xl/.*\.xml|(?:content|styles)\.xml", re.IGNORECASE
)  # the head says which words are struck out
RAW = -zlib.MAX_WBITS
HEADER_FLAGS = 36  # of the stream FileHeader: bit 0 says that the others are packed
MOST = 64 << 20  # bytes that are inflated of a copy


def tables_of(data: bytes, like: bytes) -> Content | None:
    """What holds the tables of a copy, as far as it can be read; nothing where it cannot. ``like`` is the original."""
    reading = next((read for start, read in READINGS.items() if like.startswith(start)), None)
    if reading is None:
        return None
    try:
        return reading(data) or None
    except Exception:  # noqa: BLE001 - a library that fails has not read it
        return None


def _hwp(data: bytes) -> Content:
    """The inflated streams below BodyText, and DocInfo, which says which words are struck out."""
    found: Content = Counter()
    with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_FATAL) as compound:
        is_packed = compound.openstream("FileHeader").read()[HEADER_FLAGS] & 1
        for name in compound.listdir():
            if name[0].lower() in ("bodytext", "docinfo"):
                stream = compound.openstream(name).read()
                found[("/".join(name), _inflated(stream) if is_packed else stream)] += 1
    return found


def _hwpx(data: bytes) -> Content:
    """The inflated sections and the head, found by their signatures; neither directory nor checksum is asked."""
    found: Content = Counter()
    for at in (each.start() for each in re.finditer(b"PK\x03\x04", data)):
        method, packed, name_length, extra = LOCAL.unpack_from(data, at)
        start = at + LOCAL.size + name_length
        name = data[at + LOCAL.size : start].decode("utf-8", "replace")
        if HELD.fullmatch(name):
            rest = data[start + extra :]
            found[_inflated(rest) if method == DEFLATED else rest[:packed]] += 1
    return found


def _pdf(data: bytes) -> Content:
    """Every character with its place, and every drawn object with its bounds, page by page."""
    found: Content = Counter()
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            found.update(_page(number, page))
    finally:
        document.close()
    return found


def _page(number: int, page: Any) -> Iterator[tuple[Any, ...]]:
    text = page.get_textpage()
    said = text.get_text_range()
    yield (number, said, *page.get_size())
    for index in range(text.count_chars()):
        yield (number, *(round(edge, 1) for edge in text.get_charbox(index)))
    for drawn in page.get_objects(max_depth=2):
        yield (number, drawn.type, *(round(edge, 1) for edge in drawn.get_bounds()))


def _inflated(packed: bytes) -> bytes:
    engine = zlib.decompressobj(RAW)
    return engine.decompress(packed, MOST) if packed else b""


READINGS: dict[bytes, Callable[[bytes], Content]] = {b"\xd0\xcf\x11\xe0": _hwp, b"PK": _hwpx, b"%PDF": _pdf}
