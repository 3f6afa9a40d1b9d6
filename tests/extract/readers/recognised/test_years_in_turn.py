"""A doubted year of a head is confirmed by the certain years beside it, and by nothing less."""

from __future__ import annotations

import pytest

from extract.readers.recognised.scanned import NumberDoubt
from extract.readers.recognised.witnesses.in_turn import in_turn
from plan.records.base import Place
from plan.records.document import Cell, Table


def _confirmed(texts: tuple[str, ...], doubted: dict[int, NumberDoubt]) -> set[int | None]:
    cells = tuple(
        Cell(text=text, row=0, column=at, place=Place(table=0, row=0, column=at)) for at, text in enumerate(texts)
    )
    table = Table(rows=1, columns=len(cells), cells=cells, place=Place(table=0))
    found = in_turn((table,), {cells[at].place: rule for at, rule in doubted.items()})
    return {place.column for place in found}


@pytest.mark.parametrize(
    ("texts", "doubted"),
    [
        (("구분", "’23년이전", "’24년", "’25년", "’26년 이후"), 4),
        (("2027년", "2028년", "2029년", "2030년"), 3),
        (("2027", "2028", "2029"), 1),
        (("2027", "2028", "2029"), 0),
    ],
)
def test_a_doubted_year_in_turn_is_confirmed(texts: tuple[str, ...], doubted: int) -> None:
    assert _confirmed(texts, {doubted: "one-engine"}) == {doubted}


@pytest.mark.parametrize(
    ("texts", "doubted"),
    [
        (("’24년", "’25년", "’28년 이후"), {2: "one-engine"}),
        (("’25년", "’26년 이후"), {1: "one-engine"}),
        (("’24년", "’25년", "계", "’26년"), {3: "one-engine"}),
        (("’24년", "’25년", "’26년"), {1: "one-engine", 2: "one-engine"}),
        (("’24년", "’25년", "’26년"), {2: "no-number"}),
        (("24", "25", "26"), {2: "one-engine"}),
    ],
    ids=["a gap", "one year", "parted", "two in doubt", "no number", "no years"],
)
def test_a_year_that_is_not_in_turn_stays_in_doubt(texts: tuple[str, ...], doubted: dict[int, NumberDoubt]) -> None:
    assert _confirmed(texts, doubted) == set()
