"""A number that not all engines read alike is confirmed by a sum that its table shows elsewhere too."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.recognised.scanned import NumberDoubt
from extract.readers.recognised.witnesses.sums import summed_up
from plan.records.base import Place
from plan.records.document import Cell, Table

FUNDING = (("계", "37,136", "9,284"), ("국비", "30,000", "9,000"), ("시비", "7,136", "284"))
YEARS = (("주민 수", "460", "110", "150", "200"), ("예산", "37,136", "9,284", "12,471", "15,381"))


def table(rows: Sequence[Sequence[str]]) -> Table:
    cells = tuple(
        Cell(text=text, row=row, column=at, place=Place(table=0, row=row, column=at))
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
    )
    return Table(rows=len(rows), columns=len(rows[0]), cells=cells, place=Place(table=0))


def confirmed(
    rows: Sequence[Sequence[str]], *spots: tuple[int, int], rule: NumberDoubt = "one-engine"
) -> set[tuple[int, int]]:
    doubted = {Place(table=0, row=row, column=at): rule for row, at in spots}
    return {(place.row or 0, place.column or 0) for place in summed_up([table(rows)], doubted)}


@pytest.mark.parametrize("spot", [(0, 1), (1, 2), (2, 1)])
def test_a_payer_and_a_total_are_confirmed_by_the_sum_of_their_column(spot: tuple[int, int]) -> None:
    assert confirmed(FUNDING, spot) == {spot}


@pytest.mark.parametrize("spot", [(0, 1), (1, 4)])
def test_a_year_and_a_total_are_confirmed_by_the_sum_of_their_row(spot: tuple[int, int]) -> None:
    assert confirmed(YEARS, spot) == {spot}


def test_a_number_that_does_not_fit_stays_in_doubt() -> None:
    wrong = (FUNDING[0], FUNDING[1], ("시비", "7,136", "234"))
    assert confirmed(wrong, (2, 2)) == set()
    pointed = (("계", "37.136", "9,284"), *FUNDING[1:])
    assert confirmed(pointed, (0, 1)) == set(), "a comma that was read as a point"


def test_a_sum_that_the_table_shows_nowhere_else_confirms_nothing() -> None:
    assert confirmed([row[:2] for row in FUNDING], (0, 1)) == set()
    assert confirmed((*YEARS[:1], ("예산", "9", "1", "3", "6")), (0, 1)) == set(), "the other row is no sum"


def test_two_numbers_in_doubt_do_not_confirm_one_another() -> None:
    assert confirmed(FUNDING, (0, 1), (1, 1)) == set()
    assert confirmed(FUNDING, (0, 1), (0, 2)) == set()


def test_one_confirmed_number_may_confirm_the_next() -> None:
    both = (("계", "100", "30", "70"), ("국비", "60", "20", "40"), ("시비", "40", "10", "30"))
    assert confirmed(both, (0, 1), (0, 2)) == {(0, 1), (0, 2)}


@pytest.mark.parametrize("rule", ["no-number", "three-decimals"])
def test_what_is_no_number_or_may_be_misread_as_one_is_not_confirmed(rule: NumberDoubt) -> None:
    assert confirmed(FUNDING, (0, 1), rule=rule) == set()


def test_a_digit_alone_may_fit_by_chance() -> None:
    small = (("계", "7", "30"), ("국비", "3", "20"), ("시비", "4", "10"))
    assert confirmed(small, (0, 1)) == set()
