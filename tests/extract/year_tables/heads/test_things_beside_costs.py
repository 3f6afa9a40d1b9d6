"""Words under each year beside what it costs: what is counted (교실 | 예산) is a series of its own, a state is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.errors import PlanError
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _read(form: str, folder: Path, line: str, things: str, costs: str) -> list[tuple[str, str, str, str]]:
    table = f"""구분 | 2025 | < | 2026 | < | 2027 | <
^ | {things} | {costs} | {things} | {costs} | {things} | {costs}
솔내 | 8 | 192 | 2 | 48 | 4 | 96
들머리 | 6 | 144 | 6 | 144 | 5 | 120"""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, folder, "1. 쉼터 가꾸기", "□ 연차별 계획", f"(단위 : {line})", merged(rows)))
    assert len(plan.observations) == 12
    return [(one.measure, one.unit, one.name, one.funding_source or "") for one in plan.indicators]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("line", "unit", "things", "costs"),
    [
        ("실, 백만원", "개실", "교실", "예산"),
        ("동, 백만원", "개동", "정비", "사업비"),
        ("명, 백만원", "명", "인원", "강사료"),
        ("등, 백만원", "등", "교체", "사업비"),
    ],
)
def test_what_is_counted_beside_its_cost_is_a_target(
    line: str, unit: str, things: str, costs: str, form: str, tmp_path: Path
) -> None:
    found = _read(form, tmp_path, line, things, costs)
    assert set(found) == {
        ("target", unit, f"솔내 {things}", ""),
        ("target", unit, f"들머리 {things}", ""),
        ("budget", "백만원", f"솔내 {costs}", "total"),
        ("budget", "백만원", f"들머리 {costs}", "total"),
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("first", "second"), [("보조금", "예산"), ("확정", "예산"), ("비율", "예산")])
def test_money_states_and_shares_are_not_counted(first: str, second: str, form: str, tmp_path: Path) -> None:
    try:
        found = _read(form, tmp_path, "백만원", first, second)
    except (AssertionError, PlanError):
        return
    assert not [one for one in found if one[0] == "target"]
