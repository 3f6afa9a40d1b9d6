"""Values of a series that do not look like the others, numbers that are written wrongly, and sums of levels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from normalize.audit.case import Case, Series, places_of, plain
from normalize.audit.checks.totals import is_last_level
from normalize.cells.malformed import malformed_number
from normalize.findings.messages import finding
from normalize.tables.totals import sum_of
from plan.records.base import Place, is_kept_everywhere
from plan.records.meaning import Finding, Observation

SLIPS_OF_A_UNIT = (10, 100, 1000)  # times: one to three digits too many, 천원 for 원
WITHIN = Decimal("0.02")  # of the value that it should be; plans grow by more in a year, slips of a unit do not
ONE_OF_A_KIND = ("rank", "qualitative")


def audit_values(case: Case) -> Iterator[Finding]:
    """What a person should look at in the values of each series."""
    told = {part.place for part in case.extracted.damage if part.rule == "not-recognised"}  # our misreading, not a slip
    for series in case.series:
        yield from _malformed(series, told)
        yield from _too_large(series)
        yield from _out_of_line(series)
        yield from _totals_of_levels(series)


def _malformed(series: Series, seen: set[Place]) -> Iterator[Finding]:
    for o in series.observations:
        if o.status == "unreadable" and o.place not in seen and malformed_number(o.printed):
            seen.add(o.place)
            yield finding(
                "number-malformed",
                series.program_no,
                record=series.named(o),
                places=(o.place,),
                actual=o.printed,
            )


def _too_large(series: Series) -> Iterator[Finding]:
    for o in series.observations:
        if any(value is not None and not is_kept_everywhere(value) for value in (o.value, o.base_value)):
            yield finding(
                "number-too-large", series.program_no, record=series.named(o), places=(o.place,), actual=o.printed
            )


def _out_of_line(series: Series) -> Iterator[Finding]:
    """A year's value that is 10, 100 or 1,000 times that of the year before and of the year after."""
    if series.indicator.value_kind in ONE_OF_A_KIND:
        return
    years = {o.year: o for o in series.years()}
    for year, o in years.items():
        before, after = years.get((year or 0) - 1), years.get((year or 0) + 1)
        if before and after and any(_is_times(o, before, n) and _is_times(o, after, n) for n in SLIPS_OF_A_UNIT):
            yield finding(
                "value-out-of-line",
                series.program_no,
                record=series.named(o),
                places=(o.place, before.place, after.place),
                expected=f"{before.printed}, {after.printed}",
                actual=o.printed,
            )


def _is_times(high: Observation, low: Observation, times: int) -> bool:
    a, b = high.base_value, low.base_value
    if a is None or b is None or high.base_unit != low.base_unit:
        a, b = high.value, low.value
    return a is not None and b is not None and b > 0 and abs(a - times * b) <= times * b * WITHIN


def _totals_of_levels(series: Series) -> Iterator[Finding]:
    """Totals that are no amount of all years.

    Some add up what each year only reaches (followers in 2024 and again in 2025), others repeat what the last reaches.
    """
    years = [o for o in series.years() if o.value is not None]
    total = series.at(None)
    added = sum_of(years, total)
    if total is not None and is_last_level(series.indicator, series.observations):
        yield finding(
            "cumulative",
            series.program_no,
            record=series.indicator.name,
            places=places_of([total, *years]),
            expected=plain(added.value) if added else "",
            actual=total.printed,
            reason="last",
        )
    if series.indicator.value_kind not in ("level", "cumulative") or len(years) < 2:
        return
    if total is None or added is None or total.value != added.value:
        return
    level = years[-1].value or Decimal(0)
    yield finding(
        "cumulative",
        series.program_no,
        record=series.indicator.name,
        places=places_of([total, *years]),
        expected=plain(level),
        actual=total.printed,
        difference=plain(added.value - level),
    )
