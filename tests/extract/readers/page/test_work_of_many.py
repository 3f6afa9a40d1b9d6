"""Four times the boxes or dashes of a page are some four times the work: 4,000 boxes with words had taken 21 s."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule, each_once
from extract.readers.page.lattice import tables_on
from extract.readers.page.sight.ink import each_glyph_once
from extract.readers.page.sight.picture import Glyph
from plan.records.document import Table

WIDTH, HEIGHT = 800.0, 1200.0
FEW = 100  # of each kind; enough for what grows with their square to show
TIMES = 4
MOST = 1.3 * TIMES  # times the work; what grows with the square is 16 times
YEARS = tuple(
    PageWord(text, 20.0 + 60 * at, 5.0, 45.0 + 60 * at, 15.0, 10.0) for at, text in enumerate(("2026", "2027"))
)


def _places(count: int) -> list[tuple[float, float, float, float]]:
    """Fields of the page side by side, with gaps between them."""
    across = round(count**0.5)
    wide, high = (WIDTH - 40) / across, (HEIGHT - 60) / across
    corners = ((20 + wide * (at % across), 30 + high * (at // across)) for at in range(across**2))
    return [(x, y, x + 0.7 * wide, y + 0.6 * high) for x, y in corners]


def _box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    """A table of two cells."""
    downs = [Rule(x, top, x, bottom) for x in (x0, (x0 + x1) / 2, x1)]
    return [Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom), *downs]


def _boxes(count: int) -> PageContent:
    rules = [rule for place in _places(count) for rule in _box(*place)]
    return PageContent(1, WIDTH, HEIGHT, YEARS, tuple(rules))


def _boxes_of_words(count: int) -> PageContent:
    page = _boxes(count)
    words = [PageWord(f"가{at}", x + 1, y + 1, x + 5, y + 3, 2.0) for at, (x, y, _, _) in enumerate(_places(count))]
    return PageContent(1, WIDTH, HEIGHT, (*YEARS, *words), page.rules)


def _dashes(count: int) -> PageContent:
    rules = [
        Rule(x, y, x + 9, y) if at % 2 else Rule(x, y, x, y + 9) for at, (x, y, _, _) in enumerate(_places(4 * count))
    ]
    return PageContent(1, WIDTH, HEIGHT, YEARS, tuple(rules))


PAGES: dict[str, Callable[[int], PageContent]] = {
    "boxes": _boxes,
    "boxes with words": _boxes_of_words,
    "loose dashes": _dashes,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_four_times_as_many_on_a_page_are_four_times_the_work(page: Callable[[int], PageContent]) -> None:
    assert _work(page(FEW * TIMES)) < MOST * _work(page(FEW))


def test_many_boxes_hold_the_words_that_stand_in_them() -> None:
    page = _boxes_of_words(FEW)
    blocks = blocks_of(page, tables_on(page).tables, Counter(), Counter(1))
    tables = [block for block in blocks if isinstance(block, Table)]
    assert sorted(cell.text for table in tables for cell in table.cells if cell.text) == sorted(
        word.text for word in page.words if word not in YEARS
    )


def _equal_words(count: int) -> list[PageWord]:
    return [PageWord("같음", x, y, x + 5, y + 3, 2.0) for x, y, _, _ in _places(count)]


def test_four_times_as_many_equal_words_are_four_times_the_work() -> None:
    few, many = _equal_words(400), _equal_words(1_600)
    assert _lines(lambda: list(each_once(many))) < MOST * _lines(lambda: list(each_once(few)))


def _equal_glyphs(count: int) -> list[Glyph]:
    return [Glyph("7", x, y, x + 4, y + 6, 0, 0, 0) for x, y, _, _ in _places(count)]


def test_four_times_as_many_equal_digits_of_a_cell_are_four_times_the_work() -> None:
    few, many = _equal_glyphs(400), _equal_glyphs(1_600)
    assert _lines(lambda: list(each_glyph_once(many))) < MOST * _lines(lambda: list(each_glyph_once(few)))


def test_of_many_equal_digits_only_those_in_one_place_are_left_out() -> None:
    glyphs = _equal_glyphs(FEW)
    again = [glyph._replace(x0=glyph.x0 + 0.9, bottom=glyph.bottom - 0.9) for glyph in glyphs]
    beside = [glyph._replace(x0=glyph.x0 + 1.1) for glyph in glyphs]
    assert list(each_glyph_once([*glyphs, *again, *beside])) == [*glyphs, *beside]


def test_of_many_equal_words_only_those_in_one_place_are_left_out() -> None:
    words = _equal_words(FEW)
    again = [word._replace(x0=word.x0 + 0.19, bottom=word.bottom - 0.19) for word in words]
    beside = [word._replace(x0=word.x0 + 0.4) for word in words]
    assert list(each_once([*words, *again, *beside])) == [*words, *beside]


def _work(page: PageContent) -> int:
    """How many lines of Python finding the tables of a page and its blocks runs through."""
    return _lines(lambda: blocks_of(page, tables_on(page).tables, Counter(), Counter(1)))


def _lines(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs through."""
    done = 0

    def counting(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal done
        done += event == "line"
        return counting

    before = sys.gettrace()
    sys.settrace(counting)
    try:
        call()
    finally:
        sys.settrace(before)
    return done
