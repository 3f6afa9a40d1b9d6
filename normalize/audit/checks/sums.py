"""Rows and columns that add up others: 계 and 소계 against what they stand over, budgets against who pays them.

What a total adds up is known for certain only where the form says it: 계 over funding sources. Elsewhere the rows that
it may stand for are tried, and it is held to those that it sums in at least as many periods as it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

import msgspec

from normalize.audit.case import Case, Series, places_of, plain
from normalize.audit.checks.totals import may_be_rounded
from normalize.findings.messages import finding
from normalize.tables.labels import is_total_word
from normalize.tables.totals import Sum, sum_of
from plan.records import Finding, Observation, PeriodType
from plan.script import visible

NEVER_ADDED = ("rate", "rank", "qualitative")


class Line(msgspec.Struct, frozen=True):
    """A series with the words of its row label from left to right, a merged one once.

    ``is_total`` says that the row is 계, 합계 or 소계 of others; ``values`` are its observations by their period.
    """

    series: Series
    words: tuple[str, ...]
    is_total: bool
    values: dict[tuple[PeriodType, int | None], list[Observation]]

    @property
    def is_budget(self) -> bool:
        """Whether the row is a budget of which no payer is named."""
        return self.series.indicator.funding_source == "total"

    @property
    def payer(self) -> str:
        """Who pays, where the row is a share of a budget."""
        source = self.series.indicator.funding_source
        return source if source and source != "total" else ""


class Check(msgspec.Struct, frozen=True):
    """A printed number, the numbers that should add up to it, and whether they do."""

    total: Observation
    parts: tuple[Observation, ...]
    added: Sum

    @property
    def holds(self) -> bool:
        """Whether the number is the sum of its parts."""
        return self.total.value is not None and self.added.is_met_by(self.total.value)


class Trial(msgspec.Struct, frozen=True):
    """What a total may add up, with its checks and how many of them hold."""

    parts: Sequence[Line]
    checks: Sequence[Check]
    holding: int

    @property
    def is_proven(self) -> bool:
        """Whether it holds in at least as many periods as it does not."""
        return 2 * self.holding >= max(len(self.checks), 1)


def audit_sums(case: Case) -> Iterator[Finding]:
    """Totals and budgets of a table that are not the sum of the rows or series that they stand for."""
    for lines in _groups(case):
        for index, line in enumerate(lines):
            if _can_be_added(line.series):
                yield from _audit_line(line, index, lines)


def _groups(case: Case) -> Iterator[list[Line]]:
    """The lines of each table whose cells hold one value, by the series that they belong to under the years.

    Series side by side in one row are a group too: a budget and, beside it, who pays it.
    """
    shared = Counter(series.row.at for series in case.series)
    tables: dict[tuple[int, str], list[Line]] = {}
    rows: dict[tuple[int, int], list[Line]] = {}
    for series in case.series:
        if shared[series.row.at] > 1:
            continue
        head = series.row.values[0].slot.series
        words = _words(series)
        tables.setdefault((series.row.table_at, head), []).append(_line(series, words))
        if head:
            rows.setdefault((series.row.table_at, series.row.number), []).append(_line(series, (*words, head)))
    yield from tables.values()
    yield from (lines for lines in rows.values() if len(lines) > 1)


def _line(series: Series, words: tuple[str, ...]) -> Line:
    values: dict[tuple[PeriodType, int | None], list[Observation]] = {}
    for o in series.observations:
        values.setdefault((o.period_type, o.year), []).append(o)
    return Line(series, words, is_total_word(words[-1]), values)


def _words(series: Series) -> tuple[str, ...]:
    table, cells = series.row.table, series.row.table.grid[series.row.number]
    words = [" ".join(visible(cells[column.column].text).split()) for column in table.columns if column.role == "label"]
    return tuple(dict.fromkeys(filter(None, words))) or ("",)


def _can_be_added(series: Series) -> bool:
    return series.indicator.value_kind not in NEVER_ADDED


def _audit_line(line: Line, index: int, lines: Sequence[Line]) -> Iterator[Finding]:
    """Hold one line to the best of the sums that it may stand for."""
    if line.is_total:
        candidates: Iterable[Sequence[Line]] = _below_total(line, index, lines)
    elif line.is_budget:
        candidates = (_payers_of(lines[index + 1 :]),)
    else:
        return
    best = _best(line, candidates)
    if best is None:
        return
    for check in best.checks:
        if not check.holds and check.total.value is not None:
            yield _mismatch(line, best.parts, check, check.total.value)


def _best(line: Line, candidates: Iterable[Sequence[Line]]) -> Trial | None:
    """The proven sum that holds in the most periods, the first of several; else the one of those that are certain."""
    proven: Trial | None = None
    certain: Trial | None = None
    tried: set[tuple[int, ...]] = set()
    for parts in candidates:
        if proven and proven.holding == len(line.series.observations):
            break  # no other can be better
        lines = tuple(part.series.row.at for part in parts)
        if not parts or lines in tried:
            continue
        tried.add(lines)
        if line.is_total and _are_payers(parts):
            trial = _tried(line, parts)
            certain = trial if certain is None or trial.holding > certain.holding else certain
        else:
            trial = _tried(line, parts, beaten_by=proven.holding if proven else 0)
        if trial.is_proven and (proven is None or trial.holding > proven.holding):
            proven = trial
    return proven or certain


def _are_payers(parts: Sequence[Line]) -> bool:
    return len(parts) > 1 and all(part.payer for part in parts)


def _below_total(line: Line, index: int, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """What a total may add up: the rows below or above it, up to the next total or all, or the totals among them."""
    stem = line.words[:-1]

    def inside(other: Line) -> bool:
        return other.words[: len(stem)] == stem

    def before_next_total(other: Line) -> bool:
        return inside(other) and not (other.is_total and len(other.words) <= len(line.words))

    for rows in (lines[index + 1 :], lines[:index][::-1]):
        for reaches in (before_next_total, inside):
            group = list(takewhile(reaches, rows))
            shortest = min((len(other.words) for other in group), default=0)
            yield [other for other in group if not other.is_total]
            yield [other for other in group if other.is_total or len(other.words) == shortest]
        yield [other for other in group if other.is_total]


def _payers_of(rows: Sequence[Line]) -> list[Line]:
    """The funding sources right below a budget that is not called a total; none where but one is named."""
    payers = list(takewhile(lambda other: bool(other.payer) and not other.is_total, rows))
    return payers if len({other.payer for other in payers}) > 1 else []


def _tried(line: Line, parts: Sequence[Line], beaten_by: int | None = None) -> Trial:
    """The checks of one sum, one for each period in which the line prints a number and its parts do.

    The rest is left out where it is clear that more fail than hold, or that no more than ``beaten_by`` will hold.
    """
    total = line.series
    alike = [
        part
        for part in parts
        if part.series.indicator.base_unit == total.indicator.base_unit and _can_be_added(part.series)
    ]
    checks: list[Check] = []
    holding = 0
    for index, o in enumerate(total.observations):
        most = holding + len(total.observations) - index
        if beaten_by is not None and (most <= beaten_by or len(checks) - holding > most):
            break
        own = [p for part in alike for p in part.values.get((o.period_type, o.year), ())]
        if o.value is None or any(p.approx or p.comparator for p in (o, *own)):
            continue
        added = sum_of(own, o)
        if added is not None:
            checks.append(Check(o, tuple(own), added))
            holding += checks[-1].holds
    return Trial(parts, checks, holding)


def _mismatch(line: Line, parts: Sequence[Line], check: Check, printed: Decimal) -> Finding:
    difference = printed - check.added.value
    funding = all(part.payer for part in parts)
    rounded = may_be_rounded(line.series.indicator, difference, len(check.parts))
    return finding(
        "sum-mismatch",
        line.series.program_no,
        record=line.series.named(check.total),
        places=places_of([check.total, *(o for o in check.parts if o.value is not None)]),
        expected=plain(check.added.value),
        actual=plain(printed),
        difference=plain(difference),
        reason="rounded" if rounded else "funding" if funding else "",
    )
