"""What is said of the sum of a row: right, wrong, or why nobody has checked it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from normalize.audit.case import NOT_SUMMED
from normalize.audit.checks.totals import is_last_level, missed_sum
from plan.records.meaning import Indicator, Observation

SumTold = Literal["right", "wrong", "level", "none", "unknown"]


def sum_told(indicator: Indicator, observations: Sequence[Observation]) -> SumTold:
    """``wrong`` is what ``total-mismatch`` says, ``level`` of values that nobody adds up, ``none`` without a total."""
    if indicator.printed_total is None:
        return "none"
    if indicator.totals_agree:
        return "right"
    if indicator.value_kind in NOT_SUMMED or is_last_level(indicator, observations):
        return "level"
    return "wrong" if missed_sum(indicator, observations) else "unknown"
