"""Sums of printed values: what they add up to, and how far a rounded total may be from them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from plan.records.meaning import Indicator, Observation

SUMMANDS = ("year", "prior", "later")
UNITS = Decimal(1)  # most numbers end there
MISSING = ("range", "text", "unreadable", "undecided")  # a number that should be part of the sum and is not known
NEVER_SUMMED = ("rate", "rank")
SUMMED_IN_PRINT = ("level", "cumulative")  # values that add up to nothing but what the document itself adds up


class Sum(msgspec.Struct, frozen=True):
    """What values add up to, in the unit of their total; ``tolerance`` is 0 where nothing was rounded."""

    value: Decimal
    tolerance: Decimal

    def is_met_by(self, total: Decimal) -> bool:
        """Whether a printed total is this sum, or so near that rounding explains the difference."""
        return total == self.value or abs(total - self.value) < self.tolerance


def with_totals(
    indicator: Indicator,
    observations: Sequence[Observation],
    *,
    is_whole: bool = True,
    unread: Sequence[Decimal] = (),
) -> Indicator:
    """The indicator with its printed total, the sum of its periods and whether the two agree.

    Where not all of its periods are published (``is_whole``), a difference says nothing; nor does one that is a number
    under a head that is not understood (``unread``).
    """
    total = next((o for o in observations if o.period_type == "total"), None)
    parts = [o for o in observations if o.period_type in SUMMANDS]
    known = [o for o in parts if o.value is not None]
    one_unit = len({o.unit for o in known}) == 1
    added = None if indicator.value_kind in NEVER_SUMMED else _sum_that_fits(parts, total)
    is_stock = indicator.value_kind in SUMMED_IN_PRINT
    agree = None
    if added and total and total.value is not None and not any(o.approx or o.comparator for o in (total, *known)):
        explained = not is_whole or total.value - added.value in unread
        agree = added.is_met_by(total.value) or (None if explained else False)
    has_sum = not is_stock or (total is not None and not (agree is False and _is_last(total, known)))
    return replace(
        indicator,
        value_kind=indicator.value_kind or ("flow" if (agree or _adds_up(total, parts)) and _tells(known) else ""),
        printed_total=total.value if total else None,
        computed_total=added.value if added and one_unit and has_sum else None,
        totals_agree=agree if has_sum else None,
    )


def _sum_that_fits(parts: Sequence[Observation], total: Observation | None) -> Sum | None:
    """What the periods add up to; without what was done before the plan where the total is exactly that of its years.

    ``'25까지 | 계 | '26 | '27`` counts the years alone, ``기투자 | 총사업비 | '26 | '27`` all that it cost.
    """
    added = sum_of(parts, total)
    of_plan = [o for o in parts if o.period_type != "prior"]
    if added is None or total is None or total.value in (None, added.value) or len(of_plan) == len(parts):
        return added
    alone = sum_of(of_plan, total)
    return alone if alone is not None and alone.value == total.value else added


def _is_last(total: Observation, parts: Sequence[Observation]) -> bool:
    """Whether what is printed as a total is what stands at the end of the last period."""
    return bool(parts) and total.value == parts[-1].value and total.unit == parts[-1].unit


def _adds_up(total: Observation | None, parts: Sequence[Observation]) -> bool:
    """Whether a total is the sum of the periods that are decided, where others are not decided yet (미정)."""
    decided = [o for o in parts if o.status != "undecided"]
    added = sum_of(decided, total) if len(decided) < len(parts) and total and total.value is not None else None
    is_exact = not any(o.approx or o.comparator for o in (total, *decided) if o)
    return added is not None and total is not None and is_exact and total.value == added.value


def _tells(parts: Sequence[Observation]) -> bool:
    """Whether a total that agrees shows that the periods add up: two of them or more count for something."""
    return sum(bool(o.value) for o in parts) > 1


def sum_of(parts: Sequence[Observation], total: Observation | None) -> Sum | None:
    """The sum of values in the unit of their total, or of the first where there is none.

    None where a part is not known, or is of another kind of unit.

    Decimals are cut, and so are numbers in a coarser unit than others: each of them may miss half of its last printed
    place. Whole numbers of one unit add up exactly.
    """
    known = [o for o in parts if o.value is not None]
    if not known or any(o.status in MISSING for o in parts):
        return None
    numbers = known if total is None or total.value is None else [total, *known]
    if len({o.unit for o in numbers}) == 1:
        scales = [Decimal(1)] * len(numbers)
    elif len({o.base_unit for o in numbers}) == 1 and all(o.base_unit and o.scale for o in numbers):
        scales = [(o.scale or Decimal(1)) / (numbers[0].scale or Decimal(1)) for o in numbers]
    else:
        return None
    steps = _steps(numbers, scales)
    rounded = len(set(steps.values())) > 1 or min(steps.values()) < 1
    own = scales[-len(known) :]
    value = sum(((o.value or Decimal(0)) * scale for o, scale in zip(known, own, strict=True)), Decimal(0))
    tolerance = sum((steps[scale] for scale in scales), Decimal(0)) / 2 if rounded else Decimal(0)
    if rounded and total is not None and total.value is not None:  # 3.4 beside 1.12 is cut there
        tolerance = max(tolerance, scales[0] * Decimal(10) ** _exponent(total.value) / 2)
    return Sum(value, tolerance)


def _steps(numbers: Sequence[Observation], scales: Sequence[Decimal]) -> dict[Decimal, Decimal]:
    """What the last place of the numbers of each scale is worth, taken to be that of the most exact of them."""
    places: dict[Decimal, int] = {}
    for o, scale in zip(numbers, scales, strict=True):
        places[scale] = min(places.get(scale, 0), _exponent(o.value or Decimal(0)))
    return {scale: scale * Decimal(10) ** exponent for scale, exponent in places.items()}


def _exponent(value: Decimal) -> int:
    return 0 if value.same_quantum(UNITS) else int(value.as_tuple().exponent)
