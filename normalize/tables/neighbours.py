"""What the rows above and beside a row say of it: the sum that it is a part of, the unit of its turn."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.cells.units import Unit
from normalize.tables.labels import read_label
from normalize.tables.payers import names_costs
from plan.patterns import lazy_pattern
from plan.records import YearTable
from plan.script import DASHES, visible

PLAIN = lazy_pattern(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
NO_PART = lazy_pattern(rf"[{DASHES}]?")
NO_ROWS = range(0)
FEWEST = 2  # parts that a sum is told by, and columns in which they have to meet it


def parts_below(table: YearTable, number: int, columns: Sequence[int]) -> range:
    """The rows right below a row that add up to it in every column; none where they do not, or one row alone would."""
    whole = [_plain(table.grid[number][column].text) for column in columns]
    if None in whole or sum(bool(value) for value in whole) < FEWEST:
        return NO_ROWS
    added = [Decimal(0)] * len(columns)
    for below in range(number + 1, len(table.grid)):
        values = [_plain(table.grid[below][column].text) for column in columns]
        if None in values:
            return NO_ROWS
        added = [total + (value or Decimal(0)) for total, value in zip(added, values, strict=True)]
        if below > number + 1 and added == whole:
            return range(number + 1, below + 1)
        if any(total > (most or Decimal(0)) for total, most in zip(added, whole, strict=True)):
            return NO_ROWS
    return NO_ROWS


def is_running_total(table: YearTable, number: int, above: int, columns: Sequence[int]) -> bool:
    """Whether a row adds up, column by column, the row above it; a first number may hold what was before."""
    own = [_plain(table.grid[number][column].text) for column in columns]
    steps = [_plain(table.grid[above][column].text) for column in columns]
    if None in own or None in steps or len(columns) < FEWEST:
        return False
    return all(
        (after or Decimal(0)) - (before or Decimal(0)) == (step or Decimal(0))
        for before, after, step in zip(own, own[1:], steps[1:], strict=False)
    )


def units_in_turn(rows: Sequence[tuple[int, Sequence[str]]], units: Sequence[Unit]) -> dict[int, Unit]:
    """The unit of each row where a table lists as many as its rows take turns in: 개소, 백만원 over 쉼터, 예산.

    One of the units is money, and the rows in its turn, and no others, name a budget. Where there are as many units as
    rows, more of them may be money: 모금액, 예산 below 억원, 백만원.
    """
    if left := _unit_that_is_left(rows, units):
        return left
    count = len(units)
    paid = [unit.kind == "money" for unit in units]
    once = len(rows) == count and any(paid)
    if count < FEWEST or not rows or len(rows) % count or not (once or (count == FEWEST and sum(paid) == 1)):
        return {}
    labels = [read_label(words) for _, words in rows]
    if any(label.unit_printed for label in labels) or not any(label.measure == "budget" for label in labels):
        return {}
    for at, label in enumerate(labels):
        in_money = paid[at % count]
        is_earned = in_money and sum(paid) > 1 and label.measure == "target" and not label.is_count
        if (label.measure == "budget") != in_money and not is_earned:
            return {}
    return {number: units[at % count] for at, (number, _) in enumerate(rows)}


def _unit_that_is_left(rows: Sequence[tuple[int, Sequence[str]]], units: Sequence[Unit]) -> dict[int, Unit]:
    """The other of two units, one of them money, for the one row that is no budget and prints no unit of its own."""
    counted = [unit for unit in units if unit.kind != "money"]
    if len(units) != FEWEST or len(counted) != 1:
        return {}
    labels = [(number, words, read_label(words)) for number, words in rows]
    unsaid = [one for one in labels if not one[2].unit_printed]
    others = [
        number for number, words, label in unsaid if label.measure != "budget" and not any(map(names_costs, words))
    ]
    return {others[0]: counted[0]} if len(others) == 1 and len(unsaid) > 1 else {}


def _plain(text: str) -> Decimal | None:
    """The number that a cell is, 0 where it is empty or a dash, None where it holds anything else."""
    text = visible(text).strip()
    if PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(0) if NO_PART.fullmatch(text) else None
