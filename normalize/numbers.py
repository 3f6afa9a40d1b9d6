"""One printed cell as an amount: a value with its unit, or the reason why there is none.

Every part of the text must be understood; where any residue is left, the answer is ``text`` or ``unreadable`` and
never the number of a part of it.

>>> read_amount("1억 2천만원").base_value
Decimal('120000000')
>>> read_amount("△1,920", read_unit("천원")).base_value
Decimal('-1920000')
>>> read_amount("160,00건").status                # a slip: 16,000 or 160,000
'unreadable'
>>> read_amount("비예산").status
'non_budget'
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import regex

from normalize.amount import Amount, AmountStatus, Context, in_own_unit
from normalize.composite import read_several, read_span
from normalize.digits import exact, spelled_won
from normalize.grammar import no_values
from normalize.refusals import MOST_DIGITS, TOO_MANY_DIGITS, as_printed, refusal, special
from normalize.single import is_decimal, read_one, read_plainly
from normalize.units import in_hangul, make_unit, normal, read_unit
from plan_years import normal as spaced

MAX_LENGTH = 300  # characters; a longer cell is prose
# what needs no normalising: neither full-width nor raised digits, Chinese numerals, nor marks of lists
EVERYDAY = regex.compile(r"[0-9가-힣 ,.()%~/△]*")
# a raised number is a footnote; NFKC would make digits of it
FOOTNOTE = regex.compile(r"(?<=[\d\p{Hangul})%])⁽?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+[)⁾]?")
DIGIT = regex.compile(r"[\p{Nd}\p{No}]")
DASHES = frozenset("-–—―−‐‑ㆍ·∙‧‥…ー－ㅡᅳ")
DASH_AND_UNIT = regex.compile(r"(?:\(\s?)?[-–—―−]\s?\)?(?<space>\s?)(?<unit>[^\d()]{1,6})")
BRACKETS = regex.compile(r"^[(\[]|[)\]]$")
NOTED = regex.compile(r"(?<word>[^()]{1,20}?)\s?\((?<note>[^()\d]{1,30})\)")
WIDE_MARKS = regex.compile(r"[０-９，．－]")


@lru_cache(maxsize=16384)
def read_amount(text: str, unit: Context = None) -> Amount:
    """Read one printed cell; ``unit`` is the label's or table's, several of them for a cell with several values."""
    quickly = read_plainly(text, unit) if len(text) <= MOST_DIGITS else None
    if quickly:
        return quickly
    if len(text) <= MAX_LENGTH and EVERYDAY.fullmatch(text):
        return _read(" ".join(text.split()), text, unit)
    if text.strip() and all(mark in DASHES for mark in "".join(text.split())):
        return Amount("dash")
    noteless = in_hangul(FOOTNOTE.sub("", text))
    compared = spaced(noteless)
    if len(compared) > MAX_LENGTH:
        return Amount("text", flags=("long",))
    no_amount = as_printed(text) if DIGIT.search(compared) else None
    if no_amount:
        return no_amount
    amount = _read(compared, noteless, unit)
    wide = (amount.value is not None or amount.parts) and WIDE_MARKS.search(text)
    return replace(amount, flags=("fullwidth", *amount.flags)) if wide else amount


def _read(compared: str, lines: str, unit: Context) -> Amount:
    """Read a text in its normal form; ``lines`` is the same with its line breaks."""
    if not compared:
        return Amount("blank")
    if not DIGIT.search(compared):
        return _in_words(compared, unit) or Amount("text", flags=("qualitative",))
    if TOO_MANY_DIGITS.search(compared):
        return Amount("unreadable", flags=("too_many_digits", "review"))
    return (
        (None if is_decimal(compared) else special(compared))
        or read_plainly(compared, unit)
        or read_one(compared, unit)
        or read_span(compared, unit)
        or read_several(compared, lines, unit)
        or refusal(compared)
    )


def _in_words(compared: str, unit: Context) -> Amount | None:
    """Words that say why there is no number, a dash with or without its unit, or an amount in words."""
    word = BRACKETS.sub("", normal(compared))
    if all(mark in DASHES for mark in word):
        return Amount("dash")
    status = no_values().get(word.lstrip("-–—").casefold())
    if status:
        return _no_value(status)
    noted = NOTED.fullmatch(compared)
    status = no_values().get(normal(noted["word"]).casefold()) if noted else None
    if noted and status:
        return _no_value(status, f"note={noted['note'].strip()}")
    dash = DASH_AND_UNIT.fullmatch(compared)
    own = read_unit(dash["unit"]) if dash else None
    if dash and own and (own.kind == "money" or not dash["space"]):
        return Amount("dash")
    in_words = spelled_won(compared)
    return None if in_words is None else in_own_unit(in_words, make_unit("", "원", "money"), unit)


def _no_value(status: AmountStatus, *flags: str) -> Amount:
    return Amount(status, flags=("qualitative", *flags) if status == "text" else flags)


__all__ = ["Amount", "AmountStatus", "exact", "read_amount", "read_unit"]
