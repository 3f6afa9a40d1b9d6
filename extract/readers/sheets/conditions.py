"""Conditional formats that hide what cells say or show it otherwise: whether one is on a cell, and what is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec
from msgspec.structs import replace

from extract.readers.limits import over_limit
from extract.readers.raised import Look
from extract.readers.seen import Unread, is_pale
from extract.readers.sheets.sheet import Sheet, SheetCell
from plan.patterns import lazy_pattern
from plan.script import COVERED

Range = tuple[int, int, int, int]  # the first row and column, and the last
At = tuple[int, int]
Made = Literal["hidden", "struck", "other", ""]  # what a format makes of a cell; nothing where one sees it as before
COMPARED = lazy_pattern(r"\s*(?P<sign><>|<=|>=|=|<|>)\s*(?P<number>-?\d+(?:\.\d+)?)\s*")
SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
MOST = 1_000  # areas of such formats on a sheet; no person makes more of them
OTHERWISE = (
    "이 칸에는 글자를 감추거나 다르게 보이게 하는 조건부 서식이 있어 보이는 값을 알 수 없습니다.",
    "A conditional format may hide what the cell says or show it otherwise, so what it shows is not known.",
)


class Condition(msgspec.Struct, frozen=True):
    """A format on some areas of a sheet; ``makes`` says what it makes of the cell at a place.

    It is on the numbers that all of ``compared`` say (``>=50``), on ``numbers`` all, on ``errors`` alone; where none of
    these is told, nobody can tell.
    """

    areas: tuple[Range, ...]
    makes: Callable[[At], Made]
    compared: tuple[str, ...] = ()
    numbers: bool = False
    errors: bool = False

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies in one of the areas."""
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.areas)

    def holds(self, number: Decimal | None, text: str) -> bool | None:
        """Whether the format is on a cell with this number and these words, or None where that is not known."""
        if self.errors:
            return text.startswith("#")
        if self.numbers:
            return number is not None
        found = [one for said in self.compared if (one := COMPARED.fullmatch(said))]
        if not found or len(found) < len(self.compared):
            return None
        if number is None:  # a text is as large as none, and larger than all
            return None if any(one["sign"] != "=" for one in found) else False
        return all(SIGNS[one["sign"]](number, Decimal(one["number"])) for one in found)


def with_conditions(sheet: Sheet, conditions: Sequence[Condition], numbers: Mapping[At, Decimal]) -> None:
    """Have the cells say what is seen of them under the formats that may be on them."""
    if sum(len(condition.areas) for condition in conditions) > MOST:
        raise over_limit("table_cells")
    for at, cell in [*sheet.cells.items()] if conditions else ():
        if cell.text:
            sheet.cells[at] = seen_under(conditions, cell, numbers.get(at))


def seen_under(conditions: Sequence[Condition], cell: SheetCell, number: Decimal | None) -> SheetCell:
    """The cell as it is seen under these formats."""
    for condition in conditions:
        made = condition.makes((cell.row, cell.column)) if condition.covers(cell.row, cell.column) else ""
        holds = condition.holds(number, cell.text) if made else False
        if holds and made == "hidden":
            unread = (Unread("unseen-text", ""),) if number != 0 else ()
            return replace(cell, text=COVERED if unread else "", unread=cell.unread + unread)
        if holds and made == "struck":
            return replace(cell, text="", unread=(*cell.unread, Unread("struck-out", cell.text)))
        if holds is not False:
            return replace(cell, unsure=OTHERWISE)
    return cell


def made_of(look: Look, ground: int | None) -> Made:
    """What a format makes of a cell whose characters then have this look on this ground."""
    return "hidden" if is_pale(look, ground) else "struck" if look.struck else ""


def number_in(said: str) -> Decimal | None:
    """The finite number that a file stores, or None."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
