"""Whose a table is: the tree of headings, repeated numbers, rows that name programmes, offices in charge."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import without_department
from extract.outline.tree import Tree
from extract.pieces import code_number, piece_of
from gongpyo.pipeline import interpret, read_tables
from normalize.tables.payers import funding_of
from output.tables.rows import rows_of
from plan.records.base import Place
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_grid, hwpx_paragraph, hwpx_section, hwpx_table

TITLE = "가온시 물빛 기본계획(2024~2026)"
GOALS = [["지표", "2024", "2025", "2026"], ["이용률(%)", "61", "62", "63"]]
ROWS = [["구분", "2024", "2025", "2026"], ["정비(곳)", "1", "2", "3"]]
OTHER = [["구분", "2024", "2025", "2026"], ["운영(회)", "4", "5", "6"]]


def _read(tmp_path: Path, *blocks: str | list[list[str]]) -> ExtractedPlan:
    texts = [hwpx_paragraph(block if isinstance(block, str) else hwpx_grid(block)) for block in (TITLE, *blocks)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return read_tables(path)


def _owners(extracted: ExtractedPlan) -> list[tuple[str, str]]:
    names = {node.no: node.name for node in extracted.programs}
    return [(names.get(table.program_no, ""), table.owner_rule) for table in extracted.year_tables]


def _tree(*lines: str) -> list[tuple[str, ...]]:
    pieces = [piece_of(line, Place(paragraph=at), at) for at, line in enumerate(lines)]
    return [heading.path for heading in Tree(pieces).headings]


@pytest.mark.parametrize(
    "code",
    ["1-1-2", "1 - 1 - 2", "1–1–2", "１－１－２", "1\u20111\u20112", "▣ 1-1-2", "[1-1-2]", "Ⅰ-1-2", "1.1.2", "1-1-②"],
)
@pytest.mark.parametrize("gap", [" ", ""])
def test_a_number_is_one_however_it_is_printed(code: str, gap: str, tmp_path: Path) -> None:
    lines = ("1-1-1 길 정비", "□ 연차별 추진계획", ROWS, f"{code}{gap}안내소 운영", "□ 연차별 추진계획", OTHER)
    extracted = _read(tmp_path, *lines)
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1", "P1-1-2"]
    assert _owners(extracted) == [("길 정비", "code"), ("안내소 운영", "code")]


def test_numbers_are_compared_in_digits() -> None:
    assert {code_number(code) for code in ("3-2-1", "３‐２‐１", "Ⅲ-2-①", "3.2.1", "3 – 2 – 1")} == {"3-2-1"}


def test_a_series_that_counts_on_across_another_stands_over_it() -> None:
    paths = _tree("1. 배움", "□ 현장", "2. 나눔", "□ 마을", "3. 쉼")
    assert paths == [("배움",), ("배움", "현장"), ("나눔",), ("나눔", "마을"), ("쉼",)]
    paths = _tree("□ 배움", "① 현장", "② 온라인", "□ 나눔", "① 마을", "② 이웃")
    assert paths[1:] == [("배움", "현장"), ("배움", "온라인"), ("나눔",), ("나눔", "마을"), ("나눔", "이웃")]
    paths = _tree("① 배움", "□ 현장", "② 나눔", "□ 마을")
    assert paths == [("배움",), ("배움", "현장"), ("나눔",), ("나눔", "마을")]


def test_a_heading_closes_all_of_its_level_and_below(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "Ⅰ. 배움", "1. 길 정비", "□ 사업개요", "○ 낡은 길을 고침", "□ 연차별 추진계획", ROWS)
    assert _owners(extracted) == [("길 정비", "heading")]
    extracted = _read(tmp_path, "1. 길 정비", "○ 낡은 길을 고침", "2. 숲 가꾸기", "3. 추진계획", ROWS)
    assert _owners(extracted)[0][0] not in ("길 정비", "낡은 길을 고침", "추진계획")


def test_one_heading_in_two_chapters_is_two_programmes(tmp_path: Path) -> None:
    lines = ("Ⅰ. 북부권", "1. 길 정비", "□ 성과지표", ROWS, "Ⅱ. 남부권", "1. 길 정비", "□ 성과지표", OTHER)
    extracted = _read(tmp_path, *lines)
    assert len({table.program_no for table in extracted.year_tables}) == 2
    parents = {node.no: node.parent_no for node in extracted.programs}
    names = {node.no: node.name for node in extracted.programs}
    assert [names[parents[table.program_no]] for table in extracted.year_tables] == ["북부권", "남부권"]


def test_bullets_are_programmes_only_where_several_of_a_section_have_tables(tmp_path: Path) -> None:
    assert _owners(_read(tmp_path, "1. 길 정비", "□ 추진계획", "○ 낡은 쉼터", ROWS)) == [("길 정비", "heading")]
    extracted = _read(tmp_path, "1. 길 정비", "□ 추진계획", "○ 낡은 쉼터", ROWS, "○ 물가 의자", OTHER)
    assert _owners(extracted) == [("낡은 쉼터", "heading"), ("물가 의자", "heading")]
    extracted = _read(tmp_path, "1. 길 정비", "○ (현황) 낡음", "○ (예산) 아래와 같음", ROWS)
    assert _owners(extracted) == [("길 정비", "heading")]


def test_sections_of_one_name_are_not_one_section(tmp_path: Path) -> None:
    lines = ("1. 길 정비", "□ 추진계획", "○ 주민과 함께", ROWS, "□ 추진계획", "○ 단계별로 확대", OTHER)
    assert {name for name, _ in _owners(_read(tmp_path, *lines))} == {"길 정비"}


def test_a_day_in_front_of_the_first_number_names_no_task(tmp_path: Path) -> None:
    lines = ("결재일자 2025. 12. 3. 공개여부", "1-1-1 길 정비", "□ 개요", "1-1-2 숲 정비", "□ 개요", "1-1-3 물길", ROWS)
    names = {node.no: node.name for node in _read(tmp_path, *lines).programs}
    assert names["P1-1"] == ""


def test_a_number_before_two_programmes_keeps_them_apart_and_says_so(tmp_path: Path) -> None:
    lines = ("1-1-1 길 정비", "□ 연차별 추진계획", ROWS, "1-1-1 안내소 운영", "□ 연차별 추진계획", OTHER)
    extracted = _read(tmp_path, *lines)
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1", "P1-1-1.2"]
    assert "code-twice" in {found.rule for found in interpret(extracted).findings}


def test_a_heading_that_is_not_recognised_leaves_a_mark(tmp_path: Path) -> None:
    lines = ("1-1-1 길 정비", "□ 연차별 추진계획", ROWS, "안내소 운영", "□ 연차별 추진계획", OTHER, "1-1-3 교실 운영")
    rules = {found.rule for found in interpret(_read(tmp_path, *lines, "□ 연차별 추진계획", ROWS)).findings}
    assert {"program-number-missing", "table-title-twice"} <= rules


def test_rows_that_name_programmes_are_theirs(tmp_path: Path) -> None:
    costs = [["사업명", "2024", "2025"], ["길 정비", "10", "20"], ["안내소 운영", "30", "40"], ["계", "40", "60"]]
    lines = (
        "1-1-1 길 정비",
        "□ 성과지표",
        ROWS,
        "1-1-2 안내소 운영",
        "□ 성과지표",
        OTHER,
        "Ⅳ. 소요예산",
        "(단위: 백만원)",
        costs,
    )
    plan = interpret(_read(tmp_path, *lines))
    budgets = {(o.program_no, o.year): o.value for o in plan.observations if o.measure == "budget"}
    assert budgets["P1-1-1", 2025] == 20 and budgets["P1-1-2", 2024] == 30
    assert 60 not in {value for (no, _), value in budgets.items() if no in ("P1-1-1", "P1-1-2")}
    published = {(row["program_no"], row["program_basis"]) for row in rows_of(plan, "budgets")}
    assert {("P1-1-1", "row"), ("P1-1-2", "row")} <= published
    assert {(row["program_basis"], row["table_title"]) for row in rows_of(plan, "targets")} == {("code", "성과지표")}


def test_strategies_and_tasks_of_a_plan_without_a_chart_are_named_by_their_headings(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "전략 1. 물길을 잇다", "1-1. 길과 쉼터", "1-1-1. 길 정비", "□ 성과지표", ROWS)
    assert [(node.level, node.name) for node in extracted.programs] == [
        ("strategy", "물길을 잇다"),
        ("task", "길과 쉼터"),
        ("program", "길 정비"),
    ]


NAMED = [  # strategy, task and programme as they are printed; what each is taken for
    ("Ⅱ. 물길 잇기", "1. 길과 쉼터", "가. 길 정비"),
    ("1. 물길 잇기", "1.1 길과 쉼터", "1.1.1 길 정비"),
    ("전략 1. 물길 잇기", "추진과제 1. 길과 쉼터", "과제 1-1 길 정비"),
]


@pytest.mark.parametrize("printed", NAMED)
def test_the_levels_above_a_programme_are_its_strategy_and_its_task(printed: tuple[str, ...], tmp_path: Path) -> None:
    extracted = _read(tmp_path, *printed, "□ 성과지표", ROWS)
    levels = [(node.level, node.name) for node in extracted.programs]
    assert levels == [("strategy", "물길 잇기"), ("task", "길과 쉼터"), ("program", "길 정비")]


@pytest.mark.parametrize(("above", "level"), [("1. 물길 잇기", "task"), ("Ⅱ. 물길 잇기", "strategy")])
def test_a_single_level_above_a_programme_is_its_task_unless_it_is_a_chapter(
    above: str, level: str, tmp_path: Path
) -> None:
    extracted = _read(tmp_path, above, "가. 길 정비", "□ 성과지표", ROWS)
    assert [(node.level, node.name) for node in extracted.programs] == [(level, "물길 잇기"), ("program", "길 정비")]


def test_headings_that_others_follow_at_once_stand_over_them_also_where_those_count_on() -> None:
    lines = ["□ 배움", "1. 현장", "○ 개요", "2. 온라인", "○ 개요", "□ 나눔", "3. 마을", "○ 개요", "4. 이웃"]
    paths = [path for path in _tree(*lines) if path[-1] != "개요"]
    assert [path[0] for path in paths] == ["배움", "배움", "배움", "나눔", "나눔", "나눔"]
    assert paths[-1] == ("나눔", "이웃")


def test_a_bullet_names_a_programme_where_bullets_of_its_levels_do(tmp_path: Path) -> None:
    lines = ("□ 배움", "○ 현장", ROWS, "○ 온라인", OTHER, "□ 나눔", "○ 마을", ROWS)
    assert [name for name, _ in _owners(_read(tmp_path, *lines))] == ["현장", "온라인", "마을"]


@pytest.mark.parametrize("name", ["시장 배송", "일자리 알선", "차상위 지원", "개방형 쉼터"])
def test_a_name_may_begin_like_a_unit(name: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "과제 1-1 길 정비", "□ 성과지표", ROWS, f"과제 1-2 {name}", "□ 성과지표", OTHER)
    assert [own for own, _ in _owners(extracted)] == ["길 정비", name]
    assert piece_of(f"1-1-2{name}", Place(), 0).code == "1-1-2"


@pytest.mark.parametrize("text", ["1-1-2호", "3-1-4개월", "1-1-2번지 일대"])
def test_what_is_counted_is_no_number_of_a_heading(text: str) -> None:
    assert piece_of(text, Place(), 0).code == ""


def _banner(number: str, name: str) -> list[list[str]]:
    """A heading that stands in one row of cells of which the others hold only their colour."""
    return [["", "", number, "", name, "", ""], [""] * 7]


def test_a_number_and_a_name_among_empty_cells_are_a_heading(tmp_path: Path) -> None:
    lines = (_banner("1", "길 정비"), "□ 사업개요", ROWS, _banner("2", "안내소 운영"), "□ 사업개요", OTHER)
    assert _owners(_read(tmp_path, *lines)) == [("길 정비", "heading"), ("안내소 운영", "heading")]
    form = [["구분", "", "", ""], ["정비", "", "", ""], ["", "", "", ""]]
    assert _owners(_read(tmp_path, "1. 길 정비", form, ROWS)) == [("길 정비", "heading")]


BARS: dict[str, list[list[list[str]]]] = {  # the heading of each of two programmes, set as a table
    "name and office": [[["❶ 길 정비", "소관부서", "공원과"]], [["❷ 안내소 운영", "소관부서", "관광과"]]],
    "office without its label": [[["1-1", "길 정비", "공원과"]], [["1-2", "안내소 운영", "관광과"]]],
    "pairs": [[["과제번호", "1-1", "세부사업명", "길 정비"]], [["과제번호", "1-2", "세부사업명", "안내소 운영"]]],
    "word and name": [[["사업명", "길 정비"]], [["사업명", "안내소 운영"]]],
    "level and name": [[["세부과제", "길 정비", "담당", "공원과"]], [["세부과제", "안내소 운영", "담당", "관광과"]]],
    "codes of two levels": [[["[전략1-과제1]", "길 정비"]], [["[전략1-과제2]", "안내소 운영"]]],
    "under heads": [
        [["과제번호", "과제명", "담당부서"], ["1-1", "길 정비", "공원과"]],
        [["과제번호", "과제명", "담당부서"], ["1-2", "안내소 운영", "관광과"]],
    ],
    "two rows of pairs": [
        [["사업명", "길 정비"], ["담당부서", "공원과"]],
        [["사업명", "안내소 운영"], ["담당부서", "관광과"]],
    ],
    "sheet": [
        [["사업명", "길 정비"], ["담당부서", "공원과"], ["사업내용", "○ 고침"], ["총사업비", "3억원"]],
        [["사업명", "안내소 운영"], ["담당부서", "관광과"], ["사업내용", "○ 안내"], ["총사업비", "4억원"]],
    ],
}  # fmt: skip


@pytest.mark.parametrize("form", BARS)
def test_a_heading_set_as_a_table_names_the_programme_of_what_follows(form: str, tmp_path: Path) -> None:
    first, second = BARS[form]
    extracted = _read(tmp_path, "전략 1. 물빛", first, "□ 연차별 목표", ROWS, second, "□ 연차별 목표", OTHER)
    programs = [node for node in extracted.programs if node.level == "program"]
    assert [node.name for node in programs] == ["길 정비", "안내소 운영"]
    assert [table.program_no for table in extracted.year_tables] == [node.no for node in programs]
    said = any("공원과" in cell for line in first for cell in line)
    assert [node.department for node in programs] == (["공원과", "관광과"] if said else ["", ""])
    assert not extracted.damage


@pytest.mark.parametrize(
    "table",
    [
        [["사업명", "담당부서"], ["길 정비", "공원과"], ["안내소 운영", "관광과"]],
        [["사업명", "사업내용"], ["길 정비", "○ 고침"]],
        [["연번", "쉼터", "위치", "공원과"]],
    ],
)
def test_a_list_or_a_table_of_facts_is_no_heading(table: list[list[str]], tmp_path: Path) -> None:
    assert _owners(_read(tmp_path, "1. 물길 잇기", table, "□ 연차별 목표", ROWS)) == [("물길 잇기", "heading")]


def test_a_card_heads_the_tables_in_it_and_repeats_the_name_above_it(tmp_path: Path) -> None:
    card = [["과제명", "길 정비", "길 정비", "길 정비"], ["담당부서", "공원과", "", ""], *ROWS]
    for lines in (("전략 1. 물빛", card), ("전략 1. 물빛", "❸ 길 정비", "□ 추진개요", card)):
        extracted = _read(tmp_path, *lines)
        assert _owners(extracted) == [("길 정비", "heading")]
        assert [node.name for node in extracted.programs] == ["물빛", "길 정비"]


def test_dark_and_white_circles_are_two_levels() -> None:
    paths = _tree("❶ 길 정비", "① 추진개요", "② 투자계획", "❷ 안내소 운영", "① 투자계획")
    assert paths[2:] == [("길 정비", "투자계획"), ("안내소 운영",), ("안내소 운영", "투자계획")]


@pytest.mark.parametrize("part", ["(1) 연차별 추진계획", "가. 성과목표 및 증가율", "▶ 재원조달계획"])
def test_a_mark_that_heads_only_parts_stands_below_the_name_before_it(part: str) -> None:
    assert _tree("제1장 물빛", "□ 길 정비", part)[2][:2] == ("물빛", "길 정비")
    assert _tree("전략 1. 물빛", "❸ 길 정비", part)[2][:2] == ("물빛", "길 정비")


@pytest.mark.parametrize(
    "part", ["달성목표", "성과목표 변경", "연차별 목표 조정(안)", "2025년 분기별 추진목표", "재원조달계획"]
)
def test_words_for_parts_in_a_row_name_no_programme(part: str, tmp_path: Path) -> None:
    assert _owners(_read(tmp_path, "1. 길 정비", f"가. {part}", ROWS)) == [("길 정비", "heading")]


def test_a_heading_that_is_only_the_word_of_a_level_names_no_programme(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "3. 추진과제", "가. 길 정비", ROWS, "나. 물길 정비", ROWS)
    assert [name for name, _ in _owners(extracted)] == ["길 정비", "물길 정비"]
    alone = _read(tmp_path, "길 정비 계획(2024~2027)", "3. 추진과제", ROWS)
    assert [name for name, _ in _owners(alone)] != ["추진과제"]


def test_what_each_programme_has_is_a_part_of_its_pages(tmp_path: Path) -> None:
    lines = [line for name in ("길", "숲", "쉼터") for line in (f"【{name}】", "1) 우리의 목표", ROWS)]
    assert [name for name, _ in _owners(_read(tmp_path, *lines))] == ["길", "숲", "쉼터"]


@pytest.mark.parametrize("tag", ["(신규)", "【계속】", "- 공원과 -", "[담당부서: 공원과]", "(강변보건소)"])
def test_what_stands_behind_a_name_is_no_part_of_it(tag: str, tmp_path: Path) -> None:
    (program,) = _read(tmp_path, f"1. 길 정비 {tag}", ROWS).programs
    assert (program.name, program.is_new) == ("길 정비", tag == "(신규)")
    assert bool(program.department) == (not program.is_new and tag != "【계속】")


@pytest.mark.parametrize(
    "tag", ["(신규)", "【계속】", "[공원과]", "(신규) [담당부서: 공원과]", "/ 담당: 공원과", "| 소관 공원과"]
)
def test_what_stands_behind_the_name_of_a_coded_page_is_no_part_of_it(tag: str, tmp_path: Path) -> None:
    nodes = _read(tmp_path, f"1-1-1 길 정비 {tag}", ROWS, "1-1-2 쉼터", OTHER).programs
    program = next(node for node in nodes if node.no == "P1-1-1")
    assert (program.name, program.department) == ("길 정비", "공원과" if "공원과" in tag else "")
    assert program.is_new == ("신규" in tag)


@pytest.mark.parametrize("numbers", ["Ⅰ-1 Ⅰ-2 Ⅱ-1", "1-1 1-2 2-1", "1-1-1 1-1-2 1-2-1"])
def test_bullets_of_a_page_close_no_coded_heading(numbers: str) -> None:
    first, second, third = numbers.split()
    paths = _tree(
        f"{first} 길 정비",
        f"{second} 쉼터",
        "○ 사업개요",
        "가. 연차별 계획",
        "○ 지역의 수요를 담아 추진",
        f"{third} 배움터",
    )
    assert paths[2] == ("쉼터", "사업개요")
    assert paths[3][0] == "쉼터"
    assert paths[5] == ("배움터",)


@pytest.mark.parametrize("word", ["전략과제", "실행과제", "주요과제", "중점추진과제", "핵심사업", "역점사업"])
def test_a_word_before_a_number_makes_a_heading(word: str, tmp_path: Path) -> None:
    for heading in (f"{word} 1-1. 길 정비", f"{word} 1 | 길 정비", f"[{word} 1] 길 정비"):
        assert _owners(_read(tmp_path, "전략목표 1. 푸른 도시", heading, ROWS)) == [("길 정비", "heading")]


@pytest.mark.parametrize("heading", ["1 푸른 도시", "1. 푸른 도시"])
def test_a_number_over_programmes_of_several_tasks_is_that_of_their_strategy(heading: str, tmp_path: Path) -> None:
    nodes = _read(tmp_path, heading, "1-1-1 길 정비", ROWS, "1-2-1 쉼터", OTHER).programs
    names = {node.no: node.name for node in nodes}
    assert (names["P1"], names["P1-1"], names["P1-2"]) == ("푸른 도시", "", "")


@pytest.mark.parametrize("mark", ["▸", "▶", "➤", "□"])
def test_a_pointer_before_a_number_is_a_bullet(mark: str, tmp_path: Path) -> None:
    lines = ("과제 1. 푸른 도시", f"{mark} 1-1 길 정비", ROWS, f"{mark} 1-2 쉼터", OTHER)
    assert [name for name, _ in _owners(_read(tmp_path, *lines))] == ["길 정비", "쉼터"]


@pytest.mark.parametrize("name", ["119안전센터 신설", "24시간 돌봄센터 운영", "5060 신중년 일자리"])
def test_a_name_behind_a_number_may_begin_with_one(name: str, tmp_path: Path) -> None:
    lines = ("1. 푸른 도시", "1-1 길 정비", ROWS, f"1-2 {name}", OTHER)
    assert [name for name, _ in _owners(_read(tmp_path, *lines))] == ["길 정비", name]


@pytest.mark.parametrize("text", ["1-2 2025년 12월", "3-4 20명이 모여 일하는 자리", "1-2 119,000원을 나누어 지원"])
def test_a_number_before_an_amount_heads_nothing(text: str) -> None:
    assert all(text[4:8] not in path[-1] for path in _tree("1. 푸른 도시", "1-1 길 정비", text))


@pytest.mark.parametrize("part", ["시·군별 도입계획", "권역별 보급목표", "기관별 투자물량", "읍면동별 설치물량"])
def test_a_plan_by_places_is_a_part_of_the_pages_that_it_stands_in(part: str, tmp_path: Path) -> None:
    assert _owners(_read(tmp_path, "1. 쉼터", f"□ {part}", ROWS)) == [("쉼터", "heading")]
    assert _owners(_read(tmp_path, "Ⅳ. 푸른 도시", f"1. {part}", ROWS)) == [(part, "heading")]


def test_an_appendix_in_the_middle_ends_where_the_numbers_count_on(tmp_path: Path) -> None:
    lines = ("1. 길 정비", "□ 사업개요", ROWS, "참고 위치도", "2. 안내소 운영", "□ 사업개요", OTHER)
    assert _owners(_read(tmp_path, *lines)) == [("길 정비", "heading"), ("안내소 운영", "heading")]
    lines = ("1. 길 정비", "□ 사업개요", ROWS, "붙임 총괄표", "1. 국비", "2. 시비", OTHER)
    assert [rule for _, rule in _owners(_read(tmp_path, *lines))] == ["heading", "appendix"]


def test_lines_in_a_row_that_sum_up_a_numbered_heading_name_nothing(tmp_path: Path) -> None:
    lines = ("1. 길 정비", "❖ 걷기 좋은 길 조성", "❖ 물가 쉼터 확대", "□ 사업개요", ROWS)
    assert _owners(_read(tmp_path, *lines)) == [("길 정비", "heading")]


def test_a_line_with_its_page_behind_a_slash_is_one_of_the_contents() -> None:
    assert _tree("7. 안내소 운영 / 45", "1. 길 정비") == [("길 정비",)]


@pytest.mark.parametrize(
    ("cover", "owner"),
    [
        (["길 정비 사업계획서", "물가 산책 지원사업(물빛길)"], ("물가 산책 지원사업(물빛길)", "subject")),
        (["신규과제 공고", "○ 사업명 : 물가 산책", [["구분", "내용"], ["기간", "3년"]]], ("물가 산책", "subject")),
        (["보조금 신청서", [["사업명", "물가 산책"], ["주체", "가온시"]]], ("물가 산책", "subject")),
        (
            [
                [["[B1]정보", "물가관리비(계속)"], ["회계", "일반"]],
                [["구분", "2023"], ["ㅇ가온원 물가관리비(계속)", "7"]],
                "* 사업코드 : 11 - 2",
            ],
            ("가온원 물가관리비(계속)", "subject"),
        ),
        (
            [
                [["[B1]정보", "물가관리비(계속)"], ["회계", "일반"]],
                [["구분", "2023"], ["숲길관리비", "7"]],
                "* 사업코드 : 11 - 2",
            ],
            ("숲 가꾸기", "heading"),
        ),
        (["신규과제 공고", "○ 사업명 : 물가 산책", "○ 사업명 : 숲 산책"], ("숲 산책", "form")),
        (["물가 산책 지원사업"], ("숲 가꾸기", "heading")),
    ],
)
def test_a_form_or_a_call_is_about_the_programme_that_its_first_page_names(
    cover: list[str | list[list[str]]], owner: tuple[str, str], tmp_path: Path
) -> None:
    assert _owners(_read(tmp_path, *cover, "1. 숲 가꾸기", ROWS)) == [owner]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("- 걷기 지원(100여건), ‘물빛길 정비사업’ 추진", ("물빛길 정비사업", "quotes")),
        ('- ’25년 "물빛길 정비사업" 운영', ("물빛길 정비사업", "quotes")),
        ("- ‘물빛길 정비사업’과 연계", ("길 정비", "heading")),
        ("- ‘물빛길 정비사업’, ‘숲길 정비사업’ 추진", ("길 정비", "heading")),
        ("- ‘물빛 축제’ 추진", ("길 정비", "heading")),
    ],
)
def test_the_line_over_a_table_names_its_programme_in_quotes(line: str, owner: tuple[str, str], tmp_path: Path) -> None:
    assert _owners(_read(tmp_path, "1. 길 정비", line, ROWS)) == [owner]


@pytest.mark.parametrize("label", ["품목(문제)명", "세부과제명", "사업명"])
def test_a_cell_that_lists_the_parts_of_a_joint_project_names_the_forms_own_first(label: str, tmp_path: Path) -> None:
    for printed in ("(총괄/세부1) 길 정비", "(총괄/세부1) 길 정비 (세부2) 안내소 운영"):
        extracted = _read(tmp_path, "1. 목록", f"{label} : {printed}", ROWS)
        assert _owners(extracted) == [("(총괄/세부1) 길 정비", "form")]


def test_a_line_that_only_says_that_values_follow_is_no_title(tmp_path: Path) -> None:
    extracted = _read(
        tmp_path, "1. 길 정비", "가. 성과지표1 : 걷는 사람 수", "- 성과목표치", ROWS, "총 844 백만원", OTHER
    )
    assert [table.title for table in extracted.year_tables] == ["걷는 사람 수", ""]


CHART = [
    ["추진과제", "단위사업", "담당부서"],
    ["길과 쉼터", "1-1-1 길 정비", "도로과"],
    ["길과 쉼터", "1-1-2 안내소 운영", "관광과"],
    ["길과 쉼터", "1-1-3 숲 가꾸기", "산림과"],
]


def test_a_chart_ends_before_the_pages_of_its_first_programme(tmp_path: Path) -> None:
    lines = ("전략 1. 물길을 잇다", "1-1. 길과 쉼터", "1-1-1 길 정비", "□ 사업개요", "□ 성과지표", ROWS)
    extracted = _read(tmp_path, CHART, *lines)
    by_level = {(node.level, node.no): (node.name, node.department) for node in extracted.programs}
    assert by_level["program", "P1-1-1"] == ("길 정비", "도로과")
    assert by_level["program", "P1-1-3"] == ("숲 가꾸기", "산림과")


def test_an_office_in_a_chart_without_numbers_is_known_by_the_name_of_the_programme(tmp_path: Path) -> None:
    chart = [["추진과제", "단위사업", "담당부서"], ["길과 쉼터", "길 정비", "도로과"], ["길과 쉼터", "안내소", "없음"]]
    extracted = _read(tmp_path, chart, "1. 길 정비", "□ 성과지표", ROWS, "2. 안내소", "□ 성과지표", OTHER)
    assert [node.department for node in extracted.programs if node.level == "program"] == ["도로과", ""]


@pytest.mark.parametrize("said", ["○ 담당부서 : 공원녹지과", "[공원녹지과]", "- 소관부서: 공원녹지과"])
def test_the_office_in_charge_is_read_from_the_pages_of_a_programme(said: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "1. 길 정비", said, "□ 성과지표", ROWS, "2. 숲 가꾸기", "□ 성과지표", OTHER)
    assert [node.department for node in extracted.programs if node.level == "program"] == ["공원녹지과", ""]


def test_an_office_behind_a_name_is_no_part_of_it() -> None:
    assert without_department("길 정비 (공원녹지과)") == ("길 정비", "공원녹지과")
    assert without_department("길 정비(안)") == ("길 정비(안)", "")
    assert without_department("(공원녹지과)") == ("(공원녹지과)", "")


def test_a_plan_of_another_city_is_none_of_the_documents(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "1. 길 정비", "□ 투자계획", ROWS, "참고 다른 지자체의 투자 사례", OTHER)
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables][1] == ("other", "of-another-body")


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("사업비(국비)", "national"),
        ("국비[백만원]", "national"),
        ("[시비]", "metropolitan"),
        ("예산(안)", None),
        ("길(국비)", None),
    ],
)
def test_who_pays_may_stand_in_brackets(text: str, payer: str | None) -> None:
    assert funding_of(text) == payer


TWO_TASKS = [
    ["추진과제", "단위사업", "담당부서"],
    ["길과 쉼터", "1-1-1 길 정비", "도로과"],
    ["길과 쉼터", "1-1-2 안내소 운영", "관광과"],
    ["물가 가꾸기", "1-2-1 길 정비", "하천과"],
]


def test_a_programme_of_the_chart_is_known_by_the_name_over_its_pages(tmp_path: Path) -> None:
    lines = ("전략 1. 물길", "추진과제 1. 길과 쉼터", "과제 1-1 길 정비", "□ 성과지표", ROWS, "과제 1-2 안내소 운영")
    extracted = _read(
        tmp_path,
        TWO_TASKS,
        *lines,
        "□ 성과지표",
        OTHER,
        "추진과제 2. 물가 가꾸기",
        "과제 1-3 길 정비",
        "□ 성과지표",
        ROWS,
    )
    nodes = {node.no: node for node in extracted.programs}
    owners = [nodes[table.program_no] for table in extracted.year_tables]
    assert [node.no for node in owners] == ["P1-1-1", "P1-1-2", "P1-2-1"]
    assert [node.no_printed for node in owners] == ["1-1", "1-2", "1-3"]
    assert [node.department for node in owners] == ["도로과", "관광과", "하천과"]
    assert [nodes[node.parent_no].name for node in owners] == ["길과 쉼터", "길과 쉼터", "물가 가꾸기"]
    assert "code-mismatch" not in {found.rule for found in interpret(extracted).findings}


def test_a_number_twice_in_the_chart_loses_no_programme(tmp_path: Path) -> None:
    chart = [
        ["단위사업", "담당부서"],
        ["1-1-1 길 정비", "도로과"],
        ["1-1-2 숲 가꾸기", "녹지과"],
        ["1-1-2 안내소 운영", "관광과"],
    ]
    pages = ("1-1-1 길 정비", "□ 성과지표", ROWS, "1-1-2 숲 가꾸기", "□ 성과지표", ROWS, "1-1-2 안내소 운영", "○ 안내")
    extracted = _read(tmp_path, chart, *pages)
    programs = {node.no: (node.name, node.department) for node in extracted.programs if node.level == "program"}
    assert programs == {
        "P1-1-1": ("길 정비", "도로과"),
        "P1-1-2": ("숲 가꾸기", "녹지과"),
        "P1-1-2.2": ("안내소 운영", "관광과"),
    }
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1", "P1-1-2"]
    assert "code-twice" in {found.rule for found in interpret(extracted).findings}


@pytest.mark.parametrize("part", ["최근 5년간 현황", "예산 비교", "계획 변경 내역", "투자 및 성과"])
def test_a_heading_that_ends_as_a_part_does_is_no_programme(part: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "1. 길과 쉼터", "가. 길 정비", f"□ {part}", "&lt; 연차별 투자계획 &gt;", ROWS)
    assert _owners(extracted) == [("길 정비", "heading")]


def test_a_row_with_the_name_of_two_programmes_is_the_tables_own_or_in_their_order(tmp_path: Path) -> None:
    costs = [["사업명", "2024", "2025"], ["길 정비", "10", "20"], ["안내소 운영", "30", "40"], ["길 정비", "50", "70"]]
    pages = ("1-1-1 길 정비", "□ 성과지표", ROWS, "1-1-2 안내소 운영", "□ 성과지표", OTHER, "1-2-1 길 정비")
    lines = (*pages, "□ 성과지표", [["사업명", "2024", "2025"], ["길 정비(곳)", "8", "9"]])
    plan = interpret(_read(tmp_path, *lines, "Ⅳ. 소요예산", "(단위: 백만원)", costs))
    budgets = {(o.program_no, o.year): o.value for o in plan.observations if o.measure == "budget"}
    assert (budgets["P1-1-1", 2024], budgets["P1-2-1", 2024]) == (10, 50)


def test_a_cell_that_counts_places_is_no_budget_under_a_title_of_costs(tmp_path: Path) -> None:
    table = [["구분", "2024", "2025"], ["교실 운영", "12개소", "14개소"], ["소요예산", "3억원", "4억원"]]
    plan = interpret(_read(tmp_path, "1. 길 정비", "□ 목표 및 투자계획", table))
    measures = {(indicator.name, indicator.measure) for indicator in plan.indicators}
    assert measures == {("교실 운영", "target"), ("소요예산", "budget")}


@pytest.mark.parametrize("over", ["연차별 사업비", "연도별 목표 및 예산"])
def test_a_cell_that_counts_places_is_no_budget_under_a_head_of_costs(over: str, tmp_path: Path) -> None:
    rows = [["", "2024", "2025"], ["교실 운영", "12개소", "14개소"], ["소요예산", "3억원", "4억원"]]
    head = [hwpx_cell(0, 0, "구분", rows=2), hwpx_cell(0, 1, over, columns=2)]
    cells = [hwpx_cell(1 + r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    table = hwpx_table([*head, *cells], rows=4, columns=3)
    plan = interpret(_read(tmp_path, "1. 길 정비", "□ 연차별 추진계획", table))
    measures = {(indicator.name, indicator.measure) for indicator in plan.indicators}
    assert measures == {("교실 운영", "target"), ("소요예산", "budget")}


@pytest.mark.parametrize(("label", "count"), [("정비(곳)", 2), ("다른 사업(곳)", 1)])
def test_the_last_year_may_stand_in_a_table_of_its_own(label: str, count: int, tmp_path: Path) -> None:
    rest = [["구분", "2027"], [label, "4"]]
    tables = _read(tmp_path, "1. 길 정비", "□ 연차별 목표", ROWS, rest).year_tables
    assert [table.columns[-1].year for table in tables if table.kind == "plan"] == [2026, 2027][:count]


@pytest.mark.parametrize(
    "title", ["Ⅲ. 재원조달계획", "부문별 재정투자계획", "&lt; 핵심 성과지표 &gt;", "2024년 투자계획 총괄"]
)
def test_a_title_of_the_whole_plan_behind_its_programmes_is_the_plans(title: str, tmp_path: Path) -> None:
    money = [["구분", "2024", "2025", "2026"], ["합계(백만원)", "7", "8", "9"]]
    programs = (
        "Ⅱ. 추진계획",
        "1-1-1 길 정비",
        "□ 연차별 추진계획",
        ROWS,
        "1-1-2 안내소 운영",
        "□ 연차별 추진계획",
        OTHER,
    )
    plan = interpret(_read(tmp_path, *programs, "Ⅲ. 재정계획", title, money))
    assert _owners(_read(tmp_path, *programs, "Ⅲ. 재정계획", title, money))[-1] == (TITLE, "whole-plan")
    assert "program-uncertain" not in {found.rule for found in plan.findings}


def test_a_title_that_every_programme_bears_is_not_the_plans(tmp_path: Path) -> None:
    money = [["구분", "2024", "2025", "2026"], ["합계(백만원)", "7", "8", "9"]]
    assert "whole-plan" not in dict(_owners(_read(tmp_path, "재원조달계획", ROWS, "재원조달계획", money))).values()


@pytest.mark.parametrize(
    "heading", ["붙임. 시군 사업 목록", "붙임1. 시군 사업 목록", "부록. 시군 사업 목록", "[별첨] 시군 사업 목록"]
)
def test_a_list_in_an_appendix_is_not_of_the_last_programme(heading: str, tmp_path: Path) -> None:
    listed = [["시군", "사업명", "2024", "2025", "2026"], ["가람시", "쉼터 지원(명)", "7", "8", "9"]]
    programs = ("Ⅱ. 추진계획", "1-1. 길 정비", "○ 추진목표", ROWS, "1-2. 안내소 운영", "○ 추진목표", OTHER)
    owners = _owners(_read(tmp_path, *programs, heading, listed))
    assert [name for name, _ in owners[:2]] == ["길 정비", "안내소 운영"]
    assert owners[2] == (TITLE, "appendix")


@pytest.mark.parametrize("chapter", ["Ⅱ. 추진목표", "Ⅱ. 사업비"])
def test_a_chapter_of_the_paper_without_programmes_is_of_the_plan(chapter: str, tmp_path: Path) -> None:
    """The programmes stand in another chapter; where a table of that one has no heading, whose it is stays open."""
    programmes = ("Ⅲ. 세부 추진과제", "1. 길 정비", "□ 연차별 계획", ROWS, "2. 숲 가꾸기", "□ 연차별 계획", OTHER)
    extracted = _read(tmp_path, chapter, "&lt; 연도별 계획 &gt;", GOALS, *programmes)
    assert extracted.year_tables[0].owner_rule == "whole-plan"
    inside = _read(tmp_path, programmes[0], "&lt; 연도별 계획 &gt;", GOALS, *programmes[1:])
    assert inside.year_tables[0].owner_rule == "document"


@pytest.mark.parametrize(
    ("printed", "department"),
    [
        ("청년정책과 청년지원팀 (☎02-2116-3000)", "청년정책과 청년지원팀"),
        ("공원과 김나무 (051-888-1234)", "공원과"),  # no official's name
        ("공원과 김영실 ☎ 2116-1234", "공원과"),  # nor one that ends as offices do
        ("복지국 총무과 (내선 3012)", "복지국 총무과"),
        ("공원과, 도로과 ☏ 2116-1234~5", "공원과, 도로과"),
        ("김나무 (☎02-2116-3000)", ""),
    ],
)
def test_a_telephone_number_behind_an_office_leaves_its_name(printed: str, department: str, tmp_path: Path) -> None:
    form = [["담당부서", printed], ["사업기간", "2024. 1. ~ 12."]]
    extracted = _read(tmp_path, "1. 길 정비", form, "□ 연차별 계획", ROWS, "2. 숲 가꾸기", f"○ 담당 : {printed}", OTHER)
    assert [node.department for node in extracted.programs if node.level == "program"] == [department] * 2


def test_the_plan_itself_is_no_programme_beside_those_that_it_has(tmp_path: Path) -> None:
    money = [["구분", "2024", "2025", "2026"], ["합계(백만원)", "3", "5", "7"]]
    programs = ("1-1-1 길 정비", "□ 연차별 추진계획", ROWS, "1-1-2 안내소 운영", "□ 연차별 추진계획", OTHER)
    extracted = _read(tmp_path, *programs, "Ⅲ. 재정계획", "□ 재원조달계획", money)
    levels = {node.name: node.level for node in extracted.programs if node.name}
    assert levels == {"길 정비": "program", "안내소 운영": "program", TITLE: "plan"}
    plan = interpret(extracted)
    said = {(row["program_name"], row["level"]) for name in ("targets", "budgets") for row in rows_of(plan, name)}
    assert said == {("길 정비", "program"), ("안내소 운영", "program"), (TITLE, "plan")}


def test_a_plan_that_has_no_other_programme_is_its_one_programme(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "□ 연차별 추진계획", ROWS)
    assert [(node.name, node.level) for node in extracted.programs] == [(TITLE, "program")]


def test_a_chapter_set_as_a_table_ends_the_pages_of_a_numbered_programme(tmp_path: Path) -> None:
    pages = (
        "전략 1. 걷는 마을",
        "1-1-1 길 정비",
        "□ 연차별 추진계획",
        ROWS,
        "1-1-2 쉼터 조성",
        "□ 연차별 추진계획",
        OTHER,
    )
    sums = [
        ["사업명", "계", "2024", "2025"],
        ["계", "9", "4", "5"],
        ["길 정비", "3", "1", "2"],
        ["쉼터 조성", "6", "3", "3"],
    ]
    extracted = _read(
        tmp_path, [["Ⅰ", "추진계획"]], *pages, [["Ⅱ", "투자계획 총괄"]], "□ 사업별 투자계획", "(단위: 백만원)", sums
    )
    last = extracted.year_tables[-1]
    assert last.row_programs[2:] == ("P1-1-1", "P1-1-2"), "each row its programme's"
    assert last.program_no not in ("P1-1-1", "P1-1-2"), "the sum is not the last programme's"


@pytest.mark.parametrize(
    ("line", "is_title"),
    [("(기준 : ’24. 12.)", False), ("(2024. 12. 31. 현재)", False), ("[2024년 말 기준]", False), ("(기준 금액)", True)],
)
def test_a_line_that_says_of_which_day_the_figures_are_is_no_title(line: str, is_title: bool, tmp_path: Path) -> None:
    extracted = _read(tmp_path, "1-1-1 길 정비", "○ 길 정비 목표", line, ROWS)
    assert [table.title for table in extracted.year_tables] == [line if is_title else "길 정비 목표"]


@pytest.mark.parametrize(("chapter", "rule"), [("Ⅲ. 성과계획", "whole-plan"), ("Ⅲ. 세부계획", "table-title")])
def test_a_table_right_under_the_chapter_of_goals_is_the_plans(chapter: str, rule: str, tmp_path: Path) -> None:
    parts = ("Ⅰ. 추진배경", "○ 물이 줄고 있다", "Ⅱ. 추진계획", chapter, "〈물길 참여 지표〉", GOALS)
    extracted = _read(tmp_path, *parts)
    assert [table.owner_rule for table in extracted.year_tables] == [rule]
    found = {one.rule for one in interpret(extracted).findings}
    assert ("program-uncertain" in found) == (rule == "table-title")


@pytest.mark.parametrize(
    ("first", "second", "owners"),
    [
        ("? 길 정비 - 길을 낸다", "? 안내소 운영 - 문을 연다", ["길 정비", "안내소 운영"]),
        ("? 접수 ? 선정 ? 길 정비", "? 접수 ? 선정 ? 안내소 운영", ["동네 길", "동네 길"]),  # arrows of a flow
    ],
)
def test_bullets_that_the_viewer_has_lost_head_programmes_where_several_have_tables(
    first: str, second: str, owners: list[str], tmp_path: Path
) -> None:
    tables = [" ".join(cell for row in rows for cell in row) for rows in (ROWS, OTHER)]
    parts = (f"{each} ○ 연차별 추진계획 {table}" for each, table in zip((first, second), tables, strict=True))
    path = tmp_path / "plan.txt"
    body = f"{TITLE} Ⅱ. 길과 쉼터 1. 동네 길 {' '.join(parts)}"
    path.write_text(f"결재문서\n\n{TITLE}\n\n{body}\n\n문서 보기\n\n문서 정보\n", encoding="utf-8")
    assert [name for name, _ in _owners(read_tables(path))] == owners


@pytest.mark.parametrize(("parts", "owner"), [(("- 사업개요", "- 추진계획"), True), ((), False)])
def test_bullets_over_the_parts_of_pages_head_programmes_though_each_is_the_only_one_of_its_task(
    parts: tuple[str, ...], owner: bool, tmp_path: Path
) -> None:
    blocks: list[str | list[list[str]]] = ["1. 물길과 쉼터"]
    for task, name, table in (("물길", "길 정비", ROWS), ("쉼터", "안내소 운영", OTHER)):
        blocks += [f"□ {task} 넓히기", f"○ {name}", *parts, "- 연차별 투자계획", table]
    names = [name for name, _ in _owners(_read(tmp_path, *blocks))]
    assert names == (["길 정비", "안내소 운영"] if owner else ["물길 넓히기", "쉼터 넓히기"])


@pytest.mark.parametrize("mark", ["1.", "1-1-1", "○"])
def test_brackets_round_a_name_are_no_part_of_it_where_an_office_stands_behind_them(mark: str, tmp_path: Path) -> None:
    other = {"1.": "2.", "1-1-1": "1-1-2", "○": "○"}[mark]
    lines = (f"{mark} 『길 정비』 (도로과)", "□ 사업개요", "□ 연차별 계획", ROWS, f"{other} 「안내소 운영」 (행정과)")
    extracted = _read(tmp_path, "Ⅱ. 길", *lines, "□ 사업개요", "□ 연차별 계획", OTHER)
    assert [node.name for node in extracted.programs if node.level == "program"] == ["길 정비", "안내소 운영"]


@pytest.mark.parametrize("second", ["계", "합계", "기준값"])
def test_the_head_of_a_list_is_no_sheet_of_a_programme(second: str, tmp_path: Path) -> None:
    rows = [["사업명", second, "2024", "2025"], ["나무(그루)", "3", "1", "2"], ["사업비(백만원)", "6", "3", "3"]]
    extracted = _read(tmp_path, "1-1. 길 정비", "□ 연차별 추진계획", rows)
    assert [name for name, _ in _owners(extracted)] == ["길 정비"]


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        ((("□ 이행지표",), ("□ 이행지표",)), ["길 정비", "안내소 운영"]),
        ((("□ 홍보관", "□ 체험관"), ("□ 홍보관", "□ 체험관")), ["홍보관", "체험관", "홍보관", "체험관"]),
    ],
)
def test_a_title_that_stands_alone_under_several_codes_is_a_part_of_each(
    lines: tuple[tuple[str, ...], ...], owners: list[str], tmp_path: Path
) -> None:
    blocks: list[str | list[list[str]]] = ["Ⅲ. 세부 추진계획"]
    for heading, own in zip(("1-1. 길 정비", "1-2. 안내소 운영"), lines, strict=True):
        blocks.append(heading)
        for line in own:
            blocks += [line, ROWS if heading.startswith("1-1") else OTHER]
    assert [name for name, _ in _owners(_read(tmp_path, *blocks))] == owners


def test_a_bullet_under_a_code_says_what_the_programme_does(tmp_path: Path) -> None:
    blocks: list[str | list[list[str]]] = ["Ⅱ. 길과 쉼터"]
    for code, name, what in (
        ("1-1", "길 정비", "낡은 길에 나무 심기"),
        ("1-2", "안내소 운영", "읍·면마다 안내소 열기"),
    ):
        blocks += [f"{code}. {name}", f"ㅇ {what}", "□ 연차별 목표", ROWS, "□ 소요예산", OTHER]
    names = [name for name, _ in _owners(_read(tmp_path, *blocks))]
    assert names == ["길 정비", "길 정비", "안내소 운영", "안내소 운영"]


@pytest.mark.parametrize("head", [["사업명", "담당부서", "2026", "2027"], ["사업명", "사업기간", "2026", "2027"]])
def test_the_head_of_a_list_names_no_programme_of_a_call(head: list[str], tmp_path: Path) -> None:
    rows = [head, ["나루 고치기", "항만과", "50", "100"], ["나루 지키기", "항만과", "10", "40"]]
    extracted = _read(tmp_path, "가. 공모사업", "(단위 : 백만원)", rows)
    assert not {node.name for node in extracted.programs} & set(head)
