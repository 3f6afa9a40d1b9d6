"""Whether the text of a page makes sense: a font may name its glyphs as characters that they are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.readers.page.content import PageWord
from plan.patterns import lazy_pattern

if TYPE_CHECKING:
    import regex

BROKEN_SHARE = 0.1  # share of a page's characters without a meaning from which on its text is not trusted
BROKEN = lazy_pattern(r"[\ufffd\ue000-\uf8ff]")
HANGUL = lazy_pattern(r"\p{Hangul}")
SYLLABLE = lazy_pattern(r"[가-힣]")
LETTER = lazy_pattern(r"\p{L}")
NARROW = lazy_pattern(r"[!-/:-~\u00a1-\u00ff]{2,}")  # Latin letters and marks
WIDE = 0.88  # of the type size: a Hangul syllable moves on by 0.9 to 1, a Latin letter on the average by 0.5
# on the pages of sixteen real documents no Latin word is as wide
COMMON_SHARE = 0.9  # of the syllables of a page are in KS X 1001 where it is Korean; of all syllables a fifth is
# in sixteen real documents all are
LEAST = 20  # characters by which a page can be judged
LEAST_LETTERS = 30  # of a document by which it can be judged
HANGUL_SHARE = 0.1  # of the letters of a document; of sixteen real ones none has less than nine in ten
DOUBLE = 2  # bytes of a syllable of KS X 1001 in EUC-KR; others are spelled out with eight


def is_without_sense(words: Sequence[PageWord], text: str, printed: int) -> bool:
    """Whether characters have no meaning, Latin ones are as wide as Hangul, or syllables are not those of Korean."""
    marks = Counter(text)
    if _count(BROKEN, marks) > BROKEN_SHARE * printed:  # as in a font without a ToUnicode map
        return True
    wide = sum(len(word.text.strip()) for word in words if _is_wide(word))
    if wide >= LEAST and wide > BROKEN_SHARE * printed:
        return True
    syllables = {mark: marks[mark] for mark in SYLLABLE.findall("".join(marks))}
    count = sum(syllables.values())
    common = sum(times for mark, times in syllables.items() if _is_common(mark))
    return count >= LEAST and common < COMMON_SHARE * count


def is_no_korean(letters: int, hangul: int) -> bool:
    """Whether a document of so many letters has hardly any Hangul among them."""
    return letters >= LEAST_LETTERS and hangul < HANGUL_SHARE * letters


def letters_of(text: str) -> tuple[int, int]:
    """How many letters a text has, and how many of them are Hangul."""
    marks = Counter(text)
    return _count(LETTER, marks), _count(HANGUL, marks)


def _count(kind: regex.Pattern[str], marks: Counter[str]) -> int:
    """How many of the counted characters are of a kind; each is asked once, however often it is printed."""
    return sum(map(marks.__getitem__, kind.findall("".join(marks))))


def _is_wide(word: PageWord) -> bool:
    printed, left, _, right, _, size = word
    text = printed.strip()
    return right - left >= WIDE * size * len(text) and NARROW.fullmatch(text) is not None


@cache
def _is_common(syllable: str) -> bool:
    return len(syllable.encode("euc-kr")) == DOUBLE
