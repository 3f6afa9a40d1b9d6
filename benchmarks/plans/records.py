"""What is drawn and what is true: the features of a plan, and the series, traps and slips that are printed in it.

A period is named ``2026``, ``total``, ``prior``, ``later`` or ``baseline:2025``, as a row of targets.csv would be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

HERE = Path(__file__).parent
Measure = Literal["target", "budget"]
Features = dict[str, str]
NOT_DRAWN = "-"  # a feature that the kind of document has no place for


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a plan as a person reads it; ``None`` is a label that can be read in two ways and is not scored.

    ``names`` are the indicator names that are right, the first one the best. ``values`` hold every printed cell,
    words and dashes too; only those with a number are scored. ``open`` names periods that are not scored.
    """

    table: int
    where: str
    program: str
    code: str
    strategy: str | None
    task: str | None
    department: str
    measure: Measure
    names: tuple[str, ...]
    payer: str = ""
    payer_printed: str = ""
    unit: str
    kind: str | None
    values: dict[str, str]
    open: tuple[str, ...] = ()


class Trap(msgspec.Struct, frozen=True, kw_only=True):
    """A row of numbers that is no yearly plan of this office and must not be published; ``why`` names its sort."""

    table: int
    where: str
    why: str
    numbers: tuple[str, ...]


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """An error that the document prints, the rules of which one should say so (any, where none), and its own words."""

    what: str
    where: str
    rules: tuple[str, ...]
    quotes: tuple[str, ...]


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a person would take from one generated document.

    ``titles`` are right titles, the best first; ``first_year`` and ``last_year`` are None where no period is printed.
    """

    seed: int
    features: Features
    titles: tuple[str, ...]
    office: str
    first_year: int | None
    last_year: int | None
    series: tuple[Series, ...]
    traps: tuple[Trap, ...]
    slips: tuple[Slip, ...]
