"""Tables that are no year tables, by named rules: those that nearly are, and those without years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

import msgspec

from extract.vocabulary import has_word
from extract.year_tables.amounts import is_amount
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell, Table
from plan.records.printed import TableDecision
from plan.records.values import LookRule, TakenFor
from plan.script import QUOTE
from plan.years import YearReading, read_year

YEARS_OF_A_TABLE = 2  # cells of a row or column that read as years, from which on a table may be meant as one
ENOUGH_AMOUNTS = 0.5  # share of the filled cells under the years that must be amounts for a plan to be lost
TITLES_OF_NO_PLAN = ("past", "example", "other_body")
LONGEST_YEAR = 24  # characters of a cell that says a year, with a word beside it: 2024년(당초예산)
YEAR = lazy_pattern(rf"(?:19|20)\d\d|{QUOTE}\s?\d\d|\d\s?차?\s?년")
WITH_A_WORD = lazy_pattern(
    rf"(?P<year>(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?(?:년도?)?)\s?\p{{Hangul}}[\p{{Hangul}}\s]{{0,9}}"
)
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
    """Whether amounts stand under or beside two years of the plan's own period or more, under no title of the past."""
    if looked.span is None or any(has_word(kind, looked.title) for kind in TITLES_OF_NO_PLAN):
        return False
    first, last = looked.span
    years = {_reading(cell.text, looked.span).year for cell in looked.years}
    if sum(first <= year <= last for year in years if year) < YEARS_OF_A_TABLE:
        return False
    values = [cell for cell in _of_years(looked) if cell.text.strip()]
    amounts = [cell for cell in values if is_amount(cell) and not _is_year(cell.text, looked.span)]
    return len(amounts) >= YEARS_OF_A_TABLE and len(amounts) >= ENOUGH_AMOUNTS * len(values)


def _of_years(looked: Looked) -> Iterator[Cell]:
    """The cells below the years where they stand side by side, else those to their right."""
    across = len({cell.row for cell in looked.years}) == 1
    for cell in looked.table.cells:
        for year in looked.years:
            below = cell.row > year.row and year.column <= cell.column < year.column + year.column_span
            beside = cell.column > year.column and cell.row == year.row
            if below if across else beside:
                yield cell


RULES: tuple[tuple[LookRule, TakenFor, Callable[[Looked], bool]], ...] = (
    ("head-below-not-read", "nearly", lambda looked: looked.known == "head-below-not-read"),
    ("too-few-years-down", "nearly", lambda looked: looked.known == "too-few-years-down"),
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
