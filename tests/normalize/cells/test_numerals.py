"""Every row of ``numerals.tsv``: what a clerk means by a printed cell, a unit line or a head, written down by hand.

``unit`` is a scale word and a base unit (``백만 원``); of several values, and of their units, ``|`` stands between, of
the ends of a range ``..``. ``refused`` is any of text, unreadable and formula. The flags are some of those given.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from normalize.cells.amount import Flag
from normalize.cells.read import read_amount
from normalize.cells.units import read_units
from normalize.cells.value_json import Line, as_line

TABLE = Path(__file__).with_name("numerals.tsv")
FACTORS = {
    "십": 1, "백": 2, "천": 3, "만": 4, "십만": 5, "백만": 6, "천만": 7,
    "억": 8, "십억": 9, "백억": 10, "천억": 11, "조": 12, "십조": 13, "백조": 14, "천조": 15,
}  # fmt: skip
REFUSED = {"text", "unreadable", "formula"}
WITH_VALUE = {"value", "range", "transition", "multi", "year", "period", "ordinal_year"}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _numbers(value: object) -> list[Decimal]:
    return [Decimal(str(part)) for part in _listed(value)]


def _unit(text: str) -> tuple[str, Decimal]:
    word, _, base = text.partition(" ")
    return (base, Decimal(10) ** FACTORS[word]) if word in FACTORS else (text, Decimal(1))


def _units(line: Line) -> list[tuple[object, Decimal]]:
    return list(zip(_listed(line["base_unit"]), _numbers(line["scale"]), strict=True))


def _wanted_numbers(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.replace("..", "|").split("|")] if text else []


def differences(row: dict[str, str]) -> list[str]:
    """The columns in which the reading of a row is not what the row says."""
    line = as_line(row["text"].replace("\\n", "\n"), row["context"], row["kind"])
    return _differences(row, line)


def _differences(row: dict[str, str], line: Line) -> list[str]:
    status, statuses = row["status"], REFUSED if row["status"] == "refused" else {row["status"]}
    wrong = [] if line["status"] in statuses else ["status"]
    if _numbers(line["value"]) + _numbers(line["value_max"]) != _wanted_numbers(row["value"]):
        wrong.append("value")
    wanted = [_unit(text) for text in row["unit"].split("|") if text]
    if row["kind"] != "year" and (_units(line) if line["base_unit"] else []) != wanted:
        wrong.append("unit")
    if status in WITH_VALUE and row["kind"] == "cell":
        scales = _numbers(line["scale"])
        products = [value * scale for value, scale in zip(_numbers(line["value"]), scales, strict=True)]
        wrong += [] if _numbers(line["base_value"]) == products else ["base_value"]
    if not set(filter(None, row["flags"].split(";"))) <= {str(flag) for flag in _listed(line["flags"])}:
        wrong.append("flags")
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['kind']}-{row['text']!r}-{row['context']}" for row in ROWS])
def test_a_text_means_what_a_clerk_means(row: dict[str, str]) -> None:
    line = as_line(row["text"].replace("\\n", "\n"), row["context"], row["kind"])
    assert _differences(row, line) == [], (row["why"], line)


def test_the_table_covers_every_kind_of_answer() -> None:
    assert len(ROWS) > 800
    assert {row["status"] for row in ROWS if row["kind"] == "cell"} >= {
        "value", "range", "transition", "multi", "formula", "dash", "blank", "non_budget", "undecided",
        "not_applicable", "text", "unreadable", "refused",
    }  # fmt: skip
    assert len({(row["kind"], row["text"], row["context"]) for row in ROWS}) == len(ROWS)


def test_the_flags_of_all_cells_are_the_published_ones() -> None:
    amounts = [
        read_amount(row["text"].replace("\\n", "\n"), read_units(row["context"])[:1] or None)
        for row in ROWS
        if row["kind"] == "cell"
    ]
    given = {flag.partition("=")[0] for amount in amounts for flag in amount.flags}
    assert given - set(get_args(Flag)) == set()
    of_pages = {"ocr", "ocr_program", "ocr_sum", "ocr_layer"}  # where the value stands, not what its cell says
    seen_elsewhere = {"power", "long", "per_one", "suspicious_glyph", "reversed", "years", *of_pages}
    assert set(get_args(Flag)) - given <= seen_elsewhere
