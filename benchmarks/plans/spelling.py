"""How an office prints years, figures and units."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.plans.records import Features


def year_word(year: int, how: str) -> str:
    """A year as printed in the head of a table."""
    short = f"{year % 100:02d}"
    return how.replace("2026", str(year)).replace("26", short)


def figure(value: Decimal, features: Features, *, may_be_word: bool = False) -> str:
    """A number as printed; thousands in a word where the plan writes so and the number is round."""
    if may_be_word and features["number"] == "3천" and value >= 1000 and value % 1000 == 0 and value < 10_000:
        return f"{value // 1000}천"
    if value != value.to_integral_value() or value.as_tuple().exponent:
        value = value.quantize(Decimal("0.1"))
    return f"{value:,}" if features["number"] != "1200" else str(value)


def in_brackets(label: str, unit: str, how: str) -> str:
    """A label with its unit behind it or below it."""
    return f"{label}\n({unit})" if how == "label-break" else f"{label}({unit})"


def unit_line(unit: str, how: str) -> str:
    """The line above a table that names its unit."""
    return {"line-spaced": f"(단위 : {unit})", "line-bare": f"(단위 {unit})"}.get(how, f"(단위: {unit})")
