"""Headings below which a paper tells only what was done: the results of an earlier plan, works that are finished."""

from __future__ import annotations

from collections.abc import Iterable

from extract.vocabulary import begins_with_word, ends_with_word, has_word, is_word, words
from plan.forms import bare, out_of_brackets, single_spaced
from plan.patterns import lazy_pattern
from plan.script import DOTS

ASIDE = lazy_pattern(r"[(\[<].*?[)\]>]")  # 전기(前期) 계획 평가
JOINED = lazy_pattern(rf"\s(?:및|과|와)\s|(?<=\p{{Hangul}})[과와]\s|[{DOTS},/]")  # 성과와 한계, 추진실적 및 계획
TO_COME = ("planned", "own_plan")
NUMBERED_PLAN = lazy_pattern(  # 제1차 기본계획의 평가
    rf"제?\s?(?P<number>\d{{1,2}})\s?[차기](?!\s?(?:[년연]|산업|추경))[\p{{Hangul}}\s{DOTS}]{{0,24}}?계획(?:의\s)?(?P<behind>.*)"
)
FORMER_PLAN = lazy_pattern(rf"[\p{{Hangul}}\s{DOTS}]{{0,24}}?계획(?:의\s)?(?P<behind>.+)")
OF_FORMER = ("past_part", "past_part_alone", "beside_past", "former_plan_part")


def is_past_part(names: Iterable[str]) -> bool:
    """Whether of headings, the nearest first, one that tells only what was done comes before any that plans.

    >>> is_past_part(["복지 분야", "분야별", "민선 8기 공약 추진 실적"]), is_past_part(["투자계획", "추진 성과"])
    (True, False)
    """
    for name in names:
        printed = out_of_brackets(single_spaced(name))
        if any(has_word("planned", aside) for aside in ASIDE.findall(printed)):
            return False  # 주요 성과(목표)
        said = ASIDE.sub("", printed).strip()
        if _tells_what_was_done(said):
            return True
        if any(has_word(kind, said) for kind in TO_COME):
            return False
    return False


def is_of_a_former_plan(names: Iterable[str], document: str) -> bool:
    """Whether a heading tells of the plan before this one, whose goals are past as well.

    It has a smaller number than this one has, or it is evaluated where this one says no number.

    >>> is_of_a_former_plan(["연차별 목표", "제1차 기본계획 평가"], "가온시 제2차 물빛 기본계획")
    True
    >>> is_of_a_former_plan(["제1차 청년기본계획 수립"], "가온시 제2차 물빛 기본계획")
    False
    """
    own = NUMBERED_PLAN.search(ASIDE.sub("", document))
    return any(
        _is_former(ASIDE.sub(" ", out_of_brackets(single_spaced(name))).strip(), int(own["number"]) if own else None)
        for name in names
    )


def _is_former(name: str, own: int | None) -> bool:
    """Whether a heading names a plan before the one of this number, and nothing but what is told of such a plan."""
    if found := NUMBERED_PLAN.search(name):
        is_before = int(found["number"]) < own if own else _tells_what_was_done(name)
    else:
        found = FORMER_PLAN.fullmatch(name)
        is_before = found is not None and begins_with_word("former_plan_begin", name)
    if found is None or not is_before:
        return False
    behind = [part for part in JOINED.split(found["behind"].strip()) if part.strip()]
    return all(any(ends_with_word(kind, part) for kind in OF_FORMER) for part in behind)


def _tells_what_was_done(name: str) -> bool:
    """Whether all that a name joins is past, or is what may stand beside it.

    >>> [_tells_what_was_done(name) for name in ("제2차 계획의 성과와 한계", "그동안의 투자 규모", "추진실적 및 계획")]
    [True, True, False]
    """
    compared = bare(name)
    begin = next(filter(compared.startswith, map(bare, words("past_part_begin"))), "")
    if begin:
        return not has_word("planned", compared.removeprefix(begin))
    parts = [part for part in JOINED.split(name) if part]
    done = [is_word("past_part_alone", part) or ends_with_word("past_part", part) for part in parts]
    beside = (is_word("beside_past", part) for part in parts)
    return any(done) and all(one or other for one, other in zip(done, beside, strict=True))
