"""Words that tell what a cell of a flattened table is."""

from __future__ import annotations

from plan.patterns import lazy_pattern

UNIT_BEHIND = lazy_pattern(r"\)$")
TOTALS = frozenset(("계", "소계", "합계", "총계"))
QUANTITY = lazy_pattern(r"\d[\d,.]*\p{L}+")  # 3개소, 42km
