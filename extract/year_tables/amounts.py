"""Which cells hold an amount, as far as it must be known to tell what a table is."""

from __future__ import annotations

from decimal import Decimal

from plan.patterns import lazy_pattern
from plan.records import Cell
from plan.script import DASHES, TILDES, TRIANGLES

AMOUNT = lazy_pattern(
    rf"^\s*(?:약|총|금|연)?\s?[{DASHES}({TRIANGLES}+]?\s?\d[\d,]*(?:\.\d+)?"
    rf"(?!\d|\s?(?:월|일|분기|차\s?[년보])|[.)]\s|\s?[.{TILDES}]\s?\d{{1,2}}\s?[.월{TILDES}])"
)
PLAIN = lazy_pattern(r"\s*\d[\d,]*(?:\.\d+)?\s*")
NONE = lazy_pattern(rf"\s*[{DASHES}]?\s*")


def is_amount(cell: Cell) -> bool:
    """Whether a line of the cell begins with a number that is no date, ordinal or mark of a list."""
    return any(AMOUNT.match(line) for line in cell.text.splitlines())


def plain_number(cell: Cell) -> Decimal | None:
    """The plain number of a cell, 0 for a dash or nothing; None for anything else."""
    if PLAIN.fullmatch(cell.text):
        return Decimal(cell.text.strip().replace(",", ""))
    return Decimal(0) if NONE.fullmatch(cell.text) else None
