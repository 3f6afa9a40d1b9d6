"""Amounts of money inside running text, each with the unit that is printed behind it.

>>> [(str(amount.value), amount.unit) for amount in money_in("총사업비 : 34,650백만원 ※ 국비 50%, 지방비 50%")]
[('34650', '백만원')]
>>> money_in("총사업비 193억 5천만 원")          # of two scales: no number of one unit
()
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from plan.forms import unspaced
from plan.patterns import lazy_pattern

AMOUNT = lazy_pattern(
    r"(?<![\d.,]|[조억만천백십]\s?)(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?<unit>[천백십]{0,2}(?:[조억](?!\s?\d)(?:\s?원)?|만?\s?원)(?!대))"
)


class Money(msgspec.Struct, frozen=True):
    """An amount as printed: its number and the unit behind it."""

    value: Decimal
    unit: str


def money_in(text: str) -> tuple[Money, ...]:
    """The amounts of a text, in order; one of several scales is none."""
    return tuple(
        Money(Decimal(found["digits"].replace(",", "")), unspaced(found["unit"])) for found in AMOUNT.finditer(text)
    )
