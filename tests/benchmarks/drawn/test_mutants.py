"""What is published of a printed table is what the picture of its page shows, whatever was done to the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.drawn.changes import CHANGES
from benchmarks.drawn.eye import read
from benchmarks.drawn.mutants import outcome
from benchmarks.drawn.page import HEIGHT, Piece, table_of, taken_apart
from benchmarks.hangul.reading import SILENT, Value


@pytest.mark.parametrize("seed", range(len(CHANGES)))
def test_no_mutant_is_published_otherwise_than_its_picture_shows(seed: int, tmp_path: Path) -> None:
    name, end, why = outcome(seed, tmp_path, tables=2)
    assert end not in SILENT, f"{name}: {why}"


def test_the_eye_reads_all_of_a_good_table() -> None:
    table = table_of(0)
    names = {
        Value(name, unit, year, said.replace(",", ""))
        for (name, unit), (_, *words) in zip(table.labels, table.texts[1:], strict=True)
        for year, said in zip(table.years, words, strict=True)
    }
    assert set(read(table.data, 0)) == names


def test_the_eye_reads_no_text_but_the_picture() -> None:
    mutant = taken_apart(table_of(0))
    (spot, piece), *_ = [(spot, piece) for spot, piece in mutant.texts() if spot == (1, 1)]
    piece.content = piece.content.replace(b"0 Tr", b"3 Tr")
    name, unit = mutant.table.labels[spot[0] - 1]
    lost = Value(name, unit, mutant.table.years[0], mutant.table.texts[1][1].replace(",", ""))
    seen = read(mutant.written(), 0)
    assert lost in read(mutant.table.data, 0)
    assert lost not in seen
    assert Value(name, "", mutant.table.years[0], "blank") in seen


def seen_with(drawn: str) -> tuple[Value, set[Value]]:
    """The first value of a good table, and what the eye reads once something is drawn in its cell.

    ``drawn`` stands in a system whose origin is the left end of the value's base line.
    """
    mutant = taken_apart(table_of(0))
    piece = next(piece for spot, piece in mutant.texts() if spot == (1, 1))
    content = f"q 1 0 0 1 {piece.x:.3f} {HEIGHT - piece.y:.3f} cm 0 0 0.6 rg {drawn} Q\n"
    mutant.pieces.append(Piece(content.encode(), 0, 0))
    name, unit = mutant.table.labels[0]
    value = Value(name, unit, mutant.table.years[0], mutant.table.texts[1][1].replace(",", ""))
    return value, set(read(mutant.written(), 0))


@pytest.mark.parametrize("drawn", ["-20 0.2 60 1.2 re f", "-3 -2 4 4 re f"], ids=["line", "blot"])
def test_the_eye_reads_a_number_that_something_leaves_legible(drawn: str) -> None:
    value, seen = seen_with(drawn)
    assert value in seen


@pytest.mark.parametrize("drawn", ["-20 -1 60 5 re f", "-3 -2 6 12 re f"], ids=["line", "blot"])
def test_the_eye_does_not_guess_at_what_is_hidden(drawn: str) -> None:
    value, seen = seen_with(drawn)
    assert not any((one.name, one.year) == (value.name, value.year) for one in seen)


@pytest.mark.parametrize("style", [b"1 Tr 0.2 w", b"1 Tr 1 w", b"2 Tr 0.3 w"], ids=["hollow", "outlined", "bold"])
def test_the_eye_reads_a_number_with_a_comma_however_its_strokes_are_painted(style: bytes) -> None:
    number, row, column = next((n, r, c) for n in range(24) for r, texts in enumerate(table_of(n).texts)
                               for c, said in enumerate(texts) if "," in said)  # fmt: skip
    mutant = taken_apart(table_of(number))
    piece = next(piece for spot, piece in mutant.texts() if spot == (row, column))
    piece.content = piece.content.replace(b"0 Tr", style)
    name, unit = mutant.table.labels[row - 1]
    said = mutant.table.texts[row][column].replace(",", "")
    assert Value(name, unit, mutant.table.years[column - 1], said) in read(mutant.written(), number)
