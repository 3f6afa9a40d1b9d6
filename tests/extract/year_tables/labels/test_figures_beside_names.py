"""Dates, shares, sums of money and numbers in front of the years are no part of the names of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _read(form: str, folder: Path, table: str) -> tuple[set[str], list[tuple[str, str]]]:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, folder, "1. 쉼터 짓기", "□ 연차별 사업비", "(단위 : 백만원)", merged(rows)))
    return {one.name for one in plan.indicators}, [(one.period_type, one.printed) for one in plan.observations]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("여는 때(예정)", "2028. 9.", "2027. 3."),
        ("이자", "2.0%", "연 2.5%"),
        ("꾸는 돈", "5억원", "3억원 이내"),
        ("꾸는 돈", "5억원", "-"),
        ("금리", "3년 거치", "우대"),
        ("읍면", "솔내", "들머리"),
        ("사업수", "42", "-"),
        ("배점", "30점", "40점"),
        ("목표방향", "상향", "하향"),
        ("방향", "↑", "↓"),
        ("평가주기", "연 1회", "반기"),
        ("등급", "A", "B"),
        ("전국평균", "35곳", "41곳"),
        ("보급단가", "190만원/kW", "170만원/kW"),
        ("근거조항", "제12조", "제15조제2항"),
        ("회차", "8회", "6회"),
        ("대상 연령", "19~64세", "65세 이상"),
        ("담당", "솔내과", "들머리과"),
        ("비중", "30점", "40점"),
        ("추진단계", "1단계", "2단계"),
        ("내용연수", "12년", "5년"),
        ("구분", "정량", "정성"),
    ],
)
def test_figures_behind_names_are_no_part_of_them(
    head: str, first: str, second: str, form: str, tmp_path: Path
) -> None:
    table = f"""구분 | {head} | 2025 | 2026 | 2027
솔내 쉼터 | {first} | 40 | 50 | 60
들머리 쉼터 | {second} | 70 | 80 | 90"""
    names, values = _read(form, tmp_path, table)
    assert names == {"솔내 쉼터", "들머리 쉼터"}
    assert values == [("year", printed) for printed in ("40", "50", "60", "70", "80", "90")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("head", "first", "second"), [("이자", "2.0%", "2.5%"), ("등급", "A", "B")])
def test_figures_that_tell_rows_of_one_name_apart_stay(
    head: str, first: str, second: str, form: str, tmp_path: Path
) -> None:
    table = f"""구분 | {head} | 2025 | 2026 | 2027
꾸어 주기 | {first} | 40 | 50 | 60
꾸어 주기 | {second} | 70 | 80 | 90"""
    names, _ = _read(form, tmp_path, table)
    assert names == {f"꾸어 주기 {first}", f"꾸어 주기 {second}"}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_cost_that_one_row_does_not_have_is_a_total(form: str, tmp_path: Path) -> None:
    table = """구분 | 총비용 | 사업비 | 2025 | 2026 | 2027
솔내 쉼터 | 3.0% | 150 | 40 | 50 | 60
들머리 쉼터 | 2.0% | - | - | - | -"""
    names, values = _read(form, tmp_path, table)
    assert names == {"솔내 쉼터", "들머리 쉼터"}
    assert values[0] == ("total", "150")


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_cost_with_its_unit_in_front_of_the_years_is_a_total(form: str, tmp_path: Path) -> None:
    table = """구분 | 사업비 | 2025 | 2026 | 2027
솔내 쉼터 | 150백만원 | 40 | 50 | 60
들머리 쉼터 | 240백만원 | 70 | 80 | 90"""
    names, values = _read(form, tmp_path, table)
    assert names == {"솔내 쉼터", "들머리 쉼터"}
    assert [printed for period, printed in values if period == "total"] == ["150백만원", "240백만원"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_goal_in_per_cent_of_no_year_is_told(form: str, tmp_path: Path) -> None:
    table = """지표 | 최종목표 | 2025 | 2026 | 2027
쉼터 이용률(%) | 80% | 40 | 50 | 60
쉼터 만족도(%) | 90% | 70 | 80 | 85"""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, tmp_path, "1. 쉼터 짓기", "□ 연차별 목표", merged(rows)))
    assert [(one.rule, "최종목표" in one.message) for one in plan.findings] == [("column-not-read", True)]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("goals", [("80기", "84점"), ("80", "84")])
def test_a_goal_of_no_year_is_no_part_of_a_name(goals: tuple[str, str], form: str, tmp_path: Path) -> None:
    table = f"""지표 | 최종목표 | 2025 | 2026 | 2027
충전기(기) | {goals[0]} | 40 | 60 | 80
만족도(점) | {goals[1]} | 78 | 81 | 84"""
    names, values = _read(form, tmp_path, table)
    assert names == {"충전기", "만족도"}
    assert [printed for period, printed in values if period == "year"] == ["40", "60", "80", "78", "81", "84"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heads", ["2025 | 2026 | 2027 | 목표(’27)", "목표(’27) | 2025 | 2026 | 2027"])
def test_the_last_year_again_as_the_goal_hides_no_table(heads: str, form: str, tmp_path: Path) -> None:
    years, first = "40 | 60 | 80", heads.startswith("목표")
    row = f"80 | {years}" if first else f"{years} | 80"
    names, values = _read(form, tmp_path, f"지표 | {heads}\n충전기(기) | {row}\n쉼터(곳) | {row}")
    assert names == {"충전기", "쉼터"}
    assert [printed for period, printed in values if period == "year"][:3] == ["40", "60", "80"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("heads", "years"),
    [
        ("2025 | 2026 | 2027 | 목표(’27)", "40 | 60 | 80 | 90"),
        ("2024 | 목표(’27) | 2025 | 2026 | 2027", "30 | 90 | 40 | 60 | 80"),
    ],
)
def test_a_last_goal_other_than_that_of_its_year_is_told(heads: str, years: str, form: str, tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in f"지표 | {heads}".split("|")]]
    rows += [[cell.strip() for cell in f"{name} | {years}".split("|")] for name in ("충전기(기)", "쉼터(곳)")]
    title = "가온시 쉼터 계획(2025~2027)"
    document = read_as(form, tmp_path, "1. 쉼터 짓기", "□ 연차별 목표", merged(rows), title=title)
    plan = normalize_plan(document)
    assert [one.printed for one in plan.observations if one.period_type == "year"] == ["40", "60", "80"] * 2
    assert [(one.rule, "목표(’27)" in one.message) for one in plan.findings] == [("column-not-read", True)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_two_columns_below_a_head_that_describes_are_no_values(form: str, tmp_path: Path) -> None:
    table = """구분 | 등급 | < | 2025 | 2026 | 2027
^ | 현재 | 목표 | ^ | ^ | ^
솔내 쉼터 | 4 | 2 | 40 | 50 | 60
들머리 쉼터 | 3 | 1 | 70 | 80 | 90"""
    names, values = _read(form, tmp_path, table)
    assert names == {"솔내 쉼터", "들머리 쉼터"}
    assert values == [("year", printed) for printed in ("40", "50", "60", "70", "80", "90")]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_who_does_it_in_front_of_the_names_is_no_part_of_them(form: str, tmp_path: Path) -> None:
    table = """담당 | 구분 | 2025 | 2026 | 2027
솔내과 | 쉼터 넓히기 | 40 | 50 | 60
^ | 길 넓히기 | 70 | 80 | 90
들머리과 | 우물 파기 | 10 | 20 | 30"""
    assert _read(form, tmp_path, table)[0] == {"쉼터 넓히기", "길 넓히기", "우물 파기"}
    same = table.replace("길 넓히기", "쉼터 넓히기").replace("^", "들머리과")
    assert _read(form, tmp_path, same)[0] == {"솔내과 쉼터 넓히기", "들머리과 쉼터 넓히기", "들머리과 우물 파기"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["단위단가", "단위 단가"])
def test_a_price_for_one_says_no_unit_of_the_table(head: str, form: str, tmp_path: Path) -> None:
    table = f"구분 | {head} | 2025 | 2026 | 2027\n난간 | 0.2 | 40 | 50 | 60\n계단 | 0.4 | 70 | 80 | 90"
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, tmp_path, "1. 쉼터 짓기", "□ 연차별 사업비", "(단위 : 백만원)", merged(rows)))
    assert {(one.name, one.unit) for one in plan.indicators} == {("난간", "백만원"), ("계단", "백만원")}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("head", "first", "second", "stays"),
    [("구분", "정량지표", "정성지표", False), ("관리번호", "1-1", "1-2", False), ("구분", "동부", "서부", True)],
)
def test_a_kind_or_a_number_in_front_of_the_names_is_no_part_of_them(
    head: str, first: str, second: str, stays: bool, form: str, tmp_path: Path
) -> None:
    table = f"{head} | 지표 | 2025 | 2026 | 2027\n{first} | 쉼터 수 | 40 | 50 | 60\n{second} | 길 수 | 70 | 80 | 90"
    names = {"쉼터 수", "길 수"} if not stays else {f"{first} 쉼터 수", f"{second} 길 수"}
    assert _read(form, tmp_path, table)[0] == names


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "table",
    [
        "구분 | 착공연도 | 준공연도 | 2025 | 2026\n둑길(km) | 2025 | 2026 | 1 | 2\n물길(km) | 2024 | 2026 | 3 | 4",
        "구분 | 2025 | 2026 | 착공연도 | 준공연도\n둑길(km) | 1 | 2 | 2025 | 2026\n물길(km) | 3 | 4 | 2024 | 2026",
        "구분 | 2025 | 2026\n둑길(km) | 1 | 2\n물길(km) | 3 | 4\n착공연도 | 2024 | 2025\n준공연도 | 2026 | -",
    ],
)
def test_the_year_in_which_a_work_begins_or_ends_is_no_amount(table: str, form: str, tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, tmp_path, "1. 길 넓히기", "□ 연차별 목표", merged(rows)))
    assert [value.printed for value in plan.observations] == ["1", "2", "3", "4"]
    assert [one.rule for one in plan.findings] == []
