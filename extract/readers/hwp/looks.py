"""The character shapes of an HWP 5 document, and the text of a paragraph in which some leave their line.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.2.6 (HWPTAG_CHAR_SHAPE, tables 33 to 35), 4.3.3 (HWPTAG_PARA_CHAR_SHAPE).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from extract.readers.hwp.layout import CHAR_SHAPE, CONTROL_UNITS, EXTENDED, INLINE, records_of
from extract.readers.raised import NEAREST, Look, as_seen, look_of

SIZE_OF_DIGITS, PLACE_OF_DIGITS = 29, 36  # in a shape: relative size and offset of Latin, the second of seven scripts
SIZES = struct.Struct("<iI")  # the size in hundredths of a point, and the properties
SIZES_AT = 42
LEAST = SIZES_AT + SIZES.size
SUPERSCRIPT, SUBSCRIPT = 1 << 15, 1 << 16
ON_LINE = Look(0.0)
Looks = Mapping[int, Look]
NONE_SHIFTED: Looks = MappingProxyType({})
DIGIT = re.compile(rb"[0-9]\0")  # a code unit, or nearly one
CONTROL = re.compile(
    f"([{''.join(map(re.escape, map(chr, sorted(EXTENDED | INLINE))))}]).{{{CONTROL_UNITS - 1}}}", re.DOTALL
)


def looks_of(doc_info: bytes) -> Looks:
    """The looks of character shapes by their numbers, or nothing where none of them leaves its line.

    Where no shape is set higher by hand, only superscripts and subscripts are told: they are small beside whatever
    there is.
    """
    shapes = [at if end - at >= LEAST else None for tag, _, at, end in records_of(doc_info) if tag == CHAR_SHAPE]
    by_hand = any(at is not None and NEAREST <= doc_info[at + PLACE_OF_DIGITS] <= 256 - NEAREST for at in shapes)
    looks = {
        number: _look(doc_info, at)
        for number, at in enumerate(shapes)
        if at is not None and (by_hand or _properties(doc_info, at) & (SUPERSCRIPT | SUBSCRIPT))
    }
    return looks if any(look.side for look in looks.values()) else NONE_SHIFTED


def _properties(data: bytes, at: int) -> int:
    return int.from_bytes(data[at + LEAST - 4 : at + LEAST], "little")


def _look(data: bytes, at: int) -> Look:
    size, properties = SIZES.unpack_from(data, at + SIZES_AT)
    (offset,) = struct.unpack_from("<b", data, at + PLACE_OF_DIGITS)
    return look_of(
        size * data[at + SIZE_OF_DIGITS] / 100,
        offset,
        superscript=bool(properties & SUPERSCRIPT),
        subscript=bool(properties & SUBSCRIPT),
    )


def text_as_seen(text: bytes, shapes: bytes, looks: Looks) -> bytes:
    """The code units of a paragraph's text, as many as before, with its raised and lowered digits written as such.

    ``shapes`` says from which unit on which shape holds good.
    """
    pairs = struct.unpack(f"<{len(shapes) // 8 * 2}I", shapes[: len(shapes) // 8 * 8])
    starts, numbers = pairs[::2], pairs[1::2]
    if looks.keys().isdisjoint(numbers):
        return text
    own = [looks.get(number, ON_LINE) for number in numbers]
    ends = (*starts[1:], len(text))
    if not any(look.side and DIGIT.search(text, 2 * starts[i], 2 * ends[i]) for i, look in enumerate(own)):
        return text
    units = "".join(map(chr, struct.unpack(f"<{len(text) // 2}H", text[: len(text) // 2 * 2])))
    units = CONTROL.sub(lambda control: control[1].ljust(CONTROL_UNITS), units)  # what a control says is no text
    pieces = _pieces(units, starts, own)
    return as_seen(pieces).encode("utf-16-le", "surrogatepass")


def _pieces(text: str, starts: Sequence[int], looks: Sequence[Look]) -> Iterator[tuple[str, Look]]:
    """The whole text in pieces of one look, wherever the pieces are said to begin."""
    cuts = [0]
    for start in starts[1:]:
        cuts.append(min(max(start, cuts[-1]), len(text)))
    for (first, end), look in zip(pairwise([*cuts, len(text)]), looks, strict=True):
        yield text[first:end], look
