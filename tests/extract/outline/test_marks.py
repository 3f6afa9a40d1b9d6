"""A mark in front of a line is found whatever stands first, and said once of a text that a document prints again."""

from __future__ import annotations

import pytest

from extract.outline import marks
from extract.outline.marks import BEHIND_BULLET, line_of
from extract.pieces import piece_of
from plan.records.base import Place

TEXTS = " / ".join(
    (
        "1-1-1. 길 정비 / 1-2-3-4 길 정비 / Ⅰ-1-가 길 정비 / 1-1. 길 정비",
        "2.3 길 정비 / A-1. 길 정비 / B2. 길 정비 / 전략 1 길 정비",
        "추진전략 2 길 정비 / 제1과제 길 정비 / 추진과제 가. 길 정비",
        "중점 추진과제 3: 길 정비 / Ⅱ. 길 정비 / IV. 길 정비 / 제 2 장 길 정비",
        "제1절 길 정비 / a. 길 정비 / 【길 정비】 / 1. 길 정비 / 1 빈 점포 정비",
        "가. 길 정비 / 1) 길 정비 / 가) 길 정비 / (1) 길 정비 / ( 가 ) 길 정비",
        "[1] 길 정비 / [가] 길 정비 / 〔①〕 길 정비 / □ 길 정비 / ■ 가. 길 정비",
        "⑴ 길 정비 / ㉮ 길 정비 / ⓐ 길 정비 / ❶ 길 정비 / ① 길 정비 / ㅇ 길 정비",
        "- 길 정비 / （1-1） 길 정비 / 《추진과제 1》 길 정비 / No. 3 길 정비",
        "24. 1. 15. 길 정비 / 길 정비 / 2026년까지 길 12㎞ 정비 / 추진내용",
    )
).split(" / ")


@pytest.mark.parametrize("allowed", [None, BEHIND_BULLET])
def test_what_begins_a_text_leaves_out_no_mark_that_fits(allowed: frozenset[str] | None) -> None:
    for text in TEXTS:
        fitting = [series for series, pattern in marks._of(allowed) if pattern.match(text)]
        assert [series for series, _ in marks._fitting(text, allowed)] == fitting, text


def test_most_texts_begin_with_no_mark() -> None:
    assert not marks._begun_by("길", None)
    assert len(marks._begun_by("□", None)) < 5


def test_a_text_that_stands_twice_is_a_line_in_each_place() -> None:
    first, second = (line_of(piece_of("1-1. 길 정비", Place(page=page), page)) for page in (1, 2))
    assert first is not None and second is not None
    assert (first.name, first.piece.place.page) == ("길 정비", 1)
    assert (second.name, second.piece.place.page) == ("길 정비", 2)
