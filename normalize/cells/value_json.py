"""One line of ``gongpyo value``: what a printed cell, a unit line or a year means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from normalize.cells.amount import Amount, in_statement
from normalize.cells.read import read_amount
from normalize.cells.units import Unit, read_units
from plan.patterns import lazy_pattern
from plan.script import WIDE_DIGITS
from plan.years import YearReading, read_year

Line = dict[str, object]
WIDE = lazy_pattern(f"[{WIDE_DIGITS}]")
KEYS = (
    "status", "value", "value_max", "unit", "scale", "base_value", "base_unit", "comparator", "approx", "value_kind",
    "flags",
)  # fmt: skip


def as_line(text: str, unit_text: str = "", kind: str = "cell", *, statement: bool = False) -> Line:
    """The reading of one text as the keys of the contract; ``kind`` is ``cell``, ``header`` or ``year``.

    ``unit_text`` is the unit line of the column, and for a year the period of the plan, which decides two digits.
    In a financial ``statement`` what stands in parentheses is negative.
    """
    if kind == "header":
        return _of_units(read_units(text))
    if kind == "year":
        return _of_year(text, read_year(unit_text))
    return _of_amount(value(text, unit_text, statement=statement))


def value(text: str, unit: str = "", *, statement: bool = False) -> Amount:
    """What one cell says under the unit line of its column; a unit line that is not understood is flagged.

    In a financial ``statement`` what stands in parentheses is negative.
    """
    units = read_units(unit)
    amount = in_statement(read_amount(text, units)) if statement else read_amount(text, units)
    if unit.strip() and not units:
        return replace(amount, flags=(*amount.flags, "unit_unknown", "review"))
    return amount


def _line(status: str, **known: object) -> Line:
    return {key: status if key == "status" else known.get(key) for key in KEYS} | {
        "comparator": known.get("comparator", ""),
        "approx": known.get("approx", False),
        "value_kind": known.get("value_kind", ""),
        "flags": known.get("flags", []),
    }


def _of_units(units: Sequence[Unit]) -> Line:
    if not units:
        return _line("text", flags=["unit_unknown", "review"])
    return _line(
        "unit_header",
        unit=_single([unit.unit for unit in units]),
        scale=_single([unit.scale for unit in units]),
        base_unit=_single([unit.base_unit for unit in units]),
    )


def _of_year(text: str, plan: YearReading) -> Line:
    span = (plan.year, plan.year_to or plan.year) if plan.year else None
    reading = read_year(text, span=span, first_year=plan.year)
    if reading.kind in ("text", "change", "actual"):
        return _line("text", flags=[reading.kind] if reading.kind != "text" else [])
    wide = ["fullwidth"] if WIDE.search(text) else []
    flags = [*wide, *([f"qualifier={reading.qualifier}"] if reading.qualifier else [])]
    flags += [f"month={reading.month}"] if reading.kind == "year_month" else []
    flags += [f"md={reading.month:02}-{reading.day:02}"] if reading.month and reading.day else []
    flags += [f"year={reading.year}"] if reading.kind == "ordinal_year" and reading.year else []
    number = reading.ordinal if reading.kind == "ordinal_year" else reading.year
    return _line(
        reading.kind,
        value=number,
        value_max=reading.year_to,
        unit=("차년도" if reading.kind == "ordinal_year" else "년") if number is not None else None,
        scale=1 if number is not None else None,
        base_value=number,
        base_unit=("차년도" if reading.kind == "ordinal_year" else "년") if number is not None else None,
        flags=flags,
    )


def _of_amount(amount: Amount) -> Line:
    parts = amount.parts or (amount,)
    return _line(
        amount.status,
        value=_single([part.value for part in parts]),
        value_max=amount.value_max,
        unit=_single([part.unit or None for part in parts]),
        scale=_single([part.scale for part in parts]),
        base_value=_single([part.base_value for part in parts]),
        base_unit=_single([part.base_unit or None for part in parts]),
        comparator=amount.comparator,
        approx=amount.approx,
        value_kind=amount.value_kind,
        flags=list(amount.flags),
    )


def _single(values: Sequence[str | Decimal | None]) -> object:
    return values[0] if len(values) == 1 else list(values)
