"""The form of the year tables: years in order and in the plan's period, and no gap in a row of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from normalize.audit.case import Case, Series
from normalize.findings.messages import finding
from normalize.tables.labels import ends_as_a_goal
from normalize.tables.unread_columns import skipped_years, unread_columns
from plan.records.base import Place
from plan.records.meaning import Finding
from plan.records.printed import Period, YearTable
from plan.years import find_years

NOT_PLANNED = ("actual", "part")
LEAST_LEAP = 2  # years from the last but one to the plan's last, beyond which it is no lost column
COMPARED = 2  # years of a table that tells the change from one to the next
FEWEST_TABLES = 3  # tables that show a custom
MOST = Decimal("0.75")  # share of the tables of a plan, from which on a year is their custom


def audit_form(case: Case) -> Iterator[Finding]:
    """Year columns out of order or out of the period that the title states, and empty cells between values."""
    period = case.extracted.period
    custom = _custom(case) if period and period.basis == "stated" else set()
    complete = _complete(case)
    for table in case.extracted.year_tables:
        if table.kind != "plan" or table.unread_en:
            continue
        years = _years(table)
        yield from _out_of_order(table, years)
        if period and period.basis == "stated":
            has_all = table.place.table in complete
            yield from _out_of_period(table, years, period, custom, has_all=has_all)
    for series in case.series:
        yield from _gaps(series)


def _complete(case: Case) -> set[int | None]:
    """The tables whose rows all print a total that their years make up, so that no year of theirs is lost."""
    agree: dict[int | None, bool] = {}
    for series in case.series:
        at = series.indicator.place.table
        agree[at] = agree.get(at, True) and series.indicator.totals_agree is True
    return {at for at, all_agree in agree.items() if all_agree}


def _years(table: YearTable) -> list[int]:
    """The years of the columns as they stand, a year with several columns once."""
    found = [c.year for c in table.columns if c.role == "year" and c.year is not None and c.state not in NOT_PLANNED]
    return [year for index, year in enumerate(found) if index == 0 or year != found[index - 1]]


def _out_of_order(table: YearTable, years: list[int]) -> Iterator[Finding]:
    """Years that neither rise nor fall; that they start anew for a second series is in order."""
    turns = {left < right for left, right in pairwise(years)}
    anew = len(set(years)) < len(years) and years == sorted(set(years)) * (len(years) // len(set(years)))
    if len(turns) > 1 and not anew:
        yield finding(
            "years-out-of-order",
            table.program_no,
            record=table.title,
            places=_head(table),
            expected=", ".join(map(str, sorted(set(years)))),
            actual=", ".join(map(str, years)),
        )


def _custom(case: Case) -> set[int]:
    """The years that most tables of a plan of several tables have a column for."""
    plans = [table for table in case.extracted.year_tables if table.kind == "plan" and not table.unread_en]
    counts = Counter(year for table in plans for year in set(_years(table)))
    return {year for year, count in counts.items() if count >= FEWEST_TABLES and count > MOST * len(plans)}


def _out_of_period(
    table: YearTable, years: list[int], period: Period, custom: set[int], *, has_all: bool
) -> Iterator[Finding]:
    """As many years as the plan has, but shifted, or none of its years, or one of them left out.

    None is left out where the totals show that the table has all (``has_all``). A year before the plan, a late start
    and an early end are how plans are made, but for a year that most other tables have (``custom``); so are
    milestones and two years with their change, also where other tables have all years. What a column says to be
    elided is not left out.
    """
    plan = set(range(period.first, period.last + 1))
    own = set(years)
    shifted = len(own) == len(plan) and own != plan
    told = {year for unread in unread_columns(table, period) for year in unread.years}
    milestones = has_all or _are_milestones(own & plan, period) or _ends_in_its_goal(table)
    skipped = () if milestones else skipped_years(table)
    missing = [year for year in skipped if year in plan - told and min(own & plan, default=year) < year]
    may_end = milestones or _compares(table) or _says_its_years(table)
    edges = [] if may_end else sorted((custom & plan) - told - set(_covered(table, years, period)))
    reason = "missing" if missing else "edge" if edges and own & plan and not shifted else ""
    if own and (shifted or reason or not own & plan):
        yield finding(
            "period-mismatch",
            table.program_no,
            record=table.title,
            places=_head(table),
            expected=f"{period.first}~{period.last}",
            actual=", ".join(map(str, years)),
            difference=", ".join(map(str, missing or (edges if reason else ()))),
            reason=reason,
        )


def _says_its_years(table: YearTable) -> bool:
    """Whether its title names all years that it has, so that no other is expected: 2026년 추진계획."""
    named = {reading.year for reading in find_years(table.title) if reading.kind == "year"}
    return bool(named) and named == set(_years(table))


def _compares(table: YearTable) -> bool:
    """Whether a table holds a year or two and the change, and so of the plan's years only the one that comes next."""
    return len(set(_years(table))) <= COMPARED and any(column.role == "change" for column in table.columns)


def _are_milestones(years: set[int], period: Period) -> bool:
    """Whether years go up to the plan's last in steps of which none is one, or but for the last: 2027, 2030, 2035."""
    steps = [right - left for left, right in pairwise(sorted(years))]
    if max(years, default=0) != period.last or not steps:
        return False
    one_may_be_lost = len(steps) == 1 and steps[0] <= LEAST_LEAP and min(years) == period.first
    if min(steps) > 1:
        return not one_may_be_lost
    return max(steps[:-1], default=0) == 1 and steps[-1] > LEAST_LEAP


def _ends_in_its_goal(table: YearTable) -> bool:
    """Whether the last year alone is headed as the goal, so that years may lie before it: 2028 | 목표(2030)."""
    goals = [ends_as_a_goal(c.printed) for c in table.columns if c.role == "year" and c.state not in ("actual", "part")]
    return len(goals) > 1 and goals[-1] and not any(goals[:-1])


def _covered(table: YearTable, years: list[int], period: Period) -> Iterator[int]:
    """The years of a plan that some column of a table holds, by itself or with others before or after it."""
    for column in table.columns:
        if column.role == "prior":
            yield from range(period.first, (column.year or min(years, default=period.first)) + 1)
        elif column.role == "later":
            yield from range(column.year or max(years, default=period.last), period.last + 1)
        elif column.year is not None:
            yield from range(column.year, (column.year_to or column.year) + 1)


def _head(table: YearTable) -> tuple[Place, ...]:
    """The cells over the years."""
    row = table.grid[table.header_rows - 1]
    return tuple(dict.fromkeys(row[c.column].place for c in table.columns if c.role == "year"))


def _gaps(series: Series) -> Iterator[Finding]:
    """Empty cells of years between two values; none where the total is the sum without them."""
    if series.indicator.totals_agree:
        return
    years = series.years()
    valued = [index for index, o in enumerate(years) if o.value is not None]
    for index, o in enumerate(years):
        if o.status == "blank" and valued and valued[0] < index < valued[-1]:
            before = years[max(at for at in valued if at < index)]
            after = years[min(at for at in valued if at > index)]
            yield finding(
                "cell-empty",
                series.program_no,
                record=series.named(o),
                places=(o.place, before.place, after.place),
                expected=f"{before.printed}, {after.printed}",
            )
