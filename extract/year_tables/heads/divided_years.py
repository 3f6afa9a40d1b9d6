"""Years with several columns each: remarks and what is carried over below a year, and parts of a sum beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.vocabulary import is_word, meaning
from extract.year_tables.grid import Grid
from plan.patterns import lazy_pattern
from plan.records.printed import Column
from plan.records.values import ColumnRole, ColumnRule

ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # a unit behind the word: 금액(백만원)
DIVIDED: tuple[ColumnRole, ...] = ("year", "range", "total", "subtotal", "prior", "later")  # roles with columns below
DESCRIBING = ("describing_head", "attribute_head")  # words for remarks, where no amount stands below them
Time = tuple[ColumnRole, int | None, int | None]


def without_remarks(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns; of several below one year some hold no values of it: 비고 beside 물량, 이월 beside 당해예산.

    What is carried over was a budget of the year before.
    """
    counts = Counter(_time(column) for column in columns if column.role in DIVIDED)
    found = {
        column.column: rule
        for column in columns
        if counts[_time(column)] > 1 and (rule := _no_value_below(column.column, grid, rows))
    }
    valued = {_time(column) for column in columns if column.column not in found}
    return [_as_note(c, found[c.column]) if c.column in found and _time(c) in valued else c for c in columns]


def _no_value_below(at: int, grid: Grid, rows: int) -> ColumnRule | None:
    head = ASIDE.sub("", grid[rows - 1][at].text)
    if is_word("carried_over", head):
        return "from-year-before"
    if is_word("remark_head", head):
        return "remark-in-head"
    describes = any(is_word(kind, head) for kind in DESCRIBING)
    return "remark-in-head" if describes and not any(is_amount(row[at]) for row in grid[rows:]) else None


def _as_note(column: Column, rule: ColumnRule) -> Column:
    return replace(column, role="note", year=None, year_to=None, state="", rule=rule)


def with_sums_alone(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns; of those below one year that are no series the sum is that year, and the others are parts of it.

    계 beside 이월 and 본예산. A sum of what is done in the year and what was before it would be another one.
    """
    parts = set(_parts(columns, grid, rows))
    return [_as_note(column, "part-of-sum") if column.column in parts else column for column in columns]


def _parts(columns: Sequence[Column], grid: Grid, rows: int) -> Iterator[int]:
    below: defaultdict[int, list[int]] = defaultdict(list)
    for column in columns:
        if column.role == "year" and column.year is not None and not column.series and column.state != "actual":
            below[column.year].append(column.column)
    for group in below.values():
        heads = {at: ASIDE.sub("", grid[rows - 1][at].text) for at in group}
        sums = [at for at, head in heads.items() if meaning("series", head) == "sum"]
        running = any(is_word("divided", head) and meaning("divided", head) for head in heads.values())
        if len(sums) == 1 < len(group) and not running:
            yield from (at for at in group if at not in sums)


def _time(column: Column) -> Time:
    return column.role, column.year, column.year_to
