"""Goals in a chapter on the plan itself (비전 및 목표) are the plan's own; no such chapter is a programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import is_only_of_parts
from tests.extract.outline.written import TITLE, WRITERS, chains, goals, read_as

PROGRAMS = (
    *("Ⅲ. 세부 추진계획", "1. 마을숲 조성", "□ 연차별 추진계획", goals("숲", 21)),
    *("2. 꽃길 가꾸기", "□ 연차별 추진계획", goals("길", 31)),
)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "above",
    [
        ("Ⅱ. 비전 및 목표",),
        ("Ⅱ. 비전과 목표", "○ 푸른 마을을 만듦"),
        ("Ⅱ. 정책 비전과 추진 목표", "□ 성과지표"),
        ("Ⅱ. 추진목표 및 전략", "○ 이웃과 함께 쉬는 마을"),
        ("Ⅱ. 성과계획", "1. 비전", "○ 푸른 마을", "2. 성과지표"),
    ],
)
def test_its_goals_are_of_the_plan(above: tuple[str, ...], form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, "Ⅰ. 계획의 개요", *above, goals("쉼터", 11), *PROGRAMS)
    assert chains(extracted) == [(TITLE,), ("마을숲 조성",), ("꽃길 가꾸기",)]
    assert {node.level for node in extracted.programs if node.name == TITLE} == {"plan"}


@pytest.mark.parametrize(
    "name, part",
    [
        ("비전 및 목표", True),
        ("계획의 목표", True),
        ("비전·전략", True),
        ("비전 공유회", False),
        ("전략산업 육성", False),
    ],
)
def test_such_a_chapter_is_made_of_words_for_it_alone(name: str, *, part: bool) -> None:
    assert is_only_of_parts(name) == part
