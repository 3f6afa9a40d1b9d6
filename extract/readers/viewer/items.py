"""What could be a cell of a flattened table: a value, a dash, or a word for no value, and runs of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec
import regex

from extract.vocabulary import spaced_pattern
from plan import notes
from plan.patterns import lazy_pattern
from plan.script import DASHES, RAISED, TRIANGLES, UNIT_SIGNS

NOTE = rf"(?:\s?{notes.MARK})?"
MOST_GROUPS = 12  # of digits between commas; a longer run is no number and would be tried from every end
NUMBER = rf"[{DASHES}{TRIANGLES}+]?(?:\d{{1,3}}(?:,\d+){{1,{MOST_GROUPS}}}|\d+)(?:\.\d+)?"
UNIT = rf"(?:\p{{Hangul}}{{1,4}}|%p|[%{UNIT_SIGNS}]|[A-Za-z]{{1,3}}[{RAISED}]?)"
AMOUNT = rf"{NUMBER}{UNIT}?(?:\([^()\s]{{1,10}}\))?|\({NUMBER}{UNIT}?\)"
COMPOSITE = rf"{NUMBER}\p{{Hangul}}{{1,4}},\s?{NUMBER}\p{{Hangul}}{{1,4}}"
TIME = lazy_pattern(r"\d{1,2}(?:분기|월|일|차|단계|년|년도|차년도|기|회차)|(?:19|20)\d\d(?:년도?)?")
PLAIN = lazy_pattern(rf"[-{TRIANGLES}]?\d[\d,]*(?:\.\d+)?")


class Item(msgspec.Struct, frozen=True, gc=False):
    """A run of characters that could be one cell: a value, a dash, or a word for no value."""

    start: int
    end: int
    text: str
    is_word: bool

    @property
    def is_dash(self) -> bool:
        """Whether it is a dash, which is as well a bullet."""
        return len(self.text) == 1 and self.text in DASHES

    @property
    def is_number(self) -> bool:
        """Whether it is a number that names no time."""
        return not self.is_word and not self.is_dash and not TIME.fullmatch(self.text)

    @property
    def number(self) -> Decimal | None:
        """Its number without its unit; 0 for a dash, None for words."""
        if self.is_dash:
            return Decimal(0)
        found = None if self.is_word else PLAIN.match(self.text)
        if not found:
            return None
        digits = Decimal(found[0].lstrip(f"{TRIANGLES}-").replace(",", ""))
        return -digits if found[0][0] in f"{TRIANGLES}-" else digits


@cache
def _item() -> regex.Pattern[str]:
    return lazy_pattern(
        rf"(?<!\S)(?:(?P<word>{spaced_pattern('no_value')})|{COMPOSITE}|{AMOUNT}|[{DASHES}]){NOTE}(?!\S)",
        regex.VERSION1,
    )


@cache
def _no_value() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('no_value')})|[{DASHES}](?!\S)")


def says_no_value(text: str, position: int) -> bool:
    """Whether a dash or a word for no value begins there, whatever is printed right behind the word."""
    return _no_value().match(text, position) is not None


def runs_of(text: str, start: int, end: int) -> Iterator[list[Item]]:
    """Items that follow one another with nothing but white space between."""
    run: list[Item] = []
    for found in _item().finditer(text, start, end):
        item = Item(found.start(), found.end(), found[0], found["word"] is not None)
        if run and text[run[-1].end : item.start].strip():
            yield run
            run = []
        run.append(item)
    if run:
        yield run
