"""A line that says 단위사업 or 세부과제 before a name names the programme below a numbered heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, chains, goals, read_as

CHAPTER = "Ⅰ. 세부 추진계획"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "label", ["단위사업: {}", "□ 단위사업 : {}", "[단위사업] {}", "- 세부과제: {}", "○ 세부사업명: {}"]
)
def test_the_programme_is_what_stands_behind_the_word(label: str, form: str, tmp_path: Path) -> None:
    lines = (
        *(
            "1. 걷는 마을",
            label.format("길 정비"),
            goals("길터 정비", 11),
            label.format("등불 달기"),
            goals("등 달기", 21),
        ),
        *("2. 쉬는 마을", label.format("쉼터 조성"), goals("쉼터 조성", 31)),
    )
    wanted = [("길 정비", "걷는 마을"), ("등불 달기", "걷는 마을"), ("쉼터 조성", "쉬는 마을")]
    assert chains(read_as(form, tmp_path, CHAPTER, *lines)) == wanted


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "said",
    [
        ("○ 세부사업: 노면 표시, 등 교체",),
        ("○ 중점사업 : 3개 사업",),
        ("- 세부사업: 노면 표시", "- 세부사업: 등 교체"),
        ("○ 세부사업: 낡은 길을 고쳐 나간다.",),
    ],
)
def test_a_list_of_parts_names_none(said: tuple[str, ...], form: str, tmp_path: Path) -> None:
    lines = ("1. 길 정비", *said, goals("길터 정비", 11), "2. 등불 달기", *said, goals("등 달기", 21))
    assert chains(read_as(form, tmp_path, CHAPTER, *lines)) == [("길 정비",), ("등불 달기",)]


def test_below_a_programme_that_says_what_it_is_the_word_names_a_part(tmp_path: Path) -> None:
    lines = (
        "단위사업 1. 길 정비",
        "- 세부사업: 노면 표시",
        goals("길터 정비", 11),
        "단위사업 2. 등불 달기",
        goals("등", 21),
    )
    assert [chain[0] for chain in chains(read_as("hwpx", tmp_path, CHAPTER, *lines))] == ["길 정비", "등불 달기"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("number", ["({}) ", "{}) ", "({})"])
def test_a_number_may_stand_before_the_word(number: str, form: str, tmp_path: Path) -> None:
    first, second = (f"{number.format(at)}단위사업 : " for at in (1, 2))
    lines = (
        *("정책사업목표 Ⅰ-1. 걷는 마을", f"{first}길 정비", "□ 연차별 목표", goals("길터 정비", 11)),
        *(f"{second}등불·벽화 정비", "□ 연차별 목표", goals("등 달기", 21)),
        *("정책사업목표 Ⅰ-2. 쉬는 마을", f"{first}쉼터 조성", "□ 연차별 목표", goals("쉼터 조성", 31)),
    )
    wanted = [("길 정비", "걷는 마을"), ("등불·벽화 정비", "걷는 마을"), ("쉼터 조성", "쉬는 마을")]
    assert [chain[:2] for chain in chains(read_as(form, tmp_path, "전략목표 Ⅰ. 고운 마을", *lines))] == wanted


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "said", [("1) 개요", "2) 세부사업 : 노면 표시", "3) 예산"), ("1) 세부사업 : 노면 표시, 등 교체",)]
)
def test_a_numbered_part_of_a_page_names_none(said: tuple[str, ...], form: str, tmp_path: Path) -> None:
    lines = ("1. 길 정비", *said, goals("길터 정비", 11), "2. 등불 달기", *said, goals("등 달기", 21))
    assert [chain[0] for chain in chains(read_as(form, tmp_path, CHAPTER, *lines))] == ["길 정비", "등불 달기"]


def _each(with_own: tuple[bool, ...], own_title: str) -> list[Given]:
    """Headings that each have two programmes below them, and some a table of their own before these."""
    blocks: list[Given] = ["전략목표 Ⅰ. 고운 마을"]
    for at, has_own in enumerate(with_own):
        blocks.append(f"정책사업목표 Ⅰ-{at + 1}. {('걷는', '쉬는')[at]} 마을")
        blocks += [own_title, goals("온 마을", 91 + at)] if has_own else []
        for number in (1, 2):
            name = f"{('길', '쉼터')[at]} {('정비', '새단장')[number - 1]}"
            blocks += [f"({number}) 단위사업 : {name}", "□ 연차별 목표", goals(name, 10 * at + 11 + number)]
    return blocks


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("with_own", "own_title", "doubted"),
    [((True, True), "□ 성과지표", 0), ((True, True), "□ 연차별 목표", 2), ((True, False), "□ 이용 계획", 1)],
)
def test_a_table_that_each_heading_has_itself_is_not_in_doubt(
    with_own: tuple[bool, ...], own_title: str, doubted: int, form: str, tmp_path: Path
) -> None:
    read = read_as(form, tmp_path, *_each(with_own, own_title))
    assert len([part for part in read.damage if part.rule == "heading-out-of-line"]) == doubted
