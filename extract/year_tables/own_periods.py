"""Numbered years whose table says itself when each of them is: 1년차 beside ’26.4월~’26.12월."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.vocabulary import ends_with_word, is_word
from extract.year_tables.grid import Grid
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import RowLeftOut
from plan.script import DASHES, QUOTE, SPAN
from plan.years import read_year

TOP_ROWS = 3  # in which the years are numbered
MIN_YEARS = 2  # numbered years; 1차년도 alone may be a label
YEAR = rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d|[2-4]\d(?=\s?[.년]))"
DAY = r"\d{1,2}\s?[.월]?(?:\s?\d{1,2}\s?[.일]?)?"
PERIOD = lazy_pattern(rf"(?P<first>{YEAR})\s?[.년]\s?{DAY}\s?[{SPAN}]\s?(?:(?P<last>{YEAR})\s?[.년]\s?)?{DAY}\s?\.?")
A_YEAR = lazy_pattern(rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)(?:\s?년)?(?:\s?\((?:예정|완료)\))?")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # 2026.4.1.~2030.12.31.(3+2년)


def is_period(cell: Cell) -> bool:
    """Whether the cell holds a period of days or months and nothing else."""
    return _period(cell.text) is not None


def only_periods(cells: Sequence[Cell]) -> bool:
    """Whether some of the cells are periods of days or months, and no other cell holds a word or a number."""
    others = (ASIDE.sub("", cell.text) for cell in cells if not is_period(cell))
    return any(map(is_period, cells)) and not any(bare(text).strip("-~.") for text in others)


def rows_of_time(body: Grid, labels: Sequence[int], first: int) -> tuple[RowLeftOut, ...]:
    """The rows that say when something is done and how long that takes: 기간 with its periods, and 개월수 beside it.

    So does one of 준공연도 that holds years.
    """
    named = [number for number, row in enumerate(body) if any(is_word("period_head", row[at].text) for at in labels)]
    if not any(map(is_period, (cell for number in named for cell in body[number]))):
        named = []
    of_years = [number for number, row in enumerate(body) if _says_years(row, labels)]
    return tuple(RowLeftOut(row=first + number, rule="period-row") for number in sorted({*named, *of_years}))


def only_years(cells: Sequence[Cell], name: str) -> bool:
    """Whether what has a name of times (준공연도) holds years and nothing else, which are no amounts."""
    filled = (text for cell in cells if (text := cell.text.strip()) and text not in DASHES)
    first = next(filled, "")
    if not A_YEAR.fullmatch(first) or not all(map(A_YEAR.fullmatch, filled)):
        return False
    return ends_with_word("time_of_row", ASIDE.sub("", name))


def _says_years(row: Sequence[Cell], labels: Sequence[int]) -> bool:
    cells = [cell for at, cell in enumerate(row) if at not in labels]
    return any(only_years(cells, row[at].text) for at in labels)


def first_year_of(grid: Grid) -> tuple[int | None, bool]:
    """The year of 1차년도 by the periods printed with the numbered years, and whether they contradict each other.

    They do where a numbered year reaches over two calendar years, or where the rows begin in different years.
    """
    for number in range(min(TOP_ROWS, len(grid) - 1)):
        numbered = dict(_numbered(grid[number]))
        if len(set(numbered.values())) < MIN_YEARS:
            continue
        said = [
            (ordinal, period)
            for row in grid[number + 1 :]
            for column, ordinal in numbered.items()
            if (period := _period(row[column].text))
        ]
        if {ordinal for ordinal, _ in said} != set(numbered.values()):
            return None, False  # not every one of them says when it is
        firsts = {first - ordinal + 1 if first == last else None for ordinal, (first, last) in said}
        first_year = firsts.pop() if len(firsts) == 1 else None
        return first_year, first_year is None
    return None, False


def _numbered(row: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    for column, cell in enumerate(row):
        reading = read_year(" ".join(cell.text.split()))
        if reading.kind == "ordinal_year" and reading.ordinal:
            yield column, reading.ordinal


def _period(text: str) -> tuple[int, int] | None:
    found = PERIOD.fullmatch(ASIDE.sub("", " ".join(text.split())).strip())
    first = _year(found, "first") if found else None
    if found is None or first is None:
        return None
    last = _year(found, "last") if found["last"] else first
    return (first, last) if last is not None else None


def _year(found: regex.Match[str], group: str) -> int | None:
    return read_year(f"{found[group]}년").year
