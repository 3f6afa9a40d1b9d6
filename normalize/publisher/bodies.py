"""A body that no list names, told by how its name ends: 물빛도시공사, 새솔대학교, (재)나래문화재단."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import regex

from normalize.publisher.institutions import in_front_of_name, is_of_district, opening
from plan.data_files import tables_of
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.records.printed import Issuer
from plan.script import MIDDLE_DOT

BODIES_FILE = Path(__file__).with_name("bodies.toml")
ALONE = ("on-cover", "running-head", "imprint", "in-form")  # texts that may be a name and nothing else
SHORTEST_OWN = 2  # characters of the name before its end: 부산대학교
SPACED_OUT = lazy_pattern(r"\p{Hangul}(?: \p{Hangul})+")  # 물 빛 도 시 공 사


class Body(msgspec.Struct, frozen=True):
    """The name of a body as it is printed, without 재단법인 and the like, and the text that has it."""

    name: str
    text: Issuer


def body_of(texts: Sequence[Issuer], *, of_another: bool) -> Body | None:
    """The body that the title begins with, else the first that stands alone on the cover, in a head or in a form.

    Where the title begins with a city or the like (``of_another``), who else stands on the cover wrote the plan for it.
    """
    for text in texts:
        printed = tight(in_front_of_name().sub("", plain(text.printed)))
        if text.rule == "in-title":
            found = _name().match(printed)
            found = found if found and _goes_on_as_own(printed[found.end() :]) else None
        elif text.rule in ALONE and not of_another:
            found = _name().fullmatch(printed)
        else:
            continue
        if found and _is_a_name(found) and _has_its_office(found["end"], texts):
            return Body(found["place"] + found["own"] + found["end"], text)
    return None


def tight(name: str) -> str:
    """A name without the blanks that spread its letters over a line."""
    return name.replace(" ", "") if SPACED_OUT.fullmatch(name) else name


def _goes_on_as_own(behind: str) -> bool:
    return behind.startswith(" ") and not behind.strip().startswith(_words("subject"))


def _is_a_name(found: regex.Match[str]) -> bool:
    """Whether what stands before the end tells one body from all others of its kind."""
    own = found["own"]
    if found["place"]:
        is_place = is_of_district(found["place"]) or opening(found["place"]) is not None
        return is_place and any(
            row["printed"] == found["end"] and row.get("of_place") for row in tables_of(BODIES_FILE)["end"]
        )
    return len(own) >= SHORTEST_OWN and not own.startswith(_words("kind")) and _common().fullmatch(own) is None


def _has_its_office(end: str, texts: Sequence[Issuer]) -> bool:
    """Whether the cover names the office that a body of this end has of its own, where there is one: 의회사무국.

    A council alone is the one before which another's plan was laid.
    """
    offices = next((row.get("office", ()) for row in tables_of(BODIES_FILE)["end"] if row["printed"] == end), ())
    return not offices or any(tight(plain(text.printed)) in offices for text in texts if text.rule == "on-cover")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(row["printed"] for row in tables_of(BODIES_FILE)[kind])


@cache
def _common() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{_any_of(_words('common'))})+")


@cache
def _name() -> regex.Pattern[str]:
    rows = sorted(tables_of(BODIES_FILE)["end"], key=lambda row: len(row["printed"]), reverse=True)
    forms = _any_of(_words("legal_form"))
    letter = rf"[\p{{Hangul}}A-Za-z{MIDDLE_DOT}]"
    return lazy_pattern(
        rf"(?:(?:{forms})\s?)?(?P<place>(?:\p{{Hangul}}{{1,12}}[시군구도]\s)?)(?P<own>{letter}{{0,14}}?)"
        rf"(?P<end>{'|'.join(map(_end, rows))})(?!\p{{L}})(?:\s?(?:{forms}))?"
    )


def _end(row: dict[str, Any]) -> str:
    """An end as a pattern; one with ``behind`` only where the whole name begins so."""
    behind = row.get("behind", "")
    return rf"(?<=(?<!\p{{L}}){behind}\p{{Hangul}}{{2,12}}){row['printed']}" if behind else str(row["printed"])


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, sorted(words, key=len, reverse=True)))
