"""Years that a table prints in front of those of the plan: where it starts from, unless its totals count them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal

from msgspec.structs import replace

from extract.amounts import plain_number
from extract.vocabulary import is_word, meaning
from extract.year_tables.grid import Grid
from plan.patterns import lazy_pattern
from plan.records.printed import Column

FEWEST_IN_A_ROW = 3  # years one after the other, apart from which an earlier one stands
YEAR_AND_WORD = lazy_pattern(r"(?P<year>(?:19|20)\d\d)\s?년?\s?\p{Hangul}{2,8}")
FEWEST_PLANNED = 2  # years of the plan beside those before it; with fewer the table is of one year only


def before_the_plan(columns: Sequence[Column], body: Grid, stated: tuple[int, int] | None) -> list[Column]:
    """The columns; a year before the plan's stated period, beside its own years, is where the plan starts from.

    So is one beside the last year of a plan of several, or beside one in its midst that does not follow it: ``2025 |
    2031`` is where it stands and what is aimed at. Where a row's total counts it, it is a year of the plan like the
    others. As many years as the plan has, but shifted, are not told here: a person has to look at them.
    """
    columns = _with_apart(_with_foreseen(columns, body, stated), body, stated)
    years = [c for c in columns if c.role == "year" and c.year is not None and c.state not in ("actual", "part")]
    early = {c.column for c in years if stated and (c.year or 0) < stated[0]}
    own = {c.year for c in years if stated and stated[0] <= (c.year or 0) <= stated[1]}
    shifted = stated is not None and len({c.year for c in years}) == stated[1] - stated[0] + 1
    if not early or shifted or _counted(columns, body, early):
        return list(columns)
    if len(own) < FEWEST_PLANNED and not (len(years) == len(early) + len(own) and _is_aim(own, years, stated)):
        return list(columns)
    return [replace(c, role="baseline", rule="year-before-plan") if c.column in early else c for c in columns]


def _is_aim(own: Set[int | None], years: Sequence[Column], stated: tuple[int, int] | None) -> bool:
    """Whether a plan of several years prints one of them alone: its last, or one that no year before it leads to."""
    if stated is None or stated[0] == stated[1] or len(own) != 1:
        return False
    return own == {stated[1]} or {(year or 0) - 1 for year in own}.isdisjoint(column.year for column in years)


def _with_foreseen(columns: Sequence[Column], body: Grid, stated: tuple[int, int] | None) -> Sequence[Column]:
    """The columns; a year that alone is foreseen, beside goals of later years, is where they start from: '25 전망.

    Where years are foreseen behind it too, all of them may be the plan; a year of the stated period is.
    """
    years = [c for c in columns if c.role == "year" and c.year is not None and c.state not in ("actual", "part")]
    foreseen = [c for c in years if any(is_word("foreseen", word) for word in c.qualifier.split())]
    ahead = {c.column for c in foreseen}
    goals = [c.year or 0 for c in years if c.column not in ahead]
    if not foreseen or not goals or max(c.year or 0 for c in foreseen) >= min(goals):
        return columns
    early = {c.column for c in foreseen if stated is None or (c.year or 0) < stated[0]}
    if not early or _counted(columns, body, early):
        return columns
    return [replace(c, role="baseline", rule="year-before-plan") if c.column in early else c for c in columns]


def _with_apart(columns: Sequence[Column], body: Grid, stated: tuple[int, int] | None) -> Sequence[Column]:
    """The columns; a first year that is left out of the row of the others is where they start from: 2024 | 2026 | 2027.

    Not where it lies in the plan's stated period, or a total counts it.
    """
    years = [c for c in columns if c.role == "year" and c.year is not None and c.state not in ("actual", "part")]
    first, *others = [c.year or 0 for c in years] or [0]
    in_a_row = len(set(others)) >= FEWEST_IN_A_ROW and sorted(set(others)) == list(range(others[0], others[-1] + 1))
    inside = stated is not None and stated[0] <= first
    if not in_a_row or first >= others[0] - 1 or inside or _counted(columns, body, {years[0].column}):
        return columns
    return [replace(c, role="baseline", rule="year-apart") if c.column == years[0].column else c for c in columns]


def from_stated_base(
    columns: tuple[Column, ...], base: int | None, stated: tuple[int, int] | None
) -> tuple[Column, ...]:
    """The columns; the first year as the base where the text calls it so (기준연도 2024년), and later ones follow it.

    A year of the plan's stated period, and one whose amounts a total or 기투자 stands beside, is a year of the plan.
    """
    years = [c for c in columns if c.role == "year" and c.year is not None and c.state not in ("actual", "part")]
    inside = base is None or (stated is not None and stated[0] <= base <= stated[1])
    if inside or any(c.role in ("total", "subtotal", "prior", "baseline") for c in columns):
        return columns
    own = [c.column for c in years if c.year == base and not c.state]
    if not own or base != min(c.year or 0 for c in years) or len(years) - len(own) < FEWEST_PLANNED:
        return columns
    return tuple(replace(c, role="baseline", rule="base-in-text") if c.column in own else c for c in columns)


def from_result(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; the one year of results in front of two goals or more is where they start from: 2024 실적.

    A base of its own, or a year that is divided, leaves it a result.
    """
    years = [c for c in columns if c.role == "year" and c.year is not None and not c.series]
    past = [c for c in years if c.state == "actual"]
    goals = [c.year or 0 for c in years if c.state != "actual"]
    if len(past) != 1 or len(goals) < FEWEST_PLANNED or any(c.role == "baseline" for c in columns):
        return columns
    aimed = all(_says("goal_row", c.qualifier) for c in years if c.state != "actual")
    reached = meaning("state_head", past[0].qualifier) == "past" and (past[0].year or 0) < min(goals)
    if not aimed or not reached:
        return columns
    base = replace(past[0], role="baseline", state="", rule="result-before-goals")
    return tuple(base if c.column == base.column else c for c in columns)


def from_named_base(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns; one of an earlier year and what is counted, in front of goals alone, is the base: 2018년 배출량."""
    years = [c for c in columns if c.role == "year" and c.year is not None]
    unread = [c for c in columns if c.rule == "year-not-read" and c.role == "note"]
    aimed = len(years) >= FEWEST_PLANNED and all(_says("goal_row", c.qualifier) for c in years)
    heads = {c.column: YEAR_AND_WORD.fullmatch(" ".join(grid[rows - 1][c.column].text.split())) for c in unread}
    named = [c for c in unread if heads[c.column] and c.column < min((y.column for y in years), default=0)]
    if not aimed or len(named) != 1 or any(c.role == "baseline" for c in columns):
        return list(columns)
    found = heads[named[0].column]
    year = int(found["year"]) if found else 0
    if year >= min(c.year or 0 for c in years):
        return list(columns)
    base = replace(named[0], role="baseline", year=year, rule="base-in-head")
    return [base if c.column == base.column else c for c in columns]


def _says(kind: str, qualifier: str) -> bool:
    return any(is_word(kind, word) for word in qualifier.split())


def _counted(columns: Sequence[Column], body: Grid, early: Set[int]) -> bool:
    """Whether some row has a total that all its years make up, and those of the plan do not."""
    totals = [c.column for c in columns if c.role == "total"]
    years = [c.column for c in columns if c.role in ("year", "prior", "later") and c.state not in ("actual", "part")]
    if len(totals) != 1:
        return False
    for row in body:
        total = plain_number(row[totals[0]])
        numbers = {at: plain_number(row[at]) for at in years}
        known = {at: number for at, number in numbers.items() if number is not None}
        before = sum((known.get(at, Decimal(0)) for at in early), Decimal(0))
        if total is not None and len(known) == len(numbers) and before and sum(known.values()) == total:
            return True
    return False
