"""Rows that may add up others: a series with the words of its row, and the numbers that a sum is tried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from normalize.audit.case import Series
from normalize.tables.labels import is_total_word
from normalize.tables.totals import Sum, sum_of
from plan.records.meaning import Observation
from plan.records.values import PeriodType
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


def line_of(series: Series, words: tuple[str, ...]) -> Line:
    """A series as a line with these words."""
    values: dict[tuple[PeriodType, int | None], list[Observation]] = {}
    for o in series.observations:
        values.setdefault((o.period_type, o.year), []).append(o)
    return Line(series, words, is_total_word(words[-1]), values)


def words_of(series: Series) -> tuple[str, ...]:
    """The words of the row that a series was read from, from left to right, a merged one once."""
    table, cells = series.row.table, series.row.table.grid[series.row.number]
    words = [" ".join(visible(cells[column.column].text).split()) for column in table.columns if column.role == "label"]
    return tuple(dict.fromkeys(filter(None, words))) or ("",)


def can_be_added(series: Series) -> bool:
    """Whether the numbers of a series are amounts: rates and ranks have no sum."""
    return series.indicator.value_kind not in NEVER_ADDED


def below_total(line: Line, index: int, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """What a total may add up: rows below or above it, up to the next total or with it, or all, or their totals."""
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
        near = list(takewhile(before_next_total, rows))
        yield [*near, *(other for other in rows[len(near) : len(near) + 1] if near and inside(other))]


def trial_of(line: Line, parts: Sequence[Line], beaten_by: int | None = None) -> Trial:
    """The checks of one sum, one for each period in which the line prints a number and its parts do.

    The rest is left out where it is clear that more fail than hold, or that no more than ``beaten_by`` will hold.
    """
    total = line.series
    alike = [
        part
        for part in parts
        if part.series.indicator.base_unit == total.indicator.base_unit and can_be_added(part.series)
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
