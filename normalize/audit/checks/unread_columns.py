"""Columns of numbers beside the years of a plan that are left out, and values that a label may have swallowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain

from normalize.audit.case import Case, Series
from normalize.cells.read import read_amount
from normalize.findings.messages import finding, one_of_many
from normalize.tables.totals import SUMMANDS, sum_of
from normalize.tables.unread_columns import UnreadColumn, Why, unread_columns
from plan.forms import bare, single_spaced
from plan.patterns import lazy_pattern
from plan.records.meaning import Finding
from plan.records.printed import Period, YearTable

FREE_NUMBER = lazy_pattern(r"\S\s(?P<number>\d[\d,]*(?:\.\d+)?)$")
TOLD_TOGETHER: dict[Why, str] = {  # said once of all such columns of a table, and the reason given of several
    "period": "periods",
    "part": "parts",
    "side-by-side": "side-by-side",
}
OF_EVERY_TABLE: tuple[Why, ...] = ("period", "part")  # reasons that a plan's tables share with their heads
FEWEST_SIBLINGS = 2  # rows that hold a value where this one lacks it; one row alone shows no custom


def audit_unread_columns(case: Case) -> Iterator[Finding]:
    """Columns of numbers that a person would read and that are published as nothing.

    Those of one head that are left out of many tables for one reason (2026년 상반기) are one finding.
    """
    yield from one_of_many(_unread(case), {})


def _unread(case: Case) -> Iterator[tuple[Hashable, Finding]]:
    by_table = _by_table(case)
    for at, table in enumerate(case.extracted.year_tables):
        if table.kind == "plan" and not table.unread_en:
            summed = frozenset(column for series in by_table[at] for column in _completing(series))
            left_out = unread_columns(table, case.extracted.period, summed)
            yield from ((None, _told(table, [unread])) for unread in left_out if unread.why not in TOLD_TOGETHER)
            for why in TOLD_TOGETHER:
                if alike := [unread for unread in left_out if unread.why == why]:
                    heads = (why, *(bare(unread.head) for unread in alike)) if why in OF_EVERY_TABLE else None
                    yield heads, _told(table, alike)
            swallowed = (_swallowed(by_table[at]), _all_swallowed(by_table[at], table, case.extracted.period))
            yield from ((None, told) for told in chain(*swallowed))


def _by_table(case: Case) -> dict[int, list[Series]]:
    found: dict[int, list[Series]] = defaultdict(list)
    for series in case.series:
        found[series.row.table_at].append(series)
    return found


def _told(table: YearTable, left_out: Sequence[UnreadColumn]) -> Finding:
    """What is said of columns that are left out for one reason: 1단계 (2026~2028), 2단계 (2029~2031)."""
    unread, columns = left_out[0], [at for one in left_out for at in one.columns]
    years = ", ".join(map(str, unread.years))
    heads = [one.cell.place for one in left_out]
    body = (table.grid[row][at].place for row in range(table.header_rows, len(table.grid)) for at in columns)
    return finding(
        "column-not-read",
        table.program_no,
        record=table.title,
        places=tuple(dict.fromkeys([*heads, *body])),
        actual="', '".join(one.head for one in left_out) or _beside(table, unread),
        expected=years,
        reason=TOLD_TOGETHER[unread.why] if len(left_out) > 1 else _reason(unread),
    )


def _reason(unread: UnreadColumn) -> str:
    return "-".join(filter(None, (unread.why, "years" if unread.years and unread.why not in TOLD_TOGETHER else "")))


def _beside(table: YearTable, unread: UnreadColumn) -> str:
    """The head of the year that stands next to a column without a head."""
    years = [c for c in table.columns if c.role == "year"]
    nearest = min(years, key=lambda c: min(abs(c.column - at) for at in unread.columns), default=None)
    return nearest.printed if nearest else ""


def _completing(series: Series) -> Iterator[int]:
    """The columns that are not read and whose number is just what the years of the row miss to its total."""
    total = series.at(None)
    added = sum_of([o for o in series.observations if o.period_type in SUMMANDS], total)
    if total is None or total.value is None or added is None or series.indicator.totals_agree:
        return
    missed = total.value - added.value
    cells = series.row.table.grid[series.row.number]
    for column in series.row.table.columns if missed else ():
        if column.role == "note" and read_amount(cells[column.column].text).value == missed:
            yield column.column


def _swallowed(group: Sequence[Series]) -> Iterator[Finding]:
    """Labels that end in a free number where their row has a value less than all others, and theirs end in none."""
    ends = [FREE_NUMBER.search(single_spaced(series.indicator.name)) for series in group]
    filled = [_filled(series) for series in group]
    others = {count for end, count in zip(ends, filled, strict=True) if not end}
    siblings = sum(not end for end in ends)
    for series, end, count in zip(group, ends, filled, strict=True):
        if end and siblings >= FEWEST_SIBLINGS and len(others) == 1 and count == others.copy().pop() - 1:
            blank = next((o for o in series.observations if o.status == "blank"), None)
            if blank:
                yield finding(
                    "value-in-label",
                    series.program_no,
                    record=series.indicator.name,
                    places=(blank.place, series.indicator.place),
                    actual=end["number"],
                )


def _all_swallowed(group: Sequence[Series], table: YearTable, period: Period | None) -> Iterator[Finding]:
    """Labels that all end in a free number where the plan's first year has no column: it may be in them."""
    years = [column.year for column in table.columns if column.year is not None]
    lacks = bool(years) and period is not None and period.basis == "stated" and min(years) == period.first + 1
    ends = {series.indicator.name: FREE_NUMBER.search(single_spaced(series.indicator.name)) for series in group}
    if lacks and len(ends) >= FEWEST_SIBLINGS and all(ends.values()):
        yield finding(
            "value-in-label",
            table.program_no,
            record=table.title,
            places=tuple(dict.fromkeys(series.indicator.place for series in group)),
            expected=str(min(years) - 1),
            actual=", ".join(end["number"] for end in ends.values() if end),
            reason="all",
        )


def _filled(series: Series) -> int:
    return sum(o.status != "blank" for o in series.observations)
