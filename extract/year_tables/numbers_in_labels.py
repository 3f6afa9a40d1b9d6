"""Columns that no rule parts: labels with the values of the first year, and the values of two years in one."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from extract.amounts import is_amount
from extract.vocabulary import is_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import YearTable
from plan.years import read_year

FREE_NUMBER = lazy_pattern(r"\S\s\d[\d,]*(?:\.\d+)?$")
BEHIND_UNIT = lazy_pattern(r"[(\[](?P<unit>[^()\[\]\d]{1,8})[)\]]\s?\d[\d,]*(?:\.\d+)?$")  # 이용자(명) 105
FEWEST = 2  # labels; the number of one alone may be its own, unless the next column is of the year that follows
TWO_YEARS = (
    "한 열의 머리에 여러 해가 함께 적혀 있고 칸에도 여러 값이 적혀 있습니다.",
    "The head of one column names several years, and its cells hold several values.",
)
SWALLOWED = (
    "행 이름의 칸에 첫 열의 값이 함께 적혀 있습니다.",
    "The cells of its labels hold the values of a column too.",
)
NAMELESS = (
    "행이 여럿이나 행의 이름이 없어 무엇의 값인지 알 수 없습니다.",
    "It has several rows, and nothing says what they are.",
)
NAME = lazy_pattern(r"\p{L}")
NUMBER = lazy_pattern(r"\d[\d,]*(?:\.\d+)?")
OF_VALUES = ("year", "total")


def has_rows_without_names(table: YearTable) -> bool:
    """Whether several rows of values stand below years and no column names them; the title can name one alone."""
    if any(column.role not in OF_VALUES for column in table.columns):
        return False
    rows = [row for row in table.grid[table.header_rows :] if any(map(is_amount, row))]
    return len(rows) >= FEWEST and all(is_amount(row[0]) or not NAME.search(row[0].text) for row in rows)


def swallows_values(table: YearTable) -> bool:
    """Whether the head over a column of labels ends in a year or a total, and each label in a number.

    A number behind the unit of a label is a value under any head, in one row too.
    """
    years = {column.year for column in table.columns if column.role == "year"}
    labels = [column.column for column in table.columns if column.role == "label"]
    if any(_holds_a_value(row[label].text) for row in table.grid[table.header_rows :] for label in labels):
        return True
    return any(
        column.role == "label" and _swallows([row[column.column] for row in table.grid], table.header_rows, years)
        for column in table.columns
    )


def _holds_a_value(label: str) -> bool:
    """Whether a number stands behind the unit of a label, where a name has none."""
    found = BEHIND_UNIT.search(single_spaced(label))
    return found is not None and bool(found.start()) and is_word("unit_of_line", found["unit"])


def _swallows(cells: list[Cell], head_rows: int, years: Set[int | None]) -> bool:
    head, _, last = single_spaced(cells[head_rows - 1].text).rpartition(" ")
    said = read_year(last)
    if not head or said.kind not in OF_VALUES:
        return False
    labels = {single_spaced(cell.text) for cell in cells[head_rows:] if cell.text.strip()}
    goes_on = said.year is not None and said.year not in years and said.year + 1 in years
    return len(labels) >= (1 if goes_on else FEWEST) and all(map(FREE_NUMBER.search, labels))


def holds_two_years(table: YearTable) -> bool:
    """Whether the head over a column is two years or more that follow one another, and a row has as many numbers."""
    return any(
        column.role == "note" and _holds_years([row[column.column] for row in table.grid], table.header_rows)
        for column in table.columns
    )


def _holds_years(cells: list[Cell], head_rows: int) -> bool:
    years = [read_year(part).year for part in cells[head_rows - 1].text.split()]
    if len(years) < FEWEST or any(second != (first or 0) + 1 for first, second in pairwise(years)):
        return False
    values = (cell.text.split() for cell in cells[head_rows:])
    return any(len(parts) == len(years) and all(map(NUMBER.fullmatch, parts)) for parts in values)
