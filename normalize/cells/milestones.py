"""Words below a year that say what is done or how often, and hold no number that could be lost: 실시설계, 월 1회.

>>> [is_said_in_words(text) for text in ("실시설계", "기본계획 승인(6월)", "월 1회", "2단계 착수", "수시")]
[True, True, True, True, True]
>>> [is_said_in_words(text) for text in ("시범운영 3개소", "삼백만원", "용역(5억)", "천원", "O", "l2명", "상동")]
[False, False, False, False, False, False, False]
"""

from __future__ import annotations

from normalize.cells.disguised import may_be_number
from normalize.cells.units import read_unit, refers
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.script import QUOTE, TILDES

DIGIT = lazy_pattern(r"\p{N}")
WORD = lazy_pattern(r"\p{Hangul}{2}")
# a month, a year, a stage, a quarter, or how often in each of them
OF_TIME = lazy_pattern(
    rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?년?\s?[.]?(?=\D|$)(?:\s?(?:1[0-2]|0?[1-9])\s?[.](?!\d))?"
    rf"|(?<!\d)(?:1[0-2]|[1-9])\s?(?:[{TILDES}]\s?(?:1[0-2]|[1-9])\s?)?월|(?<!\d)[1-9]\s?(?:단계|차(?!량|선))"
    r"|(?<!\d)[1-4]\s?(?:/\s?4\s?)?분기|(?:매?[월년연주일]|분기|반기)\s?(?:[1-9]|[12]\d)\s?회(?!\s?\d)"
)


def is_said_in_words(text: str) -> bool:
    """Whether a cell says in words what is done, when or how often, and no amount stands in it in whatever spelling."""
    compared = plain(text)
    rest = OF_TIME.sub("", compared).strip()
    if DIGIT.search(rest) or read_unit(compared) or may_be_number(rest) or refers(compared):
        return False
    return bool(WORD.search(rest)) or (rest != compared and not rest)
