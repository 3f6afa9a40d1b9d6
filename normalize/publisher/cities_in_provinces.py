"""시비 of a city under a province, whose plan names the money of the province beside it: the city's, as 군비 is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from normalize.tables.payers import is_below_no_province, whose_money
from plan.records.meaning import Indicator, PlanProfile


def with_cities_in_provinces(indicators: Sequence[Indicator], title: str, profile: PlanProfile) -> list[Indicator]:
    """The series with 시비 as ``district`` where the plan names 도비 too, and neither 구비 nor a metropolis.

    The whole plan decides: one payer is of one class in all its tables.
    """
    whose = {name: whose_money(name) for name in {entry.funding_source_name for entry in indicators} if name}
    is_below = "province" in whose.values() and "borough" not in whose.values()
    if not is_below or is_below_no_province(title) or is_below_no_province(profile.provider_name):
        return list(indicators)
    return [
        replace(entry, funding_source="district") if whose.get(entry.funding_source_name) == "city" else entry
        for entry in indicators
    ]
