"""Texts as a terminal, a log and a comment may hold them: nothing in them moves the cursor or turns the line about."""

from __future__ import annotations

import regex

from plan.patterns import lazy_pattern

# control characters of ASCII and of ISO 6429 (C1), what ends a line, the marks of direction (Unicode, UAX 9), halves
ACTING = lazy_pattern(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
TURNING = lazy_pattern(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """One line in which every character that acts on a terminal is written as Python and JSON write it.

    >>> printable("plan\\x1b[31m.hwp"), printable("a\\u009bb\\u202ec\\n")
    ('plan\\\\u001b[31m.hwp', 'a\\\\u009bb\\\\u202ec\\\\u000a')
    """
    return text if text.isascii() and text.isprintable() else ACTING.sub(_escaped, text)


def printable_lines(text: str) -> str:
    """The same of a text of several lines or with tabs, which stay: a cell, or a JSON document (RFC 8259, 7)."""
    return text if text.isascii() and text.isprintable() else ACTING.sub(_kept_or_escaped, text)


def _escaped(found: regex.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _kept_or_escaped(found: regex.Match[str]) -> str:
    return found[0] if found[0] in "\n\t" else _escaped(found)


def unturned(text: str) -> str:
    """The text without the marks that turn the direction in which it is shown."""
    return text if text.isascii() else TURNING.sub("", text)
