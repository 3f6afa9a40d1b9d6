"""Units that a table says of its money alone, below it or in dollars, and words beside it that are no units."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from output.tables.rows import rows_of
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _plan(form: str, folder: Path, table: str, above: tuple[str, ...], below: tuple[str, ...] = ()) -> Plan:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    return normalize_plan(read_as(form, folder, "1. 쉼터 가꾸기", *above, merged(rows), *below))


def _units(plan: Plan) -> dict[str, str]:
    return {one.name: f"{one.measure} {one.unit}" for one in plan.indicators}


PAID = "구분 | 2025 | 2026 | 2027\n계 | 318 | 342 | 360\n국비 | 159 | 171 | 180\n군비 | 159 | 171 | 180"


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("line", ["* 단위 : 백만원", "※ 금액 단위 : 백만원"])
def test_the_title_in_brackets_is_no_unit_and_the_line_below_is(line: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, PAID, ("○ (소요예산)",), (line,))
    assert _units(plan) == {"계": "budget 백만원", "국비": "budget 백만원", "군비": "budget 백만원"}
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("line", ["(금액단위 : 백만원)", "(예산 단위 : 백만원)"])
def test_the_unit_of_money_is_said_above(line: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, PAID, ("□ 소요예산", line))
    assert set(_units(plan).values()) == {"budget 백만원"}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_unit_of_money_below_a_table_that_counts_other_things_too(form: str, tmp_path: Path) -> None:
    table = """구분 | 단위 | 2025 | < | 2026 | < | 2027 | <
^ | ^ | 물량 | 사업비 | 물량 | 사업비 | 물량 | 사업비
꽃밭 | ha | 20 | 50 | 22 | 55 | 24 | 60
우물 | 개소 | 4 | 320 | 5 | 400 | 6 | 480"""
    plan = _plan(form, tmp_path, table, ("□ 연차별 계획",), ("※ 금액 단위 : 백만원",))
    assert sorted(_units(plan).values()) == ["budget 백만원", "budget 백만원", "target ha", "target 개소"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_pupils_of_a_class_are_counted_as_pupils_are(form: str, tmp_path: Path) -> None:
    table = """구분 | < | 2025 | 2026 | 2027
초등 | 학급수 | 106 | 104 | 103
^ | 학생수 | 2,180 | 2,095 | 2,002
^ | 급당 학생수 | 20.6 | 20.1 | 19.4"""
    plan = _plan(form, tmp_path, table, ("□ 학생배치 목표", "(단위 : 학급, 명)"))
    assert [one.unit for one in plan.indicators] == ["학급", "명", "명"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_stands_beside_one_year_alone_is_not_its_unit(form: str, tmp_path: Path) -> None:
    table = "연도 | 학급수 | 학생수\n2025(개교) | 24 | 610\n2026 | 30 | 800\n2027 | 36 | 980"
    plan = _plan(form, tmp_path, table, ("□ 연차별 목표",))
    assert {one.unit for one in plan.indicators} == {""}
    assert len(plan.indicators) == 2
    assert "units-mixed" not in {one.rule for one in plan.findings}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("title", "label", "unit", "said"),
    [
        ("□ 연도별 지원예산 (단위 : 백만불)", "솔내 나라", "백만달러", "budget"),
        ("□ 연차별 사업비 (단위 : 만달러)", "사업비", "만달러", "budget"),
        ("□ 연도별 목표 (단위 : 백만$)", "수출액", "백만달러", "target"),
    ],
)
def test_a_budget_in_dollars_is_one(title: str, label: str, unit: str, said: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, f"구분 | 2025 | 2026 | 2027\n{label} | 12 | 15 | 18", (title,))
    assert _units(plan) == {label: f"{said} {unit}"}
    rows = list(rows_of(plan, "budgets"))
    assert {(row["currency"], row["amount_krw"]) for row in rows} == ({("USD", None)} if said == "budget" else set())
