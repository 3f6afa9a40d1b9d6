"""What every record is, a number in one, and the place where something is printed."""

from __future__ import annotations

from decimal import Decimal

import msgspec

SCHEMA_VERSION = "1.1.0"
SMALLEST, LARGEST = -(2**63), 2**63 - 1  # of an integer of 64 bits, as every store has them
DIGITS, DECIMALS = 38, 10  # DuckDB and Parquet have no number without bounds; these are as wide as their numbers get
Number = Decimal  # in JSON as ``as_json_number`` says


def as_json_number(value: Decimal) -> int | float | str:
    """The JSON number that reads back as exactly this value, or its digits as text where a float would lose some."""
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def decimals_of(value: Decimal) -> int:
    """How many decimals a number needs."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0:
        return 0
    ending = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -exponent - ending)


def is_kept_everywhere(value: Decimal) -> bool:
    """Whether every store that plans are put into gives this very number back (SQLite: 64 bits, or a float)."""
    number = as_json_number(value)
    return not isinstance(number, str) and SMALLEST <= number <= LARGEST and decimals_of(value) <= DECIMALS


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A frozen record that refuses fields it does not know; that their types are right is proved before it runs.

    None can hold itself, so the garbage collector need not look at them (``gc=False``).
    """


class Place(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where something is printed; made once, by the reader, and carried unchanged to the published row.

    As JSON it is without the coordinates that its format does not have.

    ``page`` is the page as printed, of Hangul's formats by the stored heights of their lines, None where not known.
    Pages and paragraphs count from 1; sections, tables, rows and columns from 0. ``box`` is left, top, right and
    bottom in points from the top left corner of the page. ``offset`` counts characters of the viewer's text. ``cell``
    is where a spreadsheet has it, as its formulas name it: ``재정!B7``.
    """

    page: int | None = None
    section: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None
    offset: int | None = None
    cell: str = ""
