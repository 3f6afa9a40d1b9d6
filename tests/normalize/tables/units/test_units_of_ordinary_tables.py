"""Units that a person finds at once: in the cells, in a column of quantities, of people, of what is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, Given, read_as


@pytest.fixture(params=WITH_TABLES)
def form(request: pytest.FixtureRequest) -> str:
    """The format that a plan is written in."""
    return str(request.param)


def read(form: str, folder: Path, *blocks: Given) -> Plan:
    return normalize_plan(read_as(form, folder, "1. 물길 가꾸기", *blocks))


def units(plan: Plan) -> dict[str, str]:
    return {f"{one.measure} {one.name}": one.unit for one in plan.indicators}


def told(plan: Plan) -> list[str]:
    return [found.rule for found in plan.findings if found.severity != "info"]


HEAD = ("구분", "2025년", "2026년", "2027년")


def test_cells_with_a_unit_of_their_own_are_no_contradiction_below_a_line_of_money(form: str, tmp_path: Path) -> None:
    rows = (
        HEAD,
        ("물놀이터", "3개소", "4개소", "5개소"),
        ("방문객", "21천명", "25천명", "-"),
        ("사업비", "120", "180", "190"),
    )
    plan = read(form, tmp_path, "□ 연차별 계획", "(단위: 백만원)", rows)
    assert units(plan) == {"target 물놀이터": "개소", "target 방문객": "천명", "budget 사업비": "백만원"}
    assert told(plan) == []


def test_a_row_that_is_named_for_money_keeps_its_contradiction(form: str, tmp_path: Path) -> None:
    rows = (HEAD, ("사업비", "3개소", "180", "190"), ("운영비", "10", "20", "30"))
    assert told(read(form, tmp_path, "□ 연차별 계획", "(단위: 백만원)", rows)) == ["unit-conflict"]


def test_people_by_what_they_are_called_take_the_unit_of_people(form: str, tmp_path: Path) -> None:
    rows = (HEAD, ("생태 해설사", "4", "5", "6"), ("운영비", "120,000", "180,000", "190,000"))
    plan = read(form, tmp_path, "□ 연차별 계획", "(단위: 명, 천원)", rows)
    assert units(plan) == {"target 생태 해설사": "명", "budget 운영비": "천원"}
    assert told(plan) == []


def test_a_column_of_quantities_that_holds_units_says_them(form: str, tmp_path: Path) -> None:
    rows = (
        ("사업명", "사업량", "2025년", "<", "2026년", "<"),
        ("^", "^", "물량", "예산(백만원)", "물량", "예산(백만원)"),
        ("펌프 교체", "대", "15", "36", "17", "40"),
        ("물길 정비", "km", "2", "40", "3", "60"),
    )
    plan = read(form, tmp_path, "□ 연차별 계획", rows)
    assert units(plan) == {
        "target 펌프 교체 물량": "대",
        "budget 펌프 교체 예산": "백만원",
        "target 물길 정비 물량": "km",
        "budget 물길 정비 예산": "백만원",
    }
    assert told(plan) == []


@pytest.mark.parametrize(("line", "unit"), [("목표수질(T-P, mg/L)", "mg/L"), ("목표수질(BOD, mg/L)", "mg/L")])
def test_the_unit_behind_what_is_measured_is_that_of_all_rows(line: str, unit: str, form: str, tmp_path: Path) -> None:
    plan = read(form, tmp_path, f"□ {line}", (HEAD, ("샘물교", "4.5", "4.2", "3.9"), ("여울교", "5.8", "5.4", "5.0")))
    assert [*units(plan).values()] == [unit, unit]
    assert "unit-missing" not in told(plan)


def test_units_of_flows_and_families_are_known(form: str, tmp_path: Path) -> None:
    head = ("시설", "단위", "2025년", "2026년", "2027년")
    rows = (head, ("배수펌프장", "㎥/분", "120", "240", "240"), ("쉼터 이용", "가족", "12", "14", "16"))
    assert [*units(read(form, tmp_path, "□ 연차별 목표", rows)).values()] == ["㎥/분", "가족"]


def test_words_below_a_year_are_text_and_no_warning(form: str, tmp_path: Path) -> None:
    rows = (
        HEAD,
        ("물길 정비(km)", "실시설계", "3", "4"),
        ("수질 점검(회)", "월 1회", "12", "수시"),
        ("군비(백만원)", "10", "20", "계속"),
    )
    plan = read(form, tmp_path, "□ 연차별 계획", rows)
    said = {o.printed: o.status for o in plan.observations if o.value is None}
    assert said == dict.fromkeys(("실시설계", "월 1회", "수시", "계속"), "text")
    assert told(plan) == []


@pytest.mark.parametrize("cell", ["시범운영 3개소", "용역(5억)", "12+3", "상동", "전년 수준"])
def test_words_with_a_number_among_them_are_told(cell: str, form: str, tmp_path: Path) -> None:
    rows = (HEAD, ("물길 정비(개소)", cell, "3", "4"), ("군비(백만원)", "10", "20", "30"))
    assert told(read(form, tmp_path, "□ 연차별 계획", rows)) == ["cell-not-read"]
