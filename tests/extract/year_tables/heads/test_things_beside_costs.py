"""What stands under each year beside what it costs: a thing (교실 | 예산) or its unit is a series, a change is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.meaning import Plan
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


Series = dict[tuple[str, str, str], list[str]]


def _plan(form: str, folder: Path, title: str, table: str, *lines: str) -> Plan:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    return normalize_plan(read_as(form, folder, "1. 쉼터 가꾸기", title, *lines, merged(rows)))


def _series(plan: Plan) -> Series:
    return {
        (one.measure, one.name, one.unit): [
            value.printed
            for value in plan.observations
            if (value.measure, value.indicator_no) == (one.measure, one.indicator_no)
        ]
        for one in plan.indicators
    }


def _divided(first: str, second: str, *rows: str) -> str:
    heads = f"구분 | 2025년 | < | 2026년 | < | 2027년 | <\n^ | {' | '.join([first, second] * 3)}"
    return "\n".join([heads, *rows])


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("thing", "money", "units"),
    [
        ("건", "백만원", ("건", "백만원")),
        ("(명)", "(천원)", ("명", "천원")),
        ("km", "억원", ("km", "억원")),
        ("(개소)", "(백만원)", ("개소", "백만원")),
    ],
)
def test_a_unit_of_things_and_one_of_money_are_two_series(
    thing: str, money: str, units: tuple[str, str], form: str, tmp_path: Path
) -> None:
    table = _divided(thing, money, "길 안내 | 200 | 20 | 220 | 22 | 240 | 24", "밤길 동행 | 90 | 9 | 95 | 10 | 99 | 11")
    plan = _plan(form, tmp_path, "□ 추진계획", table)
    assert _series(plan) == {
        ("target", "길 안내", units[0]): ["200", "220", "240"],
        ("budget", "길 안내", units[1]): ["20", "22", "24"],
        ("target", "밤길 동행", units[0]): ["90", "95", "99"],
        ("budget", "밤길 동행", units[1]): ["9", "10", "11"],
    }
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heads", [("반", "서"), ("동", "서")])
def test_a_unit_beside_another_word_or_words_of_no_money_are_not_guessed(
    heads: tuple[str, str], form: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanError, match="6 cells of one table are left out"):
        _plan(form, tmp_path, "□ 연도별 목표", _divided(*heads, "길 안내 | 200 | 20 | 220 | 22 | 240 | 24"))


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("first", "second"), [("금액", "전년대비"), ("금액", "증감"), ("목표", "전년대비(%)"), ("예산", "전년도 대비")]
)
def test_the_change_below_a_year_is_no_value_of_it(first: str, second: str, form: str, tmp_path: Path) -> None:
    table = _divided(first, second, "길 안내 | 200 | 2 | 220 | 20 | 240 | 20")
    plan = _plan(form, tmp_path, "□ 연도별 계획", table, "(단위 : 명)" if first == "목표" else "(단위 : 백만원)")
    assert list(_series(plan).values()) == [["200", "220", "240"]]
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_change_from_the_year_before_is_no_year_left_open(form: str, tmp_path: Path) -> None:
    table = "구분 | 2025 | 2026 | 전년대비\n길 안내 | 80 | 100 | 20\n밤길 동행 | 150 | 200 | 50"
    plan = _plan(form, tmp_path, "□ 2026년 예산", table, "(단위 : 백만원)")
    assert sorted(value.printed for value in plan.observations if value.year == 2026) == ["100", "200"]
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
def test_goals_of_two_years_beside_the_budget_of_one(form: str, tmp_path: Path) -> None:
    table = """구분 | 목표 | < | 예산(백만원)
^ | 2025 | 2026 | 2026
길 안내 | 50개 | 60개 | 12
밤길 동행 | 10회 | 15회 | 9"""
    plan = _plan(form, tmp_path, "□ 연도별 계획", table)
    assert _series(plan) == {
        ("target", "길 안내", "개"): ["50개", "60개"],
        ("budget", "길 안내 예산", "백만원"): ["12"],
        ("target", "밤길 동행", "회"): ["10회", "15회"],
        ("budget", "밤길 동행 예산", "백만원"): ["9"],
    }
    assert [one.rule for one in plan.findings] == []


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("printed", "units"),
    [
        (("반", "명"), ("반", "명")),
        (("종", "권"), ("종", "권")),
        (("동", "명"), ("개동", "명")),
        (("일", "명"), ("일", "명")),
    ],
)
def test_two_units_of_things_below_years_are_series_of_their_own(
    printed: tuple[str, str], units: tuple[str, str], form: str, tmp_path: Path
) -> None:
    plan = _plan(form, tmp_path, "□ 연도별 목표", _divided(*printed, "길 안내 | 2 | 20 | 3 | 22 | 4 | 24"))
    assert _series(plan) == {
        ("target", "길 안내", units[0]): ["2", "3", "4"],
        ("target", "길 안내", units[1]): ["20", "22", "24"],
    }
    assert [one.rule for one in plan.findings] == []
