"""Lines of a page that begin a paragraph of their own although they stand right below another."""

from __future__ import annotations

import pytest

from extract.readers.page.text import STARTS


@pytest.mark.parametrize(
    "line",
    [
        "과제 1-1. 민원창구 바꾸기",
        "추진과제 1. 동네 녹지 늘리기",
        "1–1. 동네 녹지 늘리기",
        "2-1-3 장터 열기",
        "□ 개요",
        "Ⅱ. 계획",
    ],
)
def test_a_heading_of_a_lower_level_is_no_more_of_the_one_above(line: str) -> None:
    assert STARTS.match(line)


@pytest.mark.parametrize("line", ["과제 3 개를 더 골라", "1-2 호선과", "과제의 1. 2배", "2024-2027 기간"])
def test_a_wrapped_line_goes_on(line: str) -> None:
    assert not STARTS.match(line)
