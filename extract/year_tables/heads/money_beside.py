"""What the goals of all years cost together, in a column of money beside them: 2026 | 2027 | 총예산(백만원)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.vocabulary import is_word, meaning
from extract.year_tables.amounts import is_amount
from extract.year_tables.grid import Grid
from extract.year_tables.series import over_years
from plan.patterns import lazy_pattern
from plan.records.printed import Column

WORD_AND_UNIT = lazy_pattern(r"\s*(?P<word>[^()\[\]]+?)\s*[(\[]\s*(?P<unit>[^()\[\]\d]{1,12}?)\s*[)\]]\s*")
MONEY = lazy_pattern(r"[조억천백만십 ]*원")
PLANNED = ("", "planned")


def with_money_beside(columns: Sequence[Column], grid: Grid, rows: int) -> tuple[Column, ...]:
    """The columns; one of money is a budget of its own where the years count something else, each unit being printed.

    Where both are money, or no unit says what the years count, it is the total of the years as it was.
    """
    years = [column for column in columns if column.role == "year"]
    beside = [column for column in columns if _is_of_money(column, grid, rows)]
    if len(beside) != 1 or not years or any(column.series or column.state not in PLANNED for column in years):
        return tuple(columns)
    if not _counts_things(columns, grid, rows):
        return tuple(columns)
    (money,) = beside
    head = " ".join(grid[rows - 1][money.column].text.split())
    budget = replace(money, role="total", year=None, state="", series=head, measure="budget", rule="total-in-head")
    return tuple(budget if column.column == money.column else column for column in columns)


def _is_of_money(column: Column, grid: Grid, rows: int) -> bool:
    """Whether a column holds amounts under a word for costs and a unit of money."""
    said = WORD_AND_UNIT.fullmatch(grid[rows - 1][column.column].text)
    if column.role not in ("total", "note") or not said or not MONEY.fullmatch(said["unit"]):
        return False
    costs = is_word("money_head", said["word"]) or meaning("series", said["word"]) == "budget"
    filled = [row[column.column] for row in grid[rows:] if row[column.column].text.strip()]
    return costs and bool(filled) and all(map(is_amount, filled))


def _counts_things(columns: Sequence[Column], grid: Grid, rows: int) -> bool:
    """Whether the head over the years, every row's label or every cell of a column of units has a unit but of money."""
    over = [said["unit"] for text in over_years(columns, grid, rows) if (said := WORD_AND_UNIT.fullmatch(text))]
    if over:
        return not any(map(MONEY.fullmatch, over))
    for column in columns:
        texts = [row[column.column].text for row in grid[rows:]] if column.role in ("label", "note") else []
        if is_word("unit_head", grid[rows - 1][column.column].text):
            units = [text.strip() for text in texts]
        else:
            units = [said["unit"] for text in texts if (said := WORD_AND_UNIT.fullmatch(text))]
        if texts and len(units) == len(texts):
            return all(unit and not MONEY.fullmatch(unit) for unit in units)
    return False
