"""Headings and titles over works that another body does: 국가 시행사업, 교육청 소관, 정비사업(여울군 자체 추진)."""

from __future__ import annotations

from functools import cache

import regex

from extract.vocabulary import has_word, spaced_pattern
from extract.year_tables.around.above import FOR_REFERENCE, body_of
from plan.forms import bare, single_spaced
from plan.patterns import lazy_pattern
from plan.script import CLOSING, OPENING

ASIDE = lazy_pattern(r"\s*[(\[<][^()\[\]<>]*[)\]>]\s*")
PLACE = r"(?!구청|시청|군청)\p{Hangul}{2,4}(?:시|군|구|도)(?:청)?"


def is_done_by_others(title: str, document: str) -> bool:
    """Whether a heading or title ends as works of a body do that is not the document's own.

    Other offices in general (유관기관) are never its own; a body that is named is another where the title of the
    document names a place or an agency, and this one is none of it.

    >>> of_city = lambda title: is_done_by_others(title, "가온시 물빛 기본계획(2026~2029)")
    >>> [of_city(text) for text in ("4. 국가 시행사업", "교육청 소관 사업", "물길 정비(여울군 자체 추진)")]
    [True, True, True]
    >>> [of_city(text) for text in ("시청 시행사업", "국가 지원사업 유치", "정비(가온시 자체 추진)")]
    [False, False, False]
    """
    text = single_spaced(title)
    if _of_other_offices().search(ASIDE.sub("", text)):
        return not has_word("other_offices", document)
    own = body_of(document)
    is_sure = bool(own) or FOR_REFERENCE.search(text) is not None or has_word("fellow_place", ASIDE.sub("", text))
    found = _works_of().search(ASIDE.sub("", text)) or _in_bracket().search(text)
    return found is not None and is_sure and not _is_own(found["body"], own, document)


def _is_own(body: str, own: str, document: str) -> bool:
    """Whether a body is the document's own or of its place, or both are offices of education."""
    of_place = bool(own) and own[:-1] in body
    of_education = has_word("education_office", body) and has_word("education_office", document)
    return bare(body) in bare(document) or of_place or of_education


@cache
def _works_of() -> regex.Pattern[str]:
    """The end of a title over what a body does: 국가 시행사업, 한국도로공사 시행사업, 도교육청 소관."""
    return lazy_pattern(rf"(?<!\p{{Hangul}})(?P<body>{_bodies()})(?:의)?\s?{_done()}$")


@cache
def _of_other_offices() -> regex.Pattern[str]:
    """The end of a title over what other offices do: 유관기관 협조사항."""
    return lazy_pattern(rf"(?<!\p{{Hangul}})(?:{spaced_pattern('other_offices')})(?:의)?\s?{_done()}$")


@cache
def _in_bracket() -> regex.Pattern[str]:
    """The bracket behind a title that says that a place or a body does it itself: (여울군 자체 추진)."""
    bodies, itself = f"{_bodies()}|{PLACE}", spaced_pattern("done_itself")
    return lazy_pattern(rf"[{OPENING}]\s?(?P<body>{bodies})\s(?:{itself})\s?[{CLOSING}]\W*$")


def _bodies() -> str:
    offices = rf"\p{{Hangul}}{{0,6}}(?:{spaced_pattern('education_office')})"
    return "|".join((spaced_pattern("other_doer"), spaced_pattern("institution"), offices))


def _done() -> str:
    """What a body does, and that it is a list of works: 시행사업, 소관 과제, 협조사항."""
    return rf"(?:{spaced_pattern('done_by')})(?:\s?(?:{spaced_pattern('list_of_works')}))*\W*"
