"""What the elements of HWPML are called in HWPX (``names.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from plan.data_files import tables_of
from plan.patterns import lazy_pattern

NAMES_FILE = Path(__file__).with_name("names.toml")
CAPITAL = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])")
NO_COLOUR = "none"
MOST_COLOUR = 0xFFFFFF
TRUE = "true"


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``names.toml``: an element, and its attributes of each kind by their names there."""

    name: str
    tag: str = msgspec.field(name="as")
    has: Mapping[str, str] = {}
    flag: Mapping[str, str] = {}
    upper: Mapping[str, str] = {}

    def attributes(self, said: Mapping[str, str]) -> dict[str, str]:
        """The attributes of an element as HWPX writes them."""
        told = {there: said[here] for here, there in self.has.items() if here in said}
        told |= {there: capitals(said[here]) for here, there in self.upper.items() if here in said}
        flags = ((there, said[here].lower() == TRUE) for here, there in self.flag.items() if here in said)
        return told | {there: "1" if is_set else "0" for there, is_set in flags}


@cache
def elements() -> dict[str, Element]:
    """The rows by the names of their elements."""
    return {row["name"]: msgspec.convert(row, Element) for row in tables_of(NAMES_FILE)["element"]}


@cache
def looked_through() -> frozenset[str]:
    """Elements that say nothing of the text that stands in them."""
    return frozenset(tables_of(NAMES_FILE)["through"]["names"])


@cache
def left_out() -> frozenset[str]:
    """Elements in which nothing is read."""
    return frozenset(tables_of(NAMES_FILE)["left_out"]["names"])


def capitals(word: str) -> str:
    """A value as HWPX writes it.

    >>> capitals("HangulSyllable"), capitals("None")
    ('HANGUL_SYLLABLE', 'NONE')
    """
    return CAPITAL.sub("_", word).upper()


def colour(number: str) -> str:
    """A colour, which HWPML says as a number of blue, green and red, as HWPX says it.

    >>> colour("255"), colour("16711680"), colour("4294967295")
    ('#FF0000', '#0000FF', 'none')
    """
    value = int(number) if number.isascii() and number.isdigit() and len(number) <= len(str(MOST_COLOUR)) else -1
    if not 0 <= value <= MOST_COLOUR:
        return NO_COLOUR
    return f"#{value & 0xFF:02X}{value >> 8 & 0xFF:02X}{value >> 16:02X}"
