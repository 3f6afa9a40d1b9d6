"""Korean sentences with words filled in: the particle behind a word by the sound that the word ends with.

>>> sentence("'{name}'{name:이/가} 없습니다.", name="예산")
"'예산'이 없습니다."
>>> sentence("{number}{number:으로/로} 적혀 있습니다.", number="1,234")
'1,234로 적혀 있습니다.'
>>> sentence("'{name}'{name:은/는} 모르는 이름입니다.", name="PDF")
"'PDF'은(는) 모르는 이름입니다."
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from plan.script import CLOSERS, DOUBLE_QUOTES, ENDING_IN_VOWEL, QUOTES, counted, visible

FIRST, LAST, FINALS, RIEUL = (
    "가",
    "힣",
    28,
    8,
)  # syllables, endings of each, that in ㄹ (Unicode, 3.12)
ENDINGS = {  # of what is no syllable: '' for a vowel, ㄹ, or another consonant (ㅁ), by how it is read
    "0": "ㅁ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㅁ", "7": "ㄹ", "8": "ㄹ", "9": "",
    "%": "", **dict.fromkeys(ENDING_IN_VOWEL, ""),
}  # fmt: skip
PARTICLE = re.compile(r"\{\w+:(?P<pair>\w+/\w+)\}")
UNHEARD = QUOTES + DOUBLE_QUOTES + CLOSERS + ". "


def sentence(template: str, **words: object) -> str:
    """A template's sentence; ``{word:이/가}`` stands for the particle behind the word, ``{word}`` for the word."""
    return _Sentences().vformat(template, (), words)


def particle(word: str, pair: str) -> str:
    """The one of ``이/가``, ``은/는``, ``을/를``, ``과/와``, ``으로/로`` behind a word; both where nobody can tell."""
    closed, opened = pair.split("/")
    heard = visible(word).rstrip(UNHEARD)[-1:]
    ending = _ending(heard)
    if ending is None:
        return either(pair)
    if pair == "으로/로" and ending == "ㄹ":
        return opened
    return closed if ending else opened


def either(pair: str) -> str:
    """Both particles of a pair, as they are written where the word is not known: 이(가), (으)로."""
    closed, opened = pair.split("/")
    return f"({closed.removesuffix(opened)}){opened}" if closed.endswith(opened) else f"{closed}({opened})"


def without_words(template: str) -> str:
    """A template as it is shown in a list of all sentences."""
    return PARTICLE.sub(lambda found: either(found["pair"]), template)


def _ending(letter: str) -> str | None:
    """What a letter is heard to end with: '' for a vowel, ㄹ, ㅁ for other consonants; None where nobody knows."""
    if FIRST <= letter <= LAST:
        final = (ord(letter) - ord(FIRST)) % FINALS
        return "" if not final else "ㄹ" if final == RIEUL else "ㅁ"
    return ENDINGS.get(str(counted(letter) or letter)[-1:])


class _Sentences(string.Formatter):
    """Formats as ``str.format`` does, with particles for what has a stroke in it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "/" in format_spec:
            return particle(str(value), format_spec)
        formatted: str = super().format_field(value, format_spec)
        return formatted

    def check_unused_args(self, used_args: Any, args: Any, kwargs: Mapping[str, Any]) -> None:
        """Not every sentence needs all words."""
