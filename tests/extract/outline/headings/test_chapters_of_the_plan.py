"""Goals in a chapter on the plan itself (비전 및 목표) are the plan's own; no such chapter is a programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import is_only_of_parts
from normalize.plan import normalize_plan
from tests.extract.outline.written import TITLE, WITH_TABLES, WRITERS, chains, goals, read_as

PROGRAMS = (
    *("Ⅲ. 세부 추진계획", "1. 마을숲 조성", "□ 연차별 추진계획", goals("숲", 21)),
    *("2. 꽃길 가꾸기", "□ 연차별 추진계획", goals("길", 31)),
)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "above",
    [
        ("Ⅱ. 비전 및 목표",),
        ("Ⅱ. 비전과 목표", "○ 푸른 마을을 만듦"),
        ("Ⅱ. 정책 비전과 추진 목표", "□ 성과지표"),
        ("Ⅱ. 추진목표 및 전략", "○ 이웃과 함께 쉬는 마을"),
        ("Ⅱ. 성과계획", "1. 비전", "○ 푸른 마을", "2. 성과지표"),
        ("Ⅱ. 목표 설정", "○ 푸른 마을을 만듦"),
        ("Ⅱ. 감축목표 설정", "○ 푸른 마을을 만듦"),
        ("Ⅱ. 재무목표", "○ 푸른 마을을 만듦"),
    ],
)
def test_its_goals_are_of_the_plan(above: tuple[str, ...], form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, "Ⅰ. 계획의 개요", *above, goals("쉼터", 11), *PROGRAMS)
    assert chains(extracted) == [(TITLE,), ("마을숲 조성",), ("꽃길 가꾸기",)]
    assert {node.level for node in extracted.programs if node.name == TITLE} == {"plan"}


COSTS = [
    ["전략", "합계", "2025", "2026", "2027"],
    ["푸른 마을", "60", "10", "20", "30"],
    ["맑은 물", "9", "2", "3", "4"],
]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "above",
    [
        ("제4장 행·재정계획", "□ 전략별 예산(안)", "(단위 : 백만원)"),
        ("Ⅳ. 행정ㆍ재정 지원계획", "□ 전략별 예산", "(단위 : 백만원)"),
        ("Ⅳ. 2025년 예산", "□ 2025년 세출예산", "(단위 : 백만원)"),
        ("Ⅳ. 재정투자 및 관리계획", "(단위 : 백만원)"),
        ("Ⅳ. 세입·세출예산", "(단위 : 백만원)"),
        ("제4장 재정 운용", "□ 재정투자 계획", "(단위 : 백만원)"),
    ],
)
def test_its_budgets_are_of_the_plan_and_of_its_strategies(above: tuple[str, ...], form: str, tmp_path: Path) -> None:
    programs = ("Ⅲ. 추진과제", "전략 1. 푸른 마을", *PROGRAMS[1:])
    extracted = read_as(form, tmp_path, *programs, *above, COSTS)
    *_, chain = chains(extracted)
    assert chain == (TITLE,)
    names = {node.no: (node.name, node.level) for node in extracted.programs}
    named = [names[no] for no in extracted.year_tables[-1].row_programs if no]
    assert named == [("푸른 마을", "strategy")]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("chapter", ["Ⅱ. 감축 목표", "Ⅱ. 비전 및 온실가스 감축목표", "Ⅱ. 중장기 목표"])
def test_its_goals_have_a_subject_of_the_whole_plan(chapter: str, form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, chapter, "○ 해마다 줄임", goals("쉼터", 11), *PROGRAMS)
    assert chains(extracted) == [(TITLE,), ("마을숲 조성",), ("꽃길 가꾸기",)]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("heading", ["□ 핵심 성과목표", "□ 중장기 경영목표"])
def test_a_heading_of_its_goals_is_no_programme_and_those_of_a_programme_stay_its_own(
    heading: str, form: str, tmp_path: Path
) -> None:
    own = (*PROGRAMS, heading, goals("쉼터", 51))
    extracted = read_as(form, tmp_path, "Ⅱ. 비전 및 목표", "○ 비전 : 푸른 마을", heading, goals("쉼터", 11), *own)
    assert chains(extracted) == [(TITLE,), ("마을숲 조성",), ("꽃길 가꾸기",), ("꽃길 가꾸기",)]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "chapter, title",
    [
        ("제4장 투융자계획", "<표 4-1> 재원별 투융자계획"),
        ("제4장 투융자계획", "<표 4-1> 부문별 투융자계획"),
        ("제4장 재정 투융자계획", "<표 4-1> 재원별 투자계획"),
    ],
)
def test_a_chapter_of_all_costs_takes_no_table_from_a_programme(
    chapter: str, title: str, form: str, tmp_path: Path
) -> None:
    costs = [["구 분", "2025", "2026", "2027"], ["시비(백만원)", "172", "181", "190"]]
    own = ("□ 연차별 투융자계획", costs)
    programs = ("제3장 부문별 추진계획", "제1절 농촌 정착", "1. 마을숲 조성", *own, "2. 꽃길 가꾸기", *own)
    total = [["구 분", "2025", "2026", "2027"], ["합 계(백만원)", "344", "362", "380"]]
    extracted = read_as(form, tmp_path, *programs, chapter, title, total)
    assert [names[0] for names in chains(extracted)] == ["마을숲 조성", "꽃길 가꾸기", TITLE]
    assert "heading-out-of-line" not in {found.rule for found in normalize_plan(extracted).findings}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("chapter", ["Ⅲ. 노후 수도관 바꾸기", "Ⅲ. 온실가스 감축", "Ⅲ. 재정 건전화"])
def test_a_chapter_with_a_name_of_its_own_is_a_programme_where_no_other_is(
    chapter: str, form: str, tmp_path: Path
) -> None:
    blocks = ("Ⅰ. 계획의 개요", "○ 해마다 줄임", chapter, "□ 연차별 추진계획", goals("대상", 11))
    assert chains(read_as(form, tmp_path, *blocks)) == [(chapter.partition(" ")[2],)]


@pytest.mark.parametrize(
    "name, part",
    [
        ("비전 및 목표", True),
        ("경영목표 및 전략", True),
        ("계획의 목표", True),
        ("비전·전략", True),
        ("성과목표 설정", True),
        ("목표치 산정", True),
        ("비전 및 목표 수립", True),
        ("비전 공유회", False),
        ("제한구역 설정", False),
        ("전략산업 육성", False),
    ],
)
def test_such_a_chapter_is_made_of_words_for_it_alone(name: str, *, part: bool) -> None:
    assert is_only_of_parts(name) == part


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_direction_of_the_strategy_is_a_strategy(form: str, tmp_path: Path) -> None:
    first = ("전략방향 1  살기 좋은 마을", "1-1. 쉼터 조성", "□ 연차별 목표", goals("쉼터", 11))
    second = ("전략방향 2  푸른 마을", "2-1. 꽃길 가꾸기", "□ 연차별 목표", goals("길", 21))
    extracted = read_as(form, tmp_path, "Ⅲ. 세부 추진계획", *first, *second)
    assert chains(extracted) == [("쉼터 조성", "살기 좋은 마을"), ("꽃길 가꾸기", "푸른 마을")]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_has_goals_and_programmes_below_it_is_a_task(form: str, tmp_path: Path) -> None:
    above = (
        "Ⅰ. 세부 추진계획",
        "전략목표 Ⅰ  숲을 가꾼다",
        "성과목표 Ⅰ-1  쉼터를 늘린다",
        "(1) 성과지표",
        goals("쉼터", 5),
    )
    below = ("① 마을숲 조성", "□ 성과지표", goals("숲", 21), "② 꽃길 가꾸기", "□ 성과지표", goals("길", 31))
    levels = {node.name: node.level for node in read_as(form, tmp_path, *above, *below).programs}
    assert levels["쉼터를 늘린다"] == "task"
    assert levels["마을숲 조성"] == levels["꽃길 가꾸기"] == "program"
