"""Numbers whose separators are wrong, told from lists and dates.

>>> malformed_number("160,00건")
Malformed(digits='160,00', unit_printed='건')
>>> malformed_number("160,000건") is malformed_number("3,4") is malformed_number("2024.1.2.") is None
True
"""

from __future__ import annotations

import msgspec

from normalize.cells.units import read_unit
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.script import MINUS, TRIANGLES

NUMBER = lazy_pattern(rf"[{MINUS}+{TRIANGLES}]?\s?(?P<digits>\d[\d,.]*\d)\s?(?P<unit>[^\d\s,.()]{{0,8}})")
WELL_FORMED = lazy_pattern(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
LIST = lazy_pattern(r"\d{1,2}(?:,\d{1,2})+")  # 3,4 may be two numbers: nobody knows
YEARS = lazy_pattern(r"(?:19|20)\d\d(?:,(?:19|20)?\d\d)+")  # 2024,25


class Malformed(msgspec.Struct, frozen=True):
    """A number with wrong separators and what is printed behind it."""

    digits: str
    unit_printed: str


def malformed_number(text: str) -> Malformed | None:
    """The number with wrong separators that the whole text is, or None."""
    compared = plain(text)
    found = NUMBER.fullmatch(compared) if "," in compared else None
    if not found or "," not in found["digits"]:
        return None
    digits, unit = found["digits"], found["unit"]
    if any(pattern.fullmatch(digits) for pattern in (WELL_FORMED, LIST, YEARS)) or (unit and read_unit(unit) is None):
        return None
    return Malformed(digits, unit)
