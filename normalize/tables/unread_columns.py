"""Columns of numbers beside the years of a plan that are published as nothing, and the years that they may be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal

import msgspec

from normalize.cells.read import read_amount
from normalize.tables.rows import slots_of
from plan.grid import cell_key
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column, Period, YearTable
from plan.records.values import ColumnRule
from plan.script import visible

DOUBTED: tuple[ColumnRule, ...] = ("no-head", "year-not-read", "elided-years", "period-in-head", "period-of-plan")
OF_NO_YEAR: tuple[ColumnRule, ...] = ("goal-without-year",)  # which no total of years counts
MAY_BE_A_YEAR: tuple[ColumnRule, ...] = ("nothing-known",)

WHEN = lazy_pattern(r"(?:1[0-2]|0?[1-9])\s?월\s?말?(?:\s?현재|\s?기준)?")  # a month is the day of what is known

Why = Literal["", "no-head", "period", "part", "side-by-side"]


class UnreadColumn(msgspec.Struct, frozen=True):
    """Columns of numbers under one head cell that are not read, and the years that stand in no other column there.

    ``why`` is '' where the words of the head are not understood, ``side-by-side`` where another such column is next.
    """

    columns: tuple[int, ...]
    cell: Cell
    why: Why
    years: tuple[int, ...]
    year_printed: str = ""

    @property
    def head(self) -> str:
        """What the head prints, below the year that it is a part of."""
        return " ".join([*self.year_printed.split(), *visible(self.cell.text).split()])


def unread_columns(table: YearTable, period: Period | None, summed: frozenset[int] = frozenset()) -> list[UnreadColumn]:
    """The columns of numbers of a table that hold, by their place, their head or the sums, values that are left out.

    ``summed`` are columns of which a row shows that its total counts them. An unknown word over numbers (배점) says
    nothing by itself: where it stands must leave a year of the plan open, or numbers of another such word (동쪽 | 서쪽)
    follow it, be it one that as well says what was before the plan (신설 | 기존), or it stands between a total and a
    payer's part of it.
    """
    left = list(_left_out(table))
    unknown = {column.column for column in left if column.rule in MAY_BE_A_YEAR}
    unknown |= {column.column for column in table.columns if column.role == "prior" and column.column - 1 in unknown}
    found = []
    for _, group in groupby(left, key=lambda column: cell_key(table.grid[table.header_rows - 1][column.column])):
        columns = list(group)
        years = _open_years(table, columns, period)
        says_nothing = columns[0].rule in MAY_BE_A_YEAR and not years and summed.isdisjoint(c.column for c in columns)
        if says_nothing and _is_between_sums(table, columns):
            says_nothing = False
        elif says_nothing and unknown.isdisjoint((columns[0].column - 1, columns[-1].column + 1)):
            continue
        cell = table.grid[table.header_rows - 1][columns[0].column]
        why = "side-by-side" if says_nothing else _why(columns[0], cell)
        found.append(UnreadColumn(tuple(c.column for c in columns), cell, why, years))
    return [*found, *_parts_of_years(table, period)]


def _is_between_sums(table: YearTable, columns: Sequence[Column]) -> bool:
    """Whether columns stand between a total and what a payer has of it, so that they are of another payer."""
    roles = {column.column: column.role for column in table.columns}
    return roles.get(columns[0].column - 1) == "total" and roles.get(columns[-1].column + 1) == "subtotal"


def _parts_of_years(table: YearTable, period: Period | None) -> Iterator[UnreadColumn]:
    """The columns of a half or a quarter of a year of the plan that no column of its own holds: 2026년(하반기)."""
    years = [c for c in table.columns if c.role == "year" and c.year is not None]
    whole = {c.year for c in years if c.state not in ("actual", "part")}
    first = min(filter(None, (*whole, period.first if period else None)), default=None)
    for column in years:
        is_part = column.state == "part" and column.year not in whole and not WHEN.fullmatch(column.qualifier)
        if is_part and first is not None and (column.year or 0) >= first and _holds_numbers(table, column):
            cell = table.grid[table.header_rows - 1][column.column]
            above = "" if column.printed == " ".join(cell.text.split()) else column.printed
            yield UnreadColumn((column.column,), cell, "part", (), above)


def unread_amounts(table: YearTable, row: int) -> tuple[list[Decimal], list[Decimal]]:
    """The numbers that a row has in columns that are surely values left out, and in those under an unknown word."""
    amounts: tuple[list[Decimal], list[Decimal]] = ([], [])
    for column in _left_out(table):
        value = read_amount(table.grid[row][column.column].text).value
        if value and column.rule not in OF_NO_YEAR:
            amounts[column.rule in MAY_BE_A_YEAR].append(value)
    return amounts


def elides_years(table: YearTable) -> bool:
    """Whether dots between two years stand for others, so that no row prints all that its total counts."""
    return any(column.rule == "elided-years" for column in table.columns)


def skipped_years(table: YearTable) -> tuple[int, ...]:
    """The years between the first and the last of a table that no column of it names, not even in a period."""
    years = sorted({c.year for c in table.columns if c.role == "year" and c.year is not None})
    return tuple(year for year in range(years[0], years[-1]) if not _is_named(year, table)) if years else ()


def _is_named(year: int, table: YearTable) -> bool:
    return any(c.year is not None and c.year <= year <= (c.year_to or c.year) for c in table.columns)


def _left_out(table: YearTable) -> Iterator[Column]:
    """The columns of a doubtful rule that are not published and hold a number."""
    doubted = [
        c for c in table.columns if c.rule in (*DOUBTED, *OF_NO_YEAR, *MAY_BE_A_YEAR) and c.role in ("note", "range")
    ]
    used = {slot.column for slot in slots_of(table)} if doubted else set()
    for column in doubted:
        if column.column not in used and column.state not in ("actual", "part") and _holds_numbers(table, column):
            yield column


def _holds_numbers(table: YearTable, column: Column) -> bool:
    """Whether some cells are numbers, and no fewer than those that are words."""
    texts = [row[column.column].text for row in table.grid[table.header_rows :]]
    filled = [read_amount(text).status for text in texts if text.strip()]
    numbers = sum(status in ("value", "range") for status in filled)
    return 0 < numbers >= filled.count("text")


def _why(column: Column, cell: Cell) -> Why:
    if column.role == "range":
        return "period"
    return "" if cell.text.strip() else "no-head"


def _open_years(table: YearTable, columns: Sequence[Column], period: Period | None) -> tuple[int, ...]:
    """The years that may be meant where the columns stand: those between their neighbours, or left of the plan's."""
    first, last = columns[0].column, columns[-1].column
    before = [c.year_to or c.year for c in table.columns if c.column < first and c.role == "year" and c.year]
    after = [c.year for c in table.columns if c.column > last and c.role == "year" and c.year]
    stated = period if period and period.basis == "stated" else None
    start = max(before) + 1 if before else stated.first if stated else None
    end = min(after) - 1 if after else stated.last if stated else None
    if start is None or end is None or not (before or after):
        return ()
    return tuple(year for year in range(start, end + 1) if not _is_named(year, table))
