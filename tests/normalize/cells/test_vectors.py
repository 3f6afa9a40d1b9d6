"""The shared table of printed numerals, units and years, read through the function behind ``gongpyo value --json``."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from normalize.cells.value_json import Line, as_line
from tests.conftest import SHARED, shared

FILE = "vectors/numerals-and-units.tsv"
RENAMED = {"blank": {"blank", "dash"}, "tbd": {"undecided"}}  # the contract's words for what the table calls these

# What we say otherwise, and why. A row that agrees again must leave this list.
DELIBERATE: dict[str, str] = {}


def _rows() -> list[dict[str, str]]:
    path = SHARED / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value in (None, "") else [value]


def _numbers(value: object) -> list[Decimal]:
    return [Decimal(str(part)) for part in _listed(value)]


def _expected(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.split("|")] if text else []


def differences(row: dict[str, str]) -> list[str]:
    """The columns in which the reading of a row is not what the row says."""
    return _differences(row, as_line(row["input"], row["context_unit"], row["kind"]))


def _differences(row: dict[str, str], line: Line) -> list[str]:
    """The columns in which a reading is not what the table says; base units are compared, as scale says the rest."""
    wanted = row["expected_status"]
    wrong = [] if line["status"] in RENAMED.get(wanted, {wanted}) else ["status"]
    if wanted in ("value", "range", "multi", "transition", "year", "period", "ordinal_year"):
        pairs = (("value", "expected_number"), ("value_max", "expected_max"), ("scale", "expected_scale"))
        wrong += [key for key, column in pairs if row[column] and _numbers(line[key]) != _expected(row[column])]
        if row["expected_base_value"] and _numbers(line["base_value"]) != _expected(row["expected_base_value"]):
            wrong.append("base_value")
    if [str(unit) for unit in _listed(line["base_unit"])] != [part for part in row["expected_unit"].split("|") if part]:
        wrong.append("base_unit")
    if not set(filter(None, row["expected_flags"].split(";"))) <= {str(flag) for flag in _listed(line["flags"])}:
        wrong.append("flags")
    return wrong


ROWS = _rows()


def test_the_table_is_there() -> None:
    shared(FILE)
    assert len(ROWS) > 100
    assert set(DELIBERATE) <= {row["id"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['input']}" for row in ROWS])
def test_a_vector_reads_as_the_table_says(row: dict[str, str]) -> None:
    line = as_line(row["input"], row["context_unit"], row["kind"])
    wrong = _differences(row, line)
    if row["id"] in DELIBERATE:
        assert wrong, f"{row['id']} agrees with the table again"
    else:
        assert wrong == [], line
