"""Headings right below a numbered work that say no subject of their own, and so head a part of it: □ 이행지표.

What a name says but for words for deeds and for forms is its subject: 하천 정비 has one, 운영계획 and 국비확보 방안
have none. A name that has one and ends as a form's part does is a part of the work where it stands beside one, or
where several works have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import regex

from extract.outline.headings.heading import Heading
from extract.outline.headings.same_parts import CODES, FEWEST, NEVER_PARTS, NO_PARTS, OF_CHAPTERS, Named
from extract.vocabulary import ends_with_word, is_word, words, words_printed_for
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import CLOSING, DOTS, OPENING

ASIDE = lazy_pattern(rf"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]")
OF_FORMS = ("form_word_before", "form_part_end", "section", "section_word", "funding")
OF_DEEDS = ("deed_end", "year_noun")
MOST_WORDS = 3  # of a name with a subject that may be a part; more say a work


def parts_of_works(headings: Sequence[Heading]) -> frozenset[Named]:
    """The headings, by mark and name, that are parts of the numbered works right above them."""
    below: defaultdict[int, list[Heading]] = defaultdict(list)
    for heading in headings:
        if may_be_a_part(heading):
            below[heading.above[-1].block].append(heading)
    works: defaultdict[Named, set[int]] = defaultdict(set)
    sure: set[Named] = set()
    for block, siblings in below.items():
        unknown = [heading for heading in siblings if not heading.part]
        for heading in unknown:
            works[named(heading)].add(block)
            if says_no_subject(heading.name) or _is_beside_parts(heading, siblings, unknown):
                sure.add(named(heading))
    several = {each for each, blocks in works.items() if len(blocks) >= FEWEST}
    return frozenset(sure | {each for each in several if ends_with_word("form_part_end", each[1])})


def named(heading: Heading) -> Named:
    """The mark and the name by which headings are told to be parts."""
    return heading.series, bare(heading.name)


def may_be_a_part(heading: Heading) -> bool:
    """Whether a heading stands right below a numbered work, and no word or code says that it is a work itself."""
    if not heading.above or heading.series in CODES or heading.series.startswith(NEVER_PARTS):
        return False
    over = heading.above[-1]
    is_work = not over.part and over.series not in OF_CHAPTERS and over.series != "strategy"
    return is_work and bool(over.ordinal or over.series in CODES)


def says_no_subject(name: str) -> bool:
    """Whether a name ends as the part of a form does, and says but for that only deeds and payers.

    >>> [says_no_subject(name) for name in ("이행지표", "국비확보 방안", "인력 및 예산", "하천 정비", "도시계획")]
    [True, True, True, False, False]
    """
    said = bare(ASIDE.sub("", name))
    is_end = ends_with_word("form_part_end", said) or _means_secured().search(said) is not None
    is_end = is_end or is_word("form_word_before", said)  # a text has lost where the head of the table begins
    return is_end and _of_no_subject().fullmatch(said) is not None


def ends_as_a_part(name: str) -> bool:
    """Whether a short name with a subject ends as the part of a form does: 에너지 절감 목표."""
    said = ASIDE.sub("", name).strip()
    return len(said.split()) <= MOST_WORDS and ends_with_word("form_part_end", said)


def _is_beside_parts(heading: Heading, siblings: Sequence[Heading], unknown: Sequence[Heading]) -> bool:
    """Whether all that stands right below a work beside known parts ends as a part; of plans there is only one.

    Several plans below one heading, 도시계획 and 경관계획, may be what it plans. Below a code one that ends so may
    stand alone.
    """
    if not ends_as_a_part(heading.name):
        return False
    others = [each for each in unknown if not says_no_subject(each.name)]
    plans = [each for each in others if each.name.endswith(words_printed_for("form_part_end", "plan"))]
    if any(each.part in NO_PARTS for each in siblings):
        return len(plans) <= 1 and all(ends_as_a_part(each.name) for each in others)
    return heading.above[-1].series in CODES and others == [heading] and not plans


@cache
def _of_no_subject() -> regex.Pattern[str]:
    """Names joined of words for forms, each with one deed at most: of several the first is often what is done for."""
    form, deed = _any_of(*OF_FORMS), _any_of(*OF_DEEDS)
    one = rf"(?:{form})*(?:(?:{deed})(?:{form})*)?"
    return lazy_pattern(rf"{one}(?:(?:및|[{DOTS}/,]){one})*")


def _any_of(*kinds: str) -> str:
    known = {bare(word) for kind in kinds for word in words(kind)}
    return "|".join(regex.escape(word) for word in sorted(known, key=lambda word: (-len(word), word)))


@cache
def _means_secured() -> regex.Pattern[str]:
    """Means that are secured: 재원확보, 국비 확보."""
    return lazy_pattern(rf"(?:{_any_of('funding', 'needed_budget')})(?:{_any_of('secured')})$")
