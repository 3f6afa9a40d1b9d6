"""Who pays, in columns right behind the year whose amount they divide: 2026년 예산 | 국비 | 도비 | 군비."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.vocabulary import is_word
from extract.year_tables.amounts import plain_number
from extract.year_tables.grid import Grid
from plan.records.document import Cell
from plan.records.printed import Column

TIMED = ("year", "range", "total", "prior", "later", "baseline")
SUM = "계"  # what a year is called whose payers stand beside it and which says no word of its own


def with_payers_behind(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns, those of who pays behind a year as that year's; amounts that do not fit its own say otherwise.

    Beside other times they may as well divide a total, so that there they have to make up the year's amount.
    """
    payers = list(_behind_last_year(columns))
    times = [column for column in columns if column.role in TIMED]
    if not payers or len([c for c in columns if c.role == "subtotal" and c.rule == "payer-in-head"]) != len(payers):
        return list(columns)
    year = next(column for column in reversed(times) if column.role == "year")
    sums = [_sums(row, year, payers) for row in body]
    known = [(whole, parts) for whole, parts in sums if whole is not None and parts is not None]
    exact = [whole == parts for whole, parts in known]
    fits = all(exact) and any(exact) if len(times) > 1 else all(parts <= whole for whole, parts in known)
    if not known or not fits:
        return list(columns)
    paid = {column.column for column in payers}
    return [
        replace(c, role="year", year=year.year, state=year.state)
        if c.column in paid
        else replace(c, qualifier=year.qualifier or SUM)
        if c.column == year.column
        else c
        for c in columns
    ]


def _behind_last_year(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns of who pays that follow the last year without any other between."""
    years = [column.column for column in columns if column.role == "year" and column.year is not None]
    if not years:
        return
    for column in columns[max(years) + 1 :]:
        if column.role != "subtotal" or not is_word("funding", column.printed):
            return
        yield column


def _sums(row: Sequence[Cell], year: Column, payers: Sequence[Column]) -> tuple[Decimal | None, Decimal | None]:
    """The year's amount and what its payers make up together; None where one is no plain number, or nothing at all."""
    whole = plain_number(row[year.column])
    parts = [plain_number(row[column.column]) for column in payers]
    known = [part for part in parts if part is not None]
    return whole or None, sum(known, Decimal(0)) if len(known) == len(parts) else None
