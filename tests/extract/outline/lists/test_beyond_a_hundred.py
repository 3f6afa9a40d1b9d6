"""Plans that count beyond a hundred, as lists of pledges and of the tasks of a state do."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.labelled import number_and_name
from fixtures.make.document import Paragraph
from plan.records.base import Place
from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, chains, goals, read_as

FIRST = 96
NAMES = ("마을숲 조성", "가로수 정비", "물놀이터 확충", "꽃길 가꾸기", "나루터 복원", "돌다리 보수", "정자 정비")
WAYS = ("{}.", "{})", "[{}]", "과제 {}.", "공약 {}", "❏ {}.", "3-{}.")


def _blocks(way: str) -> list[Given]:
    blocks: list[Given] = ["Ⅰ. 세부 추진계획"]
    for at, name in enumerate(NAMES):
        blocks += [f"{way.format(FIRST + at)} {name}", "□ 연차별 추진계획", goals(f"{name[0]}터", 10 * at + 11)]
    return blocks


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("way", WAYS)
def test_a_programme_beyond_a_hundred_has_its_own_table(way: str, form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, *_blocks(way))
    assert [chain[0] for chain in chains(extracted)] == list(NAMES)
    assert not extracted.damage


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_number_that_counts_nothing_begins_a_name(form: str, tmp_path: Path) -> None:
    lines = (
        "1. 마을숲 조성",
        goals("숲", 11),
        "2. 안전센터 정비",
        "119 안전센터를 새로 짓고 고친다",
        goals("센터", 21),
    )
    assert [chain[0] for chain in chains(read_as(form, tmp_path, "Ⅰ. 세부 추진계획", *lines))] == [
        "마을숲 조성",
        "안전센터 정비",
    ]


def test_a_number_of_three_digits_that_follows_no_other_is_no_heading(tmp_path: Path) -> None:
    lines = ("1. 마을숲 조성", Paragraph("112. 신고가 잦은 곳"), goals("숲", 11), "2. 가로수 정비", goals("나무", 21))
    assert [chain[0] for chain in chains(read_as("hwpx", tmp_path, "Ⅰ. 세부 추진계획", *lines))] == list(NAMES[:2])


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("100. 나루터 복원", "100", "나루터 복원"),
        ("119 안전센터 신설", "", "119 안전센터 신설"),
        ("7. 정자 정비", "7", "정자 정비"),
    ],
)
def test_the_number_in_a_form_beside_the_label_of_its_name(text: str, number: str, name: str) -> None:
    assert number_and_name(text, Place()) == (number, name, "")


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("numbers", [(12, 45, 100, 108, 117, 130), (109, 110, 111, 112, 115, 121)])
def test_a_part_of_a_long_list_may_begin_beyond_it_and_leave_numbers_out(
    numbers: tuple[int, ...], form: str, tmp_path: Path
) -> None:
    blocks: list[Given] = ["Ⅰ. 세부 추진계획"]
    for number, name in zip(numbers, NAMES, strict=False):
        blocks += [f"{number}. {name}", "□ 연차별 추진계획", goals(f"{name[0]}터", number)]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == list(NAMES[: len(numbers)])


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_rest_of_a_group_is_the_groups_where_no_row_of_a_chart_pays(form: str, tmp_path: Path) -> None:
    rows = [
        ["분야", "사업명", "2025년", "2026년", "2027년"],
        ["뿌리산업", "설비 교체", "11", "12", "13"],
        ["^", "공정 개선", "21", "22", "23"],
        ["^", "기타", "31", "32", "33"],
        ["항만", "부두 보수", "41", "42", "43"],
        ["^", "등대 정비", "51", "52", "53"],
        ["^", "기타", "61", "62", "63"],
    ]
    extracted = read_as(form, tmp_path, "Ⅰ. 투자계획", "(단위: 백만원)", rows)
    (table,) = [table for table in extracted.year_tables if table.kind == "plan"]
    names = {node.no: node.name for node in extracted.programs}
    owners = [names.get(no, "") for no in table.row_programs[-6:]]
    assert owners[:2] + owners[3:5] == ["설비 교체", "공정 개선", "부두 보수", "등대 정비"]
    assert owners[2] == "뿌리산업" and owners[5] == "항만"
