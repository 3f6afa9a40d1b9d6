"""What is said of one printed amount, and how a number becomes one in a unit.

>>> in_unit(Decimal(5), Unit("백만원", "원", Decimal(1_000_000), "money")).base_value
Decimal('5000000')
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from normalize.cells.digits import exact
from normalize.cells.units import ONE, Unit

AmountStatus = Literal[
    "value", "range", "transition", "multi", "formula", "dash", "blank", "non_budget", "undecided", "not_applicable",
    "text", "unreadable",
]  # fmt: skip
Comparator = Literal["", ">=", "<=", ">", "<"]
Flag = Literal[
    "approx", "total", "delta", "decrease", "cumulative", "gte", "lte", "gt", "lt", "label", "note", "object", "sec",
    "secondary", "from", "mixed", "fullwidth", "paren", "triangle_neg", "sign_ambiguous", "unit_override",
    "unit_conflict", "unit_unknown", "unit", "qualitative", "ordinal", "quarter", "age", "date", "period", "per_one",
    "malformed_grouping", "split_digits", "spoken_range", "bullet_or_minus", "reversed", "power", "too_many_digits",
    "long", "bulleted", "suspicious_glyph", "raised_digit", "withdrawn", "part_of_a_whole", "set_apart", "review",
    "years", "ocr", "ocr_program", "ocr_sum", "ocr_layer",
]  # fmt: skip
ValueKind = Literal["", "cumulative", "rate", "rank"]

Context = Unit | tuple[Unit, ...] | None  # the label's or the table's unit; several for cells with several values
COMPARATORS: dict[str, Comparator] = {"gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}
THINGS = frozenset({"count", "place"})


class Amount(msgspec.Struct, frozen=True):
    """What a cell says. ``value`` is in ``unit`` as printed; ``base_value = value * scale`` is in ``base_unit``.

    A range holds its ends in ``value`` and ``value_max``; a transition its end in ``value`` and its start in the flag
    ``from=``; several values of different units are ``parts``.
    """

    status: AmountStatus
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    scale: Decimal | None = None
    base_value: Decimal | None = None
    base_value_max: Decimal | None = None
    base_unit: str = ""
    comparator: Comparator = ""
    approx: bool = False
    value_kind: ValueKind = ""
    flags: tuple[str, ...] = ()
    parts: tuple[Amount, ...] = ()


def in_unit(value: Decimal, unit: Context, flags: tuple[str, ...] = ()) -> Amount:
    """A number in the unit of its label or table; which of several it is in is not known."""
    if not isinstance(unit, Unit):
        return Amount("value", value, None, "", ONE, value, flags=(*flags, "review") if unit else flags)
    base_value = value if unit.scale is ONE else exact(value * unit.scale)
    kind: ValueKind = unit.kind if unit.kind in ("rate", "rank") else ""  # type: ignore[assignment]
    return Amount("value", value, None, unit.unit, unit.scale, base_value, None, unit.base_unit, "", False, kind, flags)


def in_own_unit(value: Decimal, own: Unit, context: Context, flags: tuple[str, ...] = ()) -> Amount:
    """A number in the unit that its cell says, which wins over that of the label or table; a difference is flagged.

    개 counts whatever there is, so that beside another counter of things it is no conflict; 27명 below 명/10만명 are
    so many for each of many.
    """
    contexts = (context,) if isinstance(context, Unit) else context or ()
    if len(contexts) == 1 and own.scale == ONE and contexts[0].unit.startswith(f"{own.base_unit}/"):
        return in_unit(value, contexts[0], flags)
    if contexts and own.base_unit not in {unit.base_unit for unit in contexts}:
        general = own.base_unit == "개" or any(unit.base_unit == "개" for unit in contexts)
        agrees = general and {own.kind, *(unit.kind for unit in contexts)} <= THINGS
        flags = (*flags, "unit_override", *(() if agrees else ("unit_conflict",)))
    return in_unit(value, own, flags)


def in_statement(amount: Amount) -> Amount:
    """The amount as a financial statement prints it: what stands in parentheses is negative."""
    if "paren" not in amount.flags or amount.value is None or amount.base_value is None or amount.value < 0:
        return amount
    return replace(amount, value=-amount.value, base_value=-amount.base_value)


def annotated(amount: Amount, noted: Sequence[str]) -> Amount:
    """The single value with the flags of the words beside its number, and with what they say of it."""
    if not noted:
        return amount
    bounds = COMPARATORS.keys() & noted
    return Amount(
        amount.status,
        amount.value,
        unit=amount.unit,
        scale=amount.scale,
        base_value=amount.base_value,
        base_unit=amount.base_unit,
        comparator=COMPARATORS[next(flag for flag in noted if flag in bounds)] if bounds else "",
        approx="approx" in noted,
        value_kind="cumulative" if "cumulative" in noted else amount.value_kind,
        flags=tuple(dict.fromkeys((*amount.flags, *noted))),
    )
