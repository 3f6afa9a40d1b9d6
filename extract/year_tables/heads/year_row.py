"""Which row of a grid is the one that names its years."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from extract.vocabulary import has_word
from extract.year_tables.heads.cells import TIMES, VALUE, Span, set_of
from extract.year_tables.heads.editions import are_versions
from extract.year_tables.series import names_series
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.years import YearReading, find_years, is_damaged_year, read_year

MIN_GROUPS = 2  # series or versions that each have years of their own
MIN_YEARS = 2  # years or periods of a row that is a head
BESIDE_ONE_YEAR = frozenset({"total", "prior", "later", "baseline"})
WORD = lazy_pattern(r"\s*[(\[]?\s*\p{L}")
YEAR_FIRST = lazy_pattern(r"\s*(?:19|20)\d\d(?![\d,.])")  # and a word that is not known
SEVERAL_YEARS = lazy_pattern(r"\s*(?:19|20)\d\d(?:\s?년)?(?:\s?[,.]\s?(?:19|20)?\d\d(?:\s?년)?)+\s*")


def names_years(cells: Sequence[Cell], readings: Sequence[YearReading], above: Sequence[Cell] = ()) -> bool:
    """Whether a row is the year row: two years or more, in order, and no value beside them.

    The same years may stand again below another series (사업량, 사업비).
    """
    times = [
        (cell, reading)
        for (cell, reading), before in zip(zip(cells, readings, strict=True), [None, *cells[:-1]], strict=True)
        if reading.kind in TIMES and not (before and same_cell(cell, before))
    ]
    said = [reading for _, reading in times]
    ordered = _in_order(said) or _beside_final_goal(said, readings, above) or _in_groups(readings, above)
    if len(times) < MIN_YEARS or not ordered:
        return False
    others = [
        cell
        for cell, reading in zip(cells, readings, strict=True)
        if reading.kind == "text" and VALUE.match(cell.text) and not _is_of_time(cell.text)
    ]
    return len(others) <= len(times) // 4


def _in_order(times: Sequence[YearReading]) -> bool:
    """Whether times stand in their order, or one year after the other in the falling one.

    A period of two years or more of the row may stand anywhere, as a total of them does.
    """
    single = {reading.year for reading in times if reading.kind != "period"}
    years = [reading.year for reading in times if reading.year is not None and not _spans(reading, single)]
    rising = all(left <= right for left, right in pairwise(years))
    return rising or all(left - right == 1 for left, right in pairwise(years))


def _beside_final_goal(times: Sequence[YearReading], readings: Sequence[YearReading], above: Sequence[Cell]) -> bool:
    """Whether the years stand in order beside the last of them, which says that it is the goal: 목표치 (’28).

    So do they beside one that lies ahead of them all.
    """
    goals = [time for time in times[:-1] if has_word("goal_head", time.qualifier)]
    others = [time for time in times if time not in goals]
    if len(goals) == 1 and len(others) >= MIN_YEARS and (goals[0].year or 0) >= (others[-1].year or 0):
        return _in_order(others)  # 2025 | 2030 목표 | 2026 | 2027 | …
    first, *rest = times
    if not above or len(rest) < MIN_YEARS or first.year != rest[-1].year or not _in_order(rest):
        return False
    over = [cell for cell, reading in zip(above, readings, strict=True) if reading.kind in TIMES]
    return has_word("goal_head", over[0].text) and not any(same_cell(over[0], cell) for cell in over[1:])


def _spans(period: YearReading, single: Set[int | None]) -> bool:
    """Whether a period begins and ends with years that the row names one by one as well."""
    return period.kind == "period" and {period.year, period.year_to} <= single


def _is_of_time(text: str) -> bool:
    """Whether a text that is no year begins like one, names several (2024, 2025), or is a year with damaged digits."""
    return bool(YEAR_FIRST.match(text) or SEVERAL_YEARS.fullmatch(text)) or is_damaged_year(text)


def _is_of_year(text: str, year: int | None) -> bool:
    """Whether a text begins with this year and names no other one: 2025년 분기별 계획 beside 2025년 목표."""
    return bool(YEAR_FIRST.match(text)) and {reading.year for reading in find_years(text)} == {year}


def _in_groups(readings: Sequence[YearReading], above: Sequence[Cell]) -> bool:
    """Whether a row names the same years, in order, below each of several series, or years below each of two versions.

    ’22~’26 and ’23~’27 are versions as well as 당초 and 변경.
    """
    groups: dict[Key, list[int]] = {}
    heads: dict[Key, str] = {}
    for cell, reading in zip(above, readings, strict=False):
        if reading.kind in TIMES and reading.year is not None:
            heads[cell_key(cell)] = cell.text
            groups.setdefault(cell_key(cell), []).append(reading.year)
    if len(groups) < MIN_GROUPS or any(years != sorted(set(years)) for years in groups.values()):
        return False
    if are_versions(list(heads.values())):
        return all(len(years) >= MIN_YEARS for years in groups.values())
    first = next(iter(groups.values()))
    return all(map(names_series, heads.values())) and all(years == first for years in groups.values())


def names_one_year(cells: Sequence[Cell], readings: Sequence[YearReading], *, titled: bool) -> bool:
    """Whether a row names a single year, and that beside what was before it or is to follow, or as planned."""
    distinct = set_of(cells)
    at = {cell_key(cell): place for place, cell in reversed([*enumerate(cells)])}
    read = [readings[at[cell_key(cell)]] for cell in distinct]
    years = [reading for reading in read if reading.kind in TIMES]
    if len(years) != 1 or years[0].kind != "year" or read[0].kind != "text":
        return False
    if any(
        reading.kind == "text" and VALUE.match(cell.text) and not _is_of_year(cell.text, years[0].year)
        for cell, reading in zip(distinct, read, strict=True)
    ):
        return False
    planned = titled or has_word("plan_word", years[0].qualifier)
    return planned or any(reading.kind in BESIDE_ONE_YEAR for reading in read)


def span_of(readings: Sequence[YearReading]) -> Span:
    """First and last year of a row: beside 29년 and 31년 a 30년 is no duration."""
    years = [reading.year for reading in readings if reading.year is not None]
    return (min(years), max(years)) if len(years) >= MIN_YEARS else None


def is_body(cells: Sequence[Cell]) -> bool:
    """Whether a row above any year row already holds values, so that no head will follow."""
    distinct = set_of(cells)
    return sum(map(_is_value, distinct)) >= MIN_YEARS and not _are_pairs(distinct)


def _is_value(cell: Cell) -> bool:
    """Whether a cell is a value, and not the head of what was before the years below or is to follow: 2025까지."""
    return bool(VALUE.match(cell.text)) and read_year(cell.text).kind not in BESIDE_ONE_YEAR


def _are_pairs(cells: Sequence[Cell]) -> bool:
    """Whether a row of a form names each of its answers: 사업기간 | 2025~2028 | 총사업비 | 12,000백만원."""
    names, answers = cells[-2::-2], cells[::-2]
    first = answers[-1] if len(cells) % 2 else None  # the name of the group of pairs
    named = all(WORD.match(cell.text) for cell in (*names, *([first] if first else [])))
    return len(names) >= MIN_YEARS and named and any(map(_is_value, answers))
