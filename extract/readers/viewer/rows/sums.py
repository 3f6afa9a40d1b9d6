"""Which reading of a head the sums of its rows show."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.readers.viewer.heads import FlatHead, Span
from extract.readers.viewer.items import Item

Order = tuple[Span, ...]


def order_of(rows: Sequence[Sequence[Item]], one: Order, other: Order) -> Order | None:
    """The order of columns in which a row adds up and no row does in the other; None where nothing tells."""
    shown = [sum(adds_up(row, order) for row in rows) for order in (one, other)]
    if shown[0] and not shown[1]:
        return one
    return other if shown[1] and not shown[0] else None


def adds_up(row: Sequence[Item], order: Order) -> bool:
    """Whether the one total of a row is the sum of its years, words counted as nothing."""
    if len(row) != len(order) or sum(column.kind == "total" for column in order) != 1:
        return False
    numbers = [item.number or Decimal(0) for item in row]
    total = next(number for number, column in zip(numbers, order, strict=True) if column.kind == "total")
    return total > 0 and total == sum(numbers) - total


def is_sum_of_more(rows: Sequence[Sequence[Item]], at: int, begun: int, totals: Sequence[int]) -> bool:
    """Whether a row is the sum of the rows above it from the last total or the first row on, and not from ``begun``.

    Rows that are totals themselves are not counted.
    """
    before = [other for other in totals if other < at]
    if _is_sum(rows[at], [rows[own] for own in range(begun, at) if own not in totals]):
        return False
    return any(
        _is_sum(rows[at], [rows[own] for own in range(start, at) if own not in totals])
        for start in {0, *(other + 1 for other in before if other < begun)}
        if start < begun
    )


def _is_sum(row: Sequence[Item], parts: Sequence[Sequence[Item]]) -> bool:
    if not parts or any(len(part) != len(row) for part in parts):
        return False
    return all(
        whole.number is not None and whole.number == sum(one.number or Decimal(0) for one in column)
        for whole, column in zip(row, zip(*parts, strict=True), strict=True)
    )


def split_column(head: FlatHead, rows: Sequence[Sequence[Item]], count: int) -> int | None:
    """The one column under which there are ``count`` values, the first of which adds up with the other columns."""
    totals = [at for at, column in enumerate(head.columns) if column.kind == "total"]
    fitting = [row for row in rows if len(row) == head.width + count - 1]
    if len(totals) != 1 or not fitting:
        return None
    able = [at for at in range(head.width) if at not in totals]
    found = [at for at in able if all(_adds_up_split(row, totals[0], at, count) for row in fitting)]
    return found[0] if len(found) == 1 else None


def divided_column(head: FlatHead, rows: Sequence[Sequence[Item]], count: int) -> int | None:
    """The one column under which a sum and its parts stand, ``count`` values in all, in every row."""
    if not rows or any(len(row) != head.width + count - 1 for row in rows):
        return None
    found = [at for at in range(head.width) if all(_is_divided(row[at : at + count]) for row in rows)]
    return found[0] if len(found) == 1 else None


def _is_divided(values: Sequence[Item]) -> bool:
    numbers = [item.number for item in values]
    whole, *parts = (number or Decimal(0) for number in numbers)
    return None not in numbers and whole > 0 and whole == sum(parts)


def _adds_up_split(row: Sequence[Item], total: int, split: int, count: int) -> bool:
    numbers = [item.number or Decimal(0) for item in row]
    counted = [*numbers[: split + 1], *numbers[split + count :]]
    return counted[total] > 0 and counted[total] == sum(counted) - counted[total]
