"""Labels of several lines in a table without rules: each line belongs to the row in whose middle the label stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Table

SIZE, LEADING, INSET = 10.0, 4.0, 12.0
XS = (50.0, 200.0, 280.0, 360.0)
HEAD = ("구분", "2026", "2027", "2028")
Said = str | Sequence[str]


def _words(rows: Sequence[Sequence[Said]], at: float = 0.5) -> list[PageWord]:
    """The cells of rows, each with its lines round the middle of its row, or at its top (0)."""
    words, top = [], 100.0
    for row in rows:
        cells = [(cell,) if isinstance(cell, str) else cell for cell in row]
        most = max(map(len, cells))
        for x, lines in zip(XS, cells, strict=True):
            start = top + at * (most - len(lines)) * (SIZE + LEADING)
            for number, line in enumerate(lines):
                upper = start + number * (SIZE + LEADING)
                words += [PageWord(line, x, upper, x + 5.0 * len(line), upper + SIZE, SIZE)] if line else []
        top += most * (SIZE + LEADING) - LEADING + INSET
    return words


def _page(words: Sequence[PageWord], rules: Sequence[Rule] = ()) -> PageContent:
    return PageContent(1, 595, 842, words, rules)


def _labels(page: PageContent) -> list[str]:
    found = tables_on(page)
    assert not found.untaken
    (table,) = [b for b in blocks_of(page, found.tables, Counter(), Counter(1)) if isinstance(b, Table)]
    return [cell.text for cell in table.cells if cell.column == 0]


SHORT, THREE = ("이용자 수", "120", "140", "160"), (("상담과", "안내의", "건수"), "51", "62", "73")
FOUR = (("상담과", "안내의", "모든", "건수"), "51", "62", "73")
DOWN = (("이", "용", "자"), "8", "9", "12")


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ((SHORT, THREE), 0.5),
        ((SHORT, FOUR), 0.5),
        ((SHORT, THREE), 0.0),
        ((FOUR, SHORT), 0.5),
        ((THREE, FOUR, DOWN), 0.5),
        ((SHORT, DOWN), 0.5),
    ],
    ids=["three", "four", "from the top", "four above", "several", "written downwards"],
)
def test_no_line_of_a_label_is_lost_or_goes_to_another_row(rows: Sequence[Sequence[Said]], at: float) -> None:
    wanted = [row[0] if isinstance(row[0], str) else "\n".join(row[0]) for row in rows]
    assert _labels(_page(_words([HEAD, *rows], at))) == ["구분", *wanted]


@pytest.mark.parametrize("below", ["※ 누적", "자료: 구청 통계 연보의 표 가운데 일부", "- 시비"])
def test_a_remark_below_the_last_row_is_no_part_of_its_label(below: str) -> None:
    words = _words([HEAD, SHORT, SHORT])
    lowest = max(word.bottom for word in words) + (9.0 if below.startswith("자료") else 3.0)
    remark = PageWord(below, XS[0], lowest, XS[0] + 7 * len(below), lowest + SIZE, SIZE)
    assert _labels(_page([*words, remark])) == ["구분", "이용자 수", "이용자 수"]


def test_what_stands_below_the_last_rule_is_no_part_of_a_label() -> None:
    words = _words([HEAD, SHORT, SHORT])
    lowest = max(word.bottom for word in words)
    rules = [Rule(45.0, at, 400.0, at) for at in (95.0, 116.0, 138.0, lowest + 1.5)]
    below = PageWord("구청", XS[0], lowest + 3, XS[0] + 20, lowest + 13, SIZE)
    assert _labels(_page([*words, below], rules)) == ["구분", "이용자 수", "이용자 수"]


STACKED = {
    "digits beside syllables": ((("이", "용"), ("1", "2"), ("1", "4"), ("1", "6")), (("상", "담"), *(("5", "1"),) * 3)),
    "one value": (("이용자 수", "120", ("1", "4", "0"), "160"), SHORT),
    "all values": (("이용자 수", *(("1", "2"),) * 3), ("상담 건수", *(("3", "4"),) * 3)),
}


@pytest.mark.parametrize("rows", STACKED.values(), ids=STACKED)
def test_digits_one_below_the_other_are_told(rows: Sequence[Sequence[Said]]) -> None:
    found = tables_on(_page(_words([HEAD, *rows])))
    assert [untaken.text for untaken in found.untaken] == ["2026 | 2027 | 2028"]
    assert not found.tables


def test_the_label_of_a_row_without_values_goes_to_no_other_row() -> None:
    found = tables_on(_page(_words([HEAD, SHORT, ("상담 건수", "", "", ""), THREE])))
    assert [untaken.text for untaken in found.untaken] == ["2026 | 2027 | 2028"]
    assert not found.tables


def test_a_heading_between_the_last_row_and_the_rules_of_the_next_table_is_no_part_of_a_label() -> None:
    words = _words([HEAD, SHORT, ("상담 건수", "51", "62", "")])
    lowest = max(word.bottom for word in words)
    heading = PageWord("1-2 숲을 가꾼다", XS[0], lowest + 12, XS[0] + 100, lowest + 27, 15.0)
    fills = [(45.0, 116.0, 400.0, 138.0)]
    rules = [Rule(45.0, lowest + 40, 400.0, lowest + 40)]
    assert _labels(_page([*words, heading], rules)._replace(fills=fills)) == ["구분", "이용자 수", "상담 건수"]
