"""The strategy and the task of a programme, where only a list of the programmes says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, chains, goals, merged, read_as

PROGRAMS = ("길 정비", "등불 달기", "물길 교육", "마을 잔치")
WHOLE = [
    ("길 정비", "걷는 길", "밝은 마을"),
    ("등불 달기", "걷는 길", "밝은 마을"),
    ("물길 교육", "배움과 쉼", "함께하는 마을"),
    ("마을 잔치", "배움과 쉼", "함께하는 마을"),
]
CHART = merged(
    [
        ["추진전략", "추진과제", "단위사업", "담당부서"],
        ["밝은 마을", "걷는 길", "길 정비", "도로과"],
        ["^", "^", "등불 달기", "도로과"],
        ["함께하는 마을", "배움과 쉼", "물길 교육", "교육과"],
        ["^", "^", "마을 잔치", "문화과"],
    ]
)


def _pages(heading: str = "{}. {}", programs: tuple[str, ...] = PROGRAMS) -> list[Given]:
    blocks: list[Given] = []
    for number, name in enumerate(programs, start=1):
        blocks += [heading.format(number, name), "□ 연차별 추진계획", goals(f"{name[0]}터 정비", 10 * number)]
    return blocks


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heading", ["{}. {}", "단위사업 {}. {}"])
def test_a_table_names_the_strategy_and_task_of_each_programme(heading: str, form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, "Ⅰ. 추진체계", CHART, "Ⅱ. 세부 추진계획", *_pages(heading))
    assert chains(extracted) == WHOLE
    levels = {node.name: node.level for node in extracted.programs}
    assert (levels["밝은 마을"], levels["걷는 길"]) == ("strategy", "task")


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_cell_may_name_several_programmes(form: str, tmp_path: Path) -> None:
    chart = merged(
        [
            ["전략", "과제", "세부사업"],
            ["1. 밝은 마을", "1-1. 걷는 길", "① 길 정비\n② 등불 달기"],
            ["2. 함께하는 마을", "2-1. 배움과 쉼", "① 물길 교육\n② 마을 잔치"],
        ]
    )
    assert chains(read_as(form, tmp_path, "Ⅰ. 추진체계", chart, "Ⅱ. 세부 추진계획", *_pages())) == WHOLE


@pytest.mark.parametrize("form", WRITERS)
def test_lines_below_one_another_name_them(form: str, tmp_path: Path) -> None:
    lines = (
        *("□ 추진전략 1. 밝은 마을", "○ 추진과제 1. 걷는 길", "- 길 정비", "- 등불 달기"),
        *("□ 추진전략 2. 함께하는 마을", "○ 추진과제 2. 배움과 쉼", "- 물길 교육", "- 마을 잔치"),
    )
    assert chains(read_as(form, tmp_path, "Ⅰ. 추진체계", *lines, "Ⅱ. 세부 추진계획", *_pages())) == WHOLE


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_list_adds_what_the_headings_leave_out(form: str, tmp_path: Path) -> None:
    chapters = ("Ⅱ. 밝은 마을", *_pages()[:6], "Ⅲ. 함께하는 마을", *_pages()[6:])
    extracted = read_as(form, tmp_path, "Ⅰ. 추진체계", CHART, *chapters)
    assert chains(extracted) == WHOLE
    assert not extracted.damage


def test_a_task_above_the_programmes_may_be_a_chapter(tmp_path: Path) -> None:
    chapters = ("Ⅱ. 걷는 길", *_pages()[:6], "Ⅲ. 배움과 쉼", *_pages()[6:])
    assert chains(read_as("hwpx", tmp_path, "Ⅰ. 추진체계", CHART, *chapters)) == WHOLE


def test_numbers_above_the_programmes_get_their_names(tmp_path: Path) -> None:
    pages = (*_pages("1-1-{}. {}", PROGRAMS[:2]), *_pages("2-1-{}. {}", PROGRAMS[2:]))
    extracted = read_as("hwpx", tmp_path, "Ⅰ. 추진체계", CHART, "Ⅱ. 세부 추진계획", *pages)
    assert chains(extracted) == WHOLE
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1", "P1-1-2", "P2-1-1", "P2-1-2"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_list_that_says_otherwise_than_the_headings_is_told(form: str, tmp_path: Path) -> None:
    chapters = ("Ⅱ. 함께하는 마을", *_pages()[:3], "Ⅲ. 밝은 마을", *_pages()[3:6], "Ⅳ. 쉼터", *_pages()[6:])
    extracted = read_as(form, tmp_path, "Ⅰ. 추진체계", CHART, *chapters)
    assert chains(extracted)[:2] == [("길 정비", "함께하는 마을"), ("등불 달기", "걷는 길", "밝은 마을")]
    otherwise = [damage.quote for damage in extracted.damage if damage.rule == "listed-otherwise"]
    assert otherwise == ["길 정비", "물길 교육", "마을 잔치"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_word_for_a_level_behind_a_heading_is_none_of_its_name(form: str, tmp_path: Path) -> None:
    chart = merged(
        [["부문", "단위사업"], ["건강", "길 정비"], ["^", "등불 달기"], ["물", "물길 교육"], ["^", "마을 잔치"]]
    )
    chapters = ("Ⅱ. 건강 부문", *_pages()[:6], "Ⅲ. 불 부문", *_pages()[6:])
    extracted = read_as(form, tmp_path, "Ⅰ. 추진체계", chart, *chapters)
    otherwise = [damage.quote for damage in extracted.damage if damage.rule == "listed-otherwise"]
    assert otherwise == ["물길 교육", "마을 잔치"]


def test_lists_that_differ_say_nothing(tmp_path: Path) -> None:
    other = merged([["전략", "단위사업"], ["딴 마을", "길 정비"], ["^", "등불 달기"]])
    extracted = read_as("hwpx", tmp_path, "Ⅰ. 추진체계", CHART, other, "Ⅱ. 세부 추진계획", *_pages())
    assert chains(extracted) == [("길 정비",), ("등불 달기",), *WHOLE[2:]]
