"""Runs of values that no table took: each could be a row of a plan, and is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.readers.viewer.heads import TIMES, YEARISH
from extract.readers.viewer.items import Item, runs_of
from extract.readers.viewer.lines.marks import Marks
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.rows.flat_table import Refused
from extract.vocabulary import has_word, is_word
from plan.patterns import lazy_pattern
from plan.years import is_damaged_year, is_part_of_year, is_time_without_year, read_year

SHORTEST = 3  # values side by side that could be a row
SHORTEST_OF_ONE_YEAR = 2  # values side by side below a head without years: 목표 | 예산
FEWEST_OF_ONE_YEAR = 2  # rows of such values that make a table
LONGEST_LINE = 12  # words of the line over a head without years that says its year
LONGEST_TITLE = 160  # characters in front of a table that say what it is about
FEWEST_TIMES = 2  # words of years without which no run of values is a yearly one
AROUND = ("prior", "later")  # 기투자, 향후: words that stand round the years of a plan
DIGITS = lazy_pattern(r"\d")
KO = "표의 머리를 읽지 못해 이 값들이 무엇인지 알 수 없습니다: '{words}'."
EN = "The head of the table was not read, so what these values are is not known: '{words}'."


def stray_runs(printed: Printed, marks: Marks, start: int, end: int) -> Iterator[Refused]:
    """One for each block of a part of the text that has such a run below words of years."""
    cuts = [start, *(at for at in marks.lines(start, end) if at > start), end]
    for left, right in pairwise(cuts):
        every = list(runs_of(printed.text, left, right))
        runs = [run for run in every if _is_row(run)]
        is_below_times = bool(runs) and _names_times(printed, left, right)
        if runs and not is_below_times:
            is_below_times = len(runs) >= FEWEST_OF_ONE_YEAR and _is_budget_of_one_year(printed, left, runs[0][0].start)
        if not is_below_times:
            runs = [run for run in every if _is_row(run, SHORTEST_OF_ONE_YEAR)]
            is_below_times = len(runs) >= FEWEST_OF_ONE_YEAR and _is_of_one_year(printed, left, runs[-1][0].start)
        if is_below_times and not is_of_the_past(printed.text, marks, left, right):
            first = max(left, runs[0][0].start)
            words = printed.between(first, runs[-1][-1].end)
            yield Refused(left, runs[-1][-1].end, KO.format(words=words), EN.format(words=words))


def _is_of_one_year(printed: Printed, start: int, end: int) -> bool:
    """Whether the line over a head without years says of which year its goals are: 2025년 목표 구분 …"""
    words = printed.words(start, end)
    head = next((at for at, word in enumerate(words) if is_word("head_label", word.text)), 0)
    said = printed.between(words[0].start, words[head].start) if head else ""
    return (
        head <= LONGEST_LINE
        and has_word("planned", said)
        and any(YEARISH.search(word.text) and read_year(word.text).kind == "year" for word in words[:head])
    )


def _is_budget_of_one_year(printed: Printed, start: int, end: int) -> bool:
    """Whether the head right before the values says the year of a budget: 과제명 2026년 예산 비고 계 국비 시비 총계."""
    near = printed.words(start, end)[-LONGEST_LINE:]
    return any(
        YEARISH.search(word.text) and read_year(word.text).kind == "year" and is_word("needed_budget", behind.text)
        for word, behind in pairwise(near)
    )


def _is_row(run: list[Item], shortest: int = SHORTEST) -> bool:
    numbers = [item for item in run if item.is_number or item.is_dash or item.is_word]
    return len(numbers) >= shortest and any(item.is_number for item in numbers)


def _names_times(printed: Printed, start: int, end: int) -> bool:
    times = 0
    is_behind_part = False
    before = ""
    for token in printed.words(start, end):
        is_date = token.text.endswith(".")  # ’14. 9.
        kind = "" if is_date else read_year(token.text).kind
        is_time = kind in AROUND or (kind in TIMES and bool(YEARISH.search(token.text)))
        is_part = is_part_of_year(token.text)
        is_series = kind == "text" and _counts_on(before, token.text)
        times += not is_date and (is_time or _is_unread_time(token.text) or is_series or (is_part and is_behind_part))
        times += is_series  # the first of them was not known as a time
        is_behind_part = is_part  # 1분기 2분기 3분기: beside each other they are a head
        before = token.text
    return times >= FEWEST_TIMES


def _counts_on(before: str, word: str) -> bool:
    """Whether two words side by side hold years and differ in their digits only: 2026년차 2027년차."""
    if before == word or not (YEARISH.match(before) and YEARISH.match(word)):
        return False
    return DIGITS.sub("", before) == DIGITS.sub("", word)


def _is_unread_time(word: str) -> bool:
    """Whether a word is a damaged year, or a stage or a year without its number; a month stands in any sentence."""
    return is_damaged_year(word) or (is_time_without_year(word) and not is_part_of_year(word))


def is_of_the_past(text: str, marks: Marks, start: int, end: int) -> bool:
    """Whether a block says by its title or its rows that it is about what was."""
    begin = max(marks.begin_of_block(start), start - LONGEST_TITLE)
    words = text[begin:end].split()
    return has_word("past", text[begin:start]) or any(
        is_word("actual_row", word)
        and value[:1].isdigit()
        and read_year(value).kind != "year"  # 2025년 실적 2026년 목표
        for word, value in pairwise(words)
    )
