"""Values held against the print of their cells once more, whatever has made them of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from normalize.cells.read import read_amount
from plan.grid import columns_of_cells
from plan.patterns import lazy_pattern
from plan.records.meaning import Observation
from plan.records.printed import YearTable
from plan.script import QUOTE

Unlike = Literal["", "value", "unit", "year", "corrected"]
Heads = dict[tuple[int | None, int | None], str]  # by row and column of the printed table
NUMBER = lazy_pattern(r"\d+(?:,\d{3})*(?:\.\d+)?")
YEAR = lazy_pattern(rf"(?<!\d)(?:(?:19|20)(?<year>\d\d)|{QUOTE}\s?(?<year>\d\d))(?!\d)")
CENTURY = 100  # years, two digits of which a head may print
OF_ONE_YEAR = ("year", "baseline")


def heads_of(table: YearTable) -> Heads:
    """What is printed over each cell of a table that stands in one column only."""
    printed = {column.column: column.printed for column in table.columns}
    return {cell: printed.get(column, "") for cell, column in columns_of_cells(table.grid).items()}


def unlike_print(o: Observation, head: str) -> Unlike:
    """What of a value is not as its cell, or the head over it, prints it; ``corrected`` where a person has said so.

    What a cell does not print, such as a unit that stands elsewhere, is not asked for, nor the sign of a number.
    """
    if o.value is None and o.value_min is None:
        return ""
    if o.value is not None and o.printed.replace(",", "") == str(o.value):
        return _unlike_year(o, head)
    amount = read_amount(o.printed)
    numbers = {abs(number) for each in (amount, *amount.parts) for number in (each.value, each.value_max) if number}
    known = {abs(number) for number in (o.value, o.value_min, o.value_max) if number}
    if not known <= numbers and not known <= {*map(_number, NUMBER.findall(o.printed))}:
        return "corrected" if o.review_status == "corrected" else "value"
    if not _is_unit(o, {each.base_unit for each in (amount, *amount.parts) if each.unit}):
        return "corrected" if o.review_status == "corrected" else "unit"
    return _unlike_year(o, head)


def _is_unit(o: Observation, printed: set[str]) -> bool:
    """Whether a value is in a unit that its cell prints, if that prints one; what is so many for each is in the first.

    A cell may print two numbers, each with its unit (``12대 (600백만원)``). A rank is printed as lamps are (``5등``); a
    unit that is not that of its row is a finding of its own.
    """
    so_many, _, _ = o.base_unit.partition("/")
    is_known = not printed or bool({o.base_unit, so_many} & printed) or bool(o.unit and o.unit in o.printed)
    return is_known or o.value_kind == "rank" or "unit_conflict" in o.flags


def _unlike_year(o: Observation, head: str) -> Unlike:
    years = {int(found["year"]) for found in YEAR.finditer(head)} if o.year and o.period_type in OF_ONE_YEAR else ()
    return "year" if years and (o.year or 0) % CENTURY not in years else ""


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
