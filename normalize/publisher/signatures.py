"""The office in the row of the officials on a programme's page; their names stay where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import regex

from plan.data_files import tables_of
from plan.patterns import lazy_pattern
from plan.records.printed import Contact, Signature
from plan.script import COLONS, PHONE

OFFICES_FILE = Path(__file__).with_name("offices.toml")
HEAD = "장"  # the head of an office: 자치행정과장, 위원장 of a 위원회


def signatures_of(contacts: Sequence[Contact]) -> Iterator[Signature]:
    """The office that signs each page; a row without one belongs to the office before it and says nothing new."""
    rows: dict[str, list[Contact]] = {}
    for contact in contacts:
        rows.setdefault(contact.program_no, []).append(contact)
    for program_no, own in rows.items():
        found = _signature().match(" ".join(row.text for row in own).strip())
        if found:
            yield Signature(program_no=program_no, office=found["office"], place=own[0].place)


def rank(office: str) -> int | None:
    """How high an office stands, 1 the highest; None where its last word is not known."""
    words = [word for word in _offices() if office.endswith(word)]
    return _offices()[max(words, key=len)] if words else None


@cache
def _offices() -> dict[str, int]:
    """The last words of offices with their rank, and of the titles of their heads."""
    return {word: row["rank"] for row in tables_of(OFFICES_FILE)["office"] for word in row["printed"]}


@cache
def _signature() -> regex.Pattern[str]:
    """The office at the start of a row such as ``작 성 자 정보공개담당관:``, up to its last word.

    One character may stand by itself before it (``市 자원봉사센터``), but no word: it could be a person's name.
    """
    words = "|".join(sorted(_offices(), key=len, reverse=True))
    return lazy_pattern(
        rf"작\s*성\s*자\s*[{COLONS}]?\s*(?P<office>(?:\S\s)?[^\s{COLONS}{PHONE}()]{{2,}}?(?:{words}))(?=[\s{COLONS}{PHONE}])"
    )
