"""An overview chart that runs on as text ends the names of its programmes where their own headings do."""

from __future__ import annotations

import pytest

from extract.outline.outline import read_outline
from extract.outline.register import find_register
from extract.outline.tree import Tree
from extract.pieces import piece_of
from plan.records.base import Place

CHART = ("1-1-1 길 정비 도로과", "1-1-2 쉼터 조성 공원과 배려 강화", "1-2-1 길잡이 운영 행정과")


def _names(*headings: str) -> list[tuple[str, str, str]]:
    lines = (*CHART, *["사이의 글"] * 8, *headings)
    pieces = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)]
    return [(entry.name, entry.department, entry.task) for entry in find_register(pieces)]


def test_a_heading_tells_where_the_name_ends_and_what_stands_behind_the_office_is_the_next_task() -> None:
    names = _names("1-1-1 길 정비", "□ 개요", "1-1-2 쉼터 조성 (공원과)", "□ 개요", "1-2-1 길잡이 운영")
    assert names == [
        ("길 정비", "도로과", ""),
        ("쉼터 조성", "공원과", ""),
        ("길잡이 운영", "행정과", "배려 강화"),
    ]


def test_without_a_heading_that_it_begins_with_an_entry_keeps_its_words() -> None:
    assert _names("1-1-1 길 정비", "1-1-2 쉼터와 마당")[1] == ("쉼터 조성 공원과 배려 강화", "", "")


@pytest.mark.parametrize("behind", ["", ".", ")", " :"])
def test_a_mark_behind_a_number_of_the_contents_is_no_part_of_the_name(behind: str) -> None:
    lines = [
        f"1–1–{at}{behind} {name} ······ {at + 3}" for at, name in enumerate(("길 정비", "쉼터 조성", "숲 가꾸기"), 1)
    ]
    pieces = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)]
    assert [entry.name for entry in find_register(pieces)] == ["길 정비", "쉼터 조성", "숲 가꾸기"]


def test_a_chapter_between_the_numbers_of_the_contents_ends_no_chart() -> None:
    first = (
        "Ⅱ. 걷는 마을 ······ 3",
        "Ⅱ-1-1. 길 정비 ······ 4",
        "Ⅱ-1-2. 쉼터 조성 ······ 5",
        "Ⅱ-1-3. 숲 가꾸기 ······ 6",
    )
    second = ("Ⅲ. 나누는 마을 ······ 7", "Ⅲ-1-1. 책 나눔 ······ 8", "Ⅲ-1-2. 밥상 나눔 ······ 9")
    pieces = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate((*first, *second))]
    entries = [(entry.code, entry.name, entry.department) for entry in find_register(pieces)]
    assert entries == [
        ("2-1-1", "길 정비", ""),
        ("2-1-2", "쉼터 조성", ""),
        ("2-1-3", "숲 가꾸기", ""),
        ("3-1-1", "책 나눔", ""),
        ("3-1-2", "밥상 나눔", ""),
    ]
    heading = ("Ⅲ. 나누는 마을", "Ⅲ-1-1. 책 나눔", "Ⅲ-1-2. 밥상 나눔")
    pages = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate((*first, *heading))]
    assert len(find_register(pages)) == len(first) - 1, "a chapter of the text ends it"


def test_what_closes_a_number_is_no_part_of_the_name() -> None:
    """In contents, and round the number of a heading that ends an entry's name."""
    lines = [f"1–1–{at}. {name} {'·' * 30} {at}" for at, name in enumerate(("길 정비", "쉼터 조성", "길잡이 운영"), 1)]
    pieces = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)]
    assert [entry.name for entry in find_register(pieces)] == ["길 정비", "쉼터 조성", "길잡이 운영"]
    assert _names("【1-1-1】 길 정비", "【1-1-2】 쉼터 조성", "【1-2-1】 길잡이 운영")[1] == ("쉼터 조성", "공원과", "")


def test_short_pages_of_programmes_without_tables_are_no_chart() -> None:
    lines = (
        "1-1. 물길 살리기",
        "1-1-1 물길 정비",
        "[하천과]",
        "○ 대상지 조사",
        "1-1-2 둔치 쉼터 조성",
        "[공원과]",
        "○ 주민 설명회",
        "1-2. 물가 여가 넓히기",
        "1-2-1 물가 장터 운영",
        "[상권과]",
        "○ 상인회와 협의",
    )
    assert not find_register([piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)])


def test_the_heading_with_its_number_names_a_task_that_a_chart_in_text_prints_out_of_place() -> None:
    chart = (
        *("1-1-1 길 정비 도로과 걷는 마을", "1-1-2 쉼터 조성 공원과"),
        *("1-2-1 책 나눔 문화과 나누는 마을", "1-2-2 밥상 나눔 복지과"),
    )
    pages = ("전략 1. 함께하는 마을", "1-1. 걷는 마을", "1-1-1 길 정비", "□ 개요", "1-1-2 쉼터 조성", "□ 개요")
    others = ("1-2. 나누는 마을", "1-2-1 책 나눔", "□ 개요", "1-2-2 밥상 나눔", "□ 개요")
    lines = (*chart, *["사이의 글"] * 8, *pages, *others)
    pieces = [piece_of(text, Place(paragraph=at), at) for at, text in enumerate(lines)]
    nodes = read_outline(pieces, Tree(pieces)).nodes
    assert [node.name for node in nodes if node.level == "task"] == ["걷는 마을", "나누는 마을"]


def test_a_code_whose_last_part_cannot_be_read_names_no_task_of_the_chart() -> None:
    """Recognisers read a digit in a ring as (2) or 0): what stands behind is of a programme, not of a task."""
    column = (
        "걷는 마을 (2)",
        "1. 길 잇기",
        "1-1-01 길 정비",
        "1-1-(2) 쉼터 조성",
        "1-2-01 길잡이 운영",
        "1-3-01 숲 가꾸기",
    )
    cells = [piece_of(text, Place(table=0, row=at, column=0), 0, in_table=True) for at, text in enumerate(column, 1)]
    entries = [(entry.strategy, entry.task, entry.name) for entry in find_register(cells)]
    assert entries[0] == ("걷는 마을", "길 잇기", "길 정비")
    assert not any("쉼터" in task for _, task, _ in entries)
