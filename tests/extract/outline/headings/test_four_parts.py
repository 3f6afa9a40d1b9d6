"""Programmes whose numbers have four parts, alone and below headings of three."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WRITERS, Given, chains, goals, read_as

PROGRAMS = ("마을숲 조성", "가로수 정비", "물놀이터 확충", "꽃길 가꾸기")
NUMBERS = ("1-1-1-1", "1-1-1-2", "1-1-2-1", "1-2-1-1")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("dot", ["", "."])
@pytest.mark.parametrize(
    "numbers", [NUMBERS, [number.replace("-", ".") for number in NUMBERS], ["1-1-1-①", "1-1-1-②", "1-1-2-①", "1-2-1-①"]]
)
def test_the_whole_number_stands_before_the_name(numbers: list[str], dot: str, form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅰ. 세부 추진계획"]
    for at, (number, name) in enumerate(zip(numbers, PROGRAMS, strict=True)):
        blocks += [f"{number}{dot} {name}", "□ 연차별 추진계획", goals(f"{name[0]}터", 10 * at + 11)]
    extracted = read_as(form, tmp_path, *blocks)
    assert chains(extracted) == [(name,) for name in PROGRAMS]
    assert [node.no_printed for node in extracted.programs if node.level == "program"] == list(numbers)
    assert not extracted.damage


@pytest.mark.parametrize("form", WRITERS)
def test_a_number_of_three_parts_above_them_is_their_task(form: str, tmp_path: Path) -> None:
    lines = (
        *("1. 녹색 마을", "1-1. 숲과 나무", "1-1-1. 생활숲"),
        *("1-1-1-1. 마을숲 조성", "□ 연차별 추진계획", goals("숲", 11)),
        *("1-1-1-2. 가로수 정비", "□ 연차별 추진계획", goals("나무", 21)),
        *("1-1-2. 물길", "1-1-2-1. 물놀이터 확충", "□ 연차별 추진계획", goals("물", 31)),
    )
    wanted = [
        ("마을숲 조성", "생활숲", "숲과 나무"),
        ("가로수 정비", "생활숲", "숲과 나무"),
        ("물놀이터 확충", "물길", "숲과 나무"),
    ]
    assert chains(read_as(form, tmp_path, "Ⅰ. 세부 추진계획", *lines)) == wanted


def test_parts_of_the_pages_of_a_programme_with_three_are_none(tmp_path: Path) -> None:
    lines = (
        *("1-1-1. 마을숲 조성", "1-1-1-1. 추진개요", "1-1-1-2. 연차별 추진계획", goals("숲", 11)),
        *("1-1-2. 119안전센터 조성", "1-1-2-1. 추진개요", "1-1-2-2. 연차별 추진계획", goals("센터", 21)),
    )
    extracted = read_as("hwpx", tmp_path, "Ⅰ. 세부 추진계획", *lines)
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1", "P1-1-2"]
