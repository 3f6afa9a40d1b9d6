"""Headings and titles over what other bodies plan: places that are not the plan's own, nations, bodies above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from extract.vocabulary import TEXTS, ends_with_word, has_word, is_word, meaning, spaced_pattern
from extract.year_tables.around.above import FOR_REFERENCE, REFERENCE_IN_FRONT, is_goal_of_a_body_above
from plan.forms import bare, letters, out_of_brackets, single_spaced
from plan.patterns import lazy_pattern
from plan.script import DOTS

ASIDE = lazy_pattern(r"[(\[<][^()\[\]<>]*[)\]>]")
CAPTION = lazy_pattern(r"^\W*(?:표|그림)\s?[\d.-]+\W*\s*")
PARTS = lazy_pattern(rf"\s(?:및|과|와)\s|[{DOTS},/]")
IN_ASIDE = lazy_pattern(r"[(\[<]\s?(?P<place>\p{Hangul}{1,4}[시군구도])\s?[)\]>]")
OF_A_PLACE = lazy_pattern(r"^\W*(?:제\s?\d+\s?[차기]\s)?\p{Hangul}{2,6}[도시군구](?=\s|의)")  # a title: 가온시 …
LOCAL = lazy_pattern(
    r"^\W*(?:제\s?\d+\s?[차기]\s)?(?P<place>\p{Hangul}{1,4}[시군구])(?:\s|의\s)"
)  # 가온시 …, but no 광역시
ORDINAL = lazy_pattern(r"제\s?(?P<number>\d{1,2})\s?차")


def is_of_others(title: str, headings: Sequence[str], document: str) -> bool:
    """Whether a table's title or a heading over it names another body than the document's, or its chapter is of such.

    >>> is_of_others("경기도 동물복지 종합계획", (), "여울시 반려문화 조성계획(2026~2028)")
    True
    >>> is_of_others("경기도 체육대회 개최", (), "여울시 체육 진흥계획(2026~2028)")
    False
    """
    if headings and _is_part_of_others(headings[0]):
        return True
    texts = (title, *headings)
    return is_goal_of_a_body_above(title, _plain(title), document) or any(
        _names_others(_plain(text), document)
        or _is_of_the_places(text)
        or _is_a_case_elsewhere(text, document)
        or _is_shown_of_another_place(text, document)
        for text in texts
    )


def _is_a_case_elsewhere(text: str, document: str) -> bool:
    """Whether a title shows how others have done it: 우수사례(타 시·군), 우수사례(여울시), 여울시 사례."""
    plain = _plain(text)
    if not ends_with_word("case_ending", plain):
        return False
    named = LOCAL.match(plain) or next(IN_ASIDE.finditer(text), None)
    return _other_places().search(text) is not None or (named is not None and _is_another(named["place"], document))


def _is_shown_of_another_place(text: str, document: str) -> bool:
    """Whether a title shows a plan or the goals of another place for reference: 여울시 물빛 투자계획(참고)."""
    plain = _plain(text)
    named = LOCAL.match(plain) if FOR_REFERENCE.search(text) else None
    is_shown = named is not None and ends_with_word("others_end", plain)
    return is_shown and _is_of_a_place(document) and _is_another(named["place"], document)  # type: ignore[index]


def _is_another(place: str, document: str) -> bool:
    """Whether a name ends as those of places do, and is not the document's own."""
    return not ends_with_word("no_place_end", place) and place not in bare(document)


def is_of_another_place(title: str, headings: Sequence[str], document: str) -> bool:
    """Whether a table's title or a heading over it names the plan or the goals of another place in a local plan.

    >>> is_of_another_place("여울시 동물복지 계획", (), "가온시 동물복지 계획(2026~2028)")
    True
    >>> is_of_another_place("가온시 동물복지 계획", (), "가온시 동물복지 계획(2026~2028)")
    False
    """
    own = LOCAL.match(_plain(document))
    if own is None or meaning("province", own["place"]):
        return False
    return any(_is_plan_of_place(_plain(text), document) for text in (title, *headings))


def is_quoted_from_a_plan(text: str, document: str) -> bool:
    """Whether a title is of what stands in another plan: 항만 기본계획상 물동량, 도 종합계획의 지표.

    Only where the state of things is told: elsewhere what is done with a plan is the document's own.
    """
    found = _in_a_plan().match(_plain(text))
    if found is None or is_word("own_plan_name", found["first"]):
        return False
    return letters(found["name"]) not in letters(document)


@cache
def _in_a_plan() -> regex.Pattern[str]:
    """The name of a plan, and behind 상 or 의 what it says."""
    kinds = rf"(?:{spaced_pattern('numbered_plan')})"
    words = rf"[\p{{Hangul}}\d{DOTS}]+"
    return lazy_pattern(
        rf"^[^\p{{L}}]*(?P<name>(?P<first>{words})(?:\s{words}){{0,4}}?(?<={kinds}))(?:의|상(?:의)?)\s\p{{L}}[\p{{L}}\d{DOTS}\s]{{0,20}}$"
    )


def _is_plan_of_place(text: str, document: str) -> bool:
    found = LOCAL.match(text)
    if found is None or not _is_another(found["place"], document):
        return False
    return any(ends_with_word(kind, text) for kind in ("named_plan_end", "plan_end", "own_goals_end"))


@lru_cache(TEXTS)
def _plain(text: str) -> str:
    said = REFERENCE_IN_FRONT.sub("", CAPTION.sub("", single_spaced(text)))
    return ASIDE.sub("", out_of_brackets(said)).strip()


def _is_part_of_others(chapter: str) -> bool:
    """Whether a chapter looks at what others do, and at nothing else: Ⅱ. 관련 계획, 국내외 동향 및 사례 조사."""
    parts = [part for part in PARTS.split(_plain(chapter)) if part.strip()]
    whole = is_word("others_part", _plain(chapter))
    return whole or (bool(parts) and all(is_word("others_part", part) for part in parts))


def _names_others(text: str, document: str) -> bool:
    return (
        _tells_of_other_places(text, document)
        or _of_nation().match(text) is not None
        or _is_plan_of_province(text, document)
        or _is_numbered_plan(text, document)
    )


def _tells_of_other_places(text: str, document: str) -> bool:
    """Whether a text ends as titles over figures of other places do: 타 시·도 목표 비교, 해외 주요국 동향.

    All places of the country are others only in the plan of one of them.
    """
    first, parted, behind = text.partition(":")
    if not any(ends_with_word("others_end", said) for said in (text, *([first] if parted and behind.strip() else []))):
        return False
    is_elsewhere = _other_places().search(text) is not None
    return is_elsewhere or (has_word("all_places", text) and _is_of_a_place(document))


@cache
def _other_places() -> regex.Pattern[str]:
    """Other places of whom something is told; what is done with them is the document's own: 인근 지자체와 협력 계획."""
    return lazy_pattern(
        rf"(?<!\p{{Hangul}})(?:{spaced_pattern('other_place')})(?!\s?(?:와|과|에|로|을|를)(?:의|게)?\s)"
    )


def _is_of_the_places(text: str) -> bool:
    """Whether a title says that the places below the plan's own plan it, or shows them for reference.

    시·군 자체 안전관리계획, 유관기관 투자계획, 시군별 투자계획(참고): without 참고 the last is the plan's own.
    """
    if not ends_with_word("others_end", _plain(text)):
        return False
    is_shown = FOR_REFERENCE.search(text) is not None and has_word("places_each", text)
    return is_shown or has_word("places_themselves", text)


def _is_of_a_place(document: str) -> bool:
    return OF_A_PLACE.match(document) is not None


@cache
def _of_nation() -> regex.Pattern[str]:
    return lazy_pattern(rf"^(?:{spaced_pattern('nation')})의\s")


def _is_plan_of_province(text: str, document: str) -> bool:
    """Whether a text is the name of a plan of a province that the title of a local plan does not name."""
    first, _, rest = text.partition(" ")
    stem = meaning("province", first)
    is_other = stem != "" and _is_of_a_place(document) and stem not in bare(document)
    return is_other and ends_with_word("named_plan_end", rest)


def _is_numbered_plan(text: str, document: str) -> bool:
    """Whether a text is of a plan counted from the first on that is not the document's: 제3차 물관리 종합계획."""
    found = _numbered_plan().match(text)
    if found is None or letters(found["name"]) in letters(document):
        return False
    own = ORDINAL.search(document)
    return own is None or own["number"] != found["number"] or not document.strip()


@cache
def _numbered_plan() -> regex.Pattern[str]:
    """The name of such a plan, the nation in front of it or not, and behind it nothing but a word for its goals."""
    kinds = rf"(?:{spaced_pattern('numbered_plan')})"
    return lazy_pattern(
        rf"^(?:(?:{spaced_pattern('above_us')})(?:의)?\s)?(?P<name>제\s?(?P<number>\d{{1,2}})\s?차\s?[\p{{Hangul}}{DOTS}\s]{{2,30}}?{kinds})"
        rf"(?:의|상(?:의)?)?(?:\s[\p{{Hangul}}{DOTS}\s]{{0,20}}?(?:{spaced_pattern('own_goals_end')}))?$"
    )
