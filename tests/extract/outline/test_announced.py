"""What a plan says of itself: how much is in it, and how its chapters are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.announced import find_announced
from extract.outline.chapters import count_of, find_chapters
from extract.pieces import Piece, piece_of
from gongpyo.pipeline import read_tables
from plan.records.base import Place
from plan.records.printed import RegisterEntry
from tests.golden import SEOUL

FORMATS = ("plan.hwp", "plan.hwpx", "plan.pdf", "plan.opengov.txt", "plan.opengov.html")
CUSTOMER = Path(__file__).parents[4] / "shared/seed/seoul-citizen-participation-2024-2027.opengov.txt"
STRATEGIES = {"P1": 6, "P2": 12, "P3": 19, "P4": 4}


def pieces(*texts: str) -> list[Piece]:
    return [piece_of(text, Place(paragraph=index), index) for index, text in enumerate(texts)]


@pytest.mark.parametrize("source", [*FORMATS, "customer"])
def test_the_seoul_plan_says_how_much_is_in_it(source: str) -> None:
    path = CUSTOMER if source == "customer" else SEOUL / source
    if not path.exists():
        pytest.skip("the customer's document is not part of the project")
    plan = read_tables(path)
    whole = {(said.level, said.count) for said in plan.announced if not said.program_no}
    assert whole == {("strategy", 4), ("task", 13), ("program", 41)}
    assert {said.program_no: said.count for said in plan.announced if said.program_no} == STRATEGIES
    assert [chapter.numeral for chapter in plan.chapters] == list("ⅠⅡⅢⅣⅤ")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("4개 전략, 13개 추진과제, 41개 단위사업을 추진", [("strategy", 4), ("task", 13), ("program", 41)]),
        ("3대 전략 9개 추진과 제 27개 단위사업", [("strategy", 3), ("task", 9), ("program", 27)]),
        ("12개 과제와 총 30개 단위사업", [("task", 12), ("program", 30)]),
        ("4개 분야, 13개 사업, 30개 추진과제", []),  # of the plan before this one
        ("단위사업 41개를 점검", []),
        ("신규 5개 단위사업", []),
        ("4개 전략, 13개 추진과제", []),
    ],
)
def test_only_a_list_that_names_the_unit_programmes_announces_a_number(
    text: str, counts: list[tuple[str, int]]
) -> None:
    assert [(said.level, said.count) for said in find_announced(pieces(text), ())] == counts


def test_the_number_behind_a_strategy_of_the_chart_is_said_once() -> None:
    entry = RegisterEntry(
        code="2-1-1", code_printed="2-1-①", name="가", department="", is_new=False, strategy="나눔", task="다",
        place=Place(row=1), strategy_count=2,
    )  # fmt: skip
    (said,) = find_announced((), [entry, entry])
    assert (said.program_no, said.count, said.printed) == ("P2", 2, "나눔 (2)")


CONTENTS = ("목 차", "Ⅰ. 추진 배경 1", "Ⅱ. 추진 방향 ······ 3", "Ⅲ. 세부 계획 9 1. 나눔 9 2. 배움 12")


def test_chapters_are_named_by_the_contents_and_by_their_headings() -> None:
    found = find_chapters(pieces(*CONTENTS, "Ⅰ. 추진배경 도서관이 모자라다", "Ⅱ 추진", "방향", "Ⅲ. 세부 추진 계획"))
    assert [(chapter.numeral, chapter.title, chapter.heading) for chapter in found] == [
        ("Ⅰ", "추진 배경", "추진 배경"),
        ("Ⅱ", "추진 방향", "추진 방향"),
        ("Ⅲ", "세부 계획", "세부 추진 계획"),
    ]
    assert [(c.place.paragraph, c.heading_place.paragraph) for c in found] == [(1, 4), (2, 5), (3, 7)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Ⅰ. 추진 배경", "Ⅱ. 추진 방향", "Ⅲ. 세부 계획"),
        ("Ⅰ. 추진 배경 1", "Ⅱ. 추진 방향 3", "Ⅰ. 추진 배경", "Ⅱ. 방향"),
        ("Ⅰ. 추진 배경 9", "Ⅱ. 추진 방향 3", "Ⅲ. 세부 계획 1", "Ⅰ. 배경"),
        ("Ⅰ. 배경 1 Ⅱ. 방향 3 Ⅲ. 주요 계획 1. 나눔 6 2. 배움 9", "Ⅰ. 배경", "Ⅱ. 방향", "Ⅲ. 주요 계획"),
        ("Ⅰ. 추진 배경 1", "Ⅱ. 추진 방향 3", "Ⅲ. 세부 계획 9"),
        (),
    ],
)
def test_what_is_no_plain_table_of_contents_names_no_chapters(texts: tuple[str, ...]) -> None:
    assert find_chapters(pieces(*texts)) == ()


@pytest.mark.parametrize(
    ("numeral", "number"), [("Ⅰ", 1), ("Ⅳ", 4), ("Ⅸ", 9), ("Ⅹ", 10), ("Ⅺ", 11), ("ⅩⅠ", 11), ("ⅩⅣ", 14), ("ⅩⅩ", 20)]
)
def test_a_numeral_counts_alike_in_one_character_and_in_several(numeral: str, number: int) -> None:
    assert count_of(numeral) == number


@pytest.mark.parametrize("beyond", [("Ⅺ", "Ⅻ"), ("ⅩⅠ", "ⅩⅡ")])
def test_contents_of_more_than_ten_chapters_are_counted_to_their_end(beyond: tuple[str, ...]) -> None:
    numerals = (*"ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", *beyond)
    lines = [f"{numeral}. 둑길 {number}구간 {number}" for number, numeral in enumerate(numerals, 1)]
    headings = [f"{numeral}. 둑길 {number}구간" for number, numeral in enumerate(numerals, 1)]
    found = find_chapters(pieces(*lines, "Ⅱ. 표 차례 40", *headings))
    assert [chapter.numeral for chapter in found] == list(numerals)
    assert all(chapter.title == chapter.heading for chapter in found)


def test_a_line_of_a_list_of_tables_is_no_heading() -> None:
    lines = [
        f"{numeral}. {title} {page}"
        for numeral, title, page in zip("ⅠⅡⅢ", ("배경", "지금", "앞날"), (1, 3, 9), strict=True)
    ]
    found = find_chapters(pieces(*lines, "Ⅱ. 둑길의 길이 ·········· 51", "Ⅰ. 배경", "Ⅱ. 지금", "Ⅲ. 앞날"))
    assert [(chapter.title, chapter.heading) for chapter in found] == [(t, t) for t in ("배경", "지금", "앞날")]
