"""A budget that says who pays and not when: the year of its rows, else of a plan of one year, else a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.records import Plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

GOALS = [["구분", "2026년 목표"], ["쉼터(개소)", "3"]]
ONE_ROW = [["구분", "합계", "국비", "시비"], ["2026년", "30", "20", "10"]]
NAMED = [["구분", "합계", "국비", "시비"], ["운영비", "30", "20", "10"]]
ALONE = [["합계", "국비", "시비"], ["30", "20", "10"]]
DOWN = [["구분", "금액"], ["국비", "20"], ["시비", "10"]]
YEARS = [["구분", "합계", "국비", "시비"], ["2026년", "30", "20", "10"], ["2027년", "60", "40", "20"]]
ONE, SEVERAL = "가온시 2026년 주요업무계획", "가온시 마을 기본계획(2026~2028)"
PAID = {("total", 2026, "30"), ("national", 2026, "20"), ("metropolitan", 2026, "10")}


def _plan(folder: Path, title: str, lines: list[str], rows: list[list[str]]) -> Plan:
    texts = (
        title,
        "1. 쉼터 조성",
        *lines,
        "□ 추진목표",
        hwpx_grid(GOALS),
        "□ 소요예산 (단위: 백만원)",
        hwpx_grid(rows),
    )
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    return interpret(read_tables(path))


def _paid(plan: Plan) -> set[tuple[str, int | None, str]]:
    payers = {(i.program_no, i.indicator_no): i.funding_source or "" for i in plan.indicators if i.measure == "budget"}
    budgets = [o for o in plan.observations if o.measure == "budget"]
    return {(payers[o.program_no, o.indicator_no], o.year, o.printed) for o in budgets}


@pytest.mark.parametrize("rows", [ONE_ROW, NAMED, ALONE])
def test_the_one_year_of_the_title_is_that_of_a_budget_that_names_none(rows: list[list[str]], tmp_path: Path) -> None:
    plan = _plan(tmp_path, ONE, ["○ 사업기간 : 2026. 1. ~ 12."], rows)
    assert _paid(plan) == PAID
    assert not [found for found in plan.findings if found.rule == "table-not-understood"]


def test_who_pays_may_stand_in_the_rows(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, ONE, [], DOWN)) == PAID - {("total", 2026, "30")}


def test_the_year_of_its_rows_is_certain_in_a_plan_of_several_years(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, SEVERAL, [], ONE_ROW)) == PAID


def test_two_years_down_beside_who_pays_are_a_head(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, SEVERAL, [], YEARS)) == PAID | {
        ("total", 2027, "60"),
        ("national", 2027, "40"),
        ("metropolitan", 2027, "20"),
    }


@pytest.mark.parametrize(
    ("title", "line", "rows"),
    [
        (SEVERAL, "○ 사업내용 : 쉼터 조성", NAMED),
        (ONE, "○ 사업기간 : 2024. 1. ~ 2027. 12.", NAMED),
        (ONE, "○ 사업내용 : 쉼터 조성", [["구분", "총사업비", "국비", "시비"], ["금액", "30", "20", "10"]]),
    ],
)
def test_a_budget_that_may_be_of_several_years_is_told(
    title: str, line: str, rows: list[list[str]], tmp_path: Path
) -> None:
    plan = _plan(tmp_path, title, [line], rows)
    assert not _paid(plan)
    assert [found.rule for found in plan.findings if found.rule == "table-not-understood"] == ["table-not-understood"]
