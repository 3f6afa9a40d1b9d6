"""The grammar of one printed amount, made of the words in ``words.toml``.

>>> grammar().fullmatch("약 50명 이상")["unit"]
'명'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from normalize.cells.amount import AmountStatus
from normalize.cells.digits import NUMBER, SCALE
from normalize.cells.units import counters, table
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.script import FOOTNOTE_MARKS, MINUS, TRIANGLES, WON_SIGNS

NOT_DONE, LESSENED = ("미", "불"), ("감축",)
NEGATIVE = MINUS + TRIANGLES


@cache
def no_values() -> dict[str, AmountStatus]:
    """Cells in words that say that there is no number, with the status each stands for."""
    return {unspaced(word).casefold(): row["status"] for row in table()["no_value"] for word in row["printed"]}


@cache
def flag_words(kind: str) -> dict[str, str]:
    """The words of one table of ``words.toml``, without white space, with the flag each stands for."""
    return {unspaced(word): row["flag"] for row in table()[kind] for word in row["printed"]}


def says_what_is_done(word: str) -> bool:
    """Whether a word says what is done to what is counted (설치, 공사시행), and not that it is undone (미설치)."""
    ends = tuple(flag_words("action")) + tuple(flag_words("reached"))
    return word.endswith(ends) and not word.startswith(NOT_DONE) and not word.endswith(LESSENED)


@cache
def words(kind: str) -> regex.Pattern[str]:
    """Any one word of a table, the longest first."""
    return lazy_pattern(_any_of(word for row in table()[kind] for word in row["printed"]))


@cache
def grammar() -> regex.Pattern[str]:
    """One amount: prefixes, sign, digits with scale words, unit, object, words behind it, an aside."""
    return lazy_pattern(
        rf"(?:\?+\s)?(?<prefix>(?:(?:{_bare_or_in_brackets('prefix')})\s?:?\s?){{0,3}})"
        rf"(?<sign>[{NEGATIVE}+]|\([{NEGATIVE}+]\))?\s?(?:(?<won>[{WON_SIGNS}\\])\s?)?"
        rf"(?<digits>(?:{NUMBER}\s?{SCALE}?\s?){{1,6}}+)(?<more>여)?"
        rf"(?:\s?(?<unit>{_spellings()}))?(?<object>\s[\p{{Hangul}}A-Za-z]{{1,10}})??"
        rf"(?:(?<behind>(?:\s?(?:{_bare_or_in_brackets('behind')})){{1,2}})(?<reached>\s(?:{words('reached').pattern}))?)?"
        rf"(?<mark>\s?[{FOOTNOTE_MARKS}]{{1,3}})?(?<aside>\s?\([^()]{{1,40}}\))?"
    )


def _any_of(printed: Iterable[str]) -> str:
    return "|".join(regex.escape(word).replace(r"\ ", r"\s?") for word in sorted(printed, key=len, reverse=True))


def _bare_or_in_brackets(kind: str) -> str:
    """Any word of a table, its many alternatives said once."""
    word = f"{kind}_word"
    return rf"(?<{word}>{words(kind).pattern})|\(\s?(?&{word})\s?\)|\[\s?(?&{word})\s?\]"


def _spellings() -> str:
    """Every spelling of a counter; 개소 is as well printed 개 소, while 개 사업 is 개 with its object."""
    longest_first = sorted(counters(), key=len, reverse=True)
    return "|".join(
        rf"개\s?{regex.escape(word[1])}" if len(word) == 2 and word[0] == "개" else regex.escape(word)
        for word in longest_first
    )
