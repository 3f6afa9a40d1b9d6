"""The names of the rows of one table: told apart by the row that they stand below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from normalize.cells.units import in_round_brackets
from normalize.tables.labels import is_total_word
from normalize.tables.rows import Row
from plan.patterns import lazy_pattern

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
