"""The office in charge is read in a text that has lost its tables where a chart, a form or a heading says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.departments import with_departments
from extract.outline.register import find_register
from extract.pieces import Piece, piece_of
from plan.records.base import Place
from plan.records.printed import ProgramNode
from tests.extract.outline.written import WITH_TABLES, Given, Rows, goals, read_as

CHART = "□ 총괄표 추진과제 단위사업 담당부서"


def _pieces(*lines: str) -> list[Piece]:
    return [piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)]


def _program(name: str, place: Place) -> ProgramNode:
    return ProgramNode(
        no=f"X-{place.paragraph}",
        no_printed="",
        level="program",
        name=name,
        parent_no="",
        department="",
        is_new=False,
        place=place,
    )


def _offices(names: tuple[str, ...], *lines: str) -> list[str]:
    """The offices of programmes whose headings are ``names``, which follow the lines."""
    nodes = [_program(name, Place(paragraph=at)) for at, name in enumerate(names, len(lines))]
    return [node.department for node in with_departments(nodes, _pieces(*lines, *(f"□ {name}" for name in names)))]


@pytest.mark.parametrize(
    ("chart", "wanted"),
    [
        ("걷기 좋은 길 길 정비 도로과 쉼터 조성 공원과 배려 강화 길잡이 운영 행정지원과", ["도로과", "공원과"]),
        ("길 정비 도로과 쉼터 조성 배려 강화", ["", ""]),  # one of them has no office: the columns are not these
        ("길 정비 도시국 도로과 쉼터 조성 공원과", ["", ""]),  # two words may be one office or two
        ("길 정비 확대 도로과 쉼터 조성 공원과", ["", ""]),  # another programme
    ],
)
def test_a_chart_that_has_become_a_line(chart: str, wanted: list[str]) -> None:
    assert _offices(("길 정비", "쉼터 조성"), f"{CHART} {chart}") == wanted


def test_a_chart_goes_on_in_the_lines_behind_its_head_as_far_as_the_first_programme() -> None:
    lines = (CHART, "1-1-1 길 정비 도로과", "1-1-2 쉼터 조성 공원과")
    assert _offices(("길 정비", "쉼터 조성"), *lines) == ["도로과", "공원과"]
    assert _offices(("길 정비", "쉼터 조성"), lines[0], "Ⅱ 추진계획") == ["", ""]


def test_two_programmes_of_one_name_have_a_row_each() -> None:
    assert _offices(("길 정비", "길 정비"), f"{CHART} 길 정비 도로과 쉼터 공원과 길 정비 교통과") == ["", ""]
    names = ("길 정비", "쉼터 조성", "길 정비")
    assert _offices(names, f"{CHART} 길 정비 도로과 쉼터 조성 공원과 길 정비 교통과") == ["도로과", "공원과", "교통과"]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("□ 소요예산 사 업 명 길 정비 총사업비 30백만원 담당부서 도로과 연차별 투자계획", "도로과"),
        ("사업명 쉼터 조성 담당부서 공원과 연차별 투자계획", ""),  # the form of another programme
        ("담당부서 도로과", ""),  # nothing says whose it is
        ("사업목적 편하게 걷도록 함 사업기간 2027 ~ 2028 담당부서 도로과 사업대상 주민", "도로과"),
        ("사업기간 2027 ~ 2028 담당부서 보건소", "보건소"),
    ],
)
def test_a_form_that_has_become_a_line(form: str, wanted: str) -> None:
    node = _program("길 정비", Place(paragraph=0))
    assert with_departments([node], _pieces("1 길 정비", form))[0].department == wanted


def test_a_programme_that_only_a_chart_of_costs_names_has_the_office_of_the_heading_of_its_name() -> None:
    node = _program("길 정비", Place(table=6, row=1))
    assert with_departments([node], _pieces("□ 길 정비 (도로과)", "□ 쉼터"))[0].department == "도로과"
    torn = _pieces("□ 길 정비 (도로과)", "□ 길 정비 (공원과)")
    assert with_departments([node], torn)[0].department == ""


def test_a_chart_with_other_numbers_than_the_headings_has_their_names() -> None:
    chart = ("1-1-1 길 정비 도로과", "1-1-2 쉼터 조성 공원과 배려 강화", "1-2-1 길잡이 운영 행정과")
    headings = ("과제 1-1 길 정비", "과제 1-2 쉼터 조성", "과제 2-1 길잡이 운영")
    entries = find_register(_pieces(*chart, *["사이의 글"] * 8, *headings))
    assert [(entry.name, entry.department) for entry in entries] == [
        ("길 정비", "도로과"),
        ("쉼터 조성", "공원과"),
        ("길잡이 운영", "행정과"),
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("담당 : 가족복지과장 홍길동(☎ 000-1234)", "가족복지과"),
        ("담당: 청소년팀장 홍길동", "청소년팀"),
        ("담당부서 : 보건환경연구원", "보건환경연구원"),
        ("담당부서 : 평생학습원", "평생학습원"),
        ("주관부서: 교무처", "교무처"),
        ("담당 : 공사장 정비", ""),  # no office is called so
        ("(수요처)", ""),
        ("(사업 중단)", ""),
    ],
)
def test_the_office_of_an_official_and_offices_of_other_names(line: str, wanted: str) -> None:
    nodes = [_program("길 정비", Place(paragraph=0))]
    assert [node.department for node in with_departments(nodes, _pieces("1-1. 길 정비", line))] == [wanted]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_office_of_a_section_is_that_of_the_rows_of_its_table_and_of_none_before(form: str, tmp_path: Path) -> None:
    def section(number: int, name: str, office: str, *rows: str) -> tuple[Given, ...]:
        table = [["사업명", "2026", "2027", "2028"], *([row, "101", "102", "103"] for row in rows)]
        return (f"{number}. {name} 개선", f"【소관부서 : {office}】", "가. 추진방향", "나. 투자계획(백만원)", table)

    extracted = read_as(
        form,
        tmp_path,
        "Ⅲ. 세부 추진계획",
        *section(1, "주거 환경", "주택과", "빈집 정비", "주차장 조성"),
        *section(2, "녹지 환경", "공원과", "도시숲 조성", "가로수 식재"),
    )
    offices = {node.name: node.department for node in extracted.programs if node.level == "program"}
    assert offices == {"빈집 정비": "주택과", "주차장 조성": "주택과", "도시숲 조성": "공원과", "가로수 식재": "공원과"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("office", ["시설운영부", "차량관제처", "국토교통부", "국토부"])
def test_an_office_of_a_corporation_or_a_ministry_behind_its_label(office: str, form: str, tmp_path: Path) -> None:
    line = f"□ 담당부서: {office}"
    blocks: list[Given] = ["1-1. 길 정비", line, "○ 연차별 목표", goals("길", 5)]
    blocks += ["1-2. 쉼터 설치", line, "○ 연차별 목표", goals("쉼터", 9)]
    found = [node.department for node in read_as(form, tmp_path, *blocks).programs if node.level == "program"]
    assert found == [office, office]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["소관부처", "담당부처", "부처"])
def test_the_column_of_the_ministries_of_an_investment_table(head: str, form: str, tmp_path: Path) -> None:
    rows = [["추진과제", head, "2025년", "2026년", "2027년"]]
    rows += [["길 정비", "국토교통부", "11", "12", "13"], ["쉼터 설치", "산림청", "21", "22", "23"]]
    found = read_as(form, tmp_path, "Ⅰ. 투자계획", "○ 과제별 투자계획 (단위: 억원)", rows).programs
    assert [node.department for node in found if node.level == "program"] == ["국토교통부", "산림청"]


@pytest.mark.parametrize("form", [*WITH_TABLES, "txt"])
@pytest.mark.parametrize(
    "line",
    [
        "2) 추진 부서: 수변공원과",
        "ㅇ (담당) 수변공원과",
        "○ 주관부서(협조): 수변공원과(교통과)",
    ],
)
def test_a_line_that_says_the_office_behind_a_number_or_in_brackets(line: str, form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["1-1. 나루길 정비", line, "○ 연차별 목표", goals("나루길", 5)]
    found = read_as(form, tmp_path, *blocks).programs
    assert [node.department for node in found if node.level == "program"] == ["수변공원과"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_column_of_a_programmes_own_year_table_says_its_office(form: str, tmp_path: Path) -> None:
    def costs(office: str, other: str) -> Rows:
        head = ["재원별", "2025년", "2026년", "2027년", "담당부서"]
        return [
            head,
            ["계", "31", "42", "53", office],
            ["도비", "11", "12", "13", other],
            ["시비", "20", "30", "40", "^"],
        ]

    long = [["성과지표", "2025년", "2026년", "2027년"], *([f"{n}호 배(척)", "1", "2", "3"] for n in range(1, 14))]
    blocks: list[Given] = ["1-1. 나루배 교체", "○ 목표", long, "○ 소요예산(백만원)", costs("해운항만과", "^")]
    blocks += [
        "1-2. 나루터 정비",
        "○ 소요예산(백만원)",
        costs("도로과", "공원과"),
    ]  # two offices: whose it is stays open
    found = read_as(form, tmp_path, *blocks).programs
    assert [node.department for node in found if node.level == "program"] == ["해운항만과", ""]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_row_of_a_card_that_holds_its_year_table_says_the_office(form: str, tmp_path: Path) -> None:
    def card(name: str, office: str, first: int) -> Rows:
        rows = [["사업명", name, "<", "<", "<"], ["담당부서", office, "사업기간", "2025~2027", "<"]]
        rows += [["성과지표", "지표명", "2025년", "2026년", "2027년"]]
        return [*rows, ["^", "배움터(개소)", *map(str, range(first, first + 3))]]

    blocks = (card("1-1. 배움터 조성", "마을배움팀", 3), "", card("1-2. 글눈 틔움", "마을교육담당", 8))
    found = read_as(form, tmp_path, *blocks).programs
    assert [node.department for node in found if node.level == "program"] == ["마을배움팀", "마을교육담당"]
