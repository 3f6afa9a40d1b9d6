"""Lines without number right over numbered programmes name the fields of a plan; captions and offices do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, chains, goals, read_as

FIELDS = {
    "square": ("[따뜻한 돌봄]", "[일하는 마을]"),
    "pointed": ("<돌봄 분야>", "<일자리 분야>"),
    "plain": ("돌봄 부문", "일자리 부문"),
}
NUMBERS = {"codes": ("1-1. 돌봄터 조성", "2-1. 공방 조성"), "numbers anew": ("1. 돌봄터 조성", "1. 공방 조성")}


def _chains(form: str, tmp_path: Path, *blocks: Given) -> list[tuple[str, ...]]:
    return chains(read_as(form, tmp_path, *blocks))


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize("shape", FIELDS)
def test_a_line_over_numbers_is_what_they_stand_under(shape: str, numbers: str, form: str, tmp_path: Path) -> None:
    (one, other), (first, second) = FIELDS[shape], NUMBERS[numbers]
    pages = (one, first, "○ 연차별 목표", goals("돌봄터", 3), other, second, "○ 연차별 목표", goals("공방", 5))
    names = [name.strip("[]<>") for name in FIELDS[shape]]
    assert _chains(form, tmp_path, *pages) == [("돌봄터 조성", names[0]), ("공방 조성", names[1])]


PAGES = (("1. 돌봄터 조성", "○ 연차별 목표", goals("돌봄터", 3)), ("2. 공방 조성", "○ 연차별 목표", goals("공방", 5)))


@pytest.mark.parametrize("line", ["[{} 전경]", "<{} 사진>", "[{} 담당과]"])
def test_lines_at_the_end_of_pages_divide_nothing(line: str, tmp_path: Path) -> None:
    (one, other), ends = PAGES, [line.format(name) for name in ("돌봄터", "공방")]
    assert _chains("hwpx", tmp_path, *one, ends[0], *other, ends[1]) == [("돌봄터 조성",), ("공방 조성",)]


def test_offices_over_programmes_divide_nothing(tmp_path: Path) -> None:
    one, other = PAGES
    assert _chains("hwpx", tmp_path, "[가족복지과]", *one, "[일자리과]", *other) == [("돌봄터 조성",), ("공방 조성",)]


def test_one_line_divides_nothing(tmp_path: Path) -> None:
    pages = ("1. 돌봄터 조성", goals("돌봄터", 3), "2. 공방 조성", goals("공방", 5))
    assert _chains("hwpx", tmp_path, "[따뜻한 돌봄]", *pages) == [("돌봄터 조성",), ("공방 조성",)]
