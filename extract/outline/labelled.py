"""A programme's name behind its label: 사업명 : 길 정비."""

from __future__ import annotations

from functools import cache

import regex

from extract.vocabulary import spaced_pattern
from plan.patterns import lazy_pattern
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
