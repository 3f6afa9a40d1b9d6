"""What may be shown of a database's address: its scheme, host, port and database, and nothing else of it.

Passwords stand in many places of an address, and people write it in ways that no parser expects. So what is shown is
what is known to be harmless; everything else is ``***``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from plan.patterns import lazy_pattern

HIDDEN = "***"
ADDRESS = lazy_pattern(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", regex.DOTALL)
PLACE = lazy_pattern(r"(?P<host>[\w.-]+|\[[\w:.]+\])?(?P<port>:\d{1,5})?")
DATABASE = lazy_pattern(r"(?:[A-Za-z]:)?[\w ./\\~+(),-]*|:memory:")  # one letter and a colon is a drive
ENCODED = lazy_pattern(r"(?:%[0-9A-Fa-f]{2})+")
WORDS = lazy_pattern(r"\w{3,}")  # a part of what is hidden that is hidden too
PLAIN_WORDS = lazy_pattern(r"[A-Za-z0-9]{3,}")  # the same, where all other letters may be written in other ways
ANYWHERE = 4  # letters from which it is hidden inside of other words
OPTIONS = frozenset({"user", "password", "host", "port", "options", "sslmode"})  # their names say nothing


class Parts(NamedTuple):
    """An address taken apart; ``place`` is its host and port, and None where it is not certain where they begin."""

    scheme: str
    who: str
    place: str | None = None
    database: str | None = None
    query: str = ""


def shown(address: str) -> str:
    """The address as it may be printed."""
    parts = parts_of(address)
    if parts is None:
        return HIDDEN
    if parts.place is None:
        return f"{parts.scheme}://{HIDDEN}"
    who = f"{HIDDEN}@" if parts.who else ""
    query = f"?{HIDDEN}" if parts.query else ""
    if parts.database is None:
        return f"{parts.scheme}://{who}{parts.place}{query}"
    database = parts.database if DATABASE.fullmatch(parts.database) else HIDDEN
    return f"{parts.scheme}://{who}{parts.place}/{database}{query}"


def without_secrets(text: str, address: str) -> str:
    """A text that others have written of this address, such as a driver's error, without what is not shown of it."""
    for secret in sorted(set(_hidden(address)), key=lambda word: (-len(word), word)):
        inside = regex.escape(secret)
        if len(secret) < ANYWHERE:
            inside = rf"(?<!\w){inside}(?!\w)"
        text = regex.sub(inside, HIDDEN, text, flags=regex.IGNORECASE)
    return text


def shown_argument(argument: str) -> str:
    """An argument of the command line as it may be printed: one that may be an address as such."""
    return shown(argument) if "://" in argument or "@" in argument else argument


def parts_of(address: str) -> Parts | None:
    """The parts of an address; None where it has no scheme.

    A password with '@', '/', ':' or '?' that is not written as %40, %2F, %3A or %3F leaves its end uncertain.
    """
    whole = ADDRESS.fullmatch(address)
    if not whole:
        return None
    scheme, rest = whole["scheme"], whole["rest"]
    before, _, query = rest.partition("?")
    if before.startswith("/"):  # no host, so nobody is named
        return Parts(scheme, "", "", before[1:], query)
    who, _, where = before.rpartition("@")
    place, slash, database = where.partition("/")
    if "@" in who or "@" in query or not PLACE.fullmatch(place):
        return Parts(scheme, rest)
    return Parts(scheme, who, place, database if slash else None, query)


def _hidden(address: str) -> Iterator[str]:
    """Everything that is not shown: as it stands there, decoded, and in its words."""
    parts = parts_of(address)
    if parts is None:
        yield from _forms(address)
        return
    for text in (parts.who, *parts.who.split(":", 1), parts.query):
        yield from _forms(text)
    for option in parts.query.split("&"):
        for text in option.split("=", 1):
            yield from _forms(text)
    if parts.database is not None and not DATABASE.fullmatch(parts.database):
        yield from _forms(parts.database)


def _forms(text: str) -> Iterator[str]:
    for form in {text, _decoded(text), _decoded(text.replace("+", " "))}:
        for word in (form, *WORDS.findall(form), *PLAIN_WORDS.findall(form)):
            if word and word not in OPTIONS:
                yield word


def _decoded(text: str) -> str:
    return ENCODED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text)
