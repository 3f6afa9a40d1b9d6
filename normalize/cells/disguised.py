"""Numbers in words, marks or letters that are read as none: where a row holds them it is no row of words.

>>> [may_be_number(text) for text in ("~50", "12/15", "삼백만원", "1, 234", "3분의 1", "[5]", "l0")]
[True, True, True, True, True, True, True]
>>> [may_be_number(text) for text in ("조사", "백만원", "’26", "3월 착공", "1단계 착공", "10:00~12:00", "1~4동")]
[False, False, False, False, False, False, False]
"""

from __future__ import annotations

from normalize.cells.read import read_amount
from normalize.cells.units import in_hangul, read_unit
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.script import COLONS, IDEOGRAPHS, QUOTE
from plan.years import find_years, is_time_without_year, read_year

MOST_LETTERS = 4  # beside digits in a number with its unit or a mark; more of them are words
NUMBERS = frozenset({"value", "range", "transition", "multi", "unreadable", "formula"})
DIGIT = lazy_pattern(r"\p{Nd}")
LETTER = lazy_pattern(r"\p{L}")
# a day, an hour, a stage, a place or an order, and no amount
OF_TIME = lazy_pattern(
    rf"\d\s?(?:[년월일시차]|분기|단계|주차|학기|호|동|층|번|등급|종)(?!\p{{L}}*의)|\d[{COLONS}]\d\d|(?<!\d){QUOTE}\s?\d\d|제\s?\d|\d\s?[.]\s?$"
)
# 삼백만원, 백명: a place word must be among them, since 조사 and 사건 are words
SPELLED = lazy_pattern(
    rf"(?:금\s?|약\s?)?(?=[^십백천만억]*[십백천만억])[일이삼사오육칠팔구십백천만억조{IDEOGRAPHS}\s]{{1,20}}"
    r"(?P<unit>원|명|건|개소|회|개|퍼센트|%)?"
)
FEWEST_SPELLED = 2  # numerals without a unit; one is a word (만)


def may_be_number(text: str) -> bool:
    """Whether a cell that is read as words may be meant as a number."""
    compared = plain(text)
    if not DIGIT.search(compared):
        return _is_spelled(in_hangul(compared))
    if read_amount(text).status in NUMBERS:
        return True
    if len(LETTER.findall(compared)) > MOST_LETTERS or _is_of_time(compared):
        return False
    return not read_amount(text).flags


def _is_of_time(compared: str) -> bool:
    timed = OF_TIME.search(compared) or find_years(compared) or is_time_without_year(compared)
    return bool(timed) or read_year(compared).kind != "text"


def _is_spelled(compared: str) -> bool:
    found = SPELLED.fullmatch(compared)
    if found is None or read_unit(compared):
        return False
    return bool(found["unit"]) or len("".join(compared.split())) >= FEWEST_SPELLED
