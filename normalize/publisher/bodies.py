"""A body that no list names, told by how its name ends: 물빛도시공사, 새솔대학교, (재)나래문화재단."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import regex

from plan.data_files import tables_of
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.records.printed import Issuer
from plan.script import MIDDLE_DOT

BODIES_FILE = Path(__file__).with_name("bodies.toml")
ALONE = ("on-cover", "running-head", "imprint", "in-form")  # texts that may be a name and nothing else
YEAR_BEFORE = lazy_pattern(r"^\W*(?:19|20)\d\d\s?(?:학|회계)?(?:년도?)?\s+")
SHORTEST_OWN = 2  # characters of the name before its end: 부산대학교


class Body(msgspec.Struct, frozen=True):
    """The name of a body as it is printed, without 재단법인 and the like, and the text that has it."""

    name: str
    text: Issuer


def body_of(texts: Sequence[Issuer]) -> Body | None:
    """The body that the title begins with, else the first that stands alone on the cover, in a head or in a form."""
    for text in texts:
        printed = YEAR_BEFORE.sub("", plain(text.printed))
        if text.rule == "in-title":
            found = _name().match(printed)
            found = found if found and printed[found.end() :].startswith(" ") else None
        elif text.rule in ALONE:
            found = _name().fullmatch(printed)
        else:
            continue
        if found and not found["own"].startswith(_words("kind")) and not found["own"].endswith(_words("work")):
            return Body(found["own"] + found["end"], text)
    return None


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(row["printed"] for row in tables_of(BODIES_FILE)[kind])


@cache
def _name() -> regex.Pattern[str]:
    ends = "|".join(sorted(_words("end"), key=len, reverse=True))
    forms = "|".join(map(regex.escape, _words("legal_form")))
    return lazy_pattern(
        rf"(?:(?:{forms})\s?)?(?P<own>[\p{{Hangul}}A-Za-z{MIDDLE_DOT}]{{{SHORTEST_OWN},14}}?)(?P<end>{ends})(?!\p{{L}})"
    )
