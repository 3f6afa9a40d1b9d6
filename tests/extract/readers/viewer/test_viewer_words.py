"""Words printed with spaces between their syllables are one word, and a list of the text shows where a name ends."""

from __future__ import annotations

import pytest

from extract.readers.viewer.spaced import spaced_words
from extract.readers.viewer.text import read_blocks
from extract.year_tables.grid import lay_out
from plan.records.document import Damage, Table


def _read(text: str) -> tuple[list[list[list[str]]], tuple[Damage, ...]]:
    blocks, damage = read_blocks(text)
    tables = [block for block in blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in lay_out(each.rows, each.columns, each.cells)] for each in tables], (
        damage
    )


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("소 계", [2]),
        ("국 비 시 비 비 고", [2, 2, 2]),
        ("사 업 명", [3]),
        ("군 시 비 비 고", [1, 2, 2]),
        ("길 숲 계", [1, 1, 1]),
    ],
)
def test_syllables_are_put_together_where_they_are_a_known_word(printed: str, words: list[int]) -> None:
    assert spaced_words(printed.split()) == words


def test_a_spaced_total_of_several_works_is_no_payer_of_the_last_one() -> None:
    text = (
        "□ 연차별 소요예산(단위: 천원) 구 분 2027년 2028년 합 계 "
        "물길 정비 국 비 40 50 90 시 비 10 20 30 숲길 정비 시 비 9 8 17 소 계 59 78 137 등불 달기 시 비 1 2 3 "
        "합 계 60 80 140 □ 끝"
    )
    (table,), damage = _read(text)
    assert damage == ()
    assert table[0][-3:] == ["2027년", "2028년", "합 계"]
    assert [row[:2] for row in table[1:]] == [
        ["물길 정비", "국 비"],
        ["물길 정비", "시 비"],
        ["숲길 정비", "시 비"],
        ["소 계", "소 계"],
        ["등불 달기", "시 비"],
        ["합 계", "합 계"],
    ]


def test_a_total_of_the_payers_of_one_work_stays_that_work_s() -> None:
    text = "□ 소요예산 구분 2027년 2028년 물길 정비 국비 40 50 시비 10 20 소 계 50 70 숲길 정비 시비 9 8 □ 끝"
    (table,), _ = _read(text)
    assert [row[:2] for row in table[1:]][2] == ["물길 정비", "소 계"]


def test_a_spaced_word_over_the_labels_is_no_part_of_the_title() -> None:
    text = "□ 총괄목표 지 표 2026년(실적) 2027년 2028년 참여자 수(명) 10 20 30 □ 끝"
    blocks, damage = read_blocks(text)
    assert damage == ()
    assert blocks[0].text == "□ 총괄목표"  # type: ignore[union-attr]


LIST = "ㅇ 사업내용 : 쉼터 조성, 물길 폭 등"


def test_a_list_of_the_text_shows_where_the_heads_of_columns_end() -> None:
    rows = "2027년 9 1.5 40 2028년 8 1.6 50 2029년 9 1.7 60"
    (table,), damage = _read(f"{LIST} □ 추진계획 연도 쉼터 조성 물길 폭 사업비(계) {rows} □ 끝")
    assert damage == ()
    assert table[0] == ["연도", "쉼터 조성", "물길 폭", "사업비(계)"]


def test_heads_of_columns_that_no_list_shows_are_told() -> None:
    rows = "2027년 9 1.5 2028년 8 1.6 2029년 9 1.7"
    tables, damage = _read(f"ㅇ 사업내용 : 쉼터 등 □ 추진계획 연도 쉼터 조성 물길 폭 {rows} □ 끝")
    assert tables == []
    assert len(damage) == 1


def test_a_row_behind_one_that_lost_a_cell_is_read_where_a_list_shows_its_name() -> None:
    rows = "쉼터 조성 개 30 8 9 물길 폭 m - 1.5 1.6 1.7 사업비 백만원 9 2 3 4"
    table_text = f"□ 추진계획 구분 단위 계 2027년 2028년 2029년 {rows} □ 끝"
    (table,), damage = _read(f"{LIST} {table_text}")
    assert [row[0] for row in table[1:]] == ["물길 폭", "사업비"]
    assert len(damage) == 1
    (table,), damage = _read(table_text)
    assert [row[0] for row in table[1:]] == ["사업비"]
    assert len(damage) == 2


@pytest.mark.parametrize(("national", "told"), [("55", 0), ("56", 1)])
def test_a_sum_shows_under_which_year_it_and_its_payers_stand(national: str, told: int) -> None:
    rows = f"길 정비 70 80 {national} 25 10 등불 달기 20 30 20 10 10"
    tables, damage = _read(f"□ 소요예산 사업명 2026년 2027년 증감 계 국비 시비 {rows} □ 끝")
    assert len(damage) == told
    if not told:
        assert tables[0][0] == ["사업명", "2026년", *["2027년"] * 3, "증감"]
        assert tables[0][1] == ["사업명", "2026년", "계", "국비", "시비", "증감"]
        assert tables[0][2:] == [["길 정비", "70", "80", "55", "25", "10"], ["등불 달기", "20", "30", "20", "10", "10"]]
