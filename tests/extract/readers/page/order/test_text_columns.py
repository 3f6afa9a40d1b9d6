"""Two columns of text are read one after the other, and what goes over both parts them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import PageContent, PageWord, Rule
from extract.readers.page.lattice import tables_on
from plan.records.document import Paragraph

LEFT, RIGHT, WIDE = 50.0, 310.0, 240.0


def _line(text: str, x: float, top: float, wide: float = WIDE, size: float = 10) -> PageWord:
    return PageWord(text, x, top, x + wide, top + size, size)


def _grid(x: float, top: float) -> list[Rule]:
    """The rules of a table of two rows and two columns."""
    across = [Rule(x, y, x + WIDE, y) for y in (top, top + 20, top + 40)]
    return [*across, *(Rule(at, top, at, top + 40) for at in (x, x + WIDE / 2, x + WIDE))]


def _read(words: Sequence[PageWord], rules: Sequence[Rule] = ()) -> list[str]:
    page = PageContent(1, 600, 842, words, rules)
    blocks = blocks_of(page, tables_on(page).tables, Counter(), Counter(1))
    return [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in blocks]


def _column(name: str, x: float, top: float) -> list[PageWord]:
    """A heading of larger type, a line of text, and the first cell of a table 40 points below."""
    heading = _line(f"{name}. 쉼터", x, top, 60, 14)
    return [heading, _line(f"{name} 본문", x, top + 18), _line(f"{name} 표", x + 5, top + 45, 40)]


def test_each_heading_has_the_table_of_its_column() -> None:
    words = [*_column("1", LEFT, 200), *_column("2", RIGHT, 196)]
    read = _read(words, [*_grid(LEFT, 240), *_grid(RIGHT, 236)])
    assert read == ["1. 쉼터", "1 본문", "1 표", "2. 쉼터", "2 본문", "2 표"]


def test_what_goes_over_both_columns_parts_them() -> None:
    over = [_line("넓은 글", LEFT, 300, 500), _line("가운데 글", 270, 320, 60)]
    words = [*_column("1", LEFT, 200), *_column("2", RIGHT, 200), *over, *_column("3", LEFT, 400)]
    read = _read([*words, *_column("4", RIGHT, 400)])
    assert [text[0] for text in read] == [*"111222", "넓", *"333444"]  # the two lines over both are one paragraph


def test_words_far_from_one_another_on_a_line_stay_on_it() -> None:
    entries = [_line(f"{n} 장", LEFT, 100 + 20 * n) for n in range(4)] + [
        _line("9", 500, 100 + 20 * n, 8) for n in range(4)
    ]
    assert all(text.endswith("9") for text in _read(entries))


def test_one_line_beside_a_table_makes_no_columns() -> None:
    words = [_line("담당", LEFT, 100), _line("연락처", RIGHT, 100), _line("이어지는 글", LEFT, 130, 500)]
    assert _read(words) == ["담당 연락처", "이어지는 글"]


def _marked(name: str, x: float, top: float) -> list[PageWord]:
    """A heading with a mark and no number, and the first cell of a table 40 points below."""
    return [_line(f"◈ {name} 쉼터", x, top, 90, 14), _line(f"{name} 표", x + 5, top + 45, 40)]


def test_headings_on_one_level_are_read_down_their_columns_where_they_count_so() -> None:
    rows = (("1", "3", 100), ("2", "4", 260))
    words = [word for one, two, top in rows for word in (*_column(one, LEFT, top), *_column(two, RIGHT, top))]
    rules = [rule for _, _, top in rows for x in (LEFT, RIGHT) for rule in _grid(x, top + 40)]
    assert [text[0] for text in _read(words, rules)] == [*"111222333444"]


def test_headings_on_one_level_are_read_across_where_they_count_so() -> None:
    rows = (("1", "2", 100), ("3", "4", 260))
    words = [word for one, two, top in rows for word in (*_column(one, LEFT, top), *_column(two, RIGHT, top))]
    rules = [rule for _, _, top in rows for x in (LEFT, RIGHT) for rule in _grid(x, top + 40)]
    assert [text[0] for text in _read(words, rules)] == [*"111222333444"]


def test_a_marked_heading_at_the_foot_of_a_column_is_read_before_the_next_one() -> None:
    left = [*_marked("가", LEFT, 100), _line("◈ 나 쉼터", LEFT, 260, 90, 14), _line("나 본문", LEFT, 278)]
    right = [_line("나 표", RIGHT + 5, 105, 40), *_marked("다", RIGHT, 160)]
    rules = [*_grid(LEFT, 140), *_grid(RIGHT, 100), *_grid(RIGHT, 200)]
    read = _read([*left, *right], rules)
    assert read == ["◈ 가 쉼터", "가 표", "◈ 나 쉼터", "나 본문", "나 표", "◈ 다 쉼터", "다 표"]
