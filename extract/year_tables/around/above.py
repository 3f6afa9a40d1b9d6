"""Titles over the goals of a body above the document's own: the nation, a ministry, the province, the head office."""

from __future__ import annotations

from functools import cache

import regex

from extract.vocabulary import has_word, is_word, meaning, spaced_pattern, words
from plan.forms import bare, single_spaced
from plan.patterns import lazy_pattern
from plan.script import CLOSING, COLONS, DASHES, OPENING, TILDES

REFERENCE_IN_FRONT = lazy_pattern(rf"^\W*참고(?:\s?자료)?\s*(?:[{COLONS}{CLOSING}]|\d\s*[{COLONS}{CLOSING}.])\s*")
FOR_REFERENCE = lazy_pattern(rf"[{OPENING}]\s?참고\s?[{CLOSING}]\W*$|{REFERENCE_IN_FRONT.pattern}")
YEARS_IN_FRONT = lazy_pattern(rf"^\W*(?:\d{{4}}(?:\s?년도?)?(?:\s?[{DASHES}{TILDES}]\s?\d{{4}}(?:\s?년)?)?\s*)+")
FIRST = lazy_pattern(r"^\W*(?:제\s?\d+\s?[차기]\s)?(?P<body>\p{Hangul}+)(?=\s|의\s)")
LOCAL_END = ("시", "군", "구")


def is_goal_of_a_body_above(title: str, plain: str, document: str) -> bool:
    """Whether a title says whose goals its table holds, and it is a body above that of the document.

    ``plain`` is the title without its number and what stands in brackets. Who plans is known where the title of the
    document begins with a place or an agency; goals of another's plan (집행계획상) or for reference need no such title.

    >>> of_city = lambda title: is_goal_of_a_body_above(title, title, "가온시 물빛 기본계획(2026~2029)")
    >>> of_city("국가 온실가스 감축목표"), of_city("도 종합계획의 목표"), of_city("시 정책목표")
    (True, True, False)
    >>> is_goal_of_a_body_above("국가 목표", "국가 목표", "제2차 물빛 기본계획(2026~2029)")
    False
    """
    if has_word("above_us", document):
        return False
    body = body_of(document)
    if body and _of_the_nation().search(plain):
        return True
    said = _said_of().match(plain)
    if said is None or not _is_above(said["body"], body, document):
        return False
    if FOR_REFERENCE.search(title):
        return _ends_as_others().search(said["rest"]) is not None
    found = _goals_of_it().fullmatch(said["rest"].strip())
    return found is not None and (bool(body) or found["by"] is not None)


def body_of(document: str) -> str:
    """The place or agency that the title of a document begins with, '' where it is of the state or nobody is named."""
    found = FIRST.match(YEARS_IN_FRONT.sub("", single_spaced(document)))
    if found is None:
        return ""
    name = found["body"]
    return name if meaning("province", name) or name.endswith((*LOCAL_END, "도", *words("agency_end"))) else ""


def _is_above(body: str, own: str, document: str) -> bool:
    """Whether a body is above the document's own, which its title does not name."""
    if is_word("province_word", body):
        return own.endswith(LOCAL_END) and not meaning("province", own)
    stem = meaning("province", body) or bare(body)
    return stem not in bare(document)


@cache
def _of_the_nation() -> regex.Pattern[str]:
    """The end of a title over what the nation or its government aims at: 국가 온실가스 감축목표, 정부 목표."""
    return lazy_pattern(rf"(?<!\S)(?:{spaced_pattern('goal_of_the_nation')})$")


@cache
def _said_of() -> regex.Pattern[str]:
    """A title that begins with a body above, and the rest of it."""
    kinds = ("office_above", "institution", "province", "province_word")
    return lazy_pattern(rf"^\W*(?P<body>{'|'.join(map(spaced_pattern, kinds))})(?:의)?(?=\s)(?P<rest>.*)$")


@cache
def _goals_of_it() -> regex.Pattern[str]:
    """The goals of such a body, or of its plan, and of nothing of the document's own: 종합계획의 목표, 정책목표."""
    plans = "|".join(map(spaced_pattern, ("named_plan_end", "implementing")))
    of_plan = rf"[\p{{Hangul}}\s]{{0,12}}?(?:{plans})(?:의\s|(?P<by>상)\s|\s)"
    return lazy_pattern(rf"(?:{of_plan})?(?:{spaced_pattern('goals_above')})?\s?(?:{spaced_pattern('own_goals_end')})")


@cache
def _ends_as_others() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('others_end')})\s*$")
