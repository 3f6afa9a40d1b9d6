"""How like two names are, by the pairs of characters that they share; blanks and marks do not count.

>>> likeness("시민참여위원회 운영", "시민참여 위원회 운영")
Decimal('1')
>>> likeness("", "시민참여위원회")
Decimal('0')
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache

from plan.patterns import lazy_pattern
from plan.script import visible

MARKS = lazy_pattern(r"[^\p{L}\p{N}]+")


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """A name without blanks and marks: its letters and digits only."""
    return MARKS.sub("", unicodedata.normalize("NFKC", visible(text)))


def likeness(left: str, right: str) -> Decimal:
    """From 0 to 1: the pairs of characters in common, of those of the shorter name."""
    a, b = _pairs(letters(left)), _pairs(letters(right))
    return Decimal(len(a & b)) / min(len(a), len(b)) if a and b else Decimal(0)


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
