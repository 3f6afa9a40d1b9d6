"""Texts of a workbook (ECMA-376 Part 1, 18.4): plain, or in runs that each have a look of their own."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.raised import Look, as_seen
from extract.readers.seen import Unread, is_pale, seen_of
from extract.readers.xlsx.styles import CellStyle, look_of_font
from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern

ESCAPED = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")  # a character that XML has not: 22.9.2.19
Pieces = tuple[tuple[str, Look | None], ...]  # texts with their looks, None for that of the cell


def pieces_of(said: Element, theme: Sequence[int | None]) -> Pieces:
    """The texts of an item; what is said of how it sounds is left out."""
    pieces: list[tuple[str, Look | None]] = []
    for one in said.children("main:t", "main:r"):
        if one.name == "main:t":
            pieces.append((_unescaped(one.text()), None))
            continue
        looks = one.child("main:rPr")
        look = None if looks is None else look_of_font(looks, theme)
        pieces += [(_unescaped(text.text()), look) for text in one.children("main:t")]
    return tuple(pieces)


def seen(pieces: Pieces, style: CellStyle) -> tuple[str, tuple[Unread, ...]]:
    """What a person reads of a text in a cell of a style, and what not."""
    if len(pieces) == 1 and pieces[0][1] is None and not (style.look.struck or is_pale(style.look, style.ground)):
        return pieces[0][0].replace("\r\n", "\n").replace("\r", "\n").strip(), ()
    looked = [(text, style.look if look is None else look) for text, look in pieces]
    kept, unread = seen_of(looked, style.ground)
    return as_seen(kept).replace("\r\n", "\n").replace("\r", "\n").strip(), tuple(unread)


def _unescaped(text: str) -> str:
    """A text with its escaped characters; a surrogate alone is none.

    >>> _unescaped("가_x000D_나")
    '가\\r나'
    """
    return ESCAPED.sub(lambda found: found[0] if 0xD800 <= int(found[1], 16) < 0xE000 else chr(int(found[1], 16)), text)
