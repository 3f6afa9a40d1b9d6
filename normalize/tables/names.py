"""The rows of one table told apart: by the row that they stand below, and by who pays as their cells say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from normalize.cells.amount import Amount
from normalize.cells.units import Unit, in_round_brackets
from normalize.tables.labels import is_total_word
from normalize.tables.payers import Payer, paid_in
from normalize.tables.rows import Row, Slot, is_of_one_period
from plan.patterns import lazy_pattern

DIGIT = lazy_pattern(r"\d")
IN_BRACKETS = lazy_pattern(r"(?P<word>[^()]*)\((?P<inside>[^()]+)\)\s*")


def told_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table; names that stand in it several times take the one above that stands once: 가람대 국비.

    Where that does not make them differ they stay as they are.
    """
    counts = Counter(map(_key, rows))
    if not any(count > 1 for count in counts.values()):
        return list(rows)
    named = [_below(row, rows[:at], counts) if counts[_key(row)] > 1 else row for at, row in enumerate(rows)]
    made = Counter(map(_key, named))
    doubled = {before for before, after in zip(map(_key, rows), map(_key, named), strict=True) if made[after] > 1}
    return [row if _key(row) in doubled else new for row, new in zip(rows, named, strict=True)]


def _key(row: Row) -> tuple[str, str, str]:
    return row.program_no, "".join(row.label.name.split()), row.values[0].slot.series if row.values else ""


def _below(row: Row, above: Sequence[Row], counts: Counter[tuple[str, str, str]]) -> Row:
    for other in reversed(above):
        if other.number != row.number and other.program_no == row.program_no and counts[_key(other)] == 1:
            group = _group(other.label.name)
            name = f"{group} {row.label.name}".strip()
            return replace(row, label=replace(row.label, name=name))
    return row


def _group(name: str) -> str:
    """What a row that others stand below is about: 가람대 of ``계(가람대)``, nothing of ``계``."""
    if is_total_word(name):
        return ""
    noted = IN_BRACKETS.fullmatch(in_round_brackets(name))
    return noted["inside"].strip() if noted and is_total_word(noted["word"]) else name


def by_payers(row: Row) -> tuple[Row, ...]:
    """The row, or where every cell with a number names the same payers, a row for each, below that of their sum.

    Parts are believed beside a total where they add up to it in every cell.
    """
    if row.label.funding or not _is_paid(row):
        return (row,)
    numbers = [value for value in row.values if DIGIT.search(value.cell.text)]
    if not all(not value.trouble and is_of_one_period(row, value) for value in numbers):
        return (row,)
    said = {value.slot: paid for value in numbers if (paid := paid_in(value.cell.text, _unit_of(row)))}
    totals = {slot: paid.total for slot, paid in said.items() if paid.total}
    if not said or len(said) < len(numbers) or len({(paid.total is None, *paid.parts) for paid in said.values()}) > 1:
        return (_with(row, totals),) if totals else (row,)  # 19억2천(국 9.6, 시 9.6): its parts prove what is said
    payers = next(iter(said.values())).parts
    parts = [_of(row, payer, {slot: paid.parts[payer] for slot, paid in said.items()}) for payer in payers]
    return (*([_with(row, totals)] if totals else []), *parts)


def _is_paid(row: Row) -> bool:
    """Whether a row is a budget, by its label or by the unit that is printed for it."""
    in_money = bool(row.units) and all(unit.kind == "money" for unit in row.units)
    return row.label.measure == "budget" or (row.label.measure is None and in_money)


def _unit_of(row: Row) -> Unit | None:
    return row.units[0] if len(row.units) == 1 else None


def _with(row: Row, amounts: Mapping[Slot, Amount]) -> Row:
    values = tuple(replace(v, amount=amounts[v.slot]) if v.slot in amounts else v for v in row.values)
    return replace(row, values=values, label=replace(row.label, measure="budget"))


def _of(row: Row, payer: Payer, amounts: Mapping[Slot, Amount]) -> Row:
    own = _with(row, amounts)
    name = f"{row.label.name} {payer.name}".strip()
    return replace(own, label=replace(own.label, name=name, funding=payer.source, payer=payer.name))
