"""The words of ``words.toml``, compared without their spaces."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from plan.data_files import tables_of
from plan.forms import bare
from plan.patterns import lazy_pattern, with_spaces
from plan.script import CLOSERS, CLOSING, OPENING

WORDS_FILE = Path(__file__).with_name("words.toml")
TEXTS = 8192  # whose answers are kept: a document prints its labels again and again
MARKED = lazy_pattern(rf"(?P<said>.*\S)\s*[{OPENING}](?P<mark>[^{OPENING}{CLOSING}]+)[{CLOSING}]\s*")
# a name behind a number that begins with a word of one syllable, 빈 점포, and not with what is counted
SHORT_WORD_FIRST = r"(?!(?:호|번|월|일|년|차|개|명|배|억|천|만|조|시|분|곳|회|건|종|대)\s)\p{Hangul}\s\p{Hangul}{2}"


@cache
def words(kind: str) -> tuple[str, ...]:
    """The spellings of one kind as printed, longest first."""
    return tuple(sorted((row["printed"] for row in tables_of(WORDS_FILE)[kind]), key=len, reverse=True))


@cache
def _meanings(kind: str) -> dict[str, str]:
    """What each bare word of one kind stands for; of two rows with the same word the first counts."""
    return {bare(row["printed"]): row.get("means", "") for row in reversed(tables_of(WORDS_FILE)[kind])}


@cache
def words_for(kind: str, means: str) -> tuple[str, ...]:
    """The bare words of one kind that stand for this."""
    return tuple(word for word, stands_for in _meanings(kind).items() if stands_for == means)


@cache
def words_printed_for(kind: str, means: str) -> tuple[str, ...]:
    """The spellings of one kind that stand for this, longest first."""
    rows = tables_of(WORDS_FILE)[kind]
    return tuple(sorted((row["printed"] for row in rows if row.get("means") == means), key=len, reverse=True))


@cache
def words_before_numbers(means: str) -> tuple[str, ...]:
    """The spellings of a level as they stand before its number, longest first: 과제 1, 공약 1."""
    known = (*words_printed_for("outline_word", means), *words_printed_for("numbered_level", means))
    return tuple(sorted(known, key=len, reverse=True))


@lru_cache(TEXTS)
def meaning(kind: str, printed: str) -> str:
    """What a spelling stands for, or '' where the word is not known."""
    return _meanings(kind).get(bare(printed), "")


@cache
def spaced_pattern(kind: str) -> str:
    """A pattern for any spelling of one kind, with or without spaces between its characters."""
    return "|".join(with_spaces("".join(word.split()), r"\s*") for word in words(kind))


@lru_cache(TEXTS)
def is_word(kind: str, text: str) -> bool:
    """Whether the whole text is a word of that kind."""
    return bare(text) in _meanings(kind)


@lru_cache(TEXTS)
def has_word(kind: str, text: str) -> bool:
    """Whether a word of that kind stands anywhere in the text."""
    return has_bare_word(kind, bare(text))


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(_meanings(kind))


def ends_with_word(kind: str, text: str) -> bool:
    """Whether the text ends with a word of that kind."""
    return bare(text).endswith(_endings(kind))


def begins_with_word(kind: str, text: str) -> bool:
    """Whether the text begins with a word of that kind."""
    return bare(text).startswith(tuple(_meanings(kind)))


def has_bare_word(kind: str, compared: str) -> bool:
    """The same of a text that is bare already."""
    return any(map(compared.__contains__, _meanings(kind)))


def before_mark(text: str) -> str:
    """What stands before a mark in brackets that it goes on: 연차별 투자계획 (계속); '' where there is no such mark.

    Few texts end in a bracket.
    """
    found = MARKED.fullmatch(text) if text.rstrip().endswith((*CLOSERS,)) else None
    return found["said"] if found and is_word("goes_on", found["mark"]) else ""
