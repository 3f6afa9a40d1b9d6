"""Values of a series that do not look like the others, numbers that are written wrongly, and sums of levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.audit import plain
from normalize.audit_malformed import malformed_number
from normalize.messages import finding
from plan_records import Finding, Indicator, Observation, Place

SLIPS_OF_A_UNIT = (10, 100, 1000)  # times: one to three digits too many, 천원 for 원
WITHIN = Decimal("0.02")  # of the value that it should be; plans grow by more in a year, slips of a unit do not
ONE_OF_A_KIND = ("rank", "qualitative")


def audit_values(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    """What a person should look at in the values of each series."""
    grouped: dict[tuple[str, str, int], list[Observation]] = {}
    for o in observations:
        grouped.setdefault((o.program_no, o.measure, o.indicator_no), []).append(o)
    seen: set[Place] = set()
    for indicator in indicators:
        own = grouped.get((indicator.program_no, indicator.measure, indicator.indicator_no), [])
        yield from _malformed(indicator, own, seen)
        yield from _out_of_line(indicator, own)
        yield from _summed_levels(indicator, own)


def _malformed(indicator: Indicator, own: Sequence[Observation], seen: set[Place]) -> Iterator[Finding]:
    for o in own:
        if o.status == "unreadable" and o.place not in seen and malformed_number(o.printed):
            seen.add(o.place)
            yield finding(
                "number-malformed",
                indicator.program_no,
                record=_at(indicator, o),
                places=(o.place,),
                actual=o.printed,
            )


def _at(indicator: Indicator, o: Observation) -> str:
    return f"{indicator.name} ({o.year})" if o.year else indicator.name


def _out_of_line(indicator: Indicator, own: Sequence[Observation]) -> Iterator[Finding]:
    """A year's value that is 10, 100 or 1,000 times that of the year before and of the year after."""
    if indicator.value_kind in ONE_OF_A_KIND:
        return
    years = {o.year: o for o in own if o.period_type == "year" and o.year is not None}
    for year, o in years.items():
        before, after = years.get((year or 0) - 1), years.get((year or 0) + 1)
        if before and after and any(_is_times(o, before, n) and _is_times(o, after, n) for n in SLIPS_OF_A_UNIT):
            yield finding(
                "value-out-of-line",
                indicator.program_no,
                record=_at(indicator, o),
                places=(before.place, o.place, after.place),
                expected=f"{before.printed}, {after.printed}",
                actual=o.printed,
            )


def _is_times(high: Observation, low: Observation, times: int) -> bool:
    a, b = high.base_value, low.base_value
    if a is None or b is None or high.base_unit != low.base_unit:
        a, b = high.value, low.value
    return a is not None and b is not None and b > 0 and abs(a - times * b) <= times * b * WITHIN


def _summed_levels(indicator: Indicator, own: Sequence[Observation]) -> Iterator[Finding]:
    """A printed total that adds up what each year only reaches: followers in 2024 and again in 2025."""
    years = [o for o in own if o.period_type == "year" and o.value is not None]
    summed = sum((o.value for o in years if o.value is not None), Decimal(0))
    total = next((o for o in own if o.period_type == "total" and o.value is not None), None)
    if indicator.value_kind in ("level", "cumulative") and len(years) > 1 and total and total.value == summed:
        yield finding(
            "cumulative",
            indicator.program_no,
            record=indicator.name,
            places=(total.place, *(o.place for o in years)),
            expected=plain(years[-1].value or Decimal(0)),
            actual=total.printed,
            difference=plain(summed - (years[-1].value or Decimal(0))),
        )
