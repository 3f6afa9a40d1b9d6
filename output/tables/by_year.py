"""Targets and budgets as plans print them: a row for each series, a column for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


class Shown(NamedTuple):
    """A cell: its number, the unit of it, and what is printed."""

    figure: Value
    unit: Value
    printed: Value


class Series(NamedTuple):
    """What a series says of itself, and its cells by their periods."""

    said: Row
    cells: dict[Period, Shown]


class Wide(NamedTuple):
    """A head and its rows; ``periods`` tells how many of the columns hold numbers, and from which on."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    first: int
    periods: int


class SeriesRows:
    """The series of one measure, of whose rows only what a table by years shows is kept."""

    def __init__(self, measure: Measure, rows: Iterable[Row] = ()) -> None:
        self._figure = FIGURE[measure]
        self._said = (*_shown(measure), *BEHIND)
        self.series: dict[Value, Series] = {}
        for row in rows:
            self.add(row)

    def noting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows passed on, each noted."""
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: Row) -> None:
        """A row of the measure's table."""
        series = self.series.get(row["indicator_id"])
        if series is None:
            said = {name: row[name] for name in self._said if name in row}
            series = self.series[row["indicator_id"]] = Series(said, {})
        for name in ("unit", "counted_in"):  # what the first of its cells need not say
            if row[name] and not series.said[name]:
                series.said[name] = row[name]
        series.cells[_period(row)] = Shown(row[self._figure], row["unit"], row["printed"])


def by_year(plans: Sequence[Plan], measure: Measure) -> Wide:
    """The series of some plans under one head, which has every period that one of them has."""
    return wide([(plan, SeriesRows(measure, rows_of(plan, f"{measure}s"))) for plan in plans], measure)


def wide(plans: Sequence[tuple[Plan, SeriesRows]], measure: Measure) -> Wide:
    """The same of series that have been noted.

    A cell without a number holds what is printed there, and so does one that is in another unit than its series.
    """
    shown = _shown(measure)
    periods = sorted(
        {period for _, kept in plans for series in kept.series.values() for period in series.cells}, key=_place
    )
    before = [_title(name) for name in ("plan_title", *shown)]
    return Wide(
        (*before, *map(_named, periods), *map(_title, BEHIND)),
        tuple(row for plan, kept in plans for row in _rows(plan, kept, shown, periods)),
        len(before),
        len(periods),
    )


def _shown(measure: Measure) -> tuple[str, ...]:
    return tuple(name for name in BEFORE if measure == "budget" or not name.startswith("funding_source"))


def _rows(plan: Plan, kept: SeriesRows, shown: Sequence[str], periods: Sequence[Period]) -> Iterator[tuple[Value, ...]]:
    departments = {node.no: node.department for node in plan.programs}
    for series in kept.series.values():
        said = series.said | {"department": departments.get(str(series.said["program_no"]), "")}
        if "funding_source" in said:
            said["funding_source"] = korean("FundingSource", str(said["funding_source"]))
        cells = {period: _cell(shown, said["unit"]) for period, shown in series.cells.items()}
        yield (
            plan.profile.title,
            *(said[name] for name in shown),
            *(cells.get(period) for period in periods),
            *(said[name] for name in BEHIND),
        )


def _cell(shown: Shown, unit: Value) -> Value:
    return shown.figure if shown.figure is not None and shown.unit == unit else shown.printed


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
