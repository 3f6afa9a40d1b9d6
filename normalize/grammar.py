"""The grammar of one printed amount, made of the words in ``words.toml``.

>>> grammar().fullmatch("약 50명 이상")["unit"]
'명'
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.amount import NUMBER, SCALE, AmountStatus
from normalize.refusals import NEGATIVE
from normalize.units import counters, normal, table


@cache
def no_values() -> dict[str, AmountStatus]:
    """Cells in words that say that there is no number, with the status each stands for."""
    return {normal(word): row["status"] for row in table()["no_value"] for word in row["printed"]}


@cache
def flag_words(kind: str) -> dict[str, str]:
    return {normal(word): row["flag"] for row in table()[kind] for word in row["printed"]}


@cache
def words(kind: str) -> regex.Pattern[str]:
    """Any one word of a table, the longest first."""
    return regex.compile(_alternatives(flag_words(kind)))


def _alternatives(words: object) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def grammar() -> regex.Pattern[str]:
    """One amount: prefixes, sign, digits with scale words, unit, object, words behind it, an aside."""
    unit = rf"\s?(?<unit>{_alternatives(counters())})"
    return regex.compile(
        rf"(?:\?+\s)?(?<prefix>(?:(?:{_alternatives(flag_words('prefix'))})\s?){{0,3}})"
        rf"(?<sign>[{NEGATIVE}+])?\s?(?<digits>(?:{NUMBER}\s?{SCALE}?\s?){{1,6}}+)(?<more>여)?"
        rf"(?:{unit})?(?<object>\s[\p{{Hangul}}A-Za-z]{{1,10}})??"
        rf"(?<behind>(?:\s?\(?(?:{_alternatives(flag_words('behind'))})\)?){{0,2}})"
        rf"(?<aside>\s?\([^()]{{1,40}}\))?"
    )
