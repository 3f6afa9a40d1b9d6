"""Programmes told by the structure of the document where no list knows a word: counts, parts of each, own goals."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import says_how_many
from extract.outline.tree import Tree
from extract.pieces import piece_of
from plan.records import ExtractedPlan, Place
from tests.extract.outline.test_owners import OTHER, ROWS, _owners, _read

GOALS = [["지표", "2024", "2025", "2026"], ["이용률(%)", "61", "62", "63"]]


def _names(extracted: ExtractedPlan) -> list[str]:
    return [name for name, _ in _owners(extracted)]


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
