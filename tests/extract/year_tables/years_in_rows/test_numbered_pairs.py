"""Rows that print each of several values beside its year: a year is never a value, and dates the one beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

Said = dict[str, list[tuple[str, int | None, str]]]
ROWS = "둑길(km) | 2025 | 12 | 2026 | 15\n쉼터(개소) | 2026 | 3 | 2027 | 5"
HEADS = {
    "a numbered year and its value": "지표 | 1차 연도 | 1차 값 | 2차 연도 | 2차 값",
    "numbers behind the words": "지표 | 연도1 | 값1 | 연도2 | 값2",
    "numbers of goals": "지표 | 목표연도(1) | 목표값(1) | 목표연도(2) | 목표값(2)",
    "words without a number": "지표 | 연도 | 값 | 연도 | 값",
    "below the numbered years": "지표 | 1차년도 | < | 2차년도 | <\n^ | 연도 | 값 | 연도 | 값",
}


def _read(form: str, folder: Path, table: str) -> ExtractedPlan:
    other = "지표 | 2025 | 2026 | 2027\n샘(개소) | 1 | 2 | 3"
    made = [merged([[cell.strip() for cell in row.split("|")] for row in text.splitlines()]) for text in (other, table)]
    return read_as(form, folder, "1. 샘", "□ 연차별 목표", made[0], "2. 물길", "□ 연차별 목표", made[1])


def _plan(form: str, folder: Path, table: str) -> Plan:
    return normalize_plan(_read(form, folder, table))


def _said(plan: Plan) -> Said:
    return {
        one.name: [
            (value.period_type, value.year, value.printed)
            for value in plan.observations
            if (value.program_no, value.indicator_no) == (one.program_no, one.indicator_no)
        ]
        for one in plan.indicators
        if one.name != "샘"
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", HEADS)
def test_each_value_is_of_the_year_beside_it(head: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, f"{HEADS[head]}\n{ROWS}")
    assert _said(plan) == {
        "둑길": [("year", 2025, "12"), ("year", 2026, "15")],
        "쉼터": [("year", 2026, "3"), ("year", 2027, "5")],
    }
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "table",
    [
        "지표 | 1차 값 | 1차 연도 | 2차 값 | 2차 연도\n"
        "둑길(km) | 12 | 2025 | 15 | 2026\n쉼터(개소) | 3 | 2026 | 5 | 2027",
        "구분 | 둑길(km) | 쉼터(개소)\n1차 연도 | 2025 | 2026\n"
        "1차 값 | 12 | 3\n2차 연도 | 2026 | 2027\n2차 값 | 15 | 5",
    ],
    ids=["behind the values", "one below the other"],
)
def test_years_behind_or_over_their_values(table: str, form: str, tmp_path: Path) -> None:
    assert _said(_plan(form, tmp_path, table)) == {
        "둑길": [("year", 2025, "12"), ("year", 2026, "15")],
        "쉼터": [("year", 2026, "3"), ("year", 2027, "5")],
    }


def test_a_row_with_fewer_values_has_those_of_its_own(tmp_path: Path) -> None:
    rows = "둑길(km) | 2025 | 12 | 2026 | 15\n쉼터(개소) | 2025 | 3 | - | -"
    plan = _plan("hwpx", tmp_path, f"{HEADS['words without a number']}\n{rows}")
    assert _said(plan) == {"둑길": [("year", 2025, "12"), ("year", 2026, "15")], "쉼터": [("year", 2025, "3")]}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "table",
    [
        "지표 | 1차 연도 | 1차 값 | 2차 연도 | 2차 값\n"
        "둑길(km) | 2026 | 12 | 2025 | 15\n쉼터(개소) | 2025 | 3 | 2026 | 5",
        "지표 | 1차 연도 | 1차 값 | 2차 연도 | 2차 값\n둑길(km) | 2025 | 12 | - | 15\n쉼터(개소) | 2025 | 3 | 2026 | 5",
        "지표 | 1차 연도 | 1차 값 | 2차 값\n둑길(km) | 2025 | 12 | 15\n쉼터(개소) | 2025 | 3 | 5",
        "지표 | 1차 연도 | 2차 연도 | 3차 연도\n둑길(km) | 2025 | 2026 | 2027\n쉼터(개소) | 2025 | 2026 | 2027",
    ],
    ids=["the later first", "a value of no year", "one year of two values", "years alone"],
)
def test_years_that_date_no_values_are_told_and_never_published(table: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, table)
    assert _said(plan) == {}
    assert {one.rule for one in plan.findings} & {"table-not-understood", "plan-not-read"}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_year_of_the_base_alone_is_no_value(form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, "지표 | 기준연도 | 2026 | 2027\n둑길(km) | 2024 | 15 | 18\n쉼터(개소) | 2024 | 3 | 5")
    assert _said(plan) == {
        "둑길": [("year", 2026, "15"), ("year", 2027, "18")],
        "쉼터": [("year", 2026, "3"), ("year", 2027, "5")],
    }
