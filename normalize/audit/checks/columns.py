"""Columns that add up others: sub-totals of years, and funding sources beside their total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from normalize.audit.case import NOT_SUMMED, Case, Series, places_of, plain
from normalize.audit.checks.totals import may_be_rounded
from normalize.cells.read import read_amount
from normalize.findings.messages import finding
from normalize.tables.payers import funding_of
from normalize.tables.series import STATUS_OF, fields_of
from normalize.tables.totals import sum_of
from normalize.tables.unread_columns import DOUBTED
from plan.records.meaning import Finding, Observation
from plan.records.printed import Column

PERIODS = ("prior", "year", "range")
NOT_PLANNED = ("actual", "part")


def audit_columns(case: Case) -> Iterator[Finding]:
    """Sub-totals and totals of a row that are not the sum of the columns that they stand for."""
    shared = Counter(series.row.at for series in case.series)
    for series in case.series:
        columns = series.row.table.columns
        if shared[series.row.at] > 1 or series.indicator.value_kind in NOT_SUMMED or any(c.series for c in columns):
            continue
        for total, groups in (*_subtotal(columns), *_payers(columns)):
            yield from _audit(series, total, groups)


def _subtotal(columns: Sequence[Column]) -> Iterator[tuple[Column, list[list[Column]]]]:
    """The one sub-total of a row with the columns that it may add up: those right of it, or else left of it.

    A column among them that is told as not read counts as well: 임기 내 | 2026 | 2027~2028.6.
    """
    plain_ones = [c for c in columns if c.role == "subtotal" and not funding_of(c.qualifier)]
    if len(plain_ones) == 1 and plain_ones[0].state not in NOT_PLANNED and any(c.role == "total" for c in columns):
        at = columns.index(plain_ones[0])
        sides = (columns[at + 1 :], columns[:at][::-1])
        groups = [list(takewhile(lambda c: c.role in PERIODS or c.rule in DOUBTED, side)) for side in sides]
        yield plain_ones[0], [group for group in groups if len(group) > 1]


def _payers(columns: Sequence[Column]) -> Iterator[tuple[Column, list[list[Column]]]]:
    """The total of a row with the columns of who pays it."""
    totals = [c for c in columns if c.role == "total"]
    payers = [c for c in columns if c.role == "subtotal" and c.year is None and funding_of(c.qualifier)]
    if len(totals) == 1 and totals[0].state not in NOT_PLANNED and len({c.qualifier for c in payers}) > 1:
        yield totals[0], [payers]


def _audit(series: Series, total: Column, groups: Sequence[Sequence[Column]]) -> Iterator[Finding]:
    """A finding where a total is none of the sums that it may be; the first of them is the one to expect."""
    printed = _observed(series, total)
    trials = []
    for group in groups:
        parts = [_observed(series, column) for column in group if column.state not in NOT_PLANNED]
        added = sum_of(parts, printed)
        if added is not None and not any(o.approx or o.comparator for o in (printed, *parts)):
            trials.append((parts, added))
    if printed.value is None or not trials or any(added.is_met_by(printed.value) for _, added in trials):
        return
    parts, added = trials[0]
    difference = printed.value - added.value
    yield finding(
        "sum-mismatch",
        series.program_no,
        record=series.indicator.name,
        places=places_of([printed, *(o for o in parts if o.value is not None)]),
        expected=plain(added.value),
        actual=plain(printed.value),
        difference=plain(difference),
        reason="rounded" if may_be_rounded(series.indicator, difference, len(parts)) else "columns",
    )


def _observed(series: Series, column: Column) -> Observation:
    """What the cell of a column says, also where the column itself is not published."""
    known = series.row.table.grid[series.row.number][column.column]
    for o in series.observations:
        if o.place == known.place:
            return o
    amount = read_amount(known.text, series.row.units or None)
    return Observation(
        program_no=series.program_no,
        measure=series.indicator.measure,
        indicator_no=series.indicator.indicator_no,
        period_type="total",
        year=None,
        printed=known.text,
        place=known.place,
        **fields_of(amount, STATUS_OF.get(amount.status, "unreadable"), ""),
    )
