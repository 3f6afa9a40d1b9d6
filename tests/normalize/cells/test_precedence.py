"""A cell's own unit wins over its label's, the label's over the table's, and a cell that disagrees is a finding."""

from __future__ import annotations

import pytest

from normalize.cells.value_json import as_line
from normalize.plan import normalize_plan
from tests.conftest import extracted, year_table
from tests.normalize.cells.reading import read


@pytest.mark.parametrize(
    ("table", "label", "cell", "base_value", "base_unit", "conflicts"),
    [
        ("(단위: 백만원)", "예산", "5", 5_000_000, "원", 0),
        ("(단위: 백만원)", "예산(천원)", "5", 5_000, "원", 0),
        ("(단위: 백만원)", "예산(천원)", "5억원", 500_000_000, "원", 0),
        ("(단위: 백만원)", "예산", "5천원", 5_000, "원", 0),
        ("(단위: 백만원)", "참여 목표(명)", "5", 5, "명", 0),
        ("(단위: 백만원)", "참여 목표(명)", "5천명", 5_000, "명", 0),
        ("(단위: 백만원)", "참여 목표(명)", "5건", 5, "건", 1),
        ("(단위: 백만원)", "예산", "5건", 5, "건", 1),
        ("(단위: 명)", "참여 목표", "5건", 5, "건", 1),
        ("(단위: 명, 백만원)", "참여 목표", "5", 5, "명", 0),
        ("(단위: 명, 백만원)", "예산", "5", 5_000_000, "원", 0),
        ("", "참여 목표", "5", None, "", 0),
    ],
)
def test_the_nearest_unit_wins(
    table: str, label: str, cell: str, base_value: int | None, base_unit: str, conflicts: int
) -> None:
    plan = normalize_plan(extracted(year_table((label, "-", cell, "-"), unit_text=table)))
    (value,) = [o for o in plan.observations if o.status == "value"]
    assert (value.base_value, value.base_unit) == (base_value, base_unit)
    assert [finding.rule for finding in plan.findings].count("unit-conflict") == conflicts


@pytest.mark.parametrize(("cell", "value"), [("(1,234)", -1234), ("(△5)", -5), ("1,234", 1234), ("(0)", 0), ("-5", -5)])
def test_parentheses_are_negative_in_a_financial_statement_only(cell: str, value: int) -> None:
    line = as_line(cell, "천원", statement=True)
    assert (line["value"], line["base_value"]) == (value, value * 1000)
    assert read(cell, "천원").value == (value if cell != "(1,234)" else 1234)


@pytest.mark.parametrize(
    ("cell", "context", "flags"),
    [
        ("5명", "명", ()),
        ("5천명", "명", ()),
        ("5인", "명", ()),
        ("5개소", "곳", ()),
        ("5권", "부", ("unit_override", "unit_conflict")),
        ("5kg", "톤", ("unit_override", "unit_conflict")),
        ("5%p", "%", ("unit_override", "unit_conflict")),
        ("5개", "개소", ("unit_override",)),
        ("5종", "개", ("unit_override",)),
        ("5명", "개", ("unit_override", "unit_conflict")),
        ("5%", "(단위: 백만원, %)", ()),
        ("5건", "(단위: 백만원, %)", ("unit_override", "unit_conflict")),
        ("5", "(단위: 백만원, %)", ("review",)),
    ],
)
def test_a_unit_that_its_column_does_not_count_in_is_flagged(cell: str, context: str, flags: tuple[str, ...]) -> None:
    assert read(cell, context).flags == flags
