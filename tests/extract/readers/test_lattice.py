"""The tables of a page are found from its rules alone, however they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.page.content import PageContent, Rule
from extract.readers.page.grid_table import GridTable
from extract.readers.page.lattice import find_tables

WIDTH, HEIGHT = 595.0, 842.0
XS = (100.0, 200.0, 300.0, 400.0)
YS = (100.0, 120.0, 140.0, 160.0)


def _across(y: float, x0: float, x1: float) -> Rule:
    return Rule(x0, y, x1, y)


def _down(x: float, top: float, bottom: float) -> Rule:
    return Rule(x, top, x, bottom)


def _is_across(rule: Rule) -> bool:
    return rule.x1 - rule.x0 >= rule.bottom - rule.top


def _dashed(rule: Rule, dash: float = 3.0, gap: float = 2.0) -> list[Rule]:
    """The same stroke in dashes."""
    length = rule.x1 - rule.x0 if _is_across(rule) else rule.bottom - rule.top
    starts = [index * (dash + gap) for index in range(int(length / (dash + gap)) + 1)]
    pieces = [(start, min(start + dash, length)) for start in starts if start < length]
    if _is_across(rule):
        return [Rule(rule.x0 + a, rule.top, rule.x0 + b, rule.top) for a, b in pieces]
    return [Rule(rule.x0, rule.top + a, rule.x0, rule.top + b) for a, b in pieces]


def _grid(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> list[Rule]:
    return [_across(y, xs[0], xs[-1]) for y in ys] + [_down(x, ys[0], ys[-1]) for x in xs]


def _find(*rules: Rule) -> list[GridTable]:
    return find_tables(PageContent(1, WIDTH, HEIGHT, (), rules))


def _shape(table: GridTable) -> list[tuple[int, int, int, int]]:
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells)


def _singles(rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    return [(row, column, 1, 1) for row in range(rows) for column in range(columns)]


def _covers_each_position_once(table: GridTable) -> bool:
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    return sorted(covered) == [(row, column) for row in range(table.rows) for column in range(table.columns)]


def test_a_page_without_rules_has_no_table() -> None:
    assert _find() == []


def test_a_single_box_is_a_frame_and_no_table() -> None:
    assert _find(*_grid(XS[:2], YS[:2])) == []


def test_a_simple_grid_has_its_rows_columns_and_boxes() -> None:
    (table,) = _find(*_grid())
    assert _shape(table) == _singles(3, 3)
    middle = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 1))
    assert table.box_of(middle) == pytest.approx((200, 120, 300, 140))
    assert table.box == pytest.approx((100, 100, 400, 160))


def test_a_missing_rule_merges_two_cells() -> None:
    rules = [_across(100, 100, 400), _across(120, 200, 400), _across(140, 100, 400), _across(160, 100, 400)]
    rules += [_down(100, 100, 160), _down(200, 100, 160), _down(300, 120, 160), _down(400, 100, 160)]
    (table,) = _find(*rules)
    assert _shape(table) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), *_singles(3, 3)[6:]]


@pytest.mark.parametrize("sides", ["both", "left", "right"])
def test_a_table_without_left_or_right_side_keeps_its_outer_columns(sides: str) -> None:
    kept = [
        x
        for x in XS
        if not (sides in ("both", "left") and x == XS[0]) and not (sides in ("both", "right") and x == XS[-1])
    ]
    rules = [_across(y, XS[0], XS[-1]) for y in YS] + [_down(x, YS[0], YS[-1]) for x in kept]
    (table,) = _find(*rules)
    assert _shape(table) == _singles(3, 3)
    assert table.xs == pytest.approx(XS)


def test_dashes_are_one_rule() -> None:
    rules = [part for rule in _grid() for part in _dashed(rule)]
    (table,) = _find(*rules)
    assert _shape(table) == _singles(3, 3)


def test_double_rules_are_one() -> None:
    rules = _grid()
    rules += [
        Rule(r.x0, r.top + 1.5, r.x1, r.bottom + 1.5)
        if _is_across(r)
        else Rule(r.x0 + 1.5, r.top, r.x1 + 1.5, r.bottom)
        for r in rules
    ]
    (table,) = _find(*rules)
    assert _shape(table) == _singles(3, 3)


def test_strokes_that_miss_each_other_by_a_hair_still_meet() -> None:
    rules = [_across(y, XS[0] + 0.6, XS[-1] - 0.6) for y in YS] + [_down(x, YS[0] + 0.5, YS[-1] - 0.5) for x in XS]
    (table,) = _find(*rules)
    assert _shape(table) == _singles(3, 3)


def test_a_nested_table_just_above_a_dotted_rule_stays_nested() -> None:
    """The inner table's last rule lies 1.3 points above a dotted rule of the outer one, as on a page of a real plan."""
    outer = [_across(y, 100, 400) for y in (100, 300)] + [_down(x, 100, 300) for x in (100, 180, 400)]
    outer += _dashed(_across(240, 100, 400), dash=1.5, gap=1.5)
    inner = _grid((200, 260, 320), (190, 214, 238.7))
    (table,) = _find(*outer, *inner)
    assert _shape(table) == _singles(2, 2)
    holder = next(index for index, cell in enumerate(table.cells) if (cell.row, cell.column) == (0, 1))
    assert [_shape(nested) for nested in table.inner[holder]] == [_singles(2, 2)]
    assert set(table.inner) == {holder}


def test_boxes_of_one_column_side_by_side_are_one_table_with_a_column_for_each_gap() -> None:
    boxes = [_grid((left, left + 100), YS) for left in (100, 212, 324)]
    (table,) = _find(*[rule for box in boxes for rule in box])
    assert (table.rows, table.columns) == (3, 5)
    assert _covers_each_position_once(table)
    assert table.xs == pytest.approx((100, 200, 212, 312, 324, 424))


def test_boxes_with_other_rows_stay_apart() -> None:
    tables = _find(*_grid((100, 200), YS), *_grid((212, 312), (100, 125, 160)))
    assert [(table.rows, table.columns) for table in tables] == [(3, 1), (2, 1)]


def test_tables_below_one_another_are_found_from_top_to_bottom() -> None:
    tables = _find(*_grid(ys=(400, 420, 440)), *_grid(ys=(100, 120, 140, 160)))
    assert [(table.rows, round(table.box[1])) for table in tables] == [(3, 100), (2, 400)]


def test_decoration_off_the_page_and_along_its_edge_is_no_rule() -> None:
    decoration = [
        _down(-20, 0, HEIGHT),
        _across(-15, -200, 900),
        _across(HEIGHT + 30, 0, WIDTH),
        _across(0.4, 0, WIDTH),
        _down(WIDTH - 0.4, 0, HEIGHT),
        _down(WIDTH + 300, 100, 160),
    ]
    (table,) = _find(*_grid(), *decoration)
    assert _shape(table) == _singles(3, 3)
    assert table.box == pytest.approx((100, 100, 400, 160))


def test_short_strokes_of_a_glyph_are_no_rules() -> None:
    (table,) = _find(*_grid(), _across(110, 130, 134), _down(132, 108, 112))
    assert _shape(table) == _singles(3, 3)


SIZES = st.lists(st.integers(12, 60).map(float), min_size=1, max_size=6)


@given(widths=SIZES, heights=SIZES)
@settings(deadline=None)
def test_any_full_grid_is_found_as_drawn(widths: list[float], heights: list[float]) -> None:
    xs, ys = list(accumulate(widths, initial=80.0)), list(accumulate(heights, initial=80.0))
    tables = _find(*_grid(xs, ys))
    if len(widths) * len(heights) == 1:
        assert tables == []
        return
    (table,) = tables
    assert _shape(table) == _singles(len(heights), len(widths))
    assert table.xs == pytest.approx(xs) and table.ys == pytest.approx(ys)


@given(data=st.data(), columns=st.integers(1, 5), rows=st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_whatever_rules_are_missing_each_position_is_covered_once(data: st.DataObject, columns: int, rows: int) -> None:
    xs, ys = [80.0 + 50 * index for index in range(columns + 1)], [80.0 + 20 * index for index in range(rows + 1)]
    rules = [
        _across(ys[0], xs[0], xs[-1]),
        _across(ys[-1], xs[0], xs[-1]),
        _down(xs[0], ys[0], ys[-1]),
        _down(xs[-1], ys[0], ys[-1]),
    ]
    inside = [_across(y, a, b) for y in ys[1:-1] for a, b in pairwise(xs)]
    inside += [_down(x, a, b) for x in xs[1:-1] for a, b in pairwise(ys)]
    rules += [rule for rule in inside if data.draw(st.booleans())]
    for table in _find(*rules):
        assert _covers_each_position_once(table)


@given(
    st.lists(
        st.builds(Rule, *[st.floats(-700, 1500, allow_nan=False)] * 4).map(
            lambda r: Rule(min(r.x0, r.x1), min(r.top, r.bottom), max(r.x0, r.x1), max(r.top, r.bottom))
        ),
        max_size=25,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_strokes_at_all_give_tables_that_hold_together(rules: list[Rule]) -> None:
    for table in _find(*rules):
        assert _covers_each_position_once(table)
        assert -1 <= table.box[0] <= table.box[2] <= WIDTH + 1


@pytest.mark.parametrize("gap", [2.4, 3.0, 3.9])
def test_a_frame_right_below_a_table_is_not_taken_into_it(gap: float) -> None:
    table = _grid()
    frame = _grid((XS[0], 330.0, XS[-1]), (YS[-1] + gap, YS[-1] + gap + 20.0))
    upper, lower = _find(*table, *frame)
    assert _shape(upper) == _singles(3, 3)
    assert _shape(lower) == _singles(1, 2)


def test_a_wide_double_rule_inside_a_table_does_not_part_it() -> None:
    head = [_across(y, XS[0], XS[-1]) for y in (60.0, 97.0)] + [_down(x, 60.0, 97.0) for x in (XS[0], XS[1], XS[-1])]
    (table,) = _find(*head, *_grid())
    assert table.columns == 3
