"""Which cells hold an amount, as far as it must be known to tell what a table is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

import regex

from extract.vocabulary import spaced_pattern
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.script import DASHES, TILDES, TRIANGLES

DIGIT = lazy_pattern(r"\d")


@cache
def _amount() -> regex.Pattern[str]:
    """A number that is no date, ordinal or mark of a list; in front of it may stand who pays it: (국) 300."""
    payer = rf"{spaced_pattern('funding')}|{spaced_pattern('payer_in_cell')}"
    return lazy_pattern(
        rf"^\s*(?:(?:약|총|금|연)?\s?[{DASHES}({TRIANGLES}+]?|(?:{payer})\s?|[(\[]\s?(?:{payer})\s?[)\]])\s?\d[\d,]*(?:\.\d+)?"
        rf"(?!\d|\s?(?:월|일|분기|차\s?[년보])|[.)]\s|\s?[.{TILDES}]\s?\d{{1,2}}\s?[.월{TILDES}])"
    )


PLAIN = lazy_pattern(r"\s*\d[\d,]*(?:\.\d+)?\s*")
NONE = lazy_pattern(rf"\s*[{DASHES}]?\s*")


def is_amount(cell: Cell) -> bool:
    """Whether a line of the cell begins with a number that is no date, ordinal or mark of a list."""
    return DIGIT.search(cell.text) is not None and any(_amount().match(line) for line in cell.text.splitlines())


def plain_number(cell: Cell) -> Decimal | None:
    """The plain number of a cell, 0 for a dash or nothing; None for anything else."""
    if PLAIN.fullmatch(cell.text):
        return Decimal(cell.text.strip().replace(",", ""))
    return Decimal(0) if NONE.fullmatch(cell.text) else None


def add_up(parts: Iterable[Cell], whole: Cell) -> bool:
    """Whether plain numbers, dashes and blanks make up the number of another cell."""
    total, numbers = plain_number(whole), [plain_number(part) for part in parts]
    known = [number for number in numbers if number is not None]
    return total is not None and len(known) == len(numbers) and sum(known) == total
