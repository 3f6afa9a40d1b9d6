"""A line that says 단위사업 or 세부과제 before a name names the programme below a numbered heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WRITERS, chains, goals, read_as

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
