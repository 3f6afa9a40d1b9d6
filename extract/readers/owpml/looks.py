"""The character shapes of an HWPX document (``charPr`` in header.xml) that are not seen as plain text is.

Hangul writes ``shape="3D"`` into the strikeout of characters that are not struck out; only what is a line strikes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from extract.readers.owpml.xml_part import parser_of
from extract.readers.raised import TINIEST, Look, look_of
from extract.readers.seen import WHITE, hidden_among

STRIKES = frozenset(
    (
        "SOLID", "DASH", "DOT", "DASH_DOT", "DASH_DOT_DOT", "LONG_DASH", "CIRCLE", "DOUBLE_SLIM", "SLIM_THICK",
        "THICK_SLIM", "SLIM_THICK_SLIM", "WAVE", "DOUBLE_WAVE",
    )
)  # fmt: skip
SCRIPT = re.compile(rb"su[pb]script")  # each of these begins with letters, which are soon looked for
STRIKE = re.compile(rf"strikeout\b[^>]*\bshape\s*=\s*[\"'](?:{'|'.join(sorted(STRIKES))})[\"']".encode())
OFFSET = re.compile(rb"offset\b[^>]*[\"']-?[1-9]")
SMALL = re.compile(rb"height\s*=\s*[\"'][12]?\d{1,2}[\"']|relSz\b[^>]*\blatin\s*=\s*[\"']\d{1,2}[\"']")
RELATIVE = re.compile(rb"relSz\b[^>]*\blatin=[\"'](?!100[\"'])(\d{1,3})[\"']")
INKS = re.compile(rb"textColor\s*=\s*[\"']#([0-9A-Fa-f]{6})")
FACES = re.compile(rb"faceColor\s*=\s*[\"']#([0-9A-Fa-f]{6})")
SHADES = re.compile(rb"shadeColor\s*=\s*[\"']#([0-9A-Fa-f]{6})")
BORDER_FILLS = re.compile(rb"<(?:\w+:)?borderFills[\s>].*?</(?:\w+:)?borderFills\s*>", re.DOTALL)
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
SHAPE, SHAPE_END = b"charPr ", b"charPr>"
TYPES = re.compile(
    rb"<(?:\w+:)?charPr\s[^>]*?\bid=[\"'](\d{1,9})[\"'][^>]*?\bheight=[\"'](\d{1,6})[\"'][^>]*>(.*?)</(?:\w+:)?charPr\b",
    re.DOTALL,
)
GROUNDS = re.compile(
    rb"<(?:\w+:)?paraPr\s[^>]*?\bid=[\"'](\d{1,9})[\"'](?:(?!</(?:\w+:)?paraPr\b).)*?"
    rb"<(?:\w+:)?border\s[^>]*?\bborderFillIDRef=[\"'](\d{1,9})[\"']",
    re.DOTALL,
)
BOLD = re.compile(rb"<(?:\w+:)?bold\b")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, whose names no search of bytes finds
DIGITS = "latin"  # the script whose size and place are those of digits

Attributes = Mapping[str, str]
Type = tuple[int, bool, float]  # the size in tenths of a point, whether it is bold, and the size of its digits
Fills = Mapping[str, int | None]


class Looks(msgspec.Struct, frozen=True):
    """The looks of character shapes by their ids, and the colours of borders' fills, None where one is no colour.

    All are empty where every character is seen as plain text is; a border that is not named has no fill. ``grounds``
    are the colours behind paragraphs by the ids of their shapes.
    """

    shapes: Mapping[str, Look] = {}
    fills: Fills = {}
    grounds: Fills = {}


def looks_of(head: bytes, path: Path) -> Looks:
    """The looks of those shapes that leave their line, are struck out, or may have the colour of their ground.

    The head is long, and most of it is nothing to what is seen: where no shape is set higher by hand, only the others
    are read that differ, since superscripts and subscripts are small beside whatever there is.
    """
    wide = head.startswith(WIDE)
    inks = {int(ink, 16) for ink in set(INKS.findall(head))}
    grounds = {int(ground, 16) for ground in {*FACES.findall(head), *SHADES.findall(head)}}
    hidden = hidden_among(inks or {WHITE}, grounds)
    shapes = _read([head] if wide or OFFSET.search(head) else _specials(head, hidden), hidden, path)
    looks = {key: shape.look() for key, shape in shapes.items()}
    if not any(look.side or look.struck or look.tiny or look.ink is not None for look in looks.values()):
        return Looks()
    if all(look.ink is None for look in looks.values()):
        return Looks(looks)
    fills = _fills([head] if wide else BORDER_FILLS.findall(head), path)
    on_borders = {key: _on_border(looks[key], fills, shape.border) for key, shape in shapes.items()}
    return Looks(on_borders, fills, {} if wide else _grounds(head, fills))


def _on_border(look: Look, fills: Fills, border: str) -> Look:
    """The look with what its own border is filled with behind it; on what is no colour anything may be seen."""
    if look.ink is None or look.shade is not None or border not in fills:
        return look
    fill = fills[border]
    return look._replace(shade=fill) if fill is not None else look._replace(ink=None)


def _grounds(head: bytes, fills: Fills) -> dict[str, int | None]:
    """The colours behind paragraphs, by the ids of those shapes that have a filled border."""
    told = ((shape.decode(), border.decode()) for shape, border in GROUNDS.findall(head))
    return {shape: fills[border] for shape, border in told if border in fills}


def types_of(head: bytes) -> dict[str, Type]:
    """The types of character shapes by their ids."""
    found = {} if head.startswith(WIDE) else {each[1]: each for each in TYPES.finditer(head)}
    scaled = RELATIVE.search(head) is not None
    return {
        key.decode(): (int(each[2]) // 10, BOLD.search(each[3]) is not None, _digits(each) if scaled else int(each[2]))
        for key, each in found.items()
    }


def _digits(shape: re.Match[bytes]) -> float:
    """The size of a shape's digits, which may be a share of the others'."""
    relative = RELATIVE.search(shape[3])
    return int(shape[2]) * (int(relative[1]) if relative else 100) / 100


def _specials(head: bytes, hidden: Iterable[int]) -> Iterator[bytes]:
    """The shapes that are said to be special, each an element by itself."""
    told = [SCRIPT, STRIKE, SMALL]
    if hidden:
        colours = "|".join(f"{ink:06x}" for ink in sorted(hidden))
        told.append(re.compile(rf"textColor\s*=\s*[\"']#(?i:{colours})".encode()))
    places = sorted(found.start() for pattern in told for found in pattern.finditer(head))
    end = 0
    for place in places:
        if place < end:
            continue
        start = head.rfind(b"<", end, max(end, head.rfind(SHAPE, end, place)))
        last = head.find(SHAPE_END, place)
        if start >= 0 and last >= 0:
            end = last + len(SHAPE_END)
            yield head[start:end]


class _Shape:
    """What is told of a character shape, under the names that its elements have."""

    def __init__(self, height: float, border: str = "", ink: int | None = None, shade: int | None = None) -> None:
        self.height = height
        self.border = border
        self.ink = ink
        self.shade = shade
        self.relSz = 100.0
        self.offset = 0.0
        self.struck = False
        self.supscript = self.subscript = False

    def look(self) -> Look:
        size = self.height * self.relSz / 100
        look = look_of(size, int(self.offset), superscript=self.supscript, subscript=self.subscript)
        return look._replace(struck=self.struck, ink=self.ink, shade=self.shade, tiny=size <= TINIEST)


def _read(elements: Iterable[bytes], hidden: frozenset[int], path: Path) -> dict[str, _Shape]:
    """The shapes in some XML; of their colours those that may be hidden."""
    shapes: dict[str, _Shape] = {}
    shape = _Shape(0.0)

    def start(name: str, attributes: Attributes) -> None:
        nonlocal shape
        local = name.rpartition(":")[2]
        if local == "charPr":
            ink = _colour(attributes.get("textColor"))
            told = (ink, _colour(attributes.get("shadeColor"))) if ink in hidden else ()
            border = attributes.get("borderFillIDRef", "")
            shape = shapes[attributes.get("id", "")] = _Shape(_number(attributes.get("height")), border, *told)
        elif local in ("relSz", "offset"):
            setattr(shape, local, _number(attributes.get(DIGITS)))
        elif local in ("supscript", "subscript"):
            setattr(shape, local, True)
        elif local == "strikeout":
            shape.struck = attributes.get("shape") in STRIKES

    for element in elements:
        parser = parser_of("header.xml", path)
        parser.StartElementHandler = start
        parser.Parse(element, True)
    return shapes


def _fills(elements: Iterable[bytes], path: Path) -> dict[str, int | None]:
    """The fills of borders by their ids: a colour, or None for a gradation or a picture."""
    fills: dict[str, int | None] = {}
    border = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal border
        local = name.rpartition(":")[2]
        if local == "borderFill":
            border = attributes.get("id", "")
        elif local == "winBrush":
            colour = _colour(attributes.get("faceColor"))
            if colour is not None:
                fills[border] = colour
        elif local in ("gradation", "imgBrush"):
            fills[border] = None

    for element in elements:
        parser = parser_of("header.xml", path)
        parser.StartElementHandler = start
        parser.Parse(element, True)
    return fills


def _colour(text: str | None) -> int | None:
    """The colour that an attribute says, None where it says none."""
    return int(text[1:], 16) if text and COLOUR.fullmatch(text) else None


def _number(text: str | None) -> float:
    """The number that an attribute says, 0 where it says none."""
    return float(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else 0.0
