"""A number format of a spreadsheet (ECMA-376 Part 1, 18.8.31), taken apart: its parts, and the pieces of each."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from plan.patterns import lazy_pattern

Kind = Literal["text", "digits", "point", "comma", "percent", "exponent", "date", "general", "cell-text", "unknown"]

PIECE = lazy_pattern(
    r"""(?si)(?P<text>"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.))"""
    r"""|(?P<bracket>\[(?P<said>[^\]]*)\])"""
    r"""|(?P<general>general|g/표준)"""
    r"""|(?P<exponent>e[+-][0#?]+)"""
    r"""|(?P<half>am/pm|a/p|오전/오후)"""
    r"""|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|b{2,4}|g{1,3})"""
    r"""|(?P<digits>[0#?]+)|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<cell>@)|(?P<plain>.)"""
)
CONDITION = lazy_pattern(r"\s*(?P<sign>[<>]=?|=|<>)\s*(?P<number>-?\d+(?:\.\d+)?)\s*")
CURRENCY = lazy_pattern(r"\$(?P<sign>[^-]*)(?:-.*)?")
ELAPSED = lazy_pattern(r"(?i)h+|m+|s+")
WHITE = lazy_pattern(r"(?i)white|흰색|color\s?2")  # of digits, which nobody sees on a white ground
FRACTION = lazy_pattern(r"[0#?]\s*/\s*[0#?\d]")
PARTED = lazy_pattern(r"""(?s)"[^"]*"?|\\.|\[[^\]]*\]|[_*].|;|[^";\\\[_*]+|.""")
NAMED: tuple[Kind, ...] = ("general", "exponent", "digits", "point", "comma", "percent")  # as their groups are called
MOST_PARTS = 4  # for what is above, below and at zero, and for texts
LONGEST = 255  # characters of a format, as Excel takes them


class Piece(NamedTuple):
    """A piece of a part: its kind, and what it says."""

    kind: Kind
    said: str


class Condition(NamedTuple):
    """Of which numbers a part is."""

    sign: str
    number: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether a part is of this value."""
        return {
            "<": value < self.number,
            "<=": value <= self.number,
            ">": value > self.number,
            ">=": value >= self.number,
            "=": value == self.number,
            "<>": value != self.number,
        }[self.sign]


class Part(NamedTuple):
    """One of the parts that a semicolon divides."""

    pieces: tuple[Piece, ...]
    condition: Condition | None = None

    def has(self, *kinds: Kind) -> bool:
        """Whether a piece of one of these kinds is in it."""
        return any(piece.kind in kinds for piece in self.pieces)


@lru_cache(512)
def parts_of(code: str) -> tuple[Part, ...]:
    """The parts of a format.

    >>> [piece.said for piece in parts_of('#,##0"명"')[0].pieces]
    ['#', ',', '##0', '명']
    >>> len(parts_of('#,##0;[Red]-#,##0;"-"')), parts_of("[>=1000]0,")[0].condition.sign
    (3, '>=')
    """
    codes = [""]
    for found in PARTED.finditer(code[:LONGEST]):
        if found[0] == ";":
            codes.append("")
        else:
            codes[-1] += found[0]
    return tuple(_part(one) for one in codes[:MOST_PARTS])


def _part(code: str) -> Part:
    pieces: list[Piece] = []
    condition = None
    for found in PIECE.finditer(code):
        if found["bracket"] is not None:
            said = CONDITION.fullmatch(found["said"])
            if said:
                condition = Condition(said["sign"], Decimal(said["number"]))
            elif currency := CURRENCY.fullmatch(found["said"]):
                pieces.append(Piece("text", currency["sign"]))
            elif ELAPSED.fullmatch(found["said"]) or WHITE.fullmatch(found["said"]):
                pieces.append(Piece("unknown", found["said"]))
            continue
        pieces.append(_piece(found))
    if FRACTION.search(code) and not any(piece.kind == "date" for piece in pieces):
        pieces.append(Piece("unknown", "/"))
    return Part(tuple(pieces), condition)


def _piece(found: regex.Match[str]) -> Piece:
    if found["text"] is not None:
        blank = " " if found["blank"] is not None else ""
        return Piece("text", found["quoted"] or found["escaped"] or blank)
    for kind in NAMED:
        if found[kind] is not None:
            return Piece(kind, found[kind])
    if found["half"] is not None or found["date"] is not None:
        return Piece("date", found[0].lower())
    return Piece("cell-text", "@") if found["cell"] is not None else Piece("text", found["plain"])
