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
