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
        missed = missed_sum(indicator, series.observations)
        if missed is None:
            continue
        total, parts, added = missed
        difference = (total.value or Decimal(0)) - added
        yield finding(
            "total-mismatch",
            indicator.program_no,
            record=indicator.name,
            places=places_of([total, *parts]),
            expected=plain(added),
            actual=plain(total.value or Decimal(0)),
            difference=plain(difference),
            reason="rounded" if may_be_rounded(indicator, difference, len(parts)) else "",
        )


def missed_sum(
    indicator: Indicator, observations: Sequence[Observation]
) -> tuple[Observation, list[Observation], Decimal] | None:
    """The total of a series, its periods and what they add up to, where the total should be that and is not."""
    total = next((o for o in observations if o.period_type == "total"), None)
    if indicator.totals_agree is not False or indicator.value_kind in NOT_SUMMED or total is None:
        return None
    parts = [o for o in observations if o.period_type in SUMMANDS]
    added = sum_of(parts, total)
    if added is None or total.value is None or is_last_level(indicator, observations):
        return None
    return total, parts, added.value


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
