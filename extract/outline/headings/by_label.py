"""Headings that say by a word what they are, where they bear no number: 단위사업: 길 정비, [세부과제] 길 정비."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import regex
from msgspec.structs import replace

from extract.outline.marks import BULLET, MAX_LENGTH, Line, is_contents_line
from extract.outline.names import PROSE
from extract.pieces import Piece
from extract.vocabulary import spaced_pattern, words_printed_for
from plan.patterns import lazy_pattern, with_spaces
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
SEVERAL = lazy_pattern(rf"[{COMMAS};]|\s등$|\s외\s|\d+\s?개")  # of a list of names, or a count of them
DOT = lazy_pattern(rf"[{DOTS}]")  # of such a list too, where no number says that it is one name
Marked = tuple[Piece, Line | None]


def with_headings_by_label(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that name one programme behind the word for it; several in a row are a list."""
    if any(line and line.series in SAYS_IT and line.number for _, line in marked):
        return list(marked)
    found = {at: line for at, (piece, _) in enumerate(marked) if (line := _labelled(piece))} | _numbered(marked)
    alone = {at: line for at, line in found.items() if not {at - 1, at + 1} & found.keys()}
    return [(one[0], alone[at]) if at in alone else one for at, one in enumerate(marked)]


def _numbered(marked: Sequence[Marked]) -> dict[int, Line]:
    """The lines with the word behind their number, where all that count on with them have it: (1) 단위사업 : 길 정비.

    Between 1) 개요 and 3) 예산 it is a part of the page as they are.
    """
    runs: dict[str, list[list[tuple[int, Line]]]] = defaultdict(list)
    for at, (_, line) in enumerate(marked):
        if line and line.ordinal:
            of_series = runs[line.series]
            goes_on = bool(of_series) and of_series[-1][-1][1].ordinal == line.ordinal - 1
            of_series[-1].append((at, line)) if goes_on else of_series.append([(at, line)])
    named = ([(at, _named_in(line)) for at, line in run] for each in runs.values() for run in each)
    return {at: line for run in named if all(line for _, line in run) for at, line in run if line}


def _named_in(line: Line) -> Line | None:
    label = None if line.piece.in_table else _label().match(line.name)
    name = line.name[label.end() :].strip(" .") if label else ""
    return replace(line, series="program", name=name) if _names_one(name) else None


def _names_one(name: str) -> bool:
    return NAME.match(name) is not None and not SEVERAL.search(name) and not PROSE.search(name)


def _labelled(piece: Piece) -> Line | None:
    text = piece.text
    if piece.in_table or len(text) > MAX_LENGTH or is_contents_line(text):
        return None
    mark = BULLET.match(text)
    label = _label().match(text, mark.end() if mark else 0)
    name = text[label.end() :].strip(" .") if label else _in_form(text)
    return Line("program", "", 0, name, piece) if _names_one(name) and not DOT.search(name) else None


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
    word = "|".join(map(with_spaces, sorted(known, key=len, reverse=True)))
    return lazy_pattern(
        rf"\s*(?:[{DASHES}]\s*)?(?:(?:{word})명?\s*[{COLONS}]|[{OPENING}]\s*(?:{word})명?\s*[{CLOSING}])\s*(?=\S)"
    )
