"""Programmes told by the structure of the document where no list knows a word: counts, parts of each, own goals."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import says_how_many, without_department
from extract.outline.tree import Tree
from extract.pieces import piece_of
from gongpyo.pipeline import read_tables
from plan.records.base import Place
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table
from tests.extract.outline.test_owners import OTHER, ROWS, TITLE, _owners, _read
from tests.extract.outline.written import TITLE as WRITTEN_TITLE
from tests.extract.outline.written import WRITERS, chains, read_as

ONE_GOAL = [["구분", "2024년", "2025년", "2026년", "2027년"], ["목표", "27.3", "26.1", "25.0", "24.0"]]
GOALS = [["지표", "2024", "2025", "2026"], ["이용률(%)", "61", "62", "63"]]


def _names(extracted: ExtractedPlan) -> list[str]:
    return [name for name, _ in _owners(extracted)]


def _read_wide(tmp_path: Path, *blocks: str | list[list[str]]) -> ExtractedPlan:
    """The same where ``<`` goes on with the cell to its left."""
    texts = [hwpx_paragraph(block if isinstance(block, str) else _wide(block)) for block in (TITLE, *blocks)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return read_tables(path)


def _wide(rows: list[list[str]]) -> str:
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text != "<":
                span = 1 + len(row[column + 1 :]) if row[column + 1 : column + 2] == ["<"] else 1
                cells.append(hwpx_cell(at, column, text, columns=span))
    return hwpx_table(cells, rows=len(rows), columns=len(rows[0]))


def _tree(*lines: str) -> Tree:
    return Tree([piece_of(line, Place(paragraph=at), at) for at, line in enumerate(lines)])


@pytest.mark.parametrize(
    "over, one, other",
    [
        ("전략목표 Ⅰ 맑은 물", "프로그램목표 Ⅰ-1 길 정비", "프로그램목표 Ⅰ-2 숲 가꾸기"),
        ("추진전략 1 맑은 물", "중점 추진사업 1-1 길 정비", "중점 추진사업 1-2 숲 가꾸기"),
        ("추진전략 1 맑은 물", "실행계획 1-1. 길 정비", "실행계획 1-2. 숲 가꾸기"),
        ("추진전략 1 맑은 물", "과제번호 1-1 길 정비", "과제번호 1-2 숲 가꾸기"),
        ("추진전략 1 맑은 물", "제1과제 길 정비", "제2과제 숲 가꾸기"),
        ("분야 1. 맑은 물", "①-1 길 정비", "①-2 숲 가꾸기"),
        ("① 맑은 물", "①-1 길 정비", "①-2 숲 가꾸기"),
        ("전략목표 : 맑은 물", "정책사업목표 1 : 길 정비", "정책사업목표 2 : 숲 가꾸기"),
    ],
)
def test_a_number_counts_a_programme_behind_any_word(over: str, one: str, other: str, tmp_path: Path) -> None:
    assert _names(_read(tmp_path, over, one, ROWS, other, OTHER)) == ["길 정비", "숲 가꾸기"]


def test_the_first_below_the_number_above_counts_alone(tmp_path: Path) -> None:
    assert _names(_read(tmp_path, "추진전략 2 맑은 물", "실행계획 2-1. 길 정비", ROWS)) == ["길 정비"]
    assert _names(_read(tmp_path, "추진전략 2 맑은 물", "실행계획 3-4. 길 정비", ROWS)) == ["맑은 물"]


def test_what_counts_under_no_number_above_is_no_programme(tmp_path: Path) -> None:
    lines = ("추진전략 1 맑은 물", "1-1. 길 정비", "구역 3-1 북쪽", ROWS, "구역 3-2 남쪽", OTHER)
    assert _names(_read(tmp_path, *lines)) == ["길 정비", "길 정비"]


@pytest.mark.parametrize("word", ["그림", "위치도 사진", "관리지표"])
def test_captions_and_indicators_count_no_programmes(word: str, tmp_path: Path) -> None:
    lines = ("추진전략 1 맑은 물", "1. 길 정비", f"{word} 1-1 지난 모습", f"{word} 1-2 앞의 모습", ROWS)
    assert _names(_read(tmp_path, *lines)) == ["길 정비"]


def test_what_stands_under_each_beside_a_part_is_one(tmp_path: Path) -> None:
    pages = [
        ("추진과제 1-1. 길 정비", "가. 목표", ROWS, "나. 자원투입계획", GOALS),
        ("추진과제 1-2. 숲 가꾸기", "가. 목표", OTHER, "나. 자원투입계획", GOALS),
    ]
    extracted = _read(tmp_path, "추진전략 1. 맑은 물", *pages[0], *pages[1])
    assert _names(extracted) == ["길 정비", "길 정비", "숲 가꾸기", "숲 가꾸기"]


def test_names_that_come_again_without_a_part_beside_them_are_no_parts() -> None:
    lines = ("1. 북부", "가. 길 정비", "나. 숲 가꾸기", "2. 남부", "가. 길 정비", "나. 숲 가꾸기")
    assert [heading.part for heading in _tree(*lines).headings] == [""] * 6
    beside = _tree("1. 북부", "가. 현황", "나. 물길", "2. 남부", "가. 현황", "나. 물길")
    assert [heading.name for heading in beside.headings if heading.part] == ["현황", "물길", "현황", "물길"]


def test_numbered_parts_are_no_programmes(tmp_path: Path) -> None:
    lines = ("4.1 대기환경", "4.1.1 현황 및 문제점", "4.1.2 물길 설정", ROWS)
    again = ("4.2 물환경", "4.2.1 현황 및 문제점", "4.2.2 물길 설정", OTHER)
    extracted = _read(tmp_path, "제4장 부문별 보전", *lines, *again)
    assert _names(extracted) == ["대기환경", "물환경"]
    assert not [node.name for node in extracted.programs if node.name in ("현황 및 문제점", "물길 설정")]


def test_a_mark_of_parts_heads_one_more(tmp_path: Path) -> None:
    lines = ("1-1 길 정비", "▣ 사업내용", "▣ 연차별 추진계획", ROWS, "1-2 도서관 건립", "▣ 건립계획", OTHER)
    assert _names(_read(tmp_path, *lines)) == ["길 정비", "도서관 건립"]
    lines = ("1-1 안전", "▣ 사업내용", "1-2 이음", "▣ 교통안전계획", ROWS, "▣ 물놀이안전계획", OTHER)
    assert _names(_read(tmp_path, *lines)) == ["교통안전계획", "물놀이안전계획"]


def test_a_ministry_below_a_programme_is_who_does_it(tmp_path: Path) -> None:
    lines = ("전략 1 따뜻함", "1-1 길 정비", "가. 행정안전부", ROWS, "나. 보건복지부", OTHER)
    assert _names(_read(tmp_path, *lines)) == ["길 정비", "길 정비"]


@pytest.mark.parametrize(
    "text, counts",
    [
        ("4대 분야 21개 사업 / 총 38,214백만원", True),
        ("총 21개 과제, 3,000억원", True),
        ("5대 과제", True),
        ("3대 하천 정비", False),
        ("4대 분야 안전망 구축", False),
        ("100세 시대 준비", False),
    ],
)
def test_what_only_counts_is_no_name(text: str, *, counts: bool) -> None:
    assert says_how_many(text) is counts


def test_goals_of_a_chapter_are_its_own(tmp_path: Path) -> None:
    programmes = (
        "제4장 하나",
        "1. 길 정비",
        ROWS,
        "2. 숲 가꾸기",
        OTHER,
        "제5장 둘",
        "1. 물길",
        ROWS,
        "2. 쉼터",
        OTHER,
    )
    own = _read(tmp_path, "제3장 자원순환 목표", GOALS, *programmes)
    assert not own.damage
    lost = _read(tmp_path, "제3장 자원순환", GOALS, *programmes)
    assert len(lost.damage) == 1


def test_a_row_over_the_head_names_the_programme_of_its_table(tmp_path: Path) -> None:
    one = [["1-1. 길 정비", "<", "<", "<"], *ROWS]
    other = [["1-2. 숲 가꾸기", "<", "<", "<"], *OTHER]
    extracted = _read_wide(tmp_path, "전략 1. 맑은 물", one, other)
    assert _names(extracted) == ["길 정비", "숲 가꾸기"]
    titled = [["1-1. 연차별 투자계획", "<", "<", "<"], *ROWS]
    assert _names(_read_wide(tmp_path, "전략 1. 맑은 물", titled)) == ["맑은 물"]


CHART = [
    ["구분", "2024", "2025", "2026"],
    ["1-1. 길 정비", "<", "<", "<"],
    ["정비(곳)", "1", "2", "3"],
    ["예산(백만원)", "10", "20", "30"],
    ["1-2. 숲 가꾸기", "<", "<", "<"],
    ["나무(그루)", "4", "5", "6"],
]


def test_rows_over_the_whole_width_name_the_programmes_below(tmp_path: Path) -> None:
    extracted = _read_wide(tmp_path, "전략 1. 맑은 물", CHART)
    (table,) = extracted.year_tables
    names = {node.no: node.name for node in extracted.programs}
    assert [names.get(no, "") for no in table.row_programs[2:4]] == ["길 정비", "길 정비"]
    assert names[table.row_programs[5]] == "숲 가꾸기"
    assert [(out.row, out.rule) for out in table.rows_left_out] == [(1, "name-row"), (4, "name-row")]
    assert [node.level for node in extracted.programs if node.name == "맑은 물"] == ["strategy"]


def test_one_such_row_or_one_that_only_counts_names_none(tmp_path: Path) -> None:
    assert not _read_wide(tmp_path, "전략 1. 맑은 물", CHART[:4]).year_tables[0].row_programs
    counted = [[row[0].replace("1-1", "1").replace("1-2", "2"), *row[1:]] for row in CHART]
    assert not _read_wide(tmp_path, "1-3 물길", counted).year_tables[0].row_programs


def test_a_form_says_the_number_before_the_name(tmp_path: Path) -> None:
    names = ("1-1. 길 정비", "1-2. 1인가구 안부")
    sheets = [[["세부사업명", name], ["담당부서", "도로과"]] for name in names]
    extracted = _read(tmp_path, "추진전략 1. 맑은 물", sheets[0], ROWS, sheets[1], OTHER)
    assert _names(extracted) == ["길 정비", "1인가구 안부"]
    lines = ("추진전략 1. 물", "1-1. 길 정비", ROWS, "1-2. 1인가구 안부 확인", OTHER)
    assert _names(_read(tmp_path, *lines)) == ["길 정비", "1인가구 안부 확인"]


def test_dots_lead_to_the_office() -> None:
    assert without_department("길 정비 ······ 도로과") == ("길 정비", "도로과")
    assert without_department("길 정비 … 도로과") == ("길 정비", "도로과")
    assert without_department("길·물길 도로과") == ("길·물길 도로과", "")


@pytest.mark.parametrize("head", ["구분", "사업명"])
def test_rows_of_who_pays_are_of_the_programme_above(head: str, tmp_path: Path) -> None:
    chart = [
        [head, "2024", "2025", "2026"],
        ["총 계", "30", "30", "30"],
        ["1. 길 정비", "20", "20", "20"],
        ["- 국비", "10", "10", "10"],
        ["- 시비", "10", "10", "10"],
        ["2. 숲 가꾸기", "10", "10", "10"],
        ["- 시비", "10", "10", "10"],
    ]
    lines = (
        "1. 길 정비",
        "□ 성과지표",
        ROWS,
        "2. 숲 가꾸기",
        "□ 성과지표",
        OTHER,
        "Ⅲ. 재정투자계획",
        "(단위: 백만원)",
        chart,
    )
    extracted = _read(tmp_path, "Ⅱ. 세부사업", *lines)
    names = {node.no: node.name for node in extracted.programs}
    rows = [names.get(no, "") for no in extracted.year_tables[-1].row_programs[1:]]
    assert rows == ["", "길 정비", "길 정비", "길 정비", "숲 가꾸기", "숲 가꾸기"]


def test_titles_of_all_tables_of_a_strategy_name_its_programmes(tmp_path: Path) -> None:
    titles = ("표 1. 길 정비 연차별 계획", "표 2. 숲 가꾸기 연차별 계획", "〈표 3〉 물길 투자계획")
    extracted = _read(tmp_path, "전략 1. 맑은 물", titles[0], ROWS, titles[1], OTHER)
    assert _owners(extracted) == [("길 정비", "table-title"), ("숲 가꾸기", "table-title")]
    extracted = _read(tmp_path, "전략 1. 맑은 물", titles[0], ROWS, titles[2], OTHER)
    assert _names(extracted) == ["맑은 물", "맑은 물"]


@pytest.mark.parametrize("first", ["1. 사업별 연차별 투자계획", "1. 사업별 지출계획", "1. 추진방향"])
def test_a_heading_of_several_words_right_under_a_chapter_is_no_part_of_another(first: str, tmp_path: Path) -> None:
    lines = ("Ⅰ. 물길 넓히기", first, ["사업명", "2024", "2025", "2026"], "2. 마을버스 노선 목표", GOALS)
    blocks = [
        [line, ["길 정비", "1", "2", "3"], ["숲 조성", "4", "5", "6"]] if isinstance(line, list) else line
        for line in lines[:4]
    ]
    names = _names(_read(tmp_path, *blocks, lines[4]))
    assert names[-1] == "마을버스 노선 목표"
    assert "사업별 지출계획" not in names


@pytest.mark.parametrize("head", ["사업명", "내역사업", "내역사업명", "투자사업", "투자사업명"])
@pytest.mark.parametrize("heading", ["Ⅱ. 사업별 지출계획", "Ⅱ. 연차별 투자계획"])
def test_rows_under_the_word_for_a_programme_are_programmes(heading: str, head: str, tmp_path: Path) -> None:
    rows = [[head, "2024", "2025", "2026"], ["길 정비", "1", "2", "3"], ["숲 조성", "4", "5", "6"]]
    extracted = _read(tmp_path, heading, "(단위: 백만원)", rows)
    names = {node.no: node.name for node in extracted.programs}
    assert [names.get(no, "") for no in extracted.year_tables[0].row_programs] == ["", "길 정비", "숲 조성"]


def test_a_card_names_its_programme_above_the_head_of_its_years(tmp_path: Path) -> None:
    card = [
        ["사업명", "가온역 쉼터 만들기", "<", "<", "<"],
        ["위치", "가온역 앞 마당", "<", "<", "<"],
        ["구분", "총사업비", "2024", "2025", "2026"],
        ["국비(백만원)", "6", "1", "2", "3"],
    ]
    extracted = _read_wide(tmp_path, "Ⅰ. 물길 넓히기", "1. 길 정비", ROWS, "붙임. 사업카드", card)
    assert _owners(extracted)[1] == ("가온역 쉼터 만들기", "form")


@pytest.mark.parametrize("chapter", ["Ⅱ. 관리지표", "Ⅱ. 시·군별 집행계획 총괄"])
def test_a_table_right_under_a_chapter_of_the_whole_plan_is_the_plans(chapter: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "Ⅰ. 물길 넓히기", "1. 길 정비", ROWS, chapter, "표 4-1. 이용자 목표", GOALS)
    assert _owners(extracted)[1] == (TITLE, "whole-plan")


@pytest.mark.parametrize(
    "line",
    [
        "□ 총 5,460억원 투자",
        "□ ’24~’26년간 총 90억 2천만원 투입(국비 50억원, 시비 40억원)",
        "○ 2024~2026년 3년간 총 546백만원(시비 100%)",
        "□ 2026년까지 쉼터 64개소로 확대",
        "○ 지원사 3년간 30명 증원",
        "□ 국비 50% 확보 추진",
        "총 96억원(국비 27억원, 군비 69억원)",
    ],
)
def test_a_line_that_states_what_is_spent_or_reached_names_no_programme(line: str, tmp_path: Path) -> None:
    own = _read(tmp_path, "Ⅱ. 과제", "1-1. 길 정비", line, ROWS, "1-2. 숲 가꾸기", line, OTHER)
    assert _names(own) == ["길 정비", "숲 가꾸기"]
    of_plan = _read(tmp_path, "Ⅱ. 과제", "1-1. 길 정비", ROWS, "Ⅲ. 투자계획", line, OTHER)
    assert _owners(of_plan) == [("길 정비", "heading"), (TITLE, "document")]


@pytest.mark.parametrize("name", ["기금 100억원 조성", "쉼터 64개소 확충", "24~36개월 영아 100명 돌봄"])
def test_a_number_in_a_name_makes_no_statement_of_it(name: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "Ⅱ. 과제", f"□ {name}", ROWS, "□ 숲 가꾸기", OTHER)
    assert _names(extracted) == [name, "숲 가꾸기"]


@pytest.mark.parametrize(
    "heading",
    [
        "Ⅲ. 성과목표",
        "Ⅲ. 핵심지표",
        "Ⅲ. 연도별 추진목표",
        "Ⅲ. 부문별 재정투자계획",
        "3. 재원조달계획",
        "□ 핵심 성과지표",
    ],
)
def test_a_heading_of_whole_plan_goals_or_costs_is_no_programme(heading: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "Ⅱ. 과제", "1-1. 길 정비", ROWS, "Ⅲ. 목표", heading, GOALS)
    assert _names(extracted) == ["길 정비", TITLE]


def test_a_part_of_a_programmes_pages_is_its_own_also_where_the_word_is_of_whole_plans(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "Ⅱ. 과제", "1-1. 길 정비", "□ 핵심지표", GOALS, "1-2. 숲 가꾸기", "□ 핵심지표", OTHER)
    assert _names(extracted) == ["길 정비", "숲 가꾸기"]


@pytest.mark.parametrize("behind", [["<", "<"], ["담당부서", "도로과"]])
def test_each_card_of_one_table_is_of_the_programme_that_it_names(behind: list[str], tmp_path: Path) -> None:
    cards = [["사업명", "길 정비", *behind], *ROWS, ["사업명", "1-2. 숲 가꾸기", *behind], *OTHER]
    extracted = _read_wide(tmp_path, "Ⅲ. 세부계획", cards)
    assert _owners(extracted) == [("길 정비", "form"), ("숲 가꾸기", "form")]


def test_cards_below_one_head_give_their_rows_to_the_programmes_that_they_name(tmp_path: Path) -> None:
    names = (["사업명", name, "<", "<"] for name in ("길 정비", "숲 가꾸기"))
    extracted = _read_wide(tmp_path, [ROWS[0], next(names), ROWS[1], next(names), OTHER[1]])
    own = {node.no: node.name for node in extracted.programs}
    assert [own.get(no) for no in extracted.year_tables[0].row_programs] == [
        None,
        "길 정비",
        "길 정비",
        "숲 가꾸기",
        "숲 가꾸기",
    ]


MEASURES = ["인구 10만명당 자살률", "쉼터 이용자 수", "1인당 공원 면적", "상수도 보급률(%)"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", MEASURES)
def test_a_box_that_names_a_measure_is_the_title_of_its_table(name: str, form: str, tmp_path: Path) -> None:
    parts = ("□ 추진내용", "ㅇ 상담을 넓혀 감")
    lines = ("1. 마음건강 상담", *parts, f"□ {name}", ONE_GOAL, "2. 쉼터 운영", *parts, "□ 쉼터 만족도", ONE_GOAL)
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *lines))] == ["마음건강 상담", "쉼터 운영"]


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_under_no_programme_is_of_the_plan(name: str, tmp_path: Path) -> None:
    extracted = read_as("hwpx", tmp_path, "Ⅱ. 성과목표", f"□ {name}", ONE_GOAL)
    assert [owner for owner, _ in _owners(extracted)] == [WRITTEN_TITLE]


@pytest.mark.parametrize("name", ["시민 1인당 장서 확충", "교사 연수", "상수도관 보수", "참여율 높이기"])
def test_what_is_done_is_no_measure(name: str, tmp_path: Path) -> None:
    extracted = read_as("hwpx", tmp_path, "Ⅱ. 추진계획", f"□ {name}", "○ 연차별 목표", ONE_GOAL)
    assert [owner for owner, _ in _owners(extracted)] == [name]


PROSE = f"○ {'마을 사람의 뜻을 들어 하는 일을 채우고 해마다 고르게 나누어 맡기며 ' * 3}그 결과를 널리 알림"


@pytest.mark.parametrize("form", ["hwpx", "pdf"])
@pytest.mark.parametrize("mark", ["◈", "■"])
def test_a_mark_before_names_stands_over_one_before_parts_that_come_again(mark: str, form: str, tmp_path: Path) -> None:
    names = ("꽃길 정비", "숲길 정비", "물길 정비")
    lines = [
        block for name in names for block in (f"{mark} {name}", PROSE, "□ 성과목표", GOALS, "□ 소요예산", ONE_GOAL)
    ]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *lines))] == [name for name in names for _ in "12"]


def test_a_mark_before_a_part_that_comes_once_is_not_below_names(tmp_path: Path) -> None:
    lines = ["◈ 꽃길 정비", PROSE, GOALS, "◈ 숲길 정비", PROSE, GOALS, PROSE, "□ 소요예산", ONE_GOAL]
    assert chains(read_as("hwpx", tmp_path, *lines))[-1][0] not in ("꽃길 정비", "숲길 정비")
