"""시비 in the plan of a city that is under a province: the city's own money, as 군비 is a county's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from normalize.publisher.institutions import DISTRICTS_FILE
from plan.data_files import tables_of
from plan.forms import unspaced
from plan.records.meaning import Indicator, PlanProfile

PROVINCE, CITY = "도", "시"
MONEY = ("시비", "시")  # as a table prints who pays


def with_cities_in_provinces(indicators: Sequence[Indicator], profile: PlanProfile) -> list[Indicator]:
    """The series with 시비 as ``district`` where the plan is one of a city that the list has under a province.

    A city that no list has may be a metropolis, and there 시비 says so: it stays ``metropolitan``.
    """
    if profile.provider_name not in _cities():
        return list(indicators)
    return [
        replace(entry, funding_source="district")
        if entry.funding_source == "metropolitan" and unspaced(entry.funding_source_name) in MONEY
        else entry
        for entry in indicators
    ]


@cache
def _cities() -> frozenset[str]:
    """The cities under a province, by the names of both: 경기도 수원시."""
    return frozenset(
        f"{row['province']} {name}"
        for row in tables_of(DISTRICTS_FILE)["district"]
        for name in row["names"]
        if row["province"].endswith(PROVINCE) and name.endswith(CITY)
    )
