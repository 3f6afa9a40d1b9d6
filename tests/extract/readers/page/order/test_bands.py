"""Tables side by side for a part of a page: each is read behind what stands over it, in its own width."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Paragraph

LEFTS = (50.0, 310.0)
THIRDS = (50.0, 225.0, 400.0)
OVER_MIDDLE = "가" * 53  # a line that ends right of the middle, so that the page is in no two columns


def _line(text: str, x: float, top: float, size: float = 10) -> PageWord:
    return PageWord(text, x, top, x + 0.5 * size * len(text), top + size, size)


def _grid(x: float, top: float, wide: float) -> list[Rule]:
    across = [Rule(x, y, x + wide, y) for y in (top, top + 20, top + 40)]
    return [*across, *(Rule(at, top, at, top + 40) for at in (x, x + wide / 2, x + wide))]


class _Page:
    """A page that is filled from the top: lines over all of it, and rows of lines or tables side by side."""

    def __init__(self) -> None:
        self._words: list[PageWord] = []
        self._rules: list[Rule] = []
        self.top = 100.0

    def over(self, text: str, size: float = 10) -> _Page:
        """A line that begins at the left."""
        return self.lines(text, size=size)

    def lines(self, *texts: str, size: float = 10, at: Sequence[float] = LEFTS) -> _Page:
        """Lines side by side; '' for none."""
        self._words += [_line(text, x, self.top, size) for text, x in zip(texts, at, strict=False) if text]
        self.top += 30
        return self

    def tables(self, *names: str, at: Sequence[float] = LEFTS, wide: float = 230) -> _Page:
        """Tables side by side, each with its name in its first cell."""
        for name, x in zip(names, at, strict=False):
            self._words.append(_line(name, x + 5, self.top + 5))
            self._rules += _grid(x, self.top, wide)
        self.top += 60
        return self

    def read(self, *others: PageWord) -> list[str]:
        """What is printed, with other words, in the order in which it is read."""
        page = PageContent(1, 600, 842, [*self._words, *others], self._rules)
        blocks = blocks_of(page, tables_on(page).tables, Counter(), Counter(1))
        return [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in blocks]


def test_a_heading_below_two_tables_stands_over_neither() -> None:
    page = _Page().over("1-1 쉼터", 15).lines("목표", "예산").tables("왼표", "오른표").over("1-2 놀이", 15)
    read = page.tables("넓은표", wide=490).read()
    assert read == ["1-1 쉼터", "목표", "왼표", "예산", "오른표", "1-2 놀이", "넓은표"]


def test_a_heading_over_the_next_pair_stands_over_both_of_it() -> None:
    page = _Page().over("1-1 쉼터", 15).tables("표1", "표2").over("1-2 놀이", 15).tables("표3", "표4")
    assert page.read() == ["1-1 쉼터", "표1", "표2", "1-2 놀이", "표3", "표4"]


def test_a_heading_of_the_same_type_is_one_where_it_counts_like_that_over_all() -> None:
    page = _Page().over("1-1 쉼터").lines("목표", "예산").tables("표1", "표2").over("1-2 놀이").tables("표3", "표4")
    assert page.read() == ["1-1 쉼터", "목표", "표1", "예산", "표2", "1-2 놀이", "표3", "표4"]


def test_a_heading_is_one_where_the_lines_over_the_tables_are_printed_again_below_it() -> None:
    page = _Page().over("쉼터 열기").lines("목표", "예산").tables("표1", "표2")
    page.over("놀이 마당").lines("목표", "예산").tables("표3", "표4")
    assert page.read() == ["쉼터 열기", "목표", "표1", "예산", "표2", "놀이 마당", "목표", "표3", "예산", "표4"]


def test_two_headings_on_a_line_have_what_is_below_them_each() -> None:
    page = _Page().over(OVER_MIDDLE)
    page.lines("1-1 쉼터", "1-2 놀이", size=13).lines("○ 함께", "○ 같이").tables("표1", "표2")
    page.lines("2-1 밥상", "2-2 이야기", size=13).lines("○ 서로", "○ 두루").tables("표3", "표4")
    first = ["1-1 쉼터", "○ 함께", "표1", "1-2 놀이", "○ 같이", "표2"]
    assert page.read()[1:] == [*first, "2-1 밥상", "○ 서로", "표3", "2-2 이야기", "○ 두루", "표4"]


def test_three_blocks_in_a_row_are_three() -> None:
    page = _Page().over("□ 세 가지를 한다")
    page.lines("1-1 쉼터", "1-2 놀이", "1-3 밥상", at=THIRDS).tables("표1", "표2", "표3", at=THIRDS, wide=150)
    read = page.over("다음").read()
    assert read == ["□ 세 가지를 한다", "1-1 쉼터", "표1", "1-2 놀이", "표2", "1-3 밥상", "표3", "다음"]


def test_a_line_that_ends_before_the_side_of_its_column_is_a_paragraph_of_its_own() -> None:
    page = _Page().lines("마을 쉼터", "마을 놀이").lines("함께", "같이").tables("표1", "표2").over("다음 일")
    assert page.read() == ["마을 쉼터", "함께", "표1", "마을 놀이", "같이", "표2", "다음 일"]


def test_a_line_in_no_column_is_read_as_it_stands() -> None:
    page = _Page().lines("담당", "전화", at=(50.0, 480.0)).tables("표1", "표2").over(OVER_MIDDLE)
    assert page.read() == ["담당 전화", "표1", "표2", OVER_MIDDLE]


def test_a_box_beside_its_table_is_read_before_it() -> None:
    name = [_line("1-1", 80, 103), _line("쉼터 열기", 60, 123)]
    assert _Page().tables("표", at=(200.0,)).read(*name) == ["1-1\n쉼터 열기", "표"]


@pytest.mark.parametrize("x", [20.0, 570.0])
def test_the_index_of_a_booklet_is_no_part_of_the_lines_beside_it(x: float) -> None:
    page = _Page().over("1-1 쉼터").over("가. 목표").over("1-2 놀이")
    index = [_line(str(number), x, 90 + 20 * number) for number in range(6)]
    read = page.read(*index)
    assert read == ["1-1 쉼터", "가. 목표", "1-2 놀이", "0\n1\n2\n3\n4\n5"]


def test_numbers_that_do_not_count_stay_on_their_lines() -> None:
    page = _Page().over("1-1 쉼터").over("가. 목표").over("1-2 놀이").over("나. 예산")
    numbers = [_line(text, 570, 100 + 30 * at) for at, text in enumerate(("3", "7", "4", "9"))]
    assert page.read(*numbers) == ["1-1 쉼터 3", "가. 목표 7", "1-2 놀이 4", "나. 예산 9"]


def test_the_numbers_of_a_list_stay_on_their_lines() -> None:
    page = _Page().over("쉼터").over("놀이").over("밥상").over("이야기")
    numbers = [_line(str(at + 1), 20, 100 + 30 * at) for at in range(4)]
    assert page.read(*numbers) == ["1 쉼터", "2 놀이", "3 밥상", "4 이야기"]


@pytest.mark.parametrize("unit", [False, True])
def test_a_heading_at_the_left_of_each_table_is_read_before_it(unit: bool) -> None:
    page, names = _Page(), ("가람", "나루", "다솜")
    beside = []
    for at, name in enumerate(names):
        if unit:
            page.lines("", "(단위: 개소)")
        beside.append(_line(f"1-{at} {name}", 50, page.top + 10))
        page.tables(f"{name} 표", at=LEFTS[1:])
    said = [text for text in page.read(*beside) if not text.startswith("(단위")]
    assert said == [text for at, name in enumerate(names) for text in (f"1-{at} {name}", f"{name} 표")]


def test_a_unit_at_the_right_of_a_heading_is_a_line_of_its_own() -> None:
    page = _Page().over("물길과 둑을 고치는 사업이 다음과 같이 있다")
    unit = _line("(단위: 개소)", 450, 130)
    said = page.lines("1-1 다리 고치기").over("○ 오래된 곳부터 고친다").read(unit)
    assert "1-1 다리 고치기" in said and "(단위: 개소)" in said
