"""A programme's name behind its label or its number, as a form or a cell says it: 사업명 : 1-1. 길 정비 (도로과)."""

from __future__ import annotations

from functools import cache

import regex

from extract.outline.hundreds import is_counted
from extract.outline.marks import line_of
from extract.outline.names import name_and_part, without_department
from extract.pieces import piece_of
from extract.vocabulary import spaced_pattern
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.script import COLONS


@cache
def _name_label() -> regex.Pattern[str]:
    return lazy_pattern(rf"^\W*(?:\w\s)?\W*(?:{spaced_pattern('name_label')})\s*(?P<colon>[{COLONS}]?)\s*(?P<name>.*)$")


def labelled_name(text: str) -> str | None:
    """What a line says behind the label and its colon; '' for the label alone, None where it says no name."""
    found = _name_label().match(text)
    if not found or (found["name"] and not found["colon"]):
        return None
    return str(found["name"])


def number_and_name(text: str, place: Place) -> tuple[str, str, str]:
    """The number, the name and the office in brackets that a text says; the number is '' where none stands there."""
    piece = piece_of(text, place, 0)
    if piece.code:
        rest = piece.text.partition(piece.code)[2].strip(" .):")
        return piece.code, *without_department(rest)
    line = line_of(piece, wide=is_counted(piece.text))
    name = name_and_part(line)[0] if line else piece.text
    return line.number if line else "", *without_department(name.strip())
