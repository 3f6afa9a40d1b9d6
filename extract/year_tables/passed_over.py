"""Tables that are no year tables, by named rules: those that nearly are, and those without years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

import msgspec

from extract.amounts import is_amount
from extract.vocabulary import has_word, is_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell, Table
from plan.records.printed import TableDecision
from plan.records.values import LookRule, TakenFor
from plan.script import QUOTE
from plan.years import YearReading, read_year

YEARS_OF_A_TABLE = 2  # cells of a row or column that read as years, from which on a table may be meant as one
YEARS_OF_A_COLUMN = 3  # one below the other, beside amounts, or as lines of one cell, which are no labels by chance
PAIR = 2  # where a plan starts from and what it aims at
ENOUGH_AMOUNTS = 0.5  # share of the filled cells under the years that must be amounts for a plan to be lost
TITLES_OF_NO_PLAN = ("past", "example", "other_body")
LONGEST_YEAR = 24  # characters of a cell that says a year, with a word beside it: 2024년(당초예산)
YEAR = lazy_pattern(rf"(?:19|20)\d\d|{QUOTE}\s?\d\d|\d\s?차?\s?년")
WITH_A_WORD = lazy_pattern(
    rf"(?P<year>(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?(?:년도?)?)\s?\p{{Hangul}}[\p{{Hangul}}\s]{{0,9}}"
)
AMOUNT = lazy_pattern(r"\s*\d[\d,]*(?:\.\d+)?\s?\D{0,6}")
KINDS = ("year", "ordinal_year")


class Looked(msgspec.Struct, frozen=True):
    """What is seen of a table without a head of years: the cells that read as years, and a rule known already."""

    table: Table
    title: str
    span: tuple[int, int] | None
    years: Sequence[Cell]
    known: LookRule | None


def passed_over(table: Table, title: str, span: tuple[int, int] | None, known: LookRule | None = None) -> TableDecision:
    """What a table that is no year table is taken for, by the first rule that holds."""
    looked = Looked(table, title, span, _years_in_line(table, span), known)
    decided = ((rule, taken_for) for rule, taken_for, holds in RULES if holds(looked))
    rule, taken_for = next(decided, WITHOUT_YEARS)
    return TableDecision(
        table=table.place.table if table.place.table is not None else -1,
        rows=table.rows,
        columns=table.columns,
        taken_for=taken_for,
        rule=rule,
        title=title,
        head=" | ".join(single_spaced(cell.text) for cell in looked.years),
        place=table.place,
        pages=table.pages,
    )


def _years_in_line(table: Table, span: tuple[int, int] | None) -> list[Cell]:
    """The cells of the first row, else of the first column, in which enough of them read as years."""
    cells = [cell for cell in table.cells if _is_year(cell.text, span)]
    for where in (attrgetter("row"), attrgetter("column")):
        counts = Counter(map(where, cells))
        line = next((line for line in sorted(counts) if counts[line] >= YEARS_OF_A_TABLE), None)
        if line is not None:
            return [cell for cell in cells if where(cell) == line]
    return []


def _is_year(text: str, span: tuple[int, int] | None) -> bool:
    return len(text) <= LONGEST_YEAR and YEAR.search(text) is not None and _reading(text, span).kind in KINDS


def _reading(text: str, span: tuple[int, int] | None) -> YearReading:
    """What a cell says of a year, be it with a word behind it that is not known: 2026년 식재."""
    said = single_spaced(text)
    found = read_year(said, span=span)
    beside = WITH_A_WORD.fullmatch(said) if found.kind == "text" else None
    return read_year(beside["year"], span=span) if beside else found


def _holds_plan(looked: Looked) -> bool:
    """Whether amounts stand under or beside years of the plan, under no title of the past.

    Two years of its own period are enough, or three that ascend evenly, of which one is of the plan or later, or one
    behind another year time and again: 2025 | 2028 | 2025 | 2028.
    """
    if looked.span is None or any(has_word(kind, looked.title) for kind in TITLES_OF_NO_PLAN):
        return False
    first, last = looked.span
    years = {year for cell in looked.years if (year := _reading(cell.text, looked.span).year)}
    of_plan = sum(first <= year <= last for year in years)
    evenly = max(years, default=0) >= first and _ascend_evenly(looked, years)
    if of_plan < YEARS_OF_A_TABLE and not (evenly or (of_plan and _pair_by_pair(looked, years))):
        return False
    values = [cell for cell in _of_years(looked) if cell.text.strip()]
    amounts = [cell for cell in values if is_amount(cell) and not _is_year(cell.text, looked.span)]
    return len(amounts) >= YEARS_OF_A_TABLE and len(amounts) >= ENOUGH_AMOUNTS * len(values)


def _ascend_evenly(looked: Looked, years: set[int]) -> bool:
    """Whether three years or more follow one another at one distance, in a table that foretells nothing."""
    steps = {after - year for year, after in pairwise(sorted(years))}
    return len(years) >= YEARS_OF_A_COLUMN and len(steps) == 1 and not has_word("forecast", looked.title)


def _pair_by_pair(looked: Looked, years: set[int]) -> bool:
    """Whether two years stand side by side more than once."""
    return len(years) == PAIR and len(looked.years) >= YEARS_OF_A_TABLE * PAIR


def _of_years(looked: Looked) -> Iterator[Cell]:
    """The cells below the years where they stand side by side, else those to their right, or before a last column."""
    across = len({cell.row for cell in looked.years}) == 1
    is_last = all(year.column + year.column_span == looked.table.columns for year in looked.years)
    for cell in looked.table.cells:
        for year in looked.years:
            below = cell.row > year.row and year.column <= cell.column < year.column + year.column_span
            beside = cell.row == year.row and (cell.column < year.column if is_last else cell.column > year.column)
            if below if across else beside:
                yield cell


def _holds_years_down(looked: Looked) -> bool:
    """Whether amounts stand beside three years of a column, two of them of the plan."""
    years = {_reading(cell.text, looked.span).year for cell in looked.years}
    return len({cell.row for cell in looked.years}) > 1 and len(years) >= YEARS_OF_A_COLUMN and _holds_plan(looked)


def _heads_years_down(looked: Looked) -> bool:
    """Whether amounts stand beside years of the plan, few as they are, in a column that is headed 연도."""
    if looked.known != "too-few-years-down":
        return False
    columns = {cell.column for cell in looked.years}
    heads = [cell for cell in looked.table.cells if cell.row == 0 and cell.column in columns]
    return len(columns) == len(heads) == 1 and is_word("years_head", heads[0].text) and _holds_plan(looked)


def _stacks_years(looked: Looked) -> bool:
    """Whether the lines of one cell are years of the plan, and those of a cell beside or below it as many amounts."""
    if looked.span is None or any(has_word(kind, looked.title) for kind in TITLES_OF_NO_PLAN):
        return False
    first, last = looked.span
    lists = [(cell, cell.text.split("\n")) for cell in looked.table.cells if "\n" in cell.text]
    for cell, lines in lists:
        years = {_reading(line, looked.span).year for line in lines if _is_year(line, looked.span)}
        if len(years) == len(lines) >= YEARS_OF_A_COLUMN and any(first <= year <= last for year in years if year):
            beside = [own for other, own in lists if other.row == cell.row or other.column == cell.column]
            return any(len(own) == len(lines) and not _has_year(own, looked) and _are_amounts(own) for own in beside)
    return False


def _has_year(lines: Sequence[str], looked: Looked) -> bool:
    return any(_is_year(line, looked.span) for line in lines)


def _are_amounts(lines: Sequence[str]) -> bool:
    return all(AMOUNT.fullmatch(line) for line in lines)


RULES: tuple[tuple[LookRule, TakenFor, Callable[[Looked], bool]], ...] = (
    ("head-below-not-read", "nearly", lambda looked: looked.known == "head-below-not-read"),
    ("plan-years-without-head", "nearly", _holds_years_down),
    ("plan-years-without-head", "nearly", _stacks_years),
    ("plan-years-without-head", "nearly", _heads_years_down),
    ("too-few-years-down", "nearly", lambda looked: looked.known == "too-few-years-down"),
    ("years-in-boxes", "nearly", lambda looked: looked.known == "years-in-boxes"),
    ("plan-years-without-head", "nearly", lambda looked: looked.known == "plan-years-without-head"),
    ("plan-years-without-head", "nearly", _holds_plan),
    ("years-without-head", "nearly", lambda looked: bool(looked.years)),
    ("year-in-heading", "nearly", lambda looked: looked.known == "year-in-heading"),
    ("times-without-year", "nearly", lambda looked: looked.known == "times-without-year"),
    ("budget-without-year", "nearly", lambda looked: looked.known == "budget-without-year"),
    ("costs-without-year", "nearly", lambda looked: looked.known == "costs-without-year"),
    ("versions-without-year", "comparison", lambda looked: looked.known == "versions-without-year"),
    ("one-line", "no_years", lambda looked: looked.table.rows < 2 or looked.table.columns < 2),
)
WITHOUT_YEARS: tuple[LookRule, TakenFor] = ("no-years", "no_years")
