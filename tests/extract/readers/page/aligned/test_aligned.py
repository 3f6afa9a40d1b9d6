"""Tables without a full grid: their years fix the columns; what is not certain is told and never moved."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.numbering import Counter
from extract.readers.page.aligned.going_on import going_on
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import Box, PageContent, PageWord, Rule
from extract.readers.page.lattice import PageTables, find_tables, tables_on
from plan.records.document import Table

XS = (50.0, 150.0, 250.0, 320.0, 390.0, 460.0)
TOP, HEIGHT, SIZE, RIGHT = 100.0, 20.0, 10.0, 530.0
Row = Sequence[str]
HEAD = ("구분", "", "합계", "2026", "2027", "2028")
ROWS = (HEAD, ("강좌 수", "", "135", "40", "45", "50"), ("수강 인원", "", "2,700", "800", "900", "1,000"))
PAYERS = (HEAD, ("", "국비", "600", "100", "200", "300"), ("사업비", "시비", "900", "200", "300", "400"))
PAYERS = (*PAYERS, ("", "계", "1,500", "300", "500", "700"))


def _word(text: str, x: float, top: float) -> PageWord:
    """A word round the middle of a column that begins at x."""
    middle, half = x + 35, SIZE / 4 * len(text)
    return PageWord(text, middle - half, top, middle + half, top + SIZE, SIZE)


def _words(rows: Sequence[Row], top: float = TOP) -> list[PageWord]:
    return [
        _word(text, x, top + HEIGHT * number + 5)
        for number, row in enumerate(rows)
        for x, text in zip(XS, row, strict=True)
        if text
    ]


def _across(number: float, left: float = XS[0], top: float = TOP) -> Rule:
    return Rule(left, top + HEIGHT * number, RIGHT, top + HEIGHT * number)


def _fill(number: int, top: float = TOP) -> Box:
    return XS[0], top + HEIGHT * number, RIGHT, top + HEIGHT * (number + 1)


def _found(words: Sequence[PageWord], rules: Sequence[Rule] = (), fills: Sequence[Box] = ()) -> PageTables:
    return tables_on(PageContent(1, 595, 842, words, rules, fills=fills))


def _read(words: Sequence[PageWord], rules: Sequence[Rule] = (), fills: Sequence[Box] = ()) -> list[list[str]]:
    """The texts of the one table of a page, row by row, each cell once."""
    page = PageContent(1, 595, 842, words, rules, fills=fills)
    found = tables_on(page)
    assert not found.untaken
    (table,) = [b for b in blocks_of(page, found.tables, Counter(), Counter(1)) if isinstance(b, Table)]
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


DRAWN = {
    "a rule under each row": ([_across(number) for number in range(4)], []),
    "three rules": ([_across(number) for number in (0, 1, 3)], []),
    "a filled head": ([], [_fill(0)]),
    "every second row filled": ([], [_fill(0), _fill(2)]),
    "a filled head above rules": ([_across(2), _across(3)], [_fill(0)]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("rules", "fills"), DRAWN.values(), ids=DRAWN)
def test_years_fix_the_columns_where_no_upright_rule_does(rules: list[Rule], fills: list[Box]) -> None:
    assert _read(_words(ROWS), rules, fills) == [[text for text in row if text] for row in ROWS]


TWO = tuple((*row[:2], *row[3:5]) for row in ROWS)


def _words_of_two(rows: Sequence[Row]) -> list[PageWord]:
    return [word for row in rows for word in _words([(row[0], *("",) * 3, *row[2:])], TOP + HEIGHT * rows.index(row))]


PARTED = {name: drawn for name, drawn in DRAWN.items() if name != "three rules"}


@pytest.mark.parametrize(("rules", "fills"), PARTED.values(), ids=PARTED)
def test_two_years_over_labelled_rows_fix_the_columns(rules: list[Rule], fills: list[Box]) -> None:
    assert _read(_words_of_two(TWO), rules, fills) == [[text for text in row if text] for row in TWO]


def test_two_years_over_rows_that_make_no_table_are_told_and_others_are_none() -> None:
    bare = (TWO[0], ("좌석", "", "12", "34"), ("", "", "56", "78"), ("탁자", "", "9", "10"))
    found = _found(_words_of_two(bare))
    assert not found.tables and [head.text for head in found.untaken] == ["2026 | 2027"]
    one_row = _found(_words_of_two((("", *TWO[0][1:]), TWO[1])))
    far = _found(_words_of_two((("구분", "", "2020", "2027"), *TWO[1:])))
    assert not any((one_row.tables, one_row.untaken, far.tables, far.untaken))


@pytest.mark.parametrize(("rules", "fills"), PARTED.values(), ids=PARTED)
def test_one_row_under_two_years_and_a_word_over_its_label_is_a_table(rules: list[Rule], fills: list[Box]) -> None:
    rules = [rule for rule in rules if rule.top <= TOP + 2 * HEIGHT]
    assert _read(_words_of_two(TWO[:2]), rules, fills[:1]) == [[text for text in row if text] for row in TWO[:2]]


@pytest.mark.parametrize(("rules", "fills"), DRAWN.values(), ids=DRAWN)
def test_values_with_their_units_are_values_as_well(rules: list[Rule], fills: list[Box]) -> None:
    homes = ("쉼터", "", "75곳", "20곳", "25곳", "30곳")
    rows = (HEAD, homes, ("사업비", "", "6.9억원", "1.2억원", "2.4억원", "3.3억원"))
    assert _read(_words(rows), rules, fills) == [[text for text in row if text] for row in rows]


def _narrow(*rows: Row, white: float = 6.0) -> list[PageWord]:
    """The words of columns that are as wide as what is printed in them, with as much white between."""
    size, left = SIZE, XS[0]
    words: list[PageWord] = []
    for column in zip(*rows, strict=True):
        wide = max(len(text) * size / 2 for text in column)
        for number, text in enumerate(column):
            x, top = left + (wide - len(text) * size / 2) / 2, TOP + HEIGHT * number + 5
            words += [PageWord(text, x, top, x + len(text) * size / 2, top + size, size)] if text else []
        left += wide + white
    return words


LONG = ("노후 시설 보강과 진입로 정비 및 안내판 교체 사업", "개소", "1,200,000", "200", "100")
NARROW = (("구분", "단위", "2026년", "2027년", "2028년"), LONG, ("쉼터", "곳", "600,000", "6,600,000", "1,600,000"))


@pytest.mark.parametrize("rules", [[_across(n) for n in range(4)], []], ids=["rules", "nothing"])
def test_cells_that_little_more_than_a_blank_parts_are_read(rules: list[Rule]) -> None:
    assert _read(_narrow(*NARROW), rules) == [list(row) for row in NARROW]


def test_labels_that_little_more_than_a_blank_parts_are_one_or_told() -> None:
    head = ("구분", "", "2026", "2027", "2028")
    rules = [_across(n) for n in range(4)]
    (one,) = _found(_narrow(head, ("현장", "점검", "10", "20", "30"), ("교육", "", "40", "50", "60")), rules).tables
    assert one.columns == 4
    two = _found(_narrow(head, ("점검", "현장", "10", "20", "30"), ("", "서류", "40", "50", "60")), rules)
    assert not two.tables and [found.text for found in two.untaken] == ["2026 | 2027 | 2028"]


@pytest.mark.parametrize("values", [("1단계", "2단계", "3단계"), ("3월", "4월", "5월"), ("가을에", "봄에", "여름에")])
def test_times_and_words_are_no_values(values: Row) -> None:
    found = _found(_words([("", "", "", "2026", "2027", "2028"), ("", "", "", *values)]))
    assert not found.tables and not found.untaken


@pytest.mark.parametrize("lines", [(0, 1, 4), (0, 1, 2, 3, 4)], ids=["three rules", "rules that begin behind it"])
def test_a_label_in_the_middle_of_its_rows_is_merged_over_them(lines: Sequence[int]) -> None:
    rules = [_across(n, XS[0] if n in (0, 1, 4) else XS[1]) for n in lines]
    head, *rows = _read(_words(PAYERS), rules)
    assert head == list(HEAD)
    assert rows[0] == ["사업비", "국비", "600", "100", "200", "300"]
    assert rows[1:] == [["시비", "900", "200", "300", "400"], ["계", "1,500", "300", "500", "700"]]


WHOLE = ("", "", "1,500", "300", "500", "700")
TOTALS = {"behind": (*PAYERS[:3], WHOLE), "in front": (HEAD, WHOLE, *PAYERS[1:3])}


@pytest.mark.parametrize("rows", TOTALS.values(), ids=TOTALS)
@pytest.mark.parametrize("is_ruled", [True, False], ids=["rules", "its rows have none"])
def test_a_label_in_the_middle_of_several_columns_is_merged_over_them(rows: Sequence[Row], *, is_ruled: bool) -> None:
    number = rows.index(WHOLE)
    words = [*_words(rows), _word("합계", (XS[0] + XS[2]) / 2 - 35, TOP + HEIGHT * number + 5)]
    group = [n + (number == 1) for n in (1, 2, 3)]  # the lines over, in and under its rows
    rules = [_across(n, XS[1] if n == group[1] else XS[0]) for n in range(5)]
    if not is_ruled:
        rules = [_across(n) for n in (0, 1, 4)]
    lower = -HEIGHT / 2  # from the line of its second row to the middle of both
    words = [w._replace(top=w.top + lower, bottom=w.bottom + lower) if w.text == "사업비" else w for w in words]
    (table,) = _found(words, rules).tables
    (total,) = [cell for cell in table.cells if cell.row == number and cell.column == 0]
    assert (total.row_span, total.column_span) == (1, 2)
    assert [cell.row_span for cell in table.cells if cell.column == 0] == [1, *([2, 1] if number == 3 else [1, 2])]


def test_a_label_alone_in_line_with_others_stays_in_its_column() -> None:
    rows = (*PAYERS[:3], ("", "기타", "1,500", "300", "500", "700"))
    (table,) = _found(_words(rows), [_across(n) for n in range(5)]).tables
    assert all(cell.column_span == 1 for cell in table.cells)


def test_a_label_in_no_column_and_in_the_middle_of_none_is_told() -> None:
    words = [*_words((*PAYERS[:3], WHOLE)), _word("총합계", XS[0] + 30, TOP + HEIGHT * 3 + 5)]
    found = _found(words, [_across(n) for n in range(5)])
    assert not found.tables and len(found.untaken) == 1


def test_a_head_in_two_lines_stands_over_the_years_in_whose_middle_it_is() -> None:
    words = [*_words([("", "", "", "2026", "2027", "2028"), *ROWS[1:]]), _word("구분", XS[0], TOP - 5)]
    words += [
        _word("실적", XS[3], TOP - 15),
        _word("목표", (XS[4] + XS[5]) / 2, TOP - 15),
        _word("합계", XS[2], TOP - 5),
    ]
    head, years, *_ = _read(words, [_across(-1), _across(1), _across(3)])
    assert (head, years) == (["구분", "합계", "실적", "목표"], ["2026", "2027", "2028"])


def test_a_head_over_nobody_knows_which_years_is_told() -> None:
    words = [*_words(ROWS), _word("실적", XS[3], TOP - 15), _word("목표", XS[4] + 20, TOP - 15)]
    found = _found(words, [_across(-1), _across(1), _across(3)])
    assert (found.tables, [head.text for head in found.untaken]) == ([], ["2026 | 2027 | 2028"])


@pytest.mark.parametrize("x", [(XS[3] + XS[4]) / 2, XS[3] - 40], ids=["between two years", "before the first"])
def test_a_value_under_no_year_or_two_is_told_and_never_moved(x: float) -> None:
    words = _words([(*HEAD[:2], "", *HEAD[3:]), ("강좌 수", "", "", "", "45", "50")])
    found = _found([*words, _word("40,000", x, TOP + 25)], [_across(0), _across(1), _across(2)])
    assert not found.tables and [head.text for head in found.untaken] == ["2026 | 2027 | 2028"]


FRAME = [_across(n) for n in (0, 1, 5)] + [Rule(x, TOP, x, TOP + 5 * HEIGHT) for x in (XS[0], *XS[2:], RIGHT)]
FOUR = (*ROWS, ("강사", "", "9", "2", "3", "4"), ("관리비", "", "60", "10", "20", "30"))


def test_rows_that_no_rule_parts_below_a_head_are_read_line_by_line() -> None:
    assert _read(_words(FOUR), FRAME) == [[text for text in row if text] for row in FOUR]


def test_two_lines_in_a_row_may_be_one_value() -> None:
    page = PageContent(1, 595, 842, _words(FOUR[:3]), FRAME)
    assert tables_on(page).tables == find_tables(page)


def test_values_without_a_label_of_their_own_are_told() -> None:
    words = _words([HEAD, ("강좌 수", "", "135", "40", "45", "50"), ("", "", "2,700", "800", "900", "1,000")])
    found = _found(words, [_across(0), _across(1), _across(3)])
    assert not found.tables and len(found.untaken) == 1


def test_years_down_a_column_without_any_rule_are_told_once() -> None:
    words = [
        w
        for n, year in enumerate(("2026", "2027", "2028"))
        for w in _words([("", year, "10", "", "", "")], 100 + 20 * n)
    ]
    found = _found(words)
    assert not found.tables and [head.text for head in found.untaken] == ["2026 | 2027 | 2028"]


@pytest.mark.parametrize(
    "words",
    [
        _words([("", "", "", "2026", "2027", "2028")]),  # the axis of a chart
        [
            *_words([("", "", "", "2026", "2027", "2028")]),
            _word("단위는 백만원이며 소수점 아래는 올림", XS[4], TOP + 30),
        ],
        [*_words([("", "", "", "100", "200", "300")], 80), *_words([("", "", "", "2026", "2027", "2028")])],
        [PageWord("2026년부터 2027년까지 하고 2028년에 다시 본다", 50, 100, 400, 110, 10)],
        _words([("", "2026", "", "", "", ""), ("", "2027", "", "", "", ""), ("", "2028", "", "", "", "")]),
    ],
    ids=["axis", "axis above a text", "axis below numbers", "prose", "years alone"],
)
def test_years_without_numbers_of_their_own_are_neither_a_table_nor_told(words: list[PageWord]) -> None:
    found = _found(words, [_across(0), _across(1)])
    assert not found.tables and not found.untaken


def test_what_stands_beside_a_table_on_the_page_is_none_of_it() -> None:
    beside = [PageWord("옆 단의 글", 540, top, 590, top + 10, 10) for top in (60, 85, 105, 130)]
    rules = [_across(n) for n in range(4)]
    (table,) = _found([*beside, *_words(ROWS)], rules).tables
    assert (table.rows, table.columns, round(table.box[2])) == (3, 5, 530)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("숲", "", "30", "9", "10", "11"), ("강", "", "33", "10", "11", "12")], True),
        ([("한빛시", "", "", "", "", ""), ("숲", "", "30", "9", "10", "11")], True),  # under a running head
        (ROWS, False),  # with its head
        ([("한빛시", "", "", "", "", ""), ("숲을 가꾼다", "", "", "", "12", "")], False),
    ],
)
def test_rows_that_go_on_upon_the_next_page_without_a_head_are_told(rows: Sequence[Row], told: bool) -> None:
    last = _found(_words(ROWS)).last
    assert last and bool(going_on(last.table, _words(rows))) == told
    assert not _found([*_words(ROWS), _word("끝 글", XS[0], 300)]).last


def test_a_table_inside_a_frame_of_rows_stays_as_it_is() -> None:
    inner = [_across(n, 100.0) for n in range(4)] + [Rule(x, TOP, x, TOP + 3 * HEIGHT) for x in (100.0, *XS[1:], RIGHT)]
    frame = [Rule(40, y, 550, y) for y in (50.0, 80.0, 200.0)] + [Rule(x, 50, x, 200) for x in (40.0, 550.0)]
    fills = [(100.0, TOP, RIGHT, TOP + HEIGHT)]
    page = PageContent(1, 595, 842, _words(ROWS), [*inner, *frame], fills=fills)
    assert tables_on(page).tables == find_tables(page)
    (table,) = tables_on(page).tables
    assert [len(held) for held in table.inner.values()] == [1]


def test_a_fill_in_a_frame_is_no_row_of_it() -> None:
    inner = [_across(n) for n in range(4)] + [Rule(x, TOP, x, TOP + 3 * HEIGHT) for x in (*XS, RIGHT)]
    sides = XS[0] - 2, RIGHT + 2
    frame = [Rule(*sides[:1], y, sides[1], y) for y in (80.0, 180.0)] + [Rule(x, 80, x, 180) for x in sides]
    (table,) = find_tables(PageContent(1, 595, 842, _words(ROWS), [*inner, *frame], fills=[_fill(0)]))
    assert (table.rows, table.columns) == (3, 6)


def test_years_in_brackets_under_numbered_ones_are_no_values() -> None:
    words = _words([("구분", "", "", "1차년도", "2차년도", "3차년도")])
    words += [_word(text, x, TOP + 16) for text, x in zip(("(2026)", "(2027)", "(2028)"), XS[3:], strict=True)]
    words += _words([("강좌 수", "", "", "40", "45", "50"), ("수강 인원", "", "", "800", "900", "990")], TOP + 30)
    down = [Rule(x, TOP, x, TOP + 70) for x in (XS[0], *XS[3:], RIGHT)]
    page = PageContent(1, 595, 842, words, [*(Rule(XS[0], y, RIGHT, y) for y in (100, 130, 150, 170)), *down])
    assert tables_on(page).tables == find_tables(page)


def test_a_table_goes_no_further_than_the_heading_of_the_next() -> None:
    words = [*_words(ROWS), PageWord("2-1 길 정비", 50, 175, 110, 187, 12), *_words(ROWS, 220)]
    rules = [_across(n, top=top) for top in (TOP, 220.0) for n in (0, 1, 3)]
    assert [(table.rows, round(table.box[3])) for table in _found(words, rules).tables] == [(3, 160), (3, 280)]


def test_the_large_numbers_under_a_large_heading_below_a_table_are_none_of_it() -> None:
    last = TOP + HEIGHT * len(ROWS) + 23  # farther than its rows from one another, nearer than lines of large type
    heading = PageWord("1-2 돌봄 서비스", XS[0], last, XS[0] + 100, last + 16, 16)
    numbers = [PageWord(text, x + 10, last + 30, x + 50, last + 50, 20) for x, text in zip(XS[-3:], "379", strict=True)]
    (table,) = _found([*_words(ROWS), heading, *numbers]).tables
    assert table.rows == len(ROWS)


def test_the_fill_of_a_head_ends_it_where_upright_rules_run_through() -> None:
    down = [Rule(x, TOP, x, TOP + 3 * HEIGHT) for x in (*XS, RIGHT)]
    words = _words([(*HEAD[:1], "나", *HEAD[2:]), *ROWS[1:]])
    assert [len(row) for row in _read(words, [*down, _across(2), _across(3)], [_fill(0)])] == [6, 6, 6]


def _boxes(*boxes: tuple[str, str], step: float = 0.0, apart: float = 120.0) -> list[PageWord]:
    """Years with a number below each, from left to right; each next one higher by a step."""
    words = []
    for at, (year, number) in enumerate(boxes):
        top = TOP + 200 - step * at
        words += [_word(year, 40 + apart * at, top), _word(number, 40 + apart * at, top + 18)]
    return words


GOALS = {
    "two years": (_boxes(("2026년", "120명"), ("2028년", "160명")), "2026년 | 2028년"),
    "on steps": (
        _boxes(("2026년", "120명"), ("2027년", "140명"), ("2028년", "160명"), step=40.0),
        "2026년 | 2027년 | 2028년",
    ),
    "a word before each number": (
        _boxes(("2026년", "이용자 120명"), ("2027년", "이용자 140명"), ("2028년", "이용자 160명")),
        "2026년 | 2027년 | 2028년",
    ),
}


@pytest.mark.parametrize(("words", "told"), GOALS.values(), ids=GOALS)
def test_boxes_of_years_over_numbers_are_told_once(words: list[PageWord], told: str) -> None:
    found = _found(words)
    assert [untaken.text for untaken in found.untaken] == [told]


@pytest.mark.parametrize(
    "words",
    [
        _boxes(("2026", "120"), ("2028", "160")),
        _boxes(("2026년", "착공"), ("2028년", "준공")),
        _boxes(("2026년", "쉼터 2개소"), ("2027년", "착공 1식"), ("2028년", "길 3곳")),
        _boxes(("2028년", "120명"), ("2026년", "160명"), ("2027년", "160명"), step=40.0),
    ],
    ids=["two axes", "deeds", "a different deed each year", "in no order"],
)
def test_years_over_what_is_no_row_of_values_are_not_told(words: list[PageWord]) -> None:
    assert not _found(words).untaken
