"""Writes a document of ``benchmarks.hangul.model`` as HWP 5, not compressed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from itertools import count

from benchmarks.hangul.model import Block, Box, Deed, Line, Numbers, Piece, Sheet, Style, in_order
from fixtures.make.borders import BORDERS
from fixtures.make.compound_file import compound_file
from fixtures.make.document import Document, Paragraph
from fixtures.make.hwp_file import body_streams
from fixtures.make.hwp_head import (
    BORDER_FILL,
    CHAR_SHAPE,
    LANGUAGES,
    PARA_SHAPE,
    document_info,
    file_header,
    record,
    summary_information,
)
from fixtures.make.hwp_head import text as counted
from fixtures.make.styles import LOOKS

PARA_HEADER, PARA_TEXT, PARA_CHAR_SHAPE, CTRL_HEADER, LIST_HEADER, TABLE = 0x42, 0x43, 0x44, 0x47, 0x48, 0x4D
SHAPE_COMPONENT, EQEDIT = 0x4C, 0x58
TRACKED = 1 << 14
LINES = ("SOLID", "DASH", "DOT", "DASH_DOT", "DASH_DOT_DOT", "LONG_DASH", "CIRCLE", "DOUBLE_SLIM")
NO_LINE = 15  # the shape of a strikeout that is none, which OWPML calls 3D
UNITS = {"\t": struct.pack("<8H", 9, *[0] * 6, 9), "\n": b"\n\0", "\u00a0": struct.pack("<H", 30)}
FIELDS = {
    "click-here": b"%clk", "hyperlink": b"%hlk", "bookmark-over": b"%bmk", "formula": b"%fmu",
    "cross-reference": b"%xrf", "memo": b"%%me",
}  # fmt: skip
CONTROLS = {  # the character of a control in the text, and its name
    "table": (11, b"tbl "), "footnote": (17, b"fn  "), "endnote": (17, b"en  "), "header": (16, b"head"),
    "footer": (16, b"foot"), "comment": (15, b"tcmt"), "number": (18, b"atno"), "page-number": (18, b"atno"),
    "new-number": (21, b"nwno"), "bookmark": (22, b"bokm"), "index-mark": (22, b"idxm"), "ruby": (23, b"tdut"),
    "compose": (23, b"tcps"), "compose-framed": (23, b"tcps"), "equation": (11, b"eqed"),
    "check-box": (11, b"form"), "unknown": (11, b"zzzz"),
}  # fmt: skip
DRAWN = {"line": 0x4E, "rect": 0x4F, "ellipse": 0x50, "ole": 0x54, "pic": 0x55, "container": 0x56, "video": 0x62}
ids = count(1)


def can_write(pieces: Sequence[Piece]) -> bool:
    """Whether HWP 5 has what the pieces are."""
    known = {"", "text-box", "caption", *CONTROLS, *FIELDS, *DRAWN}
    return all(piece.thing in known for piece in pieces)


def hwp(deed: Deed) -> bytes:
    """The document as HWP 5."""
    writer = _Writer()
    first = body_streams(Document(deed.title, ((Paragraph(deed.title, "title"),),)))[0]
    body = b"".join(writer.block(block, 0) for block in deed.blocks)
    return compound_file(
        {
            "FileHeader": file_header(TRACKED if deed.tracked else 0),
            "DocInfo": document_info(1) + writer.info(),
            "PrvText": deed.title.encode("utf-16-le"),
            "\x05HwpSummaryInformation": summary_information(deed.title),
            "BodyText/Section0": zlib.decompressobj(-15).decompress(first) + body,
        }
    )


class _Writer:
    """Collects the styles and the fills that its blocks ask for."""

    def __init__(self) -> None:
        self.numbers = Numbers(len(LOOKS), 2 + len(BORDERS))

    def info(self) -> bytes:
        """What is added to DocInfo; its records are counted, each kind by itself."""
        fills = b"".join(record(BORDER_FILL, 1, _fill(colour)) for colour in self.numbers.fills)
        shapes = b"".join(record(CHAR_SHAPE, 1, self._shape(style)) for style in self.numbers.styles)
        grounds = b"".join(record(PARA_SHAPE, 1, self._ground(colour)) for colour in self.numbers.grounds)
        return fills + shapes + grounds

    def _shape(self, style: Style) -> bytes:
        bits = style.italic | style.bold << 1 | style.underline << 2 | style.outline << 8 | style.shadow << 11
        bits |= style.emboss << 13 | (style.side == "supscript") << 15 | (style.side == "subscript") << 16
        if style.strike:
            bits |= 1 << 18 | (LINES.index(style.strike) if style.strike in LINES else NO_LINE) << 26
        border = 1 if style.border is None else self.numbers.fill(style.border)
        shade = 0xFFFFFFFF if style.shade is None else _bgr(style.shade)
        each = bytes([style.relative]) * LANGUAGES + struct.pack("<b", style.offset) * LANGUAGES
        return (
            bytes(2 * LANGUAGES) + bytes([100] * LANGUAGES) + bytes(LANGUAGES) + each
            + struct.pack("<iIbbIIIIHI", style.size, bits, 10, 10, _bgr(style.ink), 0, shade, 0xB2B2B2, border, 0)
        )  # fmt: skip

    def _ground(self, colour: int) -> bytes:
        indents = (0,) * 6
        return struct.pack("<I6i3H4h3I", 0x18C, *indents, 0, 0, self.numbers.fill(colour), 0, 0, 0, 0, 0, 0, 160)

    def block(self, block: Block, level: int) -> bytes:
        """A paragraph, or one that a table stands in."""
        if isinstance(block, Line):
            return self._line(block, level)
        name = "table" if block.where in ("paragraph", "alone") else block.where
        return self._line(Line((Piece(thing=name, blocks=(block,)),)), level)

    def _line(self, line: Line, level: int) -> bytes:
        body, shapes = b"", []
        for piece in line.pieces:
            shapes.append((len(body) // 2, self.numbers.style(piece.style)))
            body += _units(piece)
        body += b"\r\0"
        shape = self.numbers.ground(line.ground, len(LOOKS))
        units = len(body) // 2
        header = struct.pack("<IIHBBHHHIH", units, 0, shape, 0, 0, len(shapes) or 1, 0, 0, next(ids), 0)
        marks = b"".join(struct.pack("<II", *each) for each in shapes) or bytes(8)
        made = record(PARA_HEADER, level, header)
        made += record(PARA_TEXT, level + 1, body) if units > 1 else b""
        made += record(PARA_CHAR_SHAPE, level + 1, marks)
        return made + b"".join(self._control(piece, level + 1) for piece in line.pieces if piece.thing)

    def _control(self, piece: Piece, level: int) -> bytes:
        name = piece.thing
        if name in FIELDS:
            command = struct.pack("<IB", 0x8001, 0) + counted("410:x") + struct.pack("<I", next(ids))
            return record(CTRL_HEADER, level, FIELDS[name][::-1] + command)
        if name == "table":
            return b"".join(self._table(block, level) for block in piece.blocks if isinstance(block, Sheet))
        if name in ("text-box", "caption") or name in DRAWN:
            return self._drawing(piece, level)
        head = CONTROLS[name][1][::-1]
        if name in ("footnote", "endnote"):
            note = head + struct.pack("<IHHII", 1, 0, ord(")"), 0, 0)
            return record(CTRL_HEADER, level, note) + self._listed(piece.blocks, level + 1)
        if name in ("header", "footer", "comment"):
            return record(CTRL_HEADER, level, head + struct.pack("<II", 0, 1)) + self._listed(piece.blocks, level + 1)
        if name == "equation":
            script = record(EQEDIT, level + 1, bytes(4) + counted(piece.text) + bytes(16))
            return record(CTRL_HEADER, level, head + bytes(42)) + script
        said = SAID[name](piece.text) if name in SAID else bytes(42)
        return record(CTRL_HEADER, level, head + said)

    def _drawing(self, piece: Piece, level: int) -> bytes:
        control = record(CTRL_HEADER, level, b" osg" + bytes(42))
        if piece.thing == "caption":
            control += self._listed(piece.blocks, level + 1)
        shape = record(SHAPE_COMPONENT, level + 1, bytes(20))
        if piece.thing == "text-box":
            blocks = piece.blocks or (Line((Piece(piece.text),)),)
            return control + shape + self._listed(blocks, level + 2) + record(DRAWN["rect"], level + 2, bytes(32))
        return control + shape + record(DRAWN.get(piece.thing, DRAWN["pic"]), level + 2, bytes(20))

    def _listed(self, blocks: Sequence[Block], level: int) -> bytes:
        header = struct.pack("<HHI", len(blocks), 0, 0) + bytes(16)
        return record(LIST_HEADER, level, header) + b"".join(self._inside(block, level) for block in blocks)

    def _inside(self, block: Block, level: int) -> bytes:
        if isinstance(block, Line):
            return self._line(block, level)
        return self._line(Line((Piece(thing="table", blocks=(block,)),)), level)

    def _table(self, table: Sheet, level: int) -> bytes:
        per_row = [sum(box.row == row for box in table.boxes) for row in range(table.rows)]
        zones = b"".join(
            struct.pack("<5H", first[1], first[0], last[1], last[0], self.numbers.fill(colour))
            for first, last, colour in table.zones
        )
        shape = struct.pack("<IHHH4H", 0x6, table.rows, table.columns, 0, 510, 510, 141, 141)
        shape += struct.pack(f"<{table.rows}H", *per_row)
        shape += struct.pack("<HH", self.numbers.fill(table.fill), len(table.zones)) + zones
        caption = self._listed(table.caption, level + 1) if table.caption else b""
        cells = b"".join(self._cell(box, level + 1) for box in in_order(table))
        return record(CTRL_HEADER, level, b" lbt" + bytes(42)) + caption + record(TABLE, level + 1, shape) + cells

    def _cell(self, box: Box, level: int) -> bytes:
        header = struct.pack(
            "<HHI4HII4HHI", len(box.lines), 0, 0x20, box.column, box.row, box.column_span, box.row_span,
            7000, 1700, 510, 510, 141, 141, self.numbers.fill(box.fill), 7000,
        )  # fmt: skip
        return record(LIST_HEADER, level, header) + b"".join(self._line(line, level) for line in box.lines)


SAID: dict[str, Callable[[str], bytes]] = {
    "number": lambda said: struct.pack("<IHHHH", 5, int(said), 0, 0, 0),
    "page-number": lambda said: struct.pack("<IHHHH", 0, int(said), 0, 0, 0),
    "new-number": lambda said: struct.pack("<IH", 4, int(said)),
    "ruby": lambda said: counted(said) + counted("99") + bytes(20),
    "compose": lambda said: counted(said) + bytes(4),
    "compose-framed": lambda said: counted(said) + bytes([1, 0, 0, 0]),
}


def _units(piece: Piece) -> bytes:
    """The code units of a piece: those of its text, of its control, or of a field with its text and its end."""
    text = b"".join(UNITS.get(mark) or mark.encode("utf-16-le") for mark in piece.text)
    if not piece.thing:
        return text
    if name := FIELDS.get(piece.thing):
        return _wide(3, name) + text + _wide(4, name)
    return _wide(*CONTROLS.get(piece.thing, (11, b"gso ")))


def _wide(char: int, name: bytes) -> bytes:
    return struct.pack("<H", char) + name[::-1] + bytes(8) + struct.pack("<H", char)


def _fill(colour: int) -> bytes:
    sides = struct.pack("<BBI", 1, 1, 0) * 4
    fill = struct.pack("<IIIi", 1, _bgr(colour), 0xFF000000, -1) + struct.pack("<I", 0)
    return struct.pack("<H", 0) + sides + struct.pack("<BBI", 1, 0, 0) + fill


def _bgr(colour: int) -> int:
    return (colour & 0xFF) << 16 | colour & 0xFF00 | colour >> 16
