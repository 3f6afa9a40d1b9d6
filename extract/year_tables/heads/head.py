"""The head of a year table: how many rows it has and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.vocabulary import is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import Span, nouns_beside_years, reading_of, set_of
from extract.year_tables.heads.columns import columns_of
from extract.year_tables.heads.reach import MAX_HEAD_ROWS, head_rows
from extract.year_tables.heads.year_row import MIN_YEARS, is_body, names_one_year, names_years, span_of
from extract.year_tables.series import divides_payers, names_series
from plan.patterns import lazy_pattern
from plan.records.printed import Column
from plan.years import YearReading

ONE_YEAR_ROWS = 3  # a single year further down is a value of a form
NUMBERED = lazy_pattern(r"[\p{N}년]")  # 2024, 1차년도, n년


class Head(msgspec.Struct, frozen=True):
    """The number of head rows and a column record for each column of the grid."""

    rows: int
    columns: tuple[Column, ...]

    def years(self) -> tuple[int, ...]:
        """The years of the year columns, left to right."""
        return tuple(column.year for column in self.columns if column.role == "year" and column.year is not None)


def read_head(grid: Grid, span: Span = None, first_year: int | None = None) -> Head | None:
    """The head of a grid whose columns are years, or None where no row of its top names two years or more."""
    for row in range(min(MAX_HEAD_ROWS, len(grid))):
        if sum(bool(NUMBERED.search(cell.text)) for cell in set_of(grid[row])) < MIN_YEARS:
            continue  # a row of words names no years, and holds no values
        readings = [reading_of(cell, span, first_year) for cell in grid[row]]
        near = span or span_of(readings)
        if near != span:
            readings = [reading_of(cell, near, first_year) for cell in grid[row]]
        if names_years(grid[row], readings, grid[row - 1] if row else ()):
            if len(nouns_beside_years(grid[row], readings, near)) > 1:
                return None  # 2026년 설치 | 2026년 철거: of which the amounts are is said nowhere
            rows = head_rows(grid, row, readings)
            return Head(rows, columns_of(grid, rows, near, first_year, span))
        if is_body(grid[row]):
            return None
    return None


def read_head_of_one_year(grid: Grid, span: Span = None, *, titled: bool = False) -> Head | None:
    """The head of a grid of one year, or None where its top names none beside what was before and is to follow.

    A year alone is no head: beside it stand a total, 기투자, 향후 or a base year, or it is said to be planned, be it in
    the title (``titled``), or divided into who pays.
    """
    for row in range(min(ONE_YEAR_ROWS, len(grid) - 1)):
        if any(NUMBERED.search(cell.text) for cell in grid[row]):
            readings = [reading_of(cell, span, None) for cell in grid[row]]
            if len(nouns_beside_years(grid[row], readings, span)) <= 1 and names_one_year(
                grid[row], readings, titled=titled or _divides_payers(grid, row, readings)
            ):
                return Head(rows := head_rows(grid, row, readings), columns_of(grid, rows, span, None, span))
            if is_body(grid[row]):
                return None
    return None


def _divides_payers(grid: Grid, row: int, readings: Sequence[YearReading]) -> bool:
    """Whether who pays stands under the one year of a row, or right behind it: 2026년 | 국비 | 시비."""
    years = [at for at, reading in enumerate(readings) if reading.kind == "year"]
    under = [cell.text for cell in set_of([grid[row + 1][at] for at in years])]
    behind = [cell.text for cell in set_of(grid[row][max(years, default=0) + 1 :])][:MIN_YEARS]
    divided = len(under) >= MIN_YEARS and all(map(names_series, under)) and divides_payers(under)
    return divided or (len(behind) == MIN_YEARS and all(is_word("funding", text) for text in behind))
