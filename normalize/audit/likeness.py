"""How like two names are, by the pairs of characters that they share; blanks and marks do not count.

>>> likeness("시민참여위원회 운영", "시민참여 위원회 운영")
Decimal('1')
>>> likeness("", "시민참여위원회")
Decimal('0')
"""

from __future__ import annotations

from decimal import Decimal

from plan.forms import letters


def likeness(left: str, right: str) -> Decimal:
    """From 0 to 1: the pairs of characters in common, of those of the shorter name."""
    a, b = _pairs(letters(left)), _pairs(letters(right))
    return Decimal(len(a & b)) / min(len(a), len(b)) if a and b else Decimal(0)


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
