"""A word for a level with a number stands over programmes that are numbered through: 정책 1. … 1. 2., 정책 2. … 3."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, chains, goals, read_as

POLICIES = {"생각을 키우는 수업": ("질문 교실 열기", "독서 나눔 마당"), "함께 사는 학교": ("마음 쉼터 꾸미기",)}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "over", ["정책 {}. {}", "정책{} {}", "[정책 {}] {}", "부문 {}. {}", "핵심목표 {}. {}", "분야 {}. {}"]
)
def test_it_is_their_strategy(over: str, form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅲ. 주요업무 추진계획"]
    number = count(1)
    for at, (policy, programs) in enumerate(POLICIES.items(), 1):
        blocks.append(over.format(at, policy))
        for name in programs:
            blocks += [f"{next(number)}. {name}", "□ 성과 지표", goals("대상", 10 * len(blocks))]
    wanted = [(name, policy) for policy, programs in POLICIES.items() for name in programs]
    assert chains(read_as(form, tmp_path, *blocks)) == wanted


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_name_that_begins_with_such_a_word_is_no_level(form: str, tmp_path: Path) -> None:
    blocks = [
        "Ⅲ. 주요업무 추진계획",
        "1. 정책 연구 모임",
        goals("모임", 11),
        "2. 부문 간 협력 넓히기",
        goals("협력", 21),
    ]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == ["정책 연구 모임", "부문 간 협력 넓히기"]
