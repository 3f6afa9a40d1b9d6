"""The character shapes of an HWP 5 document, and the text of a paragraph in which some are not seen as plain text.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.2.5 (HWPTAG_BORDER_FILL, tables 23 to 28), 4.2.6 (HWPTAG_CHAR_SHAPE,
tables 33 to 35), 4.3.3 (HWPTAG_PARA_CHAR_SHAPE). Hangul sets the bit of a strikeout for characters that have none, with
a shape that is no line (15); only the thirteen lines of table 27 strike out.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from extract.readers.hwp.layout import BORDER_FILL, CHAR_SHAPE, CONTROL_UNITS, EXTENDED, INLINE, PARA_SHAPE, records_of
from extract.readers.raised import NEAREST, TINIEST, Look, as_seen, far_smaller, look_of
from extract.readers.seen import Unread, hidden_among, seen_of

SIZE_OF_DIGITS, PLACE_OF_DIGITS = 29, 36  # in a shape: relative size and offset of Latin, the second of seven scripts
SIZES = struct.Struct("<iI")  # the size in hundredths of a point, and the properties
SIZES_AT = 42
LEAST = SIZES_AT + SIZES.size
COLOURS = struct.Struct("<I4xI")  # of the characters and of the shade behind them
COLOURS_AT = 52
BORDER = struct.Struct("<H")  # of the characters
BORDER_AT = 68
BORDER_OF_PARAGRAPH = struct.Struct("<32xH")  # in its shape
ONE_SHAPE = 8  # bytes: where it begins, and its number
STRIKE_AT, STRIKE_SHAPE_AT, STRIKE_SHAPES = 18, 26, 13  # bits, and how many lines there are
FILL = struct.Struct("<32xII")  # of a border: the kinds of its fill, and the colour
IN_COLOUR, NO_COLOUR = 1, 0xFF000000
UNTOLD = 0  # a shade that a writer has left out; a black one would hide all black text
BOLD = 1 << 1
SUPERSCRIPT, SUBSCRIPT = 1 << 15, 1 << 16
ON_LINE = Look(0.0)
Type = tuple[int, bool, float]  # the size in tenths of a point, whether it is bold, and the size of its digits
Looks = Mapping[int, Look]
Fills = Mapping[int, int | None]
NONE_SHIFTED: Looks = MappingProxyType({})
NO_CONTROL = re.compile(r"[^\x00-\x1f]")
TEXTLESS = re.compile(r"[\x00-\x1f]")
DIGIT = re.compile(rb"[0-9]\0")  # a code unit, or nearly one
CONTROL = re.compile(
    f"([{''.join(map(re.escape, map(chr, sorted(EXTENDED | INLINE))))}]).{{{CONTROL_UNITS - 1}}}", re.DOTALL
)


def looks_of(doc_info: bytes) -> Looks:
    """The looks of character shapes by their numbers, or nothing where all are seen as plain text is.

    Where no shape is set higher by hand, only those are told that are struck out, may have the colour of their ground,
    or are superscripts and subscripts: these are small beside whatever there is.
    """
    shapes = [at if end - at >= LEAST else None for tag, _, at, end in records_of(doc_info) if tag == CHAR_SHAPE]
    fills = _fills(doc_info)
    by_hand = any(at is not None and NEAREST <= doc_info[at + PLACE_OF_DIGITS] <= 256 - NEAREST for at in shapes)
    inks = {at: _colours(doc_info, at, fills) for at in shapes if at is not None}
    grounds = [*fills.values(), *(shade for _, shade in inks.values())]
    hidden = hidden_among((ink or 0 for ink, _ in inks.values()), [fill for fill in grounds if fill is not None])
    looks = {
        number: _look(doc_info, at, inks[at] if inks[at][0] in hidden else (None, None))
        for number, at in enumerate(shapes)
        if at is not None
        and (
            by_hand
            or inks[at][0] in hidden
            or _is_special(_properties(doc_info, at))
            or _size_of_digits(doc_info, at) <= TINIEST
        )
    }
    return looks if any(look.side or is_masked(look) for look in looks.values()) else NONE_SHIFTED


def types_of(doc_info: bytes) -> list[Type]:
    """The type of each character shape."""
    shapes = [(at, end) for tag, _, at, end in records_of(doc_info) if tag == CHAR_SHAPE]
    return [_type(doc_info, at) if end - at >= LEAST else (0, False, 0.0) for at, end in shapes]


def _type(doc_info: bytes, at: int) -> Type:
    size, properties = SIZES.unpack_from(doc_info, at + SIZES_AT)
    return max(0, size) // 10, bool(properties & BOLD), _size_of_digits(doc_info, at)


def _size_of_digits(doc_info: bytes, at: int) -> float:
    (size,) = struct.unpack_from("<i", doc_info, at + SIZES_AT)
    return float(size * doc_info[at + SIZE_OF_DIGITS] / 100)


def is_masked(look: Look) -> bool:
    """Whether characters of this look may be none that a person reads."""
    return look.struck or look.tiny or look.ink is not None


def fills_of(doc_info: bytes, looks: Looks) -> Fills:
    """The colours of borders' fills by their numbers, None where one is no colour, if any look may be unseen on one."""
    return _fills(doc_info) if any(look.ink is not None for look in looks.values()) else {}


def grounds_of(doc_info: bytes, fills: Fills) -> Fills:
    """The colours behind paragraphs by the numbers of their shapes, None where one is no colour."""
    if not fills:
        return {}
    shapes = [(at, end) for tag, _, at, end in records_of(doc_info) if tag == PARA_SHAPE]
    borders = [
        BORDER_OF_PARAGRAPH.unpack_from(doc_info, at)[0] if end - at >= BORDER_OF_PARAGRAPH.size else 0
        for at, end in shapes
    ]
    return {number: fills[border] for number, border in enumerate(borders) if border in fills}


def _fills(doc_info: bytes) -> dict[int, int | None]:
    fills: dict[int, int | None] = {}
    borders = [(at, end) for tag, _, at, end in records_of(doc_info) if tag == BORDER_FILL]
    for number, (at, end) in enumerate(borders, 1):
        if end - at >= FILL.size:
            kinds, colour = FILL.unpack_from(doc_info, at)
            if kinds & ~IN_COLOUR:
                fills[number] = None
            elif kinds and not colour & NO_COLOUR:
                fills[number] = _rgb(colour)
    return fills


def _rgb(colour: int) -> int:
    """A colour as 0xRRGGBB; the lowest byte of a COLORREF is red."""
    return (colour & 0xFF) << 16 | colour & 0xFF00 | colour >> 16 & 0xFF


def _colours(data: bytes, at: int, fills: Fills) -> tuple[int | None, int | None]:
    """The colours of the characters of a shape and of what is behind them, None where there is none.

    On a border that is filled with no colour anything may be seen, so nothing is told of the characters.
    """
    if len(data) < at + COLOURS_AT + COLOURS.size:
        return None, None
    ink, shade = COLOURS.unpack_from(data, at + COLOURS_AT)
    if not (shade & NO_COLOUR or shade == UNTOLD):
        return _rgb(ink), _rgb(shade)
    (border,) = BORDER.unpack_from(data, at + BORDER_AT) if len(data) >= at + BORDER_AT + BORDER.size else (0,)
    if border in fills and fills[border] is None:
        return None, None
    return _rgb(ink), fills.get(border)


def _is_special(properties: int) -> bool:
    return bool(properties & (SUPERSCRIPT | SUBSCRIPT)) or _is_struck(properties)


def _is_struck(properties: int) -> bool:
    return bool(properties >> STRIKE_AT & 7) and properties >> STRIKE_SHAPE_AT & 0xF < STRIKE_SHAPES


def _properties(data: bytes, at: int) -> int:
    return int.from_bytes(data[at + LEAST - 4 : at + LEAST], "little")


def _look(data: bytes, at: int, colours: tuple[int | None, int | None]) -> Look:
    properties = _properties(data, at)
    size = _size_of_digits(data, at)
    (offset,) = struct.unpack_from("<b", data, at + PLACE_OF_DIGITS)
    look = look_of(
        size,
        offset,
        superscript=bool(properties & SUPERSCRIPT),
        subscript=bool(properties & SUBSCRIPT),
    )
    ink, shade = colours
    return look._replace(struck=_is_struck(properties), ink=ink, shade=shade, tiny=size <= TINIEST)


def text_as_seen(
    text: bytes, shapes: bytes, looks: Looks, ground: int | None = None, unread: list[Unread] | None = None
) -> bytes:
    """The code units of a paragraph's text, as many as before, with its raised and lowered digits written as such.

    ``shapes`` says from which unit on which shape holds good. What is struck out, or not seen on the ``ground``,
    becomes units of 0, which are no characters, and is added to the ``unread``.
    """
    if len(shapes) <= ONE_SHAPE and int.from_bytes(shapes[4:], "little") not in looks:
        return text
    pairs = struct.unpack(f"<{len(shapes) // 8 * 2}I", shapes[: len(shapes) // 8 * 8])
    starts, numbers = pairs[::2], pairs[1::2]
    if looks.keys().isdisjoint(numbers):
        return text
    own = [looks.get(number, ON_LINE) for number in numbers]
    ends = (*starts[1:], len(text))
    if not any(
        is_masked(look) or (look.side and DIGIT.search(text, 2 * starts[i], 2 * ends[i])) for i, look in enumerate(own)
    ):
        return text
    units = "".join(map(chr, struct.unpack(f"<{len(text) // 2}H", text[: len(text) // 2 * 2])))
    units = CONTROL.sub(lambda control: control[1].ljust(CONTROL_UNITS), units)  # what a control says is no text
    pieces, lost = seen_of(_pieces(units, starts, own), ground, lambda piece: NO_CONTROL.sub("\0", piece))
    if unread is not None:
        unread += [Unread(rule, TEXTLESS.sub("", what)) for rule, what in lost]
    return as_seen(pieces).encode("utf-16-le", "surrogatepass")


def smaller_digits(text: bytes, shapes: bytes, looks: Looks, types: Sequence[Type]) -> Iterator[Unread]:
    """Digits of a paragraph's text that touch far larger ones, on one line with them."""
    pairs = struct.unpack(f"<{len(shapes) // 8 * 2}I", shapes[: len(shapes) // 8 * 8])
    own = [_told_size(looks.get(number, ON_LINE), number, types) for number in pairs[1::2]]
    if len({size for size in own if size}) > 1:
        units = "".join(map(chr, struct.unpack(f"<{len(text) // 2}H", text[: len(text) // 2 * 2])))
        cuts = [min(start, len(units)) for start in (*pairs[::2], len(units))]
        pieces = [(units[first:end], size) for (first, end), size in zip(pairwise(cuts), own, strict=True)]
        yield from (Unread("unseen-text", TEXTLESS.sub("", small)) for small in far_smaller(pieces))


def _told_size(look: Look, number: int, types: Sequence[Type]) -> float:
    """The size of a shape's digits, 0 where what is above the line or not seen has another meaning."""
    return 0.0 if look.side or look.struck or look.tiny or number >= len(types) else types[number][2]


def _pieces(text: str, starts: Sequence[int], looks: Sequence[Look]) -> Iterator[tuple[str, Look]]:
    """The whole text in pieces of one look, wherever the pieces are said to begin."""
    cuts = [0]
    for start in starts[1:]:
        cuts.append(min(max(start, cuts[-1]), len(text)))
    for (first, end), look in zip(pairwise([*cuts, len(text)]), looks, strict=True):
        yield text[first:end], look
