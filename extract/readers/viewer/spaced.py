"""Short words of heads and labels that are printed with a space between their syllables: 소 계, 국 비, 사 업 명."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.vocabulary import words
from plan.forms import bare

KINDS = (
    "head_label",
    "remark_head",
    "unit_head",
    "funding",
    "goal_row",
    "actual_row",
    "qualifier",
    "department_label",
    "describing_head",
    "number_label",
    "remark_word",
)
TIMES = frozenset(("소계", "합계", "총계", "누계", "현재", "향후", "이후", "이전"))
LONGEST = 4  # syllables of such a word


@cache
def _known() -> frozenset[str]:
    spelled = {bare(word) for kind in KINDS for word in words(kind)}
    return TIMES | {word for word in spelled if 1 < len(word) <= LONGEST}


def spaced_words(syllables: Sequence[str]) -> list[int]:
    """Words that stand one behind the other, each of one syllable, as how many of them each word has.

    Of all ways to read them that which leaves the fewest syllables alone: 구 비 비 고 is 구비 비고.
    """
    best: list[tuple[int, list[int]]] = [(0, [])]
    for end in range(1, len(syllables) + 1):
        alone, counts = best[end - 1]
        found = (alone + 1, [*counts, 1])
        for count in range(2, min(LONGEST, end) + 1):
            alone, counts = best[end - count]
            if alone < found[0] and "".join(syllables[end - count : end]) in _known():
                found = (alone, [*counts, count])
        best.append(found)
    return best[-1][1]
