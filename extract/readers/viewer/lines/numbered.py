"""Headings of a flattened text that bear one number or letter: 1. 가. 1) ① 1, and what is printed for them: [1] 1)이름.

A number alone is no mark, since values and sentences bear numbers too. It is one where its series counts on and another
mark stands soon behind it. What is glued to its name or stands in brackets is one only where the series proves it: the
number before it was one, or the next is, or the same words follow it as follow others of its kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

import msgspec
import regex
from msgspec.structs import replace

from extract.readers.viewer.lines.mark import LONGEST_HEADING, Mark, has_values
from extract.vocabulary import is_word
from plan.patterns import lazy_pattern
from plan.script import CIRCLED, CLOSING, OPENING, QUOTE, SAID_OPEN, counted
from plan.years import is_part_of_year, read_year

HANGUL = "가나다라마바사아자차카타파하"
NAME = rf"[\p{{Hangul}}A-Za-z{SAID_OPEN}(]"
OF_YEAR = rf"(?:(?:19|20)\d\d|{QUOTE}\d\d)년도?\s\p{{Hangul}}"  # 5. 2027년 추진일정
NUMBER_IN_NAME = r"\d{2,4}(?!년|개|명|억|만|천|백)\p{Hangul}{2}"  # 가. 119구급차 배치
SPACED = lazy_pattern(
    rf"(?<!\S)(?<!\d\.\s)(?:(?P<dot>\d{{1,3}})\.\s+|(?P<ga>[{HANGUL}])\.\s+|(?P<bracket>\d{{1,3}})\)\s+"
    rf"|(?P<circle>[{CIRCLED}])\s*|(?P<bare>\d{{1,3}})\s+)(?=[\p{{Hangul}}A-Za-z{SAID_OPEN}]|(?<=\.\s+){OF_YEAR}|(?<=[{HANGUL}]\.\s+){NUMBER_IN_NAME})"
)
LOOSE = lazy_pattern(
    rf"(?<!\S)(?<!\d\.\s)(?:(?:(?P<dot>\d{{1,3}})\.|(?P<ga>[{HANGUL}])\.|(?P<bracket>\d{{1,3}})\))(?=\p{{Hangul}})"
    rf"|(?P<ga_bracket>[{HANGUL}])\)\s*(?={NAME})"
    rf"|[{OPENING}]\s?(?:(?P<digits>\d{{1,3}})|(?P<letters>[{HANGUL}])|(?P<circles>[{CIRCLED}]))\s?[{CLOSING}]\s*(?={NAME}))"
)
ALIKE = {  # a number in brackets may be the next of a series that is printed without them
    "digits": ("digits", "bracket", "dot", "bare"),
    "letters": ("letters", "ga", "ga_bracket"),
    "circles": ("circles", "circle"),
}
FEWEST_LED = 3  # headings of one kind with the same words behind them
FIRST_OF_CODE = lazy_pattern(rf"[{OPENING}]?(\d{{1,2}})\s?[-.]\s?\d")
OVER_TABLES = frozenset(("dot", "ga"))  # series of headings over tables with no mark between
FURTHEST = 120  # characters from the first label of a head to its second year
FEWEST_TIMES = 2  # that make a head
WORD = lazy_pattern(r"\S+")
LEAD = lazy_pattern(r"\S+(?:\s+\S+)?")


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number that may head a name: where it stands, its series, and whether it is glued to a name or in brackets."""

    start: int
    end: int
    series: str
    ordinal: int
    is_loose: bool
    lead: str = ""
    is_over_values: bool = False  # a table may stand between it and the next mark, or it begins a row of one


def numbered(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The headings among the numbers of a text, whose other marks are given in order."""
    numbers = _Numbers(text, marks)
    series = _Series(numbers)
    for at, each in enumerate(numbers.fitting):
        if series.takes(at, each):
            yield Mark(each.start, "heading")


class _Series:
    """How far each series has counted, and under which headings one begins."""

    def __init__(self, numbers: _Numbers) -> None:
        self._numbers = numbers
        self._last: dict[str, int] = {}
        self._passed: dict[str, int] = {}  # the number of each series that stood there in brackets
        self._begun_under: set[tuple[str, str]] = set()  # of each series that of the heading right before its 1
        self._before: Number | None = None

    def takes(self, at: int, each: Number) -> bool:
        """Whether a number is a heading; if so it is counted."""
        over = self._before.series if self._before and self._numbers.is_right_behind(self._before, each) else ""
        if each.is_over_values and self._last.get(each.series, 0) != each.ordinal - 1:
            return False
        fits = self._begun(at, each, over) if each.ordinal == 1 else self._counting_on(each)
        if not (fits or (each.ordinal == 1 and not each.is_loose) or self._numbers.is_led(each)):
            return False
        self._last[each.series] = each.ordinal
        self._passed.update(dict.fromkeys(fits, each.ordinal))
        if over and each.ordinal == 1:
            self._begun_under.add((each.series, over))
        self._before = each
        return True

    def _counting_on(self, each: Number) -> list[str]:
        """The series that a number is the next of."""
        counts = (self._last, self._passed)
        return [series for series in _alike(each) if each.ordinal in [count.get(series, 0) + 1 for count in counts]]

    def _begun(self, at: int, each: Number, over: str) -> list[str]:
        """The series that a number 1 begins by what follows, or else by what it stands under."""
        under = [series for series in _alike(each) if (series, over) in self._begun_under]
        return self._numbers.counted_on(at) or under


def _alike(each: Number) -> tuple[str, ...]:
    return ALIKE.get(each.series, (each.series,))


class _Numbers:
    """The numbers of a text before names that another mark follows soon."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text, self._marks = text, marks
        self._starts = [mark.start for mark in marks]
        spaced = [_number(found, is_loose=False) for found in SPACED.finditer(text)]
        loose = [each for found in LOOSE.finditer(text) if self._is_near(each := _number(found, is_loose=True))]
        loose = [one for one, other in zip_longest(loose, loose[1:]) if not self._is_listed(one, other)]
        every = sorted([*spaced, *loose], key=lambda each: each.start)
        self._begins = [each.start for each in every]
        fitting = [each for each in every if self._fits(each)]
        fitting += [replace(each, is_over_values=True) for each in self._behind_tables(every, fitting)]
        fitting.sort(key=lambda each: each.start)
        self.fitting = [replace(each, lead=self._lead(each)) for each in fitting]

    def _behind_tables(self, every: Sequence[Number], fitting: Sequence[Number]) -> Iterator[Number]:
        """The numbers right behind a value that follow one that fits, in whose name or behind it stand values.

        Those of the rows of a table count on from each other, none of which fits.
        """
        known = set(fitting)
        before: dict[str, Number] = {}
        for each in every:
            last = before.get(each.series)
            if each in known or each.series not in OVER_TABLES or each.is_loose:
                before[each.series] = each
                continue
            counts_on = last is not None and last in known and each.ordinal == last.ordinal + 1
            if counts_on and self._is_behind_value(each):
                known.add(each)
                yield each
            before[each.series] = each

    def counted_on(self, at: int) -> list[str]:
        """The series of the number 2 that stands behind a number 1, before another 1 of the first one's series."""
        own = self.fitting[at].series
        alike = _alike(self.fitting[at])
        for each in self.fitting[at + 1 :]:
            if each.series == own and each.ordinal == 1:
                break
            if each.series in alike and each.ordinal == 2:
                return [each.series]
        return []

    def is_right_behind(self, before: Number, each: Number) -> bool:
        """Whether nothing but a name stands between two numbers."""
        following = self._following(before)
        return each.start - before.end <= LONGEST_HEADING and (following is None or each.start < following.start)

    def is_led(self, each: Number) -> bool:
        """Whether the same words stand behind it as behind others of its kind, whatever its number.

        A bare number behind another one may be a value.
        """
        may_lead = each.series != "bare" or not self._is_behind_value(each)
        return may_lead and bool(each.lead) and self._leads[each.series, each.lead] >= FEWEST_LED

    def _is_behind_value(self, each: Number) -> bool:
        before = self._text[max(each.start - LONGEST_HEADING, 0) : each.start].split()
        return bool(before) and not any(mark.isalpha() for mark in before[-1])

    @cached_property
    def _leads(self) -> Counter[tuple[str, str]]:
        return Counter((each.series, each.lead) for each in self.fitting)

    def _lead(self, each: Number) -> str:
        mark = self._following(each)
        if mark and mark.kind == "office":  # of the programme, behind its name
            mark = self._following_at(mark.start)
        found = LEAD.match(self._text, mark.start) if mark and mark.kind in ("bullet", "dash") else None
        return found[0] if found else ""

    def _following(self, each: Number) -> Mark | None:
        return self._following_at(each.start)

    def _following_at(self, position: int) -> Mark | None:
        at = bisect_right(self._starts, position)
        return self._marks[at] if at < len(self._marks) else None

    def _kind_of_next(self, mark: Mark) -> str:
        """What begins the line behind a name: an office in brackets stands on the name's own."""
        behind = self._following_at(mark.start) if mark.kind == "office" else mark
        return behind.kind if behind else ""

    def _is_near(self, each: Number) -> bool:
        following = self._following(each)
        if following is None or following.start - each.end > LONGEST_HEADING:
            return False
        return not has_values(self._text[each.end : following.start])

    def _is_listed(self, one: Number, other: Number | None) -> bool:
        """Whether the next of its series stands behind a number with no mark between: a list in a cell, no heading."""
        following = self._following(one)
        return other is not None and other.series == one.series and (following is None or other.start < following.start)

    def _fits(self, each: Number) -> bool:
        """Whether a name and no values stands between a number and the next mark or number, and no prose."""
        at = bisect_right(self._starts, each.start)
        if at and self._marks[at - 1].end > each.start:
            return False  # the number of a heading that has words before it: 전략 1.
        following = self._following(each)
        is_bare = each.series == "bare"
        if following is None or (following.kind == "code" and not is_bare):
            return False
        if is_bare and self._kind_of_next(following) not in ("bullet", "unit") and not self._is_over(each, following):
            return False
        end = following.start
        if not is_bare:
            other = bisect_right(self._begins, each.end - 1)
            end = min(end, self._begins[other] if other < len(self._begins) else len(self._text))
        if each.series in OVER_TABLES and not each.is_loose:
            end = self._head_within(each.end, end)
        return end - each.end <= LONGEST_HEADING and not has_values(self._text[each.end : end])

    def _head_within(self, start: int, end: int) -> int:
        """Where a head of years or parts of a year begins behind a name, no value between: 구분 | 2027년 | 2028년."""
        words = list(WORD.finditer(self._text, start, min(end, start + LONGEST_HEADING)))
        for at, word in enumerate(words[1:], 1):
            if is_word("head_label", word[0]):
                said = [found[0] for found in WORD.finditer(self._text, word.end(), min(end, word.end() + FURTHEST))]
                times = [is_part_of_year(text) or read_year(text).kind in ("year", "total") for text in said]
                between = said[: times.index(True)] if True in times else said
                if sum(times) >= FEWEST_TIMES and not any(text[0].isdecimal() for text in between):
                    return words[at].start()
        return end

    def _is_over(self, each: Number, following: Mark) -> bool:
        """Whether the heading behind a number is one of its own: 2 맑은 물 2-2 하천 정비."""
        code = FIRST_OF_CODE.match(self._text, following.start) if following.kind in ("heading", "code") else None
        return code is not None and int(code[1]) == each.ordinal


def _number(found: regex.Match[str], *, is_loose: bool) -> Number:
    series, value = next((name, value) for name, value in found.groupdict().items() if value)
    return Number(found.start(), found.end(), series, _ordinal(value), is_loose)


def _ordinal(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return HANGUL.index(text) + 1 if text in HANGUL else counted(text[:1])
