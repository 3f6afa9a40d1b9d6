"""One mark of a flattened text, and what may stand between it and the next where it heads pages."""

from __future__ import annotations

import msgspec

from plan.patterns import lazy_pattern

LONGEST_HEADING = 80  # characters up to the next mark; a longer text is prose that begins with a number
VALUES = lazy_pattern(r"(?<!\S)[\d,.]+(?:\s+[\d,.]+){1,}(?!\S)|\s\d{1,3}$")


class Mark(msgspec.Struct, frozen=True, gc=False):
    """Where a line begins; ``kind`` is bullet, dash, heading, code, chapter, caption, unit, or end;

    a ``note`` and the unit ``aside`` may as well be part of a label.
    """

    start: int
    kind: str
    end: int = 0


def has_values(text: str) -> bool:
    """Whether numbers stand in a text one behind the other, or at its end, as in a row of a table."""
    return VALUES.search(text) is not None
