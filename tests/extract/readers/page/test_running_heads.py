"""The line above the text of each page of a PDF is no title of a table; a heading that begins pages is."""

from __future__ import annotations

import pytest

from extract.readers.pdf.running_heads import with_running_heads
from plan.records.base import Place
from plan.records.document import Block, Paragraph

HEAD = "가온시 물빛 기본계획"
Line = tuple[str, float, int]  # its text, its height, the size of its type


def _heads(*pages: tuple[Line, ...]) -> list[str]:
    """The lines that are said to be of the pages' heads."""
    blocks: list[Block] = [
        Paragraph(text=text, size=size, place=Place(page=number, box=(50.0, top, 300.0, top + 10.0)))
        for number, page in enumerate(pages, 1)
        for text, top, size in page
    ]
    heads = with_running_heads(blocks)
    return [head.text for head in heads if isinstance(head, Paragraph) and head.within == "header"]


def _page(head: str, *, at: float = 32.0, size: int = 90) -> tuple[Line, ...]:
    """A page whose heading stands before the head in the order of reading, as where two columns have been seen."""
    return ("□ 연차별 목표와 추진 내용", 84.0, 140), (head, at, size), ("쉼터를 해마다 고루 늘린다", 120.0, 120)


def test_the_line_in_the_margin_of_several_pages_is_of_their_heads() -> None:
    assert _heads(_page(HEAD), _page(HEAD), _page(HEAD)) == [HEAD] * 3
    assert _heads(_page("제1장 여건"), _page(HEAD), _page("제1장 여건"), _page(HEAD)) == ["제1장 여건", HEAD] * 2


def test_a_page_without_a_head_and_a_chapter_of_one_page_change_nothing() -> None:
    cover = (("가온시 물빛 기본계획(2026~2029)", 200.0, 260),)
    pages = [_page(HEAD)] * 4
    assert _heads(cover, *pages, _page("제9장 부록")) == [HEAD] * 4


def test_a_plan_of_forms_may_have_no_more_text_than_heads() -> None:
    assert _heads(*[((HEAD * 4, 32.0, 90), ("1-1. 길 정비", 84.0, 140))] * 3) == [HEAD * 4] * 3


@pytest.mark.parametrize(
    "pages",
    [
        (_page(HEAD),),  # on one page only
        (_page(HEAD), _page(HEAD, at=60.0)),  # at another height
        (_page("투자계획", size=140), _page("투자계획", size=140)),  # a heading that happens to begin two pages
        (_page("투자계획"), _page("투자계획"), _page("1-1. 길 정비"), _page("1-2. 쉼터 조성")),  # text begins there
    ],
)
def test_a_line_of_the_text_stays_one(pages: tuple[tuple[Line, ...], ...]) -> None:
    assert _heads(*pages) == []
