"""Columns that no upright rule parts are told by the white between their words, where numbers stand under a head."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import find_tables
from plan.records.document import Table

XS = (50.0, 200.0, 300.0, 400.0, 500.0)
TOP, HEIGHT, SIZE = 100.0, 20.0, 10.0
ROWS = (("구분", "2024", "2025", "2026"), ("산책길(km)", "5", "6", "7"), ("나무(그루)", "1,000", "-", "1,200"))
ONE_ROW = (("구분", "국비", "시비", "민간"), ROWS[1])
LINES = (("구분", "내용", "비고", "담당"), ("길", "닦음", "없음", "가"), ("숲", "가꿈", "없음", "나"))


def _page(rows: Sequence[Sequence[str]], down: Sequence[float], xs: Sequence[float] = XS) -> PageContent:
    """A page with a rule under each row, upright rules at some places only, and texts that begin behind each x."""
    words = [
        PageWord(text, x + 5, TOP + HEIGHT * row + 5, x + 5 + SIZE / 2 * len(text), TOP + HEIGHT * row + 15, SIZE)
        for row, texts in enumerate(rows)
        for x, text in zip(xs, texts, strict=False)
        if text
    ]
    foot = TOP + HEIGHT * len(rows)
    across = [Rule(XS[0], TOP + HEIGHT * row, XS[-1], TOP + HEIGHT * row) for row in range(len(rows) + 1)]
    return PageContent(1, 595, 842, words, [*across, *(Rule(x, TOP, x, foot) for x in down)])


def _read(page: PageContent) -> list[list[str]]:
    grids = find_tables(page)
    (table,) = [b for b in blocks_of(page, grids, Counter(), Counter(1)) if isinstance(b, Table)] or [None]
    if table is None:
        return []
    assert len(grids[0].xs) == table.columns + 1
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


@pytest.mark.parametrize("missing", [{200.0}, {300.0}, {500.0}, {200.0, 300.0}, {200.0, 300.0, 400.0}, set(XS)])
def test_a_rule_that_is_missing_between_columns_of_numbers_costs_none(missing: set[float]) -> None:
    assert _read(_page(ROWS, [x for x in XS if x not in missing])) == [list(row) for row in ROWS]


@pytest.mark.parametrize(
    "rows",
    [
        LINES,
        (("구분", "", "2025", "2026"), *ROWS[1:]),  # no head over the numbers
        (ROWS[0], ("산책길(km)", "5 가량", "6", "7"), ROWS[2]),
        ONE_ROW,
    ],
)
def test_words_or_one_row_show_no_column(rows: Sequence[Sequence[str]]) -> None:
    assert len(_read(_page(rows, [x for x in XS if x != 200.0]))[0]) == 3


LABELS = (("분야", "지표", "단위", "2026년"), ("길", "새 길", "개", "11"), ("숲", "새 숲", "곳", "12"))


@pytest.mark.parametrize("missing", [{200.0}, {200.0, 300.0}])
def test_labels_in_front_of_years_are_columns_under_heads_of_their_own(missing: set[float]) -> None:
    assert _read(_page(LABELS, [x for x in XS if x not in missing])) == [list(row) for row in LABELS]


def test_a_word_in_letters_that_stand_apart_is_one_label() -> None:
    rows = (("구", "분", "", "2026년"), ("국", "비", "", "11"), ("시", "비", "", "12"))
    xs = (50.0, 75.0, 300.0, 400.0)
    assert [row[0] for row in _read(_page(rows, (50.0, 400.0, 500.0), xs))] == ["구 분", "국 비", "시 비"]


def test_one_row_under_years_shows_columns() -> None:
    assert _read(_page(ROWS[:2], [x for x in XS if x != 200.0])) == [list(row) for row in ROWS[:2]]
    assert _read(_page(ROWS[:2], ())) == [list(row) for row in ROWS[:2]]


def test_words_near_one_another_are_one_column() -> None:
    near = (50.0, 92.0, 300.0, 400.0)
    assert _read(_page(ROWS, [x for x in XS if x != 200.0], near))[1][0] == "산책길(km) 5"


@pytest.mark.parametrize("rows", [LINES, ROWS[:1], ONE_ROW])
def test_rules_across_words_are_no_table(rows: Sequence[Sequence[str]]) -> None:
    assert not find_tables(_page(rows, ()))


def test_a_table_with_rules_across_only_stands_beside_a_ruled_one() -> None:
    ruled, across = _page(ROWS, XS), _page(ROWS, ())
    lower = [word._replace(top=word.top + 300, bottom=word.bottom + 300) for word in across.words]
    rules = [rule._replace(top=rule.top + 300, bottom=rule.bottom + 300) for rule in across.rules]
    page = PageContent(1, 595, 842, [*ruled.words, *lower], [*ruled.rules, *rules])
    assert [(table.rows, table.columns) for table in find_tables(page)] == [(3, 4), (3, 4)]


def _below_rules(head: Sequence[str], *rows: Sequence[str], caption: str = "") -> list[list[str]]:
    """A table of which each row, its head too, has a rule below it and none is upright or above."""
    lines = [head, *rows]
    words = [
        PageWord(text, x, 100 + 17 * row, x + 5 * len(text), 110 + 17 * row, 10)
        for row, line in enumerate(lines)
        for text, x in zip(line, (60.0, 200.0, 320.0), strict=True)
        if text
    ]
    if caption:
        words.append(PageWord(caption, 60, 80, 60 + 5 * len(caption), 90, 10))
    rules = [Rule(50, 113 + 17 * row, 420, 113 + 17 * row) for row in range(len(lines))]
    page = PageContent(1, 595, 842, words, rules)
    blocks = blocks_of(page, find_tables(page), Counter(), Counter(1))
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


DOWN = ("연도", "숲 가꾸기", "임도"), ("2026년", "310", "12"), ("2027년", "325", "14"), ("2028년", "341", "16")


def test_a_head_without_a_rule_above_it_is_that_of_the_columns_under_it() -> None:
    assert _below_rules(*DOWN, caption="< 연도별 목표 >") == [list(row) for row in DOWN]


def test_a_line_that_heads_no_column_is_no_head() -> None:
    assert _below_rules(("연도별 목표", "", ""), *DOWN[1:]) == [list(row) for row in DOWN[1:]]
