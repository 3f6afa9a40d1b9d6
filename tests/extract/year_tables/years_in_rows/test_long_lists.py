"""Lists with a row for each name and year, and years down under a head that says so, be they two only."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _plan(form: str, folder: Path, table: str, *above: str, title: str = "가온시 쉼터 기본계획(2025~2027)") -> Plan:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    return normalize_plan(read_as(form, folder, "1. 쉼터 가꾸기", *above, merged(rows), title=title))


def _values(plan: Plan) -> list[tuple[str, str, str, list[tuple[str, int | None, str]]]]:
    return [
        (
            one.measure,
            one.unit,
            one.name,
            [
                (value.period_type, value.year, value.printed)
                for value in plan.observations
                if (value.measure, value.indicator_no) == (one.measure, one.indicator_no)
            ],
        )
        for one in plan.indicators
    ]


LIST = """사업명 | {beside}연도 | 지원가구(가구) | 예산(백만원) | 비고
쉼터 넓히기 | {first}2025 | 180 | 1,440 | 새로
^ | {up}2026 | 200 | 1,600 |
우물 파기 | {second}2025 | 300 | 600 |
^ | {up}2026 | 350 | 700 | 이어짐"""


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("beside", "first", "second", "up"), [("", "", "", ""), ("소관 | ", "솔내과 | ", "들머리과 | ", "^ | ")]
)
def test_a_row_for_each_name_and_year(beside: str, first: str, second: str, up: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, LIST.format(beside=beside, first=first, second=second, up=up), "□ 연차별 계획")
    years = [("year", 2025), ("year", 2026)]
    assert sorted(_values(plan)) == sorted(
        [
            ("target", "가구", "쉼터 넓히기 지원가구", [(*y, v) for y, v in zip(years, ("180", "200"), strict=True)]),
            ("target", "가구", "우물 파기 지원가구", [(*y, v) for y, v in zip(years, ("300", "350"), strict=True)]),
            ("budget", "백만원", "쉼터 넓히기 예산", [(*y, v) for y, v in zip(years, ("1,440", "1,600"), strict=True)]),
            ("budget", "백만원", "우물 파기 예산", [(*y, v) for y, v in zip(years, ("600", "700"), strict=True)]),
        ]
    )
    assert [one.rule for one in plan.findings] == []


def _by_year(plan: Plan) -> dict[tuple[str, str], dict[int | None, str]]:
    return {(name, unit): {year: said for _, year, said in values} for _, unit, name, values in _values(plan)}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_names_with_other_years_than_the_first_keep_theirs(form: str, tmp_path: Path) -> None:
    table = LIST.format(beside="", first="", second="", up="").replace("2026 | 350", "2027 | 350")
    assert _by_year(_plan(form, tmp_path, table, "□ 연차별 계획")) == {
        ("쉼터 넓히기 지원가구", "가구"): {2025: "180", 2026: "200"},
        ("쉼터 넓히기 예산", "백만원"): {2025: "1,440", 2026: "1,600"},
        ("우물 파기 지원가구", "가구"): {2025: "300", 2027: "350"},
        ("우물 파기 예산", "백만원"): {2025: "600", 2027: "700"},
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("again", ["2025", "^"])
def test_years_in_front_of_the_names(again: str, form: str, tmp_path: Path) -> None:
    table = f"""연도 | 품종 | 보급 농가(호) | 예산(백만원)
2025 | 콩 | 12 | 240
{again} | 팥 | 8 | 96
2026 | 콩 | 15 | 300
{again.replace("5", "6")} | 팥 | 10 | 120"""
    assert _by_year(_plan(form, tmp_path, table, "□ 연차별 계획")) == {
        ("콩 보급 농가", "호"): {2025: "12", 2026: "15"},
        ("콩 예산", "백만원"): {2025: "240", 2026: "300"},
        ("팥 보급 농가", "호"): {2025: "8", 2026: "10"},
        ("팥 예산", "백만원"): {2025: "96", 2026: "120"},
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["연도", "시행연도"])
def test_a_name_of_one_year_beside_names_of_several(head: str, form: str, tmp_path: Path) -> None:
    table = f"""사업명 | {head} | 사업비
쉼터 넓히기 | 2025 | 10
쉼터 넓히기 | 2026 | 11
우물 파기 | 2026 | 20
길 넓히기 | 2026 | 30
길 넓히기 | 2027 | 31"""
    assert _by_year(_plan(form, tmp_path, table, "□ 연차별 투자계획", "(단위 : 백만원)")) == {
        ("쉼터 넓히기 사업비", "백만원"): {2025: "10", 2026: "11"},
        ("우물 파기 사업비", "백만원"): {2026: "20"},
        ("길 넓히기 사업비", "백만원"): {2026: "30", 2027: "31"},
    }


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_works_of_each_year_below_it(form: str, tmp_path: Path) -> None:
    table = """연도 | 사업명 | 사업비
2025 | 쉼터 넓히기 | 10
^ | 우물 파기 | 20
2026 | 길 넓히기 | 30
^ | 담 고치기 | 40"""
    assert _by_year(_plan(form, tmp_path, table, "□ 연차별 사업계획", "(단위 : 백만원)")) == {
        (f"{name} 사업비", "백만원"): {year: said}
        for name, year, said in (
            ("쉼터 넓히기", 2025, "10"),
            ("우물 파기", 2025, "20"),
            ("길 넓히기", 2026, "30"),
            ("담 고치기", 2026, "40"),
        )
    }


@pytest.mark.parametrize("form", WITH_TABLES)
def test_works_that_each_have_one_year_are_not_guessed(form: str, tmp_path: Path) -> None:
    table = "사업명 | 사업연도 | 사업비\n쉼터 넓히기 | 2025 | 10\n우물 파기 | 2026 | 20\n길 넓히기 | 2027 | 30"
    with pytest.raises(PlanError, match="연차별 투자계획"):
        _plan(form, tmp_path, table, "□ 연차별 투자계획", "(단위 : 백만원)")


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heads", ["단위 | 연도", "연도 | 단위"])
def test_the_unit_of_a_column_is_that_of_the_things_alone(heads: str, form: str, tmp_path: Path) -> None:
    rows = [
        ("쉼터", "곳", 2025, 3, 10),
        ("쉼터", "곳", 2026, 4, 11),
        ("길", "km", 2025, 9, 20),
        ("길", "km", 2026, 8, 21),
    ]
    lines = [
        f"{name} | {unit} | {year} | {thing} | {cost}"
        if heads.startswith("단위")
        else f"{name} | {year} | {unit} | {thing} | {cost}"
        for name, unit, year, thing, cost in rows
    ]
    table = "\n".join([f"사업명 | {heads} | 사업량 | 사업비", *lines])
    assert _by_year(_plan(form, tmp_path, table, "□ 연차별 계획", "(단위 : 백만원)")) == {
        ("쉼터 사업량", "개소"): {2025: "3", 2026: "4"},
        ("길 사업량", "km"): {2025: "9", 2026: "8"},
        ("쉼터 사업비", "백만원"): {2025: "10", 2026: "11"},
        ("길 사업비", "백만원"): {2025: "20", 2026: "21"},
    }


@pytest.mark.parametrize("form", WITH_TABLES)
def test_sums_below_the_years_of_a_name_are_none_of_its_years(form: str, tmp_path: Path) -> None:
    table = """사업명 | 연도 | 이용자(명) | 예산(백만원)
쉼터 넓히기 | 2025 | 300 | 10
쉼터 넓히기 | 2026 | 360 | 11
소계 | | 660 | 21
우물 파기 | 2025 | 90 | 20
우물 파기 | 2026 | 96 | 21
소계 | | 186 | 41
합계 | | 846 | 62"""
    found = _by_year(_plan(form, tmp_path, table, "□ 연차별 계획"))
    assert found["쉼터 넓히기 이용자", "명"] == {2025: "300", 2026: "360"}
    assert found["우물 파기 예산", "백만원"] == {2025: "20", 2026: "21"}
    assert len(found) == 4
    with pytest.raises(PlanError):
        _plan(form, tmp_path, table.replace("846", "845"), "□ 연차별 계획")


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["차수", "전년", "배점"])
def test_numbers_that_describe_a_year_of_a_list_are_no_values(head: str, form: str, tmp_path: Path) -> None:
    table = f"""사업명 | 연도 | {head} | 예산(백만원)
쉼터 넓히기 | 2025 | 1 | 10
쉼터 넓히기 | 2026 | 2 | 11
우물 파기 | 2025 | 1 | 20
우물 파기 | 2026 | 2 | 21"""
    found = _by_year(_plan(form, tmp_path, table, "□ 연차별 계획"))
    assert set(found) == {("쉼터 넓히기 예산", "백만원"), ("우물 파기 예산", "백만원")}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_list_that_is_not_read_is_told(form: str, tmp_path: Path) -> None:
    table = "연도 | 구분 | 목표\n2025 | 상반기 | 10\n2025 | 하반기 | 20\n2026 | 상반기 | 15\n2026 | 하반기 | 25"
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    goals = merged([["지표", "2025", "2026"], ["쉼터(곳)", "3", "4"]])
    title = "가온시 쉼터 기본계획(2025~2027)"
    document = read_as(
        form, tmp_path, "1. 쉼터 가꾸기", "□ 성과목표", goals, "□ 반기별 배치", merged(rows), title=title
    )
    assert [one.rule for one in normalize_plan(document).findings] == ["table-not-understood"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("last", ["2027 이후", "2027~2028"])
def test_years_down_that_end_in_the_rest_of_the_plan(last: str, form: str, tmp_path: Path) -> None:
    table = f"연도 | 쉼터(곳) | 이용자(명)\n2025 | 3 | 400\n2026 | 5 | 600\n{last} | 8 | 900"
    plan = _plan(form, tmp_path, table, "□ 연차별 목표", title="가온시 쉼터 기본계획(2025~2028)")
    periods = [("year", 2025), ("year", 2026), ("later", None)]
    assert _values(plan) == [
        ("target", "개소", "쉼터", [(*p, v) for p, v in zip(periods, ("3", "5", "8"), strict=True)]),
        ("target", "명", "이용자", [(*p, v) for p, v in zip(periods, ("400", "600", "900"), strict=True)]),
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_two_years_down_under_a_head_of_years(form: str, tmp_path: Path) -> None:
    table = "연도 | 이용자수 | 운영비(백만원)\n2026년(개관) | 1,000명 | 300\n2027년 | 3,000명 | 320"
    plan = _plan(form, tmp_path, table, "□ 운영 목표")
    assert [(one.measure, one.unit) for one in plan.indicators] == [("target", "명"), ("budget", "백만원")]
    assert len(plan.observations) == 4


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_budgets_of_two_years_by_their_letters(form: str, tmp_path: Path) -> None:
    table = """구분 | 2026년 예산(A) | 2027년 예산(안)(B) | 증감(B-A) | <
^ | ^ | ^ | 금액 | %
솔내 | 2,110 | 2,240 | 130 | 6.2
들머리 | 2,356 | 2,402 | 46 | 2.0"""
    plan = _plan(form, tmp_path, table, "□ 분야별 투자계획", "(단위 : 억원, %)", title="2027년도 가온시 쉼터 시행계획")
    assert [value.printed for value in plan.observations if value.year == 2027] == ["2,240", "2,402"]
    assert {(one.measure, one.unit) for one in plan.indicators} == {("budget", "억원")}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_money_in_a_long_list_is_never_in_the_unit_of_a_thing(form: str, tmp_path: Path) -> None:
    table = """사업명 | 단위 | 연도 | 목표 | 예산(백만원)
쉼터 넓히기 | ha | 2025 | 300 | 10
쉼터 넓히기 | ha | 2026 | 360 | 11
우물 파기 | 톤 | 2025 | 90 | 20
우물 파기 | 톤 | 2026 | 96 | 21"""
    try:
        plan = _plan(form, tmp_path, table, "□ 연차별 계획")
    except PlanError as refused:
        assert "연차별 계획" in refused.en
    else:
        assert {one.unit for one in plan.indicators if one.measure == "budget"} <= {"백만원"}
