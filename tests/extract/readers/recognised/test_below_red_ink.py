"""What ink in colour touches, as it is told: no engine and no picture is needed here."""

from __future__ import annotations

import pytest

from extract.readers.recognised.scanned import Doubt, NumberDoubt, Over
from extract.readers.recognised.told import told_below_ink, told_of_cells, told_of_struck
from plan.records.base import Place
from plan.records.document import Cell, Damage, Table


def _table(text: str) -> Table:
    place = Place(page=1, table=0, row=0, column=0, box=(0.0, 0.0, 10.0, 10.0))
    return Table(
        rows=1,
        columns=1,
        cells=(Cell(text=text, row=0, column=0, place=place),),
        place=Place(page=1, table=0),
    )


def _told(rule: NumberDoubt, text: str) -> list[Damage]:
    return list(told_of_cells((_table(text),), (Doubt(rule, "40", 5.0, 5.0),)))


def test_a_cell_that_red_ink_touches_is_in_doubt_and_what_was_read_there_is_told() -> None:
    told = _told("red-ink", "40")
    assert {part.rule for part in told} == {"below-red-ink", "not-recognised"}
    assert any("Red ink" in part.reason_en for part in told)


def test_what_is_struck_out_in_red_is_told_and_what_was_its_name_is_in_doubt() -> None:
    told = _told("struck", "")
    assert [(part.rule, part.quote) for part in told] == [("struck-out", "40"), ("below-red-ink", "40")]


@pytest.mark.parametrize(
    ("text", "said"), [("(단위: 백만원)", "Read there: '(단위: 백만원)'."), ("", "Nothing was read")]
)
def test_a_line_outside_of_tables_is_told_with_what_was_read(text: str, said: str) -> None:
    (told,) = told_below_ink(3, [((1.0, 2.0, 30.0, 12.0), text, "red-ink")])
    assert told.place.page == 3 and said in told.reason_en


def test_ink_in_another_colour_and_stains_are_told_as_such() -> None:
    told = _told("ink", "40")
    assert {part.rule for part in told} == {"below-ink", "not-recognised"}
    assert any("a stain" in part.reason_en for part in told)


def test_what_is_struck_out_in_another_colour_is_told() -> None:
    told = _told("struck-ink", "")
    assert [(part.rule, part.quote) for part in told] == [("struck-out", "40"), ("below-ink", "40")]


@pytest.mark.parametrize(
    ("over", "rule"), [("red-ink", "below-red-ink"), ("struck", "below-red-ink"), ("struck-ink", "below-ink")]
)
def test_a_line_outside_of_tables_is_told_by_the_ink_that_touches_it(over: Over, rule: str) -> None:
    (told,) = told_below_ink(3, [((1.0, 2.0, 30.0, 12.0), "가람길 정비", over)])
    assert told.rule == rule


def test_a_table_that_is_struck_out_whole_is_told_once() -> None:
    (told,) = told_of_struck([_table("40")], [(0.0, 0.0, 12.0, 12.0)])
    assert told.rule == "struck-out" and told.place.row is None
    assert not list(told_of_struck([_table("40")], [(20.0, 20.0, 30.0, 30.0)]))
