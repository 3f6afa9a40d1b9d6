"""Printed cells that hold digits and are no amount, and why.

>>> special("86,666원×8명×12월", has_unit=False).status
'formula'
>>> refusal("160,00건").flags
('malformed_grouping', 'review')
"""

from __future__ import annotations

import regex

from normalize.cells.amount import Amount
from normalize.cells.digits import NUMBER, SCALE
from normalize.cells.grammar import NEGATIVE
from plan.patterns import lazy_pattern
from plan.script import (
    ARROWS,
    BOXED,
    DASHES,
    DOTS,
    ENCLOSED,
    LIST_DASHES,
    LOWERED,
    NOTE_CLOSE,
    QUOTE,
    RAISED,
    SPAN,
    TILDES,
    TIMES_SIGNS,
)

TILDE = rf"\s?[{TILDES}]\s?"
MOST_DIGITS = 24  # of one number; products of more would be rounded, and no plan prints them
TOO_MANY_DIGITS = lazy_pattern(rf"(?:\d,?){{{MOST_DIGITS + 1}}}")
FORMULA = lazy_pattern(rf"\d[^=]*[{TIMES_SIGNS}*xX]\s*\d|=")
ORDINAL = r"제\s?\d[\d-]*\s?(?:호|조|항|차|회|기|장|절|권)|(?:\S+\s)?제\s?\d+\s?호"
QUARTER = r"(?:.*\D)?[1-4]\s?/\s?4\s?분?기?|.*분기"
AGE = rf"(?:만\s?)?(?:\d+\s?세?\s?[{SPAN}]\s?(?:만\s?)?)?\d+\s?세(?![대트부션]).*"
DATE = (
    rf"{QUOTE}?(?:(?:19|20)\d\d|\d\d)\s?[.년]\s?(?:\d{{1,2}}\s?[.월]?\s?(?:\d{{1,2}}\s?[.일]?)?)?"
    rf"|{QUOTE}?(?:(?:19|20)\d\d|\d\d)\s?년도?\s?\([^()]{{0,20}}\)|\d{{1,2}}월(?:\s?\d{{1,2}}일)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
YEAR = r"\(\s?\d\d\s?년\s?\)|\d\d\s?년\s?까지|(?:19|20)\d\d\s?년.*"  # 2030, and not thirty years
MALFORMED = lazy_pattern(r"\d,\s?\d{1,2}(?!\d)|\d,\s?\d{4,}|\d{4,},\d|\.\d+\.|,,|\d\.\d*,\d|^0\d|^0,")
SPLIT_DIGITS = lazy_pattern(r"\d\s+\d")
TO = rf"(?:{TILDE}|\s?(?:[{ARROWS}]|->|[{DASHES}])\s?)"
YEARS = (  # 2023년 ~ 2025년(3년간), 24~27년
    rf"(?:19|20)\d\d{TO}(?:19|20)\d\d"
    rf"|(?:(?:19|20)\d\d|\d\d)\s?(?:년도?)?{TO}(?:(?:19|20)\d\d|\d\d)\s?년도?(?:\s?\([^()]*\))?"
)
MONTH_DAY = r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])"
DAYS = lazy_pattern(r"(?:1[0-2]|0?[1-9])\." + rf"(?<first>\d\d?){TILDE}(?<last>3[01]|[12]\d|[1-9])")  # 10.17~23
YEARLY = rf"매년\s?{MONTH_DAY}"  # 매년 10.24
MONTH_DAYS = lazy_pattern(rf"{MONTH_DAY}{TILDE}{MONTH_DAY}")  # 5.1~5.31, where no unit says that it is no date
MONTHS = rf"[1-4]\d\.(?:0?[1-9]|1[0-2]){TILDE}[1-4]\d\.(?:0?[1-9]|1[0-2])"  # 24.1~24.12
AGES = rf"(?:[1-9]0{TILDE})?[1-9]0대\s?(?:이상|이하|미만|초과)|[1-9]0{TILDE}[1-9]0대"  # 20~30대
PLACES = rf"\d+{TILDE}\d+(?:동|층|호|지|기)"  # 1~4동: the first to the fourth building
# 2~30명 and 2~300만원 are said for 20~30명 and 200~300만원
SPOKEN_RANGE = lazy_pattern(rf"([1-9]){TILDE}([1-9])0+(?!\d)[^%]*")
BULLET = lazy_pattern(
    rf"[{LIST_DASHES}](?:\s+\d.*|\s?\d.*\s(?:개최|운영|설치|조성|구축|실시|지원|추진))|[{NEGATIVE}]\s*\n.*", regex.S
)
# 10³toe and 50₂, but 10¹⁾ is 10 with a note
POWER = lazy_pattern(rf"(?<!\d)10\s?[{RAISED}]++(?![){NOTE_CLOSE}])|\d[{LOWERED}]")
RAISED_DIGIT = lazy_pattern(rf"\d\s?[{RAISED}]|(?<!\p{{Latin}})[{RAISED}{LOWERED}][){NOTE_CLOSE}]?\d")  # 4¹10, ¹410, 3⁰
NOTE_WORD = lazy_pattern(rf"\d\s?주\s?[{RAISED}]")  # 410주¹⁾, where 주 is 'note' as well as 'weeks'
PER_ONE = lazy_pattern(rf"1(?:인|명|사|교|동|구|가구|세대|기업|단체)\s*[,/{DOTS}]?\s*\d.*")  # 1인 1회, 1사 1교
ENCLOSED_MARK = lazy_pattern(rf"[{ENCLOSED}]|^\s*[{BOXED}]")

LETTER = lazy_pattern(r"\p{L}")
UNKNOWN_UNIT = lazy_pattern(rf"[{NEGATIVE}+]?\s?{NUMBER}\s?{SCALE}?\s?([^\d\s]{{1,8}})")
# a mark without which none of the patterns above and below can match
SUSPECT = lazy_pattern(rf"[{SPAN}{TIMES_SIGNS}*xX=제/세대년월.{ARROWS}>]|^1[^\d,]|분기|\d{{8}}")

KINDS = (
    (ORDINAL, "ordinal"),
    (QUARTER, "quarter"),
    (AGE, "age"),
    (AGES, "age"),
    (DATE, "date"),
    (YEARS, "period"),
    (YEAR, "date"),
    (YEARLY, "date"),
    (MONTHS, "period"),
    (PLACES, "ordinal"),
)
ANY_KIND = lazy_pattern("|".join(f"(?<{flag}>{source})" for source, flag in KINDS))


def special(compared: str, *, has_unit: bool) -> Amount | None:
    """Numbers that are no amounts: formulas, ordinals, ages, dates; ``has_unit`` says that the column counts in one."""
    if not SUSPECT.search(compared):
        return None
    if FORMULA.search(compared):
        return Amount("formula", flags=("review",))
    if kind := ANY_KIND.fullmatch(compared):
        return Amount("text", flags=(str(kind.lastgroup),))
    days = DAYS.fullmatch(compared)
    if days and int(days["first"]) < int(days["last"]):
        return Amount("text", flags=("date",))
    if not has_unit and MONTH_DAYS.fullmatch(compared):
        return Amount("text", flags=("period",))
    if PER_ONE.fullmatch(compared):
        return Amount("text", flags=("per_one", "review"))
    spoken = SPOKEN_RANGE.fullmatch(compared)
    if spoken and int(spoken[1]) + 1 == int(spoken[2]):
        return Amount("unreadable", flags=("spoken_range", "review"))
    return None


def as_printed(text: str, noteless: str) -> Amount | None:
    """Marks that the compared form would lose: powers of ten, enclosed numbers, the bullet of a list.

    ``noteless`` is the text without the marks of notes; a raised digit that is left in it is no digit of the number.
    """
    if text.isascii() and not text.lstrip().startswith("-"):
        return None
    if POWER.search(text):
        return Amount("unreadable", flags=("power", "review"))
    if RAISED_DIGIT.search(noteless) or NOTE_WORD.search(text):
        return Amount("unreadable", flags=("raised_digit", "review"))
    if ENCLOSED_MARK.search(text):
        return Amount("text", flags=("ordinal",))
    if BULLET.fullmatch(text.strip()):
        return Amount("unreadable", flags=("bullet_or_minus", "review"))
    return None


def refusal(compared: str) -> Amount:
    """Why a text with digits in it is no amount."""
    if MALFORMED.search(compared):
        return Amount("unreadable", flags=("malformed_grouping", "review"))
    if SPLIT_DIGITS.search(compared) and not LETTER.search(compared):
        return Amount("unreadable", flags=("split_digits", "review"))
    found = UNKNOWN_UNIT.fullmatch(compared)
    if found:
        return Amount("unreadable", flags=("unit_unknown", f"unit={found[1]}", "review"))
    return Amount("text")
