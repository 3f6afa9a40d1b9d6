"""Rows that print each value beside its year: goals and where they start from, each of the year that its row names."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

ONE = "{label} | 기준연도 | 기준값 | 목표연도 | 목표값\n"
TWO = "{label} | 기준 | < | 목표 | <\n{up} | 연도 | 값 | 연도 | 값\n"
BEHIND = "{label} | 현재 | < | 목표 | <\n{up} | 값 | 연도 | 값 | 연도\n"


def _plan(form: str, folder: Path, table: str, title: str = "가온시 물빛 기본계획(2025~2027)") -> Plan:
    other = "지표 | 2025 | 2026 | 2027\n쉼터(개소) | 1 | 2 | 3"
    made = [merged([[cell.strip() for cell in row.split("|")] for row in text.splitlines()]) for text in (other, table)]
    return normalize_plan(
        read_as(form, folder, "1. 쉼터", "□ 목표", made[0], "2. 전기버스", "□ 성과지표", made[1], title=title)
    )


def _said(plan: Plan) -> dict[tuple[str, str], list[tuple[str, int | None, str]]]:
    return {
        (one.name, one.unit): [
            (value.period_type, value.year, value.printed)
            for value in plan.observations
            if (value.program_no, value.indicator_no) == (one.program_no, one.indicator_no)
        ]
        for one in plan.indicators
        if one.name != "쉼터"
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", [ONE, TWO])
def test_base_and_goal_are_of_the_years_beside_them(head: str, form: str, tmp_path: Path) -> None:
    rows = "전기버스(대) | 2024 | 55 | 2027 | 210\n충전기(기) | 2024 | 410 | 2027 | 1,600"
    plan = _plan(form, tmp_path, head.format(label="지표", up="^") + rows)
    assert _said(plan) == {
        ("전기버스", "대"): [("baseline", 2024, "55"), ("year", 2027, "210")],
        ("충전기", "기"): [("baseline", 2024, "410"), ("year", 2027, "1,600")],
    }
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
def test_years_behind_their_values_and_a_column_of_units(form: str, tmp_path: Path) -> None:
    head = BEHIND.format(label="지표 | 단위", up="^ | ^")
    plan = _plan(
        form, tmp_path, f"{head}전기버스 | 대 | 55 | 2024 | 210 | 2027\n충전기 | 기 | 410 | 2024 | 1,600 | 2027"
    )
    assert _said(plan) == {
        ("전기버스", "대"): [("baseline", 2024, "55"), ("year", 2027, "210")],
        ("충전기", "기"): [("baseline", 2024, "410"), ("year", 2027, "1,600")],
    }


@pytest.mark.parametrize("form", WITH_TABLES)
def test_rows_of_other_years_keep_theirs(form: str, tmp_path: Path) -> None:
    rows = (
        "전기버스(대) | 2023 | 55 | 2027 | 210\n충전기(기) | 2024 | 410 | 2026 | 1,600\n차고(곳) | 2023 | 1 | 2027 | 4"
    )
    plan = _plan(form, tmp_path, ONE.format(label="지표") + rows)
    assert _said(plan) == {
        ("전기버스", "대"): [("baseline", 2023, "55"), ("year", 2027, "210")],
        ("차고", "개소"): [("baseline", 2023, "1"), ("year", 2027, "4")],
        ("충전기", "기"): [("baseline", 2024, "410"), ("year", 2026, "1,600")],
    }


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_goal_beside_its_year_alone(form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, "지표 | 목표연도 | 목표값\n전기버스(대) | 2027 | 210\n충전기(기) | 2027 | 1,600")
    assert _said(plan) == {("전기버스", "대"): [("year", 2027, "210")], ("충전기", "기"): [("year", 2027, "1,600")]}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_row_without_its_year_is_told(form: str, tmp_path: Path) -> None:
    rows = "전기버스(대) | 2024 | 55 | 2027 | 210\n충전기(기) | - | - | 미정 | 1,600"
    plan = _plan(form, tmp_path, ONE.format(label="지표") + rows)
    assert _said(plan) == {}
    assert [one.rule for one in plan.findings] == ["table-not-understood"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "table",
    [
        "지표 | 기준값 | < | 목표값 | <\n^ | 2023 | 2024 | 2026 | 2027\n전기버스(대) | 50 | 55 | 100 | 210",
        "지표 | 2024 | 2027\n^ | 기준 | 목표\n전기버스(대) | 55 | 210",
    ],
)
def test_years_below_or_above_a_word_for_the_base_are_the_base(table: str, form: str, tmp_path: Path) -> None:
    (values,) = _said(_plan(form, tmp_path, table)).values()
    assert ("baseline", 2024, "55") in values
    assert ("year", 2027, "210") in values
