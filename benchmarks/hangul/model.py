"""A document of one year table as its writers need it: every character with its style, every object by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Where = Literal[
    "paragraph", "alone", "header", "footer", "footnote", "endnote", "text-box", "caption", "comment", "memo"
]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look; sizes are in hundredths of a point, shares in per cent, colours are 0xRRGGBB.

    ``strike`` is the line that strikes out by OWPML's name, and ``border`` the colour of the border fill behind.
    """

    size: int = 1000
    offset: int = 0
    relative: int = 100
    side: Literal["", "supscript", "subscript"] = ""
    strike: str = ""
    ink: int = 0
    shade: int | None = None
    border: int | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    outline: bool = False
    shadow: bool = False
    emboss: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a style, or an object by its name with what it says and the blocks that it holds."""

    text: str = ""
    style: Style = PLAIN
    thing: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of pieces; ``ground`` is the colour behind it."""

    pieces: tuple[Piece, ...] = ()
    ground: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A cell with its paragraphs, the positions that it covers and the colour of its fill."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    fill: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``zones`` are colours behind several cells: of which rows and columns, both ends included."""

    rows: int
    columns: int
    boxes: tuple[Box, ...]
    fill: int | None = None
    zones: tuple[tuple[Position, Position, int], ...] = ()
    caption: tuple[Block, ...] = ()
    where: Where = "paragraph"

    def box(self, position: Position) -> Box:
        """The cell that covers a position."""
        row, column = position
        return next(
            box
            for box in self.boxes
            if 0 <= row - box.row < box.row_span and 0 <= column - box.column < box.column_span
        )

    def with_box(self, box: Box) -> Sheet:
        """The table with a cell in place of the one that began where this begins."""
        kept = (box if (other.row, other.column) == (box.row, box.column) else other for other in self.boxes)
        return replace(self, boxes=tuple(kept))


Block = Line | Sheet


@dataclass(frozen=True, slots=True)
class Deed:
    """A document: its title, its blocks, and whether its changes are tracked."""

    title: str
    blocks: tuple[Block, ...]
    tracked: bool = False


def line(*texts: str, style: Style = PLAIN) -> Line:
    """A paragraph of plain texts."""
    return Line(tuple(Piece(text, style) for text in texts if text))


def sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    """A table without merged cells; a line break in a text ends its paragraph."""
    boxes = tuple(
        Box(r, c, tuple(line(part) for part in text.split("\n")))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Sheet(len(rows), len(rows[0]), boxes)


def in_order(table: Sheet) -> list[Box]:
    """The cells row by row."""
    return sorted(table.boxes, key=lambda box: (box.row, box.column))


@dataclass(slots=True)
class Numbers:
    """Styles and colours of a document by the numbers that its writer gives them, in the order in which they come."""

    first_style: int
    first_fill: int
    styles: dict[Style, int] = field(default_factory=dict)
    fills: dict[int, int] = field(default_factory=dict)
    grounds: dict[int, int] = field(default_factory=dict)

    def style(self, style: Style) -> int:
        """The number of a style; what it lies on has its number first."""
        if style.border is not None:
            self.fill(style.border)
        return self.styles.setdefault(style, self.first_style + len(self.styles))

    def fill(self, colour: int | None) -> int:
        """The number of a border with a fill; 2 is one with lines and without a fill."""
        return 2 if colour is None else self.fills.setdefault(colour, self.first_fill + len(self.fills))

    def ground(self, colour: int | None, first: int) -> int:
        """The number of a shape of paragraphs with a ground; 0 is the plain one."""
        if colour is None:
            return 0
        self.fill(colour)
        return self.grounds.setdefault(colour, first + len(self.grounds))


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """What the pieces of blocks say, for a look by eye."""
    for block in blocks:
        if isinstance(block, Line):
            yield "".join(piece.text for piece in block.pieces)
        else:
            for box in in_order(block):
                yield from texts(box.lines)


Cells = Mapping[Position, str]
