"""A page that was cut within a character is read up to there."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.viewer.reader import decode, read_opengov
from plan.errors import PlanError
from plan.records.document import Source, Table

WORDS = "결재문서 하천 정비 계획"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_character_that_is_cut_off_is_left_out(encoding: str) -> None:
    data = WORDS.encode(encoding)
    assert decode(data, Path("page.txt")) == WORDS
    assert decode(data[:-1], Path("page.txt")) == WORDS[:-1]


def test_a_damaged_character_before_the_end_is_no_cut() -> None:
    data = WORDS.encode().replace("하".encode(), b"\xed\x95\xff")
    with pytest.raises(PlanError):
        decode(data, Path("page.txt"))


def test_the_last_word_of_a_page_that_was_cut_is_no_value() -> None:
    text = "결재문서 \n\n하천 정비 □ 투자계획 구분 2026 2027 국비 110 120 시비 130 150"
    source = Source(name="page.txt", format="opengov", sha256="", bytes=len(text))
    document = read_opengov(text[:-1], Path("page.txt"), source)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells][3:] == ["국비", "110", "120"]
    assert [each.rule for each in document.damage] == ["source-damaged"]
