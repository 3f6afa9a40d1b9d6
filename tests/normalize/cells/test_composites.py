"""Ranges, changes and lists of amounts keep each of their numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.normalize.cells.reading import read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("50명, 1회", [("50", "명"), ("1", "회")]),
        ("50명,1회", [("50", "명"), ("1", "회")]),
        ("3개소 120명", [("3", "개소"), ("120", "명")]),
        ("3개소/120명", [("3", "개소"), ("120", "명")]),
        ("1,200건\n3회", [("1200", "건"), ("3", "회")]),
    ],
)
def test_values_of_different_units_are_parts(text: str, parts: list[tuple[str, str]]) -> None:
    amount = read(text)
    assert amount.status == "multi"
    assert [(part.value, part.base_unit) for part in amount.parts] == [(Decimal(v), unit) for v, unit in parts]
    assert amount.value is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("50~60명", "50", "60", "명"),
        ("3∼5회", "3", "5", "회"),
        ("2〜3%", "2", "3", "%"),
        ("1만~2만명", "10000", "20000", "명"),
        ("7억 5천만 ~ 11억 2천만원", "750000000", "1120000000", "원"),
    ],
)
def test_a_range_keeps_both_ends(text: str, low: str, high: str, unit: str) -> None:
    amount = read(text)
    assert amount.status == "range"
    assert (amount.base_value, amount.base_value_max) == (Decimal(low), Decimal(high))
    assert amount.base_unit == unit
    assert amount.value is not None and amount.value_max is not None and amount.scale is not None
    assert amount.value * amount.scale == Decimal(low)
    assert amount.value_max * amount.scale == Decimal(high)


@pytest.mark.parametrize("text", ["약 100~120건", "100~약 120건", "100~120건 내외"])
def test_a_range_is_an_estimate_where_one_end_is(text: str) -> None:
    assert read(text).approx


def test_the_end_of_a_change_is_its_value_and_its_start_is_noted() -> None:
    amount = read("60→70점")
    assert (amount.status, amount.value) == ("transition", Decimal(70))
    assert "from=60" in amount.flags


@pytest.mark.parametrize(
    ("text", "value", "unit", "start"),
    [("5천→8천명", 8, "천명", "5"), ("9천→1만명", 10_000, "명", "9000"), ("△5→△3", -3, "", "-5")],
)
def test_both_ends_of_a_change_are_in_one_unit(text: str, value: int, unit: str, start: str) -> None:
    amount = read(text)
    assert (amount.status, amount.value, amount.unit) == ("transition", Decimal(value), unit)
    assert f"from={start}" in amount.flags
    assert amount.scale is not None and amount.value is not None
    assert amount.value * amount.scale == amount.base_value


def test_the_flags_of_several_values_are_kept() -> None:
    assert read("3개소 이상, 100명(누계)").flags == ("gte", "cumulative")
