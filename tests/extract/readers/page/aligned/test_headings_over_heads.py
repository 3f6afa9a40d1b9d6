"""A heading between the last rule of a table and a head of years without rules is a line of its own, and in no head."""

from __future__ import annotations

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Paragraph

XS = (50.0, 200.0, 300.0, 400.0, 500.0)  # of the columns, and the right side
LEFT, RIGHT, SIZE = 50.0, 500.0, 10.0
RULED = (("구분", "2026년", "2027년", "2028년"), ("다리 고치기", "11", "12", "13"))
OPEN = (("지표", "2026년", "2027년", "2028년"), ("나무 심기", "41", "45", "50"))
ABOVE = 116.0  # the last rule of the ruled table
HEADINGS: dict[str, tuple[tuple[str, float], ...]] = {
    "a number": (("2. 나무 심기", SIZE),),
    "a number and a box": (("2. 나무 심기", SIZE), ("□ 성과목표", SIZE)),
    "a box": (("□ 성과목표", SIZE),),
    "larger type": (("나무 심기", 13.0),),
    "the unit": (("2. 나무 심기", SIZE), ("(단위: 그루)", SIZE)),
}


def _word(text: str, left: float, top: float, size: float = SIZE) -> PageWord:
    return PageWord(text, left, top, left + size / 2 * len(text), top + size, size)


def _row(texts: tuple[str, ...], top: float) -> list[PageWord]:
    return [_word(text, left + 20, top) for left, text in zip(XS, texts, strict=False)]


def _page(headings: tuple[tuple[str, float], ...]) -> PageContent:
    words = [word for number, row in enumerate(RULED) for word in _row(row, ABOVE - 32 + 16 * number + 3)]
    rules = [Rule(LEFT, at, RIGHT, at) for at in (ABOVE - 32, ABOVE - 16, ABOVE)]
    rules += [Rule(at, ABOVE - 32, at, ABOVE) for at in XS]
    top = ABOVE + 8
    for text, size in headings:
        words.append(_word(text, 420.0 if text.startswith("(") else LEFT, top, size))
        top += 18
    words += [word for number, row in enumerate(OPEN) for word in _row(row, top + 16 * number)]
    return PageContent(1, 595, 842, words, rules)


@pytest.mark.parametrize("headings", HEADINGS)
def test_a_heading_below_a_ruled_table_is_in_no_head_of_an_open_one(headings: str) -> None:
    page = _page(HEADINGS[headings])
    found = tables_on(page)
    assert not found.untaken
    blocks = list(blocks_of(page, found.tables, Counter(), Counter(1)))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [text for text, _ in HEADINGS[headings]]
    tables = [block for block in blocks if not isinstance(block, Paragraph)]
    assert [[cell.text for cell in table.cells] for table in tables] == [
        [text for row in rows for text in row] for rows in (RULED, OPEN)
    ]
