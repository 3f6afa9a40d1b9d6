"""Units that mean one thing below one name and another below another, and units that a cell says in short."""

from __future__ import annotations

import pytest

from normalize.plan import normalize_plan
from tests.conftest import extracted, year_table


@pytest.mark.parametrize(
    ("label", "cells", "unit", "kind"),
    [
        ("공원등 교체(등)", ("930", "310", "620"), "등", "flow"),
        ("공원등 교체", ("930등", "310등", "620등"), "등", "flow"),
        ("민원서비스 평가(등)", ("-", "5", "3"), "위", "rank"),
        ("전국 순위", ("-", "5등", "3등"), "위", "rank"),
    ],
)
def test_lamps_are_no_ranks(label: str, cells: tuple[str, str, str], unit: str, kind: str) -> None:
    plan = normalize_plan(extracted(year_table((label, *cells))))
    assert {(one.unit, one.base_unit, one.value_kind) for one in plan.observations if one.value} == {(unit, unit, kind)}
    assert plan.findings == ()


@pytest.mark.parametrize("label", ["물놀이 사고율(인구 10만명당)", "물놀이 사고율(명/10만명)"])
def test_people_in_a_cell_of_so_many_for_each_of_many_are_no_other_unit(label: str) -> None:
    plan = normalize_plan(extracted(year_table((label, "-", "27.3명", "25.0명"))))
    assert {one.base_unit for one in plan.observations if one.value} == {"명/10만명"}
    assert plan.findings == ()
    other = normalize_plan(extracted(year_table((label, "-", "27.3건", "25.0건"))))
    assert {one.rule for one in other.findings} == {"unit-conflict"}


@pytest.mark.parametrize(("cell", "unit"), [("12개조", "개조"), ("3개대", "개대"), ("4.1‱", "‱"), ("7셋트", "세트")])
def test_units_of_teams_and_of_ten_thousands(cell: str, unit: str) -> None:
    plan = normalize_plan(extracted(year_table(("순찰", cell, cell, cell))))
    assert {one.unit for one in plan.observations} == {unit}
