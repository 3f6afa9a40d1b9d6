"""Printed totals against the sum of their periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.audit.case import NOT_SUMMED, Case, places_of, plain
from normalize.findings.messages import finding
from normalize.tables.totals import SUMMANDS, sum_of
from plan.records.meaning import Finding, Indicator, Observation

COARSE = Decimal(10) ** 8  # 억원: budgets are kept in finer units and rounded to this one; those in 백만원 add up


def audit_totals(case: Case) -> Iterator[Finding]:
    """Printed totals that are not the sum of their periods; rates, ranks, levels and running totals are not summed."""
    for series in case.series:
        indicator = series.indicator
        total = series.at(None)
        if indicator.totals_agree is not False or indicator.value_kind in NOT_SUMMED or total is None:
            continue
        parts = [o for o in series.observations if o.period_type in SUMMANDS]
        added = sum_of(parts, total)
        if added is None or total.value is None or is_last_level(indicator, series.observations):
            continue
        yield finding(
            "total-mismatch",
            indicator.program_no,
            record=indicator.name,
            places=places_of([total, *parts]),
            expected=plain(added.value),
            actual=plain(total.value),
            difference=plain(total.value - added.value),
            reason="rounded" if may_be_rounded(indicator, total.value - added.value, len(parts)) else "",
        )


def is_last_level(indicator: Indicator, observations: Sequence[Observation]) -> bool:
    """Whether the total of a target only repeats what its last year reaches, the years before never reaching more."""
    total = next((o for o in observations if o.period_type == "total"), None)
    years = [o.value for o in sorted(observations, key=lambda o: o.year or 0) if o.period_type == "year"]
    known = [value for value in years if value is not None]
    return (
        indicator.measure == "target"
        and indicator.value_kind in ("", "flow")
        and total is not None
        and 2 <= len(known) == len(years)
        and known == sorted(known)
        and total.value == known[-1] != sum(known)
    )


def may_be_rounded(indicator: Indicator, difference: Decimal, summands: int) -> bool:
    """Whether whole numbers of a coarse unit of money miss their total by no more than rounding each would make."""
    coarse = indicator.base_unit == "원" and (indicator.scale or 0) >= COARSE
    return coarse and abs(difference) < Decimal(summands + 1) / 2
