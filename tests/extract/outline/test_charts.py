"""Charts of a plan: tables whose rows are its programmes, with their strategies, offices, sub-totals and payers."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.records.meaning import Plan
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table
from tests.extract.outline.test_owners import _read
from tests.extract.outline.written import WITH_TABLES, merged, read_as

TITLE = "가온시 물빛 기본계획(2024~2025)"
CHAPTER = ("Ⅰ. 계획 개요", "Ⅱ. 세부사업계획", "○ 연차별 계획은 다음과 같음", "(단위: 백만원)")
YEARS = ("2024", "2025")


def _merged(table: list[tuple[str, ...]]) -> str:
    """A table in which ``<`` is one cell with what stands at its left, and ``^`` with what stands above it."""
    cells = []
    for row, texts in enumerate(table):
        for column, text in enumerate(texts):
            if text not in ("<", "^"):
                wide = len([*takewhile("<".__eq__, texts[column + 1 :])])
                deep = len([*takewhile("^".__eq__, (below[column] for below in table[row + 1 :]))])
                cells.append(hwpx_cell(row, column, text, rows=deep + 1, columns=wide + 1))
    return hwpx_table(cells, rows=len(table), columns=len(table[0]))


def _plan(tmp_path: Path, *blocks: str | list[tuple[str, ...]]) -> Plan:
    texts = [hwpx_paragraph(block if isinstance(block, str) else _merged(block)) for block in (TITLE, *blocks)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return interpret(read_tables(path))


def _series(plan: Plan) -> list[tuple[str, str, str, str]]:
    """Of each series its programme, what it counts, its name and what is printed for the last year."""
    names = {node.no: node.name for node in plan.programs}
    last = {(o.program_no, o.measure, o.indicator_no): o.printed for o in plan.observations}
    found = []
    for one in plan.indicators:
        key = (one.program_no, one.measure, one.indicator_no)
        found.append((names[one.program_no], one.funding_source or one.measure, one.name, last[key]))
    return found


def _nodes(plan: Plan) -> list[tuple[str, str, str]]:
    names = {node.no: node.name for node in plan.programs}
    return [(node.name, names.get(node.parent_no, ""), node.department) for node in plan.programs]


@pytest.mark.parametrize(
    "head, owners",
    [("관련 과제", ["물길 정비", "숲길 조성"]), ("지표번호", ["", ""])],
)
def test_each_row_of_an_annex_is_of_the_programme_whose_number_a_column_gives(
    head: str, owners: list[str], tmp_path: Path
) -> None:
    own = [("구분", *YEARS), ("국비(백만원)", "1", "2")]
    annex = [("핵심기술", head, *YEARS), ("수위 감지(개소)", "1-1", "3", "4"), ("나무 진단(개소)", "1-2", "5", "6")]
    programs = ("1-1. 물길 정비", "□ 투자계획", own, "1-2. 숲길 조성", "□ 투자계획", own)
    plan = _plan(tmp_path, *programs, "[붙임] 핵심기술별 목표", annex)
    targets = [one for one in _series(plan) if one[1] == "target"]
    named = [name if name in ("물길 정비", "숲길 조성") else "" for name, *_ in targets]
    assert named == owners
    if all(owners):
        assert [name for _, _, name, _ in targets] == ["수위 감지", "나무 진단"]


def test_each_row_is_of_the_programme_that_its_column_names(tmp_path: Path) -> None:
    table = [
        ("정책목표", "사업명", "성과지표", "단위", *YEARS, "담당부서"),
        ("맑은 물", "관로 정비", "정비 길이", "㎞", "3", "4", "상수도과"),
        ("^", "^", "유수율", "%", "82", "84", "^"),
        ("^", "빗물 이용 지원", "저금통 수", "개소", "7", "9", "보건소"),
        ("푸른 숲", "도시숲 조성", "숲의 넓이", "㏊", "5", "6", "산림녹지과"),
    ]
    plan = _plan(tmp_path, *CHAPTER[:-1], table)
    rules = [column.rule for column in plan.year_tables[0].columns]
    assert rules[:3] == ["names-programmes", "names-programmes", "in-front-of-values"]
    assert _nodes(plan) == [
        ("맑은 물", "", ""),
        ("관로 정비", "맑은 물", "상수도과"),
        ("빗물 이용 지원", "맑은 물", "보건소"),
        ("푸른 숲", "", ""),
        ("도시숲 조성", "푸른 숲", "산림녹지과"),
    ]
    assert _series(plan) == [
        ("관로 정비", "target", "정비 길이", "4"),
        ("관로 정비", "target", "유수율", "84"),
        ("빗물 이용 지원", "target", "저금통 수", "9"),
        ("도시숲 조성", "target", "숲의 넓이", "6"),
    ]


def test_targets_and_budgets_over_the_same_years_are_two_series(tmp_path: Path) -> None:
    table = [
        ("세부과제", "담당부서", "이행지표", "연차별 목표", "<", "연차별 예산(백만원)", "<"),
        ("^", "^", "^", *YEARS, *YEARS),
        ("관로 정비", "상수도과", "정비 길이(㎞)", "3", "4", "30", "40"),
        ("도시숲 조성", "산림녹지과", "숲의 넓이(㏊)", "5", "6", "50", "60"),
    ]
    plan = _plan(tmp_path, *CHAPTER[:-1], table)
    assert _series(plan) == [
        ("관로 정비", "target", "정비 길이", "4"),
        ("관로 정비", "total", "예산", "40"),
        ("도시숲 조성", "target", "숲의 넓이", "6"),
        ("도시숲 조성", "total", "예산", "60"),
    ]
    assert {one.unit for one in plan.indicators if one.measure == "budget"} == {"백만원"}


def test_a_column_of_payers_says_who_pays_for_each_programme(tmp_path: Path) -> None:
    table = [
        ("사업명", "재원", *YEARS),
        ("관로 정비", "계", "30", "40"),
        ("^", "자체", "10", "20"),
        ("^", "물사랑회비", "20", "20"),
        ("도시숲 조성", "소계", "5", "6"),
        ("^", "자체", "5", "6"),
    ]
    assert [one[:2] for one in _series(_plan(tmp_path, *CHAPTER, table))] == [
        ("관로 정비", "total"),
        ("관로 정비", "self"),
        ("관로 정비", "other"),
        ("도시숲 조성", "total"),
        ("도시숲 조성", "self"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        [
            ("전략", "단위사업명", *YEARS),
            ("총계", "<", "12", "15"),
            ("맑은 물", "소계", "7", "9"),
            ("^", "관로 정비", "3", "4"),
            ("^", "빗물 이용 지원", "4", "5"),
            ("푸른 숲", "소계", "5", "6"),
            ("^", "도시숲 조성", "5", "6"),
        ],
        [
            ("번호", "사업명", "담당부서", *YEARS),
            ("합계", "<", "<", "12", "15"),
            ("맑은 물", "<", "<", "7", "9"),
            ("1", "관로 정비", "상수도과", "3", "4"),
            ("2", "빗물 이용 지원", "환경과", "4", "5"),
            ("푸른 숲 소계", "<", "<", "5", "6"),
            ("3", "도시숲 조성", "산림녹지과", "5", "6"),
        ],
    ],
    ids=["beside-its-strategy", "over-all-columns"],
)
def test_a_sub_total_is_of_its_strategy_and_the_total_of_the_plan(table: list[tuple[str, ...]], tmp_path: Path) -> None:
    plan = _plan(tmp_path, *CHAPTER, table)
    assert [(name, printed) for name, _, _, printed in _series(plan)] == [
        (TITLE, "15"),
        ("맑은 물", "9"),
        ("관로 정비", "4"),
        ("빗물 이용 지원", "5"),
        ("푸른 숲", "6"),
        ("도시숲 조성", "6"),
    ]
    levels = {node.name: node.level for node in plan.programs}
    assert (levels["맑은 물"], levels["관로 정비"]) == ("strategy", "program")
    assert {name: above for name, above, _ in _nodes(plan)}["도시숲 조성"] == "푸른 숲"


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("word", ["소계", "계"])
def test_a_sub_total_over_name_and_office_is_of_the_group_beside_it(word: str, form: str, tmp_path: Path) -> None:
    chart = [
        ("부문", "사업명", "소관부서", "총사업비", "2025년", "2026년", "2027년"),
        ("총계", "<", "<", "213", "60", "70", "83"),
        ("맑은 물", word, "<", "105", "30", "34", "41"),
        ("^", "관로 정비", "상수도과", "62", "18", "20", "24"),
        ("^", "빗물 이용 지원", "환경과", "43", "12", "14", "17"),
        ("푸른 숲", word, "<", "108", "30", "36", "42"),
        ("^", "도시숲 조성", "산림녹지과", "68", "19", "22", "27"),
        ("^", "가로수 심기", "공원과", "40", "11", "14", "15"),
    ]
    extracted = read_as(form, tmp_path, "Ⅱ. 부문별 투자계획", "1. 연차별 소요예산", "(단위: 백만원)", chart)
    plan = interpret(extracted)
    assert [(name, printed) for name, _, _, printed in _series(plan)] == [
        ("가온시 물빛 기본계획(2025~2027)", "83"),
        ("맑은 물", "41"),
        ("관로 정비", "24"),
        ("빗물 이용 지원", "17"),
        ("푸른 숲", "42"),
        ("도시숲 조성", "27"),
        ("가로수 심기", "15"),
    ]
    assert "budget-counted-twice" not in {found.rule for found in plan.findings}


def test_a_strategy_has_a_chart_of_its_programmes(tmp_path: Path) -> None:
    table = [("단위사업", *YEARS), ("계", "7", "9"), ("관로 정비", "3", "4"), ("빗물 이용 지원", "4", "5")]
    plan = _plan(tmp_path, CHAPTER[0], "Ⅱ. 과제별 세부계획", "전략 1. 맑은 물", "■ 연차별 투자계획", CHAPTER[-1], table)
    assert [(name, printed) for name, _, _, printed in _series(plan)] == [
        ("맑은 물", "9"),
        ("관로 정비", "4"),
        ("빗물 이용 지원", "5"),
    ]


def test_a_programme_with_pages_of_its_own_is_the_same_in_the_chart(tmp_path: Path) -> None:
    own = [("성과지표", "단위", *YEARS), ("정비 길이", "㎞", "3", "4")]
    chart = [("과제번호", "과제명", "담당부서", *YEARS), ("1-1", "관로 정비", "상수도과", "30", "40")]
    chart.append(("1-2", "도시숲 조성", "산림녹지과", "50", "60"))
    plan = _plan(tmp_path, "1-1-1 관로 정비", "□ 성과지표", own, "Ⅱ. 세부사업계획", CHAPTER[-1], chart)
    of_it = [node.no for node in plan.programs if node.name == "관로 정비"]
    assert of_it == ["P1-1-1"]
    assert [name for name, _, _, _ in _series(plan)] == ["관로 정비", "관로 정비", "도시숲 조성"]


def test_items_of_programmes_are_no_programmes(tmp_path: Path) -> None:
    items = [("세부사업", *YEARS), ("시설 조성", "3", "4"), ("장비 구입", "5", "6")]
    more = [("세부사업", *YEARS), ("시설 조성", "7", "8"), ("위탁 운영", "9", "9")]
    pages = ("1. 관로 정비", "□ 투자계획", CHAPTER[-1], items, "2. 도시숲 조성", "□ 투자계획", CHAPTER[-1], more)
    plan = _plan(tmp_path, *pages)
    assert {name for name, _, _, _ in _series(plan)} == {"관로 정비", "도시숲 조성"}


def test_what_is_counted_in_a_unit_is_no_programme(tmp_path: Path) -> None:
    table = [("사업명", *YEARS), ("도로(km)", "3", "4"), ("상담(건)", "5", "6")]
    assert {name for name, _, _, _ in _series(_plan(tmp_path, *CHAPTER[:-1], table))} == {TITLE}


@pytest.mark.parametrize("payers", [("계", "도비", "시·군비"), ("계", "자체", "보조금"), ("계", "국비", "물사랑회비")])
def test_an_unknown_payer_takes_no_table_away(payers: tuple[str, str, str], tmp_path: Path) -> None:
    table = [
        ("내역사업", "2024", "<", "<", "2025", "<", "<"),
        ("^", *payers, *payers),
        ("시설 조성", "7", "3", "4", "9", "4", "5"),
    ]
    plan = _plan(tmp_path, "1. 관로 정비", "□ 투자계획", CHAPTER[-1], table)
    assert plan.indicators[0].funding_source == "total"
    assert [one.funding_source_name for one in plan.indicators] == ["", *payers[1:]]
    assert not [found for found in plan.findings if found.rule == "cell-not-read"]


@pytest.mark.parametrize("heading, owner", [("1. 교육환경 개선", "row"), ("1-1. 교육환경 개선", "heading")])
def test_works_with_goals_and_costs_of_their_own_are_programmes_below_a_field(
    heading: str, owner: str, tmp_path: Path
) -> None:
    kinds = [["정비", "물량(동)", "4", "5"], ["정비", "금액(억원)", "9", "8"]]
    kinds += [["보강", "물량(곳)", "2", "3"], ["보강", "금액(억원)", "7", "6"]]
    extracted = _read(tmp_path, "Ⅱ. 투자 방향", heading, [["사업명", "물량·금액", "2024", "2025"], *kinds])
    table = extracted.year_tables[0]
    names = {node.no: node.name for node in extracted.programs}
    assert table.owner_rule == owner
    assert [names.get(no) for no in table.row_programs[1:]] == (
        ["정비", "정비", "보강", "보강"] if owner == "row" else []
    )
    assert names[table.program_no] == "교육환경 개선"


def test_the_rest_of_a_merged_cell_at_the_end_of_a_page_goes_on_with_its_strategy(tmp_path: Path) -> None:
    """A page breaks the cell of a strategy: an empty row closes the first page, and the next has no name for it."""
    table = [
        ("부문", "사업명", "소관부서", *YEARS),
        ("교통", "정류장 개선", "버스과", "18", "20"),
        ("^", "승강장 개선", "택시과", "12", "14"),
        ("^", "", "<", "<", "<"),
        ("", "환승로 정비", "교통과", "21", "23"),
        ("보행", "보도 정비", "도로과", "19", "22"),
    ]
    nodes = {name: (over, office) for name, over, office in _nodes(_plan(tmp_path, *CHAPTER, table))}
    assert nodes["환승로 정비"] == ("교통", "교통과") and nodes["보도 정비"] == ("보행", "도로과")


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("first", "last"), [("소 계", ""), ("계", ""), ("", "소계"), ("", "합계")])
def test_a_sum_below_the_name_of_a_group_over_all_columns_is_that_of_the_group(
    first: str, last: str, form: str, tmp_path: Path
) -> None:
    sums = {"맑은 물": ("7", "9"), "푸른 숲": ("9", "11")}
    rows = {"맑은 물": (("관로 정비", "3", "4"), ("빗물 저장", "4", "5")), "푸른 숲": (("숲길 조성", "9", "11"),)}
    table = [("사업명", *YEARS)]
    for group, own in rows.items():
        table += [(f"전략 {len(table)}. {group}", "<", "<")]
        table += [(first, *sums[group])] if first else []
        table += own
        table += [(last, *sums[group])] if last else []
    table += [("총계", "16", "20")]
    plan = interpret(read_as(form, tmp_path, *CHAPTER, merged([list(row) for row in table])))
    summed = {
        (owner, value) for owner, _, name, value in _series(plan) if name not in ("관로 정비", "빗물 저장", "숲길 조성")
    }
    assert summed == {("맑은 물", "9"), ("푸른 숲", "11"), (plan.profile.title, "20")}
