"""Which plans of a store are editions of one plan: by their ids, which end in the years that a plan is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from plan.patterns import lazy_pattern

OF_YEARS = lazy_pattern(r"(?P<name>.+?)-(?P<first>\d{4})(?P<last>-\d{4})?")


def editions_before(plan_ids: Iterable[str]) -> dict[str, str]:
    """By its id the edition before each plan that has one: the latest of those that begin earlier.

    A plan of one year goes on with one of one year, and one of several years with one of several.
    """
    editions: defaultdict[tuple[str, bool], list[tuple[str, str]]] = defaultdict(list)
    for plan_id in plan_ids:
        found = OF_YEARS.fullmatch(plan_id)
        if found:
            editions[found["name"], bool(found["last"])].append((found["first"], plan_id))
    before: dict[str, str] = {}
    for each in editions.values():
        for first, plan_id in each:
            earlier = [other for other in each if other[0] < first]
            if earlier:
                before[plan_id] = max(earlier)[1]
    return before
