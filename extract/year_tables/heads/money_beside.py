"""What goals cost, in a column of money beside them: 2026 | 2027 | 총예산(백만원), or ’26 계획 | ’26 예산(천원)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.vocabulary import is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.beside_years import adds_up_years
from extract.year_tables.series import names_series, over_years, with_unit
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.printed import Column

WORD_AND_UNIT = lazy_pattern(r"\s*(?P<word>[^()\[\]]+?)\s*[(\[]\s*(?P<unit>[^()\[\]\d]{1,12}?)\s*[)\]]\s*")
MONEY = lazy_pattern(r"[조억천백만십 ]*원")
PLANNED = ("", "planned")


def with_money_beside(columns: Sequence[Column], grid: Grid, rows: int) -> tuple[Column, ...]:
    """The columns; one of money is a budget of its own where the years count something else, each unit being printed.

    Where both are money, or no unit says what the years count, it is the total of the years as it was, or one more
    state of its year. Where it adds up the years in every row, they are money whatever the units beside them count.
    """
    beside = [column for column in columns if _is_of_money(column, grid, rows)]
    paid = {column.column for column in beside}
    others = [column for column in columns if column.role == "year" and column.column not in paid]
    years = [column for column in others if column.state != "actual"]
    if not beside or not years or any(column.series or column.state not in PLANNED for column in years):
        return tuple(columns)
    yearly = all(column.role == "year" for column in beside)
    is_beside = _each_beside_one(beside, others) if yearly else len(beside) == 1
    if not is_beside or not _counts_things(columns, grid, rows):
        return tuple(columns)
    if not yearly and adds_up_years(grid[rows:], beside[0].column, [column.column for column in years]):
        head = _counted(beside[0], grid[rows - 1][beside[0].column].text)
        paid |= {column.column for column in years}
        return tuple(_in_money(column, head) if column.column in paid else column for column in columns)
    made = _of_its_year if yearly else _of_all
    budgets = {column.column: made(column, grid[rows - 1][column.column].text) for column in beside}
    return tuple(budgets.get(column.column, column) for column in columns)


def _of_all(money: Column, head: str) -> Column:
    """A column of money as the budget of all years."""
    return replace(
        money, role="total", year=None, state="", series=_counted(money, head), measure="budget", rule="total-in-head"
    )


def _in_money(column: Column, head: str) -> Column:
    """A year, or their total, of a table whose column of units counts another column (물량) than these."""
    return replace(column, series=head, measure="budget")


def _of_its_year(money: Column, head: str) -> Column:
    """A column of money as the budget of the year whose goals stand beside it."""
    return replace(money, series=_counted(money, head), measure="budget")


def _counted(column: Column, head: str) -> str:
    """What a head counts, with its unit, without the year that it names."""
    head = single_spaced(head)
    if column.role != "year" or names_series(head):
        return head
    return column.qualifier if WORD_AND_UNIT.fullmatch(column.qualifier) else with_unit(column.qualifier, head) or head


def _each_beside_one(money: Sequence[Column], others: Sequence[Column]) -> bool:
    """Whether each column of money is the only one of its year, beside one other."""
    counted, paid = Counter(column.year for column in others), Counter(column.year for column in money)
    return all(paid[year] == counted[year] == 1 for year in paid)


def _is_of_money(column: Column, grid: Grid, rows: int) -> bool:
    """Whether a column holds amounts under a word for costs and a unit of money."""
    said = WORD_AND_UNIT.fullmatch(_counted(column, grid[rows - 1][column.column].text))
    if column.role not in ("year", "total", "note") or not said or not MONEY.fullmatch(said["unit"]):
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
