"""A goal and where it starts from, each with its year in brackets: 기준값(2024) | 목표값(2027), in any spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, read_as

HEADS = [
    ("기준값(2024)", "목표값(2027)"),
    ("기준 값 (2024)", "목표 값 (2027)"),
    ("기준값[2024]", "목표값[2027]"),
    ("기준값(2024년 말)", "목표값(2027년 말)"),
    ("현재값(’24)", "목표치(’27)"),
]
OTHER = [["지표", "2025", "2026", "2027"], ["샘(개소)", "1", "2", "3"]]


def _plan(form: str, folder: Path, *rows: list[str]) -> Plan:
    return normalize_plan(read_as(form, folder, "1. 샘", OTHER, "2. 둑길", [*rows]))


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heads", HEADS)
def test_the_goal_is_of_its_year_and_the_base_the_base(heads: tuple[str, str], form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, ["지표", *heads], ["둑길(km)", "12", "15"], ["쉼터(개소)", "3", "5"])
    said = [(value.period_type, value.year, value.printed) for value in plan.observations if value.year != 2025]
    assert said[-4:] == [("baseline", 2024, "12"), ("year", 2027, "15"), ("baseline", 2024, "3"), ("year", 2027, "5")]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_was_reached_is_no_goal(form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, ["지표", "실적값(2024)", "목표값(2027)"], ["둑길(km)", "12", "15"])
    assert [(value.year, value.printed) for value in plan.observations][-1] == (2027, "15")
    assert not any(value.printed == "12" for value in plan.observations)


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "rows", [["12(2024)", "15(2027)"], ["12\n(’24)", "15\n(’27)"], ["12km(2024년)", "15km(2027년)"]]
)
def test_years_behind_the_values_of_cells_are_told(rows: list[str], form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, ["지표", "기준값(연도)", "목표값(연도)"], ["둑길(km)", *rows])
    assert "table-not-understood" in {finding.rule for finding in plan.findings}
