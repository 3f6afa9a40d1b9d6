"""Lists of goals or of work whose one year stands in their heading, or in the title of a plan of one year."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, Rows, read_as

OF_SEVERAL_YEARS = "해담시 쉼터 계획(2026~2028)"
OF_ONE_YEAR = "2027년 해담교육지원청 주요업무계획"
BESIDE = [["성과지표", "2026년", "2027년", "2028년"], ["쉼터(개소)", "1", "2", "3"]]
WORK = [["추진과제", "대상·규모", "시기", "예산(천원)"], ["동아리 운영", "초 21교", "3~12월", "444,000"]]
Values = list[tuple[str, int | None, str, str]]


def _read(form: str, tmp_path: Path, heading: str, rows: Rows, title: str) -> tuple[Values, list[str]]:
    """What is published besides the goals of another table, and which tables are told."""
    blocks = ("1. 쉼터 조성", "□ 성과목표", BESIDE, "2. 배움터 운영", heading, rows)
    plan = normalize_plan(read_as(form, tmp_path, *blocks, title=title))
    values = [(o.measure, o.year, o.printed, o.unit) for o in plan.observations if o.printed not in tuple("123")]
    return values, [found.rule for found in plan.findings if found.rule.startswith("table-")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("head", "before", "behind"),
    [
        (["지표", "단위", "목표", "비고"], [], [""]),
        (["지표", "단위", "실적", "목표"], ["10"], []),
    ],
)
def test_goals_below_a_heading_of_one_year_are_read(
    form: str, head: list[str], before: list[str], behind: list[str], tmp_path: Path
) -> None:
    rows = [head, ["교실 조성", "개소", *before, "12", *behind], ["길 정비", "km", *before, "3.4", *behind]]
    assert _read(form, tmp_path, "□ 2026년 추진목표", rows, OF_SEVERAL_YEARS) == (
        [("target", 2026, "12", "개소"), ("target", 2026, "3.4", "km")],
        [],
    )


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["현재", "기준값"])
def test_what_stands_before_the_goal_of_the_one_year_is_its_base(head: str, form: str, tmp_path: Path) -> None:
    rows = [["지표", "단위", head, "목표"], ["교실 조성", "개소", "10", "12"], ["길 정비", "km", "10", "3.4"]]
    base = [("target", None, "10", unit) for unit in ("개소", "km")]
    goals = [("target", 2027, "12", "개소"), ("target", 2027, "3.4", "km")]
    values, told = _read(form, tmp_path, "□ 목표연도 : 2027년", rows, OF_SEVERAL_YEARS)
    assert (sorted(values, key=str), told) == (sorted([*base, *goals], key=str), [])


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_list_of_work_in_a_plan_of_one_year_is_of_that_year(form: str, tmp_path: Path) -> None:
    assert _read(form, tmp_path, "□ 세부 추진계획", WORK, OF_ONE_YEAR) == (
        [("budget", 2027, "444,000", "천원")],
        [],
    )


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (OF_SEVERAL_YEARS, WORK),
        (OF_ONE_YEAR, [["추진과제", "사업비(천원)"], ["동아리 운영", "444,000"]]),
        (OF_ONE_YEAR, [WORK[0], ["동아리 운영", "초 21교", "2026.3~2027.2", "444,000"]]),
    ],
)
def test_what_may_be_of_several_years_is_told(title: str, rows: Rows, tmp_path: Path) -> None:
    assert _read("hwpx", tmp_path, "□ 세부 추진계획", rows, title) == ([], ["table-of-no-year"])


def test_costs_under_no_word_for_a_plan_are_not_told(tmp_path: Path) -> None:
    rows = [["학교", "학생(명)", "예산(천원)"], ["가온초", "21", "444,000"]]
    assert _read("hwpx", tmp_path, "□ 운영 현황", rows, OF_SEVERAL_YEARS) == ([], [])


@pytest.mark.parametrize("heading", ["□ 2026년 추진계획", "□ 2027년 상반기 추진계획"])
def test_a_heading_of_another_time_makes_no_list_one_of_the_plans_year(heading: str, tmp_path: Path) -> None:
    values, _ = _read("hwpx", tmp_path, heading, WORK, OF_ONE_YEAR)
    assert ("budget", 2027, "444,000", "천원") not in values
