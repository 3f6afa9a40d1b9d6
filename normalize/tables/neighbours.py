"""What the rows above and beside a row say of it: the sum that it is a part of, the unit of its turn."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.cells.units import PAID, Unit, spellings_of
from normalize.tables.labels import Label, counted_in, read_label
from normalize.tables.payers import names_costs
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.records.printed import YearTable
from plan.script import DASHES, visible

PLAIN = lazy_pattern(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
NO_PART = lazy_pattern(rf"[{DASHES}]?")
NO_ROWS = range(0)
WHOLE = frozenset({"people", "count", "place"})  # kinds of units of which there are no parts
ALL = 100  # per cent: a share of a whole is no greater
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


def parts_above(table: YearTable, number: int, columns: Sequence[int]) -> range:
    """The rows right above a row that add up to it in every column, two of them or more; none where they do not."""
    whole = [_plain(table.grid[number][column].text) for column in columns]
    added = [Decimal(0)] * len(columns)
    for above in range(number - 1, table.header_rows - 1, -1):
        values = [_plain(table.grid[above][column].text) for column in columns]
        if None in values or None in whole:
            return NO_ROWS
        added = [total + (value or Decimal(0)) for total, value in zip(added, values, strict=True)]
        if above < number - 1 and added == whole:
            return range(above, number) if sum(map(bool, whole)) >= FEWEST else NO_ROWS
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


def units_that_fit(label: Label, stated: Sequence[Unit], texts: Sequence[str]) -> tuple[Unit, ...]:
    """Of the units that a table lists those that a row can be counted in, by its name and the numbers in its cells."""
    could = [unit for unit in stated if _can_be(label, unit, texts)]
    if len(could) > 1:
        kind = counted_in(label)
        of_kind = [unit for unit in could if unit.kind == kind]
        named = [unit for unit in could if _names(label, unit)]
        could = next((only for only in (named, of_kind) if len(only) == 1), could)
    return tuple(could)


def _can_be(label: Label, unit: Unit, texts: Sequence[str]) -> bool:
    if label.value_kind == "rate":
        return unit.kind == "rate"
    if label.measure == "budget":
        return unit.kind in PAID
    if unit.kind == "money":
        return label.is_gain or (label.measure is None and not label.is_count and not label.is_degree)
    if unit.kind == "rate":
        is_counted = label.is_count and not label.is_degree
        return not (label.is_gain or label.is_never_rate or is_counted or _exceeds_a_whole(texts))
    return not (
        unit.scale == 1 and unit.kind in WHOLE and (label.is_degree or (not label.is_ratio and _has_parts(texts)))
    )


def _names(label: Label, unit: Unit) -> bool:
    """Whether a label ends with the name of a unit: 지원가구, 참여 기업 수."""
    bare = unspaced(label.name)
    words = {unspaced(spelling) for spelling in spellings_of(unit)}
    return any(len(word) > 1 and bare.endswith((word, f"{word}수")) for word in words)


def _exceeds_a_whole(texts: Sequence[str]) -> bool:
    """Whether a number is greater than any share that is not called a rate."""
    return any((_plain(text) or 0) > ALL for text in texts)


def _has_parts(texts: Sequence[str]) -> bool:
    return any((_plain(text) or Decimal(0)) % 1 for text in texts)


def units_left(rows: Sequence[tuple[int, Sequence[str], Sequence[str]]], units: Sequence[Unit]) -> dict[int, Unit]:
    """The one of the listed units that no row is known to be in, for the one row whose unit is not known.

    A row is its number, its words and the texts of its cells.
    """
    labels = [(number, read_label(words), texts) for number, words, texts in rows]
    could = {number: units_that_fit(label, units, texts) for number, label, texts in labels if not label.unit_printed}
    taken = {found[0] for found in could.values() if len(found) == 1}
    open_rows = [number for number, found in could.items() if len(found) > 1]
    left = [unit for unit in units if unit not in taken]
    if len(open_rows) != 1 or len(left) != 1 or left[0] not in could[open_rows[0]]:
        return _unit_of_a_sum(labels, units) or _money_of_a_sum(labels, units)
    return {open_rows[0]: left[0]}


def _unit_of_a_sum(rows: Sequence[tuple[int, Label, Sequence[str]]], units: Sequence[Unit]) -> dict[int, Unit]:
    """The other of two units, one of them money, for rows and their printed sum beside the rows of a budget.

    Money of the parts would add up to the budget, which has a number of its own: 공익활동, 시장형, 계 beside 예산.
    """
    counted = [unit for unit in units if unit.kind != "money"]
    paid = [label for _, label, _ in rows if label.measure == "budget"]
    others = [row for row in rows if row[1].measure != "budget"]
    sums = [row for row in others if row[1].is_total]
    parts = [[_plain(text) for text in texts] for _, label, texts in others if not label.is_total]
    is_said = any(label.unit_printed or label.value_kind for _, label, _ in others)
    if len(units) != FEWEST or len(counted) != 1 or not paid or len(sums) != 1 or len(parts) < FEWEST or is_said:
        return {}
    return {number: counted[0] for number, _, _ in others} if _add_up(parts, sums[0][2]) else {}


def _money_of_a_sum(rows: Sequence[tuple[int, Label, Sequence[str]]], units: Sequence[Unit]) -> dict[int, Unit]:
    """The one unit of money for the sum of several budgets beside rows that count: 물량, 구축비, 운영비, 합계."""
    money = [unit for unit in units if unit.kind == "money"]
    sums = [(number, label, texts) for number, label, texts in rows if label.is_total and not label.unit_printed]
    parts = [(label, texts) for _, label, texts in rows if not label.is_total]
    costs = [texts for label, texts in parts if units_that_fit(label, units, texts) == (*money,)]
    paid = [[_plain(text) for text in texts] for texts in costs]
    if len(money) != 1 or len(sums) != 1 or len(paid) < FEWEST:
        return {}
    number, _, texts = sums[0]
    return {number: money[0]} if _add_up(paid, texts) else {}


def _add_up(parts: Sequence[Sequence[Decimal | None]], whole: Sequence[str]) -> bool:
    """Whether numbers make up a printed sum in every column, and in enough of them more than nothing."""
    if any(None in values for values in parts):
        return False
    added = [sum((value or Decimal(0) for value in column), Decimal(0)) for column in zip(*parts, strict=True)]
    return added == [_plain(text) for text in whole] and sum(map(bool, added)) >= FEWEST


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
