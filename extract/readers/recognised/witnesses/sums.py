"""A document's own sums as a witness of numbers that not all engines read alike.

A sum is believed where the table shows it elsewhere: the same rows add up in another column, all of
whose numbers are certain (국비 + 시비 = 계), or the same columns in another row (the years and their total).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from extract.readers.inside import tables_in
from extract.readers.recognised.numbers import is_number, plain
from extract.readers.recognised.scanned import NumberDoubt
from plan.records.base import Place
from plan.records.document import Block, Table

WITNESSED: frozenset[NumberDoubt] = frozenset(("one-engine", "unsure", "cut-off", "other-ink"))
MOST_PARTS = 9  # numbers that one sum adds up
LEAST = 10  # of a number that a sum can tell from another one: one digit may fit by chance

Spot = tuple[int, int]  # a row and a column


class Sum(NamedTuple):
    """Which line is the sum of which others, all rows or all columns."""

    total: int
    parts: range


def summed_up(blocks: Iterable[Block], doubted: Mapping[Place, NumberDoubt]) -> set[Place]:
    """The cells whose doubted number a sum of the table confirms, in which it is the only one in doubt."""
    confirmed: set[Place] = set()
    for table in tables_in(blocks):
        waiting = {cell.place: (cell.row, cell.column) for cell in table.cells if doubted.get(cell.place) in WITNESSED}
        unsure = {(cell.row, cell.column) for cell in table.cells if cell.place in doubted}
        values = _values(table)
        while found := {place for place, spot in waiting.items() if _is_summed_up(spot, values, unsure)}:
            confirmed |= found
            unsure -= {waiting.pop(place) for place in found}
    return confirmed


def _values(table: Table) -> dict[Spot, Decimal]:
    """The plain numbers of a table; a dash is none, and so is what a cell holds beside a number."""
    found = {}
    for cell in table.cells:
        text = plain(cell.text).replace(",", "")
        if not cell.blocks and is_number(plain(cell.text)) and text.replace(".", "", 1).isdigit():
            found[cell.row, cell.column] = Decimal(text)
    return found


def _is_summed_up(spot: Spot, values: Mapping[Spot, Decimal], unsure: Collection[Spot]) -> bool:
    if values.get(spot, 0) < LEAST:
        return False
    return _fits(spot, values, unsure) or _fits(
        _turned(spot), {_turned(at): value for at, value in values.items()}, {_turned(at) for at in unsure}
    )


def _fits(spot: Spot, values: Mapping[Spot, Decimal], unsure: Collection[Spot]) -> bool:
    """Whether a number is in a sum of its column that another column of certain numbers shows too."""
    row, column = spot
    others = sorted({at for _, at in values} - {column})
    for each in _sums_with(row, max(at for at, _ in values) + 1):
        lines = (each.total, *each.parts)
        if not _holds(each, column, values) or any((at, column) in unsure for at in lines if at != row):
            continue
        for other in others:
            if _holds(each, other, values) and all((at, other) not in unsure for at in lines):
                return True
    return False


def _sums_with(row: int, rows: int) -> Iterator[Sum]:
    """The sums that a row may stand in: of those right below or right above their total."""
    for count in range(2, MOST_PARTS + 1):
        for total in range(max(0, row - count), min(rows, row + count + 1)):
            for parts in (range(total + 1, total + 1 + count), range(total - count, total)):
                if (row == total or row in parts) and parts.start >= 0 and parts.stop <= rows:
                    yield Sum(total, parts)


def _holds(each: Sum, column: int, values: Mapping[Spot, Decimal]) -> bool:
    """Whether a sum holds in a column; of its parts two or more are numbers, and the others are blank."""
    total = values.get((each.total, column))
    parts = [values[at, column] for at in each.parts if (at, column) in values]
    return total is not None and sum(part > 0 for part in parts) >= 2 and sum(parts) == total


def _turned(spot: Spot) -> Spot:
    return spot[1], spot[0]
