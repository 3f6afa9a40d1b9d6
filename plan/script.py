"""The marks of Korean papers that look alike or cannot be seen, for every module that compares texts.

>>> visible("실\\u200b적")
'실적'
>>> [mark in TILDES for mark in "~〜-"]
[True, True, False]
"""

from __future__ import annotations

import re
import unicodedata

QUOTES = "'’‘`´ˊ′‵＇｀‛ʼʹ"  # before two digits of a year: ’24
TILDES = "~∼〜～˜⁓"
DASHES = "-‐‑‒–—―−－﹣"  # the hyphen first: they stand inside a character class
SPAN = DASHES + TILDES  # between the first and the last of a span
QUOTE = f"[{QUOTES}]"

# inside a class of characters
COLONS = ":："
OPENING = r"(\[<（［＜〈《【〔「『"
CLOSING = r")\]>）］＞〉》】〕」』"

# 단위: 백만원, with or without brackets; without its colon in brackets or alone on its line, where one word follows it
# that is no level of the outline (단위 사업)
UNIT_WORD = r"(?:단\s*위|單\s*位)"
_UNIT = rf"\s+(?!사업|과제)[^\s{OPENING}{CLOSING}{COLONS}]{{1,16}}"
UNIT_LINE = (
    rf"[{OPENING}]?\s*{UNIT_WORD}\s*[{COLONS}][^{CLOSING}]*[{CLOSING}]?"
    rf"|[{OPENING}]\s*{UNIT_WORD}{_UNIT}\s*[{CLOSING}]|^\s*{UNIT_WORD}{_UNIT}\s*$"
)

SOFT_HYPHEN = "\u00ad"
REVERSAL = "\u202e"  # what follows is seen from right to left: 12 as 21

_INVISIBLE = (  # what Unicode calls default ignorable, but for the fillers
    SOFT_HYPHEN,
    "\u034f\u061c",  # joins letters; Arabic letter mark
    "\u180b-\u180f",  # Mongolian variants and vowel separator
    "\u200b-\u200f",  # zero-width space, non-joiner, joiner; left-to-right and right-to-left marks
    "\u202a-\u202e",  # embeddings and overrides
    "\u2060-\u206f",  # word joiner, invisible operators, isolates
    "\ufe00-\ufe0f",  # variants of a character
    "\ufeff",  # byte order mark: a space of no width
    "\ufff0-\ufffb",  # of ruby, and what is reserved
    "\U000e0000-\U000e01ef",  # tags and variants of Chinese characters
)
_FILLERS = "\u115f\u1160\u3164\uffa0"  # a Hangul syllable without letters: as wide as one, and blank
_UNPLAIN = re.compile(f"[{''.join(_INVISIBLE)}{_FILLERS}]")
_LETTERS = "\u1100-\u11ff"  # of a decomposed syllable, as file names of macOS and pasted text have it
_is_unplain = re.compile(f"[{''.join(_INVISIBLE)}{_FILLERS}{_LETTERS}]").search
_TO_BLANK = str.maketrans(dict.fromkeys(_FILLERS, " "))


def visible(text: str) -> str:
    """The text as it is seen: no marks without room, fillers as blanks, syllables whole; mostly the very same text."""
    if text.isascii() or not _is_unplain(text):
        return text
    return unicodedata.normalize("NFC", _UNPLAIN.sub("", text.translate(_TO_BLANK)))
