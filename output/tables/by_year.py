"""Targets and budgets as plans print them: a row for each series, a column for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from output.tables.codes import korean
from output.tables.columns import tables
from output.tables.rows import Row, Value, rows_of
from plan.records.meaning import Plan
from plan.records.values import Measure

BY_YEAR: dict[Measure, str] = {
    "target": "연도별 목표(가로표)",
    "budget": "연도별 예산(가로표)",
}  # and what they are called
FIGURE = {"target": "value", "budget": "amount"}  # the column of a table that holds its numbers
BEFORE = ("program_no", "program_name", "department", "indicator_name", "funding_source", "funding_source_name", "unit")
BEHIND = ("counted_in", "plan_id", "program_id", "indicator_id")
ORDER = ("total", "baseline", "prior", "year", "later")
Period = tuple[str, int | None]


class Wide(NamedTuple):
    """A head and its rows; ``periods`` tells how many of the columns hold numbers, and from which on."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    first: int
    periods: int


def by_year(plans: Sequence[Plan], measure: Measure, made: Sequence[Row] | None = None) -> Wide:
    """The series of some plans under one head, which has every period that one of them has.

    ``made`` are the rows of the measure's table, where they are there already for the one plan.

    A cell without a number holds what is printed there, and so does one that is in another unit than its series.
    """
    series = [(plan, rows) for plan in plans for rows in _series(made or rows_of(plan, f"{measure}s"))]
    periods = sorted({_period(row) for _, rows in series for row in rows}, key=_place)
    shown = [name for name in BEFORE if measure == "budget" or not name.startswith("funding_source")]
    before = [_title(name) for name in ("plan_title", *shown)]
    return Wide(
        (*before, *map(_named, periods), *map(_title, BEHIND)),
        tuple(_row(plan, rows, shown, periods, FIGURE[measure]) for plan, rows in series),
        len(before),
        len(periods),
    )


def _series(made: Iterable[Row]) -> Iterator[list[Row]]:
    for _, rows in groupby(made, key=lambda row: row["indicator_id"]):
        yield list(rows)


def _row(
    plan: Plan, rows: Sequence[Row], shown: Sequence[str], periods: Sequence[Period], figure: str
) -> tuple[Value, ...]:
    first = rows[0]
    unit = next((row["unit"] for row in rows if row["unit"]), "")
    departments = {node.no: node.department for node in plan.programs}
    said = first | {"unit": unit, "department": departments.get(str(first["program_no"]), "")}
    if "funding_source" in said:
        said["funding_source"] = korean("FundingSource", str(said["funding_source"]))
    cells = {_period(row): _cell(row, figure, unit) for row in rows}
    return (
        plan.profile.title,
        *(said[name] for name in shown),
        *(cells.get(period) for period in periods),
        *(said[name] for name in BEHIND),
    )


def _cell(row: Row, figure: str, unit: Value) -> Value:
    return row[figure] if row[figure] is not None and row["unit"] == unit else row["printed"]


def _period(row: Row) -> Period:
    year = row["year"]
    return str(row["period_type"]), int(year) if year is not None else None


def _place(period: Period) -> tuple[int, int]:
    return ORDER.index(period[0]), period[1] or 0


def _named(period: Period) -> str:
    kind, year = period
    parts = ([] if year is None else [f"{year}년"]) + ([] if kind == "year" else [korean("PeriodType", kind)])
    return " ".join(parts)


def _title(name: str) -> str:
    return next(column.ko for table in tables().values() for column in table.columns if column.name == name)
