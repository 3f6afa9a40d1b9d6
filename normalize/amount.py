"""What is said of one printed amount, and how its digits and scale words add up.

>>> evaluate("3천5백만", closed=False)
(Decimal('35000000'), '', True)
>>> evaluate("3억5천", closed=True) is None          # 3억 5천만 when spoken, 300,005,000 to the letter
True
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from normalize.units import SCALES

AmountStatus = Literal[
    "value", "range", "transition", "multi", "formula", "dash", "blank", "non_budget", "undecided", "not_applicable",
    "text", "unreadable",
]  # fmt: skip

# 05명 and 00명 are no numbers: the one may be a code, the other is a gap to be filled in
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0(?![0-9,]))(?:\.[0-9]+)?"
SMALL = "십백천"
BIG = "만억조"
SCALE = rf"(?:[{SMALL}]?[{BIG}]|[{SMALL}])"
SEGMENT = regex.compile(rf"({NUMBER})\s*({SCALE})?")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says. ``value`` is in ``unit`` as printed; ``base_value = value * scale`` is in ``base_unit``.

    A range holds its ends in ``value`` and ``value_max``; a transition its end in ``value`` and its start in the flag
    ``from=``; several values of different units are ``parts``.
    """

    status: AmountStatus
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    scale: Decimal | None = None
    base_value: Decimal | None = None
    base_value_max: Decimal | None = None
    base_unit: str = ""
    comparator: Literal["", ">=", "<=", ">", "<"] = ""
    approx: bool = False
    value_kind: Literal["", "cumulative", "rate", "rank"] = ""
    flags: tuple[str, ...] = ()
    parts: tuple[Amount, ...] = ()


def exact(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def evaluate(digits: str, *, closed: bool) -> tuple[Decimal, str, bool] | None:
    """Value, scale word and whether it was mixed: ``5백만`` is (5, 백만), ``1억 2천만`` is (120000000, '', mixed).

    ``closed`` says that no unit is printed behind it, so that ``1억 2,000`` may leave out a 만.
    """
    segments = [(Decimal(number.replace(",", "")), scale) for number, scale in SEGMENT.findall(digits)]
    if len(segments) == 1:
        return segments[0][0], segments[0][1], False
    if any(value != value.to_integral_value() for value, _ in segments) or any(not s for _, s in segments[:-1]):
        return None
    if _leaves_out_a_word(segments, closed):
        return None
    total, section = Decimal(0), Decimal(0)
    lowest_big, lowest_small = Decimal(10) ** 16, Decimal(10) ** 4
    for value, word in segments:
        small = SCALES[word[0]] if word and word[0] in SMALL else Decimal(1)
        if (small >= lowest_small and small > 1) or value * small >= lowest_small:
            return None
        section += value * small
        lowest_small = small
        if word and word[-1] in BIG:
            big = SCALES[word[-1]]
            if big >= lowest_big:
                return None
            total += section * big
            section, lowest_big, lowest_small = Decimal(0), big, Decimal(10) ** 4
    return total + section, "", True


def _leaves_out_a_word(segments: list[tuple[Decimal, str]], closed: bool) -> bool:
    """``3억5천`` and ``1억 2,000`` are said for 3억 5천만 and 1억 2,000만, ``2천5`` for 2천5백: not sure."""
    value, last = segments[-1]
    bigs = [word[-1] for _, word in segments if word and word[-1] in BIG]
    after_big = bool(bigs) and bigs[-1] != "만" and (not last or last[-1] in SMALL)
    if after_big:
        return bool(last) or closed
    return closed and not last and value < 1000
