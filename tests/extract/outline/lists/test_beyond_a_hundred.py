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
