"""Words that tell what a cell of a flattened table is."""

from __future__ import annotations

from extract.readers.viewer.printed import Token
from extract.vocabulary import is_word, meaning
from plan.forms import bare
from plan.patterns import lazy_pattern

UNIT_BEHIND = lazy_pattern(r"\)$")
UNIT_ALONE = lazy_pattern(r"\([^()\s]{1,8}\)")  # (개소), (백만원)
TOTALS = frozenset(("계", "소계", "합계", "총계"))
QUANTITY = lazy_pattern(r"\d[\d,.]*\p{L}+")  # 3개소, 42km


def names_money(word: Token) -> bool:
    """Whether a word says of a row that it is a budget, or whose, so that it is no cell of the row before."""
    plain = word.text.partition("(")[0]
    return bare(plain) in TOTALS or is_word("funding", plain) or meaning("series", plain) == "budget"
