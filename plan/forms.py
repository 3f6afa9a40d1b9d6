"""The forms in which texts are compared, each for one purpose; `visible` of `plan.script` is the first step of all.

>>> single_spaced("숲\\u3000가꾸기 \\n 사업"), plain("２０２４년 \\n 목표")         # to be quoted; to be read
('숲 가꾸기 사업', '2024년 목표')
>>> unspaced("백만 원"), bare("PM 2.5"), letters("‘숲’ 가꾸기(2차)")          # units; words; names
('백만원', 'pm2.5', '숲가꾸기2차')
>>> same_print("① 1,200") == same_print("①1,200"), same_print("①") == same_print("1")     # what was printed
(True, False)
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from plan.patterns import lazy_pattern
from plan.script import CLOSING, LOOKALIKES, OPENING, visible

BLANKS = lazy_pattern(r"[\p{Cc}\p{Zs}]+")
MARKS = lazy_pattern(r"[^\p{L}\p{N}]+")
IN_BRACKETS = lazy_pattern(rf"[{OPENING}](?P<inside>[^{OPENING}{CLOSING}]+)[{CLOSING}]")


def composed(text: str) -> str:
    """The text as files hold it (NFC): letters and their accents in one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    """The text with each syllable as its letters (NFD), so that its last one can be asked for: ᆷ of 꾸밈."""
    return unicodedata.normalize("NFD", text)


def compatible(text: str) -> str:
    """The text without differences of width, circles and ligatures (NFKC): ``２`` and ``②`` are 2."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=4096)
def single_spaced(text: str) -> str:
    """As it is quoted: what is seen of it, single spaces for all white space; the very same text where it has them."""
    spaced = " ".join(visible(text).split())
    return text if spaced == text else spaced


def plain(text: str) -> str:
    """As values and years are read: what is seen of it, full-width digits plain, single spaces for white space."""
    kept = text if text.isprintable() else BLANKS.sub(" ", text)
    if not kept.isascii():
        kept = compatible(visible(kept).translate(LOOKALIKES))
    return " ".join(kept.split())


@lru_cache(maxsize=4096)
def unspaced(text: str) -> str:
    """As units are compared: what is seen of it, without white space; in units capitals count (mW, MW)."""
    return "".join((text if text.isascii() else compatible(visible(text))).split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """As words are looked for: without white space, capitals small; the very same text where it is so."""
    compared = unspaced(text).casefold()
    return text if compared == text else compared


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """As names are compared: its letters and digits only."""
    return MARKS.sub("", compatible(visible(text)))


def out_of_brackets(text: str) -> str:
    """A title without the brackets that it stands in as a whole: (소요예산), < 급수인구 전망 >."""
    framed = IN_BRACKETS.fullmatch(text.strip())
    return framed["inside"].strip() if framed else text


def same_print(text: str) -> str:
    """As what a person quotes is held against what is printed: without white space, and nothing else made alike."""
    return "".join(composed(visible(text)).split())
