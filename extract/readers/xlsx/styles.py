"""The styles of a workbook's cells (ECMA-376 Part 1, 18.8): how numbers are shown, the type, and the ground."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from extract.readers.raised import LOWERED, RAISED, TINIEST, Look
from extract.readers.seen import WHITE
from extract.readers.xlsx.colours import colour_of
from extract.readers.xlsx.workbook import is_true
from extract.readers.zipped.elements import Element
from plan.data_files import tables_of

Kind = TypeVar("Kind")
Default = TypeVar("Default")
HUNDREDTHS = 100  # of a point, in which looks count
SIDES = {"superscript": RAISED, "subscript": LOWERED}
EDGES = ("left", "right", "top", "bottom", "start", "end")
FORMATS_FILE = Path(__file__).with_name("formats.toml")


class CellStyle(msgspec.Struct, frozen=True):
    """How a cell looks; ``ground`` is the colour behind its words, None where that is no plain colour.

    ``centred``: over the blank cells behind it, as if they were merged (선택 영역의 가운데로).
    """

    code: str = "General"
    look: Look = Look(0.0)
    bold: bool = False
    ground: int | None = WHITE
    framed: bool = False
    centred: bool = False


class Altered(msgspec.Struct, frozen=True):
    """What a conditional format says of a cell's look (18.8.14): nothing, or another one than that of the cell."""

    ink: int | None = None
    struck: bool = False
    ground: int | None = None
    code: str = ""


class Styles(msgspec.Struct, frozen=True):
    """The styles of cells by their numbers, those of conditional formats, and the theme that tells colours of runs."""

    cells: tuple[CellStyle, ...] = (CellStyle(),)
    theme: tuple[int | None, ...] = ()
    altered: tuple[Altered, ...] = ()

    def of(self, number: str) -> CellStyle:
        """The style of a cell; one that is not there is that of any cell."""
        at = int(number) if number.isdecimal() else 0
        return self.cells[at] if at < len(self.cells) else self.cells[0]

    def altered_by(self, number: str) -> Altered | None:
        """What a conditional format says by the number of its look."""
        return _at(self.altered, number, default=None)


def styles_of(tree: Element | None, theme: tuple[int | None, ...]) -> Styles:
    """The styles that the part of styles says."""
    if tree is None:
        return Styles(theme=theme)
    codes: dict[int, str] = {row["number"]: row["code"] for row in tables_of(FORMATS_FILE)["format"]}
    for one in tree.all("main:numFmt"):
        if one.get("numFmtId").isdecimal():
            codes[int(one.get("numFmtId"))] = one.get("formatCode")
    fonts = [(look_of_font(font, theme), is_true(font.child("main:b"))) for font in _listed(tree, "fonts")]
    fills = [_ground(fill, theme) for fill in _listed(tree, "fills")]
    borders = [_is_framed(border) for border in _listed(tree, "borders")]
    cells = []
    for one in _listed(tree, "cellXfs"):
        look, bold = _at(fonts, one.get("fontId"), (Look(0.0), False))
        code = codes.get(int(one.get("numFmtId", "0")) if one.get("numFmtId", "0").isdecimal() else 0, "General")
        ground = _at(fills, one.get("fillId"), WHITE)
        placed = one.child("main:alignment")
        centred = placed is not None and placed.get("horizontal") == "centerContinuous"
        cells.append(CellStyle(code, look, bold, ground, _at(borders, one.get("borderId"), default=False), centred))
    altered = tuple(altered_by(one, theme) for one in _listed(tree, "dxfs"))
    return Styles(tuple(cells) or (CellStyle(),), theme, altered)


def altered_by(said: Element, theme: Sequence[int | None]) -> Altered:
    """What a conditional format says of the look of a cell; its fill has the colour of any pattern's ground."""
    font, fill, code = said.child("main:font"), next(said.all("main:patternFill"), None), said.child("main:numFmt")
    look = Look(0.0) if font is None else look_of_font(font, theme)
    ground = None if fill is None else colour_of(fill.child("main:bgColor") or fill.child("main:fgColor"), theme)
    return Altered(look.ink, look.struck, ground, "" if code is None else code.get("formatCode"))


def look_of_font(font: Element, theme: Sequence[int | None]) -> Look:
    """The look of a font, or of the properties of a run."""
    said = {one.name.partition(":")[2]: one for one in font.children()}
    size = _size(said["sz"].get("val")) if "sz" in said else 0.0
    side = SIDES.get(said["vertAlign"].get("val"), 0) if "vertAlign" in said else 0
    return Look(
        0.0 if side else size,
        side,
        struck=is_true(said.get("strike")),
        ink=colour_of(said.get("color"), theme),
        tiny=0 < size <= TINIEST,
    )


def _size(said: str) -> float:
    try:
        return max(0.0, min(409.0, float(said))) * HUNDREDTHS
    except ValueError:
        return 0.0


def _listed(tree: Element, name: str) -> list[Element]:
    holder = tree.child(f"main:{name}")
    return list(holder.children()) if holder is not None else []


def _at(listed: Sequence[Kind], number: str, default: Default) -> Kind | Default:
    at = int(number) if number.isdecimal() else 0
    return listed[at] if at < len(listed) else default


def _ground(fill: Element, theme: Sequence[int | None]) -> int | None:
    pattern = fill.child("main:patternFill")
    if pattern is None:
        return None
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return WHITE
    return colour_of(pattern.child("main:fgColor"), theme) if kind == "solid" else None


def _is_framed(border: Element) -> bool:
    """Whether a border has a line at one of its sides."""
    edges = border.children(*[f"main:{edge}" for edge in EDGES])
    return any(edge.get("style", "none") != "none" for edge in edges)
