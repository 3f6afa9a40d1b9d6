"""Reads a cell the way that the tests name it: a text, and the unit line of its column."""

from __future__ import annotations

from normalize.cells.amount import Amount
from normalize.cells.read import read_amount
from normalize.cells.units import read_units


def read(text: str, context: str = "") -> Amount:
    """The amount of a text in a column of this unit line; a line that is not known fails the test."""
    units = read_units(context) if context else ()
    assert bool(units) == bool(context), f"the test names an unknown unit: {context}"
    return read_amount(text, units)
