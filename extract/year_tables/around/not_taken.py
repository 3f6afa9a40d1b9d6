"""Titles over works that a plan has not taken up: left out, given up, only asked for, or to be looked at later."""

from __future__ import annotations

from functools import cache

import regex

from extract.vocabulary import is_word, spaced_pattern
from plan.forms import out_of_brackets, single_spaced
from plan.patterns import lazy_pattern

ASIDE = lazy_pattern(r"\s*[(\[<]\s?(?P<inside>[^()\[\]<>]*?)\s?[)\]>]\s*")
NUMBER = lazy_pattern(r"^[^\p{L}]*(?:[가-하]\s?[.)]\s*)?")  # □, 3., 가.


def is_not_taken_up(title: str) -> bool:
    """Whether a title says that what stands below it is not taken into the plan, in its name or a bracket behind.

    >>> [is_not_taken_up(text) for text in ("□ 미반영 사업", "3. 쉼터 조성(미반영)", "부서 요구액(심의 전)")]
    [True, True, True]
    >>> [is_not_taken_up(text) for text in ("학업중단 사업", "투자심사 제외 사업", "투자계획(인건비 제외)")]
    [False, False, False]
    """
    text = out_of_brackets(single_spaced(title))
    if any(is_word("not_taken_aside", found["inside"]) for found in ASIDE.finditer(text)):
        return True
    name = NUMBER.sub("", ASIDE.sub(" ", text)).strip()
    return _ends_so().search(name) is not None or _is_nothing_else().fullmatch(name) is not None


@cache
def _listed() -> str:
    """What may stand behind such works and only says that they are listed or what they would cost: 현황, 투자계획."""
    return rf"(?:\s*(?:{spaced_pattern('list_of_works')}))*"


@cache
def _ends_so() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<!\p{{Hangul}})(?:{spaced_pattern('not_taken')}){_listed()}$")


@cache
def _is_nothing_else() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('not_taken_alone')}){_listed()}")
