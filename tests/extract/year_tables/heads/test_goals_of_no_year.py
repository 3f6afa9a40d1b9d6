"""A column that is said to be the goal and of no year stands beside the years: it is told, and no total counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

TABLE = """시설 | 현재 | {head} | 연차별 확충 | < | < | 합계
^ | ^ | ^ | 2025 | 2026 | 2027 | ^
쉼터(개소) | 8 | {goal} | 2 | 2 | 2 | {total}
우물(개소) | 2 | 4 | - | 1 | 1 | 2"""


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["목표", "최종목표"])
def test_the_goal_of_no_year_is_told(head: str, form: str, tmp_path: Path) -> None:
    rows = [[c.strip() for c in row.split("|")] for row in TABLE.format(head=head, goal=14, total=6).splitlines()]
    plan = normalize_plan(read_as(form, tmp_path, "1. 쉼터 가꾸기", "□ 연도별 확충계획", merged(rows)))
    assert [one.printed for one in plan.observations if one.period_type == "year"] == ["2", "2", "2", "-", "1", "1"]
    assert "14" not in {one.printed for one in plan.observations}
    assert [(one.rule, f"'{head}'" in one.message) for one in plan.findings] == [("column-not-read", True)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_wrong_total_beside_it_is_still_told(form: str, tmp_path: Path) -> None:
    rows = [[c.strip() for c in row.split("|")] for row in TABLE.format(head="목표", goal=14, total=7).splitlines()]
    plan = normalize_plan(read_as(form, tmp_path, "1. 쉼터 가꾸기", "□ 연도별 확충계획", merged(rows)))
    assert "total-mismatch" in {one.rule for one in plan.findings}
