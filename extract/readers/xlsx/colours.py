"""The colours of a workbook: told outright, by an index, or by the theme and a tint (ECMA-376 Part 1, 18.8.19)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern

HEX = lazy_pattern(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
INDEXED = (0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF)  # and once more behind it
SYSTEM_TEXT, SYSTEM_GROUND = 64, 65  # indexes of black on white
WHITE, BLACK = 0xFFFFFF, 0x000000
SWAPPED = (1, 0, 3, 2)  # of the first colours of a theme light and dark are counted the other way round


def theme_of(tree: Element | None) -> tuple[int | None, ...]:
    """The colours of a theme in the order in which a workbook counts them."""
    scheme = next(tree.all("main:clrScheme"), None) if tree is not None else None
    if scheme is None:
        return ()
    told = [_of_theme(one) for one in scheme.children()]
    if len(told) < len(SWAPPED):
        return tuple(told)
    return (*[told[at] for at in SWAPPED], *told[len(SWAPPED) :])


def _of_theme(slot: Element) -> int | None:
    said = next(slot.children(), None)
    if said is None:
        return None
    found = HEX.fullmatch(said.get("lastClr") or said.get("val"))
    return int(found[1], 16) if found else None


def colour_of(said: Element | None, theme: Sequence[int | None]) -> int | None:
    """The colour that an element says, or None where it says none that is known."""
    if said is None:
        return None
    if found := HEX.fullmatch(said.get("rgb")):
        return int(found[1], 16)
    if said.get("theme").isdecimal():
        number = int(said.get("theme"))
        told = theme[number] if number < len(theme) else None
        return None if told is None else _tinted(told, said.get("tint"))
    if said.get("indexed").isdecimal():
        number = int(said.get("indexed"))
        if number < 2 * len(INDEXED):
            return INDEXED[number % len(INDEXED)]
        return {SYSTEM_TEXT: BLACK, SYSTEM_GROUND: WHITE}.get(number)
    return None


def _tinted(colour: int, tint: str) -> int:
    """A colour made lighter (a tint above 0) or darker."""
    try:
        share = max(-1.0, min(1.0, float(tint or "0")))
    except ValueError:
        share = 0.0
    parts = [(colour >> shift) & 0xFF for shift in (16, 8, 0)]
    red, green, blue = (round(p + (255 - p) * share) if share > 0 else round(p * (1 + share)) for p in parts)
    return red << 16 | green << 8 | blue
