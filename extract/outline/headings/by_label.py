"""Headings that say by a word what they are, where they bear no number: 단위사업: 길 정비, [세부과제] 길 정비."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.outline.marks import BULLET, MAX_LENGTH, Line, is_contents_line
from extract.outline.names import PROSE
from extract.pieces import Piece
from extract.vocabulary import spaced_pattern, words_printed_for
from plan.patterns import lazy_pattern
from plan.script import CLOSING, COLONS, COMMAS, DASHES, DOTS, OPENING

SHORTEST = 3  # characters of such a word; 사업: is that of any field
SAYS_IT = (
    "code4",
    "code3",
    "program",
)  # series of numbered headings that are programmes; below one the word names its parts
BEHIND_NAME = ("section", "describing_head", "field_label", "department_label", "period_head", "money_head")
NAMED = lazy_pattern(r"\p{Hangul}\D{0,20}\s\D{0,20}\p{Hangul}")  # of two words or more, where no colon stands before it
NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
SEVERAL = lazy_pattern(rf"[{COMMAS};{DOTS}]|\s등$|\s외\s|\d+\s?개")  # of a list of names, or a count of them
Marked = tuple[Piece, Line | None]


def with_headings_by_label(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that name one programme behind the word for it; several in a row are a list."""
    if any(line and line.series in SAYS_IT and line.number for _, line in marked):
        return list(marked)
    found = {at: line for at, (piece, _) in enumerate(marked) if (line := _labelled(piece))}
    alone = {at: line for at, line in found.items() if not {at - 1, at + 1} & found.keys()}
    return [(piece, alone.get(at, line)) for at, (piece, line) in enumerate(marked)]


def _labelled(piece: Piece) -> Line | None:
    text = piece.text
    if piece.in_table or len(text) > MAX_LENGTH or is_contents_line(text):
        return None
    mark = BULLET.match(text)
    label = _label().match(text, mark.end() if mark else 0)
    name = text[label.end() :].strip(" .") if label else _in_form(text)
    if not NAME.match(name) or SEVERAL.search(name) or PROSE.search(name):
        return None
    return Line("program", "", 0, name, piece)


def _in_form(text: str) -> str:
    """The name behind 사업명 without a colon, before the next label of a form that has become a line; or ''."""
    found = _form().fullmatch(text)
    return found["name"].strip() if found and NAMED.fullmatch(found["name"].strip()) else ""


@cache
def _form() -> regex.Pattern[str]:
    label, behind = spaced_pattern("name_label"), "|".join(map(spaced_pattern, BEHIND_NAME))
    return lazy_pattern(rf"\s*(?:{label})\s+(?!(?:{behind})(?:\s|$))(?<name>[^{COLONS}]+?)(?:\s(?:{behind})\s.*)?")


@cache
def _label() -> regex.Pattern[str]:
    known = (word for word in words_printed_for("outline_word", "program") if len(word) >= SHORTEST)
    word = "|".join(r"\s?".join(map(regex.escape, each)) for each in sorted(known, key=len, reverse=True))
    return lazy_pattern(
        rf"\s*(?:[{DASHES}]\s*)?(?:(?:{word})명?\s*[{COLONS}]|[{OPENING}]\s*(?:{word})명?\s*[{CLOSING}])\s*(?=\S)"
    )
