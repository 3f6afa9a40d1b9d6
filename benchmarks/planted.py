"""How many planted errors the audit finds: ``python -m benchmarks.planted [SOURCE] --count 1000 --seed 1``.

Each error is put into one row of the year tables as they were read, one at a time. Whether it breaks a sum, a one-line
summary or the unit that the row has elsewhere is worked out here from the printed digits and words alone; it is found
where a new finding of these checks names a changed cell.
Errors that break none of them cannot be seen by any check of the document against itself; they are counted apart.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from gongpyo.pipeline import interpret, read_tables
from plan.grid import same_cell
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.meaning import Finding
from plan.records.printed import ExtractedPlan, SummaryLine, YearTable

FIXTURE = Path(__file__).parent.parent / "fixtures/seoul-citizen-participation-2024-2027/plan.hwp"
NUMBERS = re.compile(r"△?\d[\d,]*(?:\.\d+)?")
DIGIT = re.compile(r"\d")
UNIT = re.compile(r"(?<=[(:：,\d])\s*(천건|만명|백만원|천원|억원|건|명|회|개소|개|원)(?=\s*[),]|\s*$)")
UNITS = ("천건", "건", "명", "회", "개소", "백만원", "천원")
CROSS_CHECKS = ("total-mismatch", "sum-mismatch", "summary-mismatch", "unit-conflict", "units-mixed")
AT_LEAST = Decimal("0.99")  # of the errors that break a check
RUNNING = ("누계", "누적")  # series of which the document says that they do not add up
Numbers = tuple[Decimal, ...]
Row = tuple[YearTable, int]
Change = Callable[[Sequence[Cell], random.Random], tuple[tuple[Cell, str], ...]]


@dataclass(frozen=True, slots=True)
class Planted:
    """An error: its kind, the cells that it changed with their new texts, and what it breaks."""

    kind: str
    changed: tuple[tuple[Cell, str], ...]
    breaks: str


def numbers_in(text: str) -> Numbers:
    """The numbers printed in a cell, in order; △ is a minus."""
    return tuple(Decimal(found.replace(",", "").replace("△", "-")) for found in NUMBERS.findall(text))


# ------------------------------------------------------------------------------------------- kinds of errors


def swap_digits(text: str, chance: random.Random) -> str:
    """Two digits that stand side by side change places."""
    at = [found.start() for found in DIGIT.finditer(text)]
    pairs = [(a, b) for a, b in itertools.pairwise(at) if text[a] != text[b] and set(text[a + 1 : b]) <= {","}]
    pairs = [(a, b) for a, b in pairs if not (text[b] == "0" and (a == 0 or not text[a - 1].isdigit()))]
    if not pairs:
        return text
    a, b = chance.choice(pairs)
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def change_digit(text: str, chance: random.Random) -> str:
    """One digit becomes another one, the first of a number never 0."""
    at = chance.choice([found.start() for found in DIGIT.finditer(text)])
    first = at == 0 or not (text[at - 1].isdigit() or text[at - 1] in ",.")
    return text[:at] + chance.choice([d for d in "0123456789"[first:] if d != text[at]]) + text[at + 1 :]


def turn_sign(text: str, _: random.Random) -> str:
    """A number becomes negative."""
    return re.sub(r"(?=\d)", "△", text, count=1)


def change_unit(text: str, chance: random.Random) -> str:
    """The unit of a label or of a cell becomes another one."""
    found = list(UNIT.finditer(text))
    if not found:
        return text
    at = chance.choice(found)
    return text[: at.start(1)] + chance.choice([unit for unit in UNITS if unit != at[1]]) + text[at.end(1) :]


def exchange(cells: Sequence[Cell], chance: random.Random) -> tuple[tuple[Cell, str], ...]:
    """Two years exchange their values."""
    pairs = [(a, b) for a in cells for b in cells if a.column < b.column and a.text != b.text]
    if not pairs:
        return ()
    a, b = chance.choice(pairs)
    return ((a, b.text), (b, a.text))


def shift(cells: Sequence[Cell], _: random.Random) -> tuple[tuple[Cell, str], ...]:
    """Every value slips into the next year, and the first year is left with a dash."""
    texts = ["-", *(cell.text for cell in cells)]
    return tuple((cell, text) for cell, text in zip(cells, texts, strict=False) if cell.text != text)


def in_one(change: Callable[[str, random.Random], str]) -> Change:
    """A change of the text of one cell."""

    def changed(cells: Sequence[Cell], chance: random.Random) -> tuple[tuple[Cell, str], ...]:
        if not cells:
            return ()
        cell = chance.choice(cells)
        text = change(cell.text, chance)
        return ((cell, text),) if text != cell.text else ()

    return changed


KINDS: dict[str, tuple[tuple[str, ...], Change]] = {
    "swapped digits": (("year", "total"), in_one(swap_digits)),
    "year changed": (("year",), in_one(change_digit)),
    "total changed": (("total",), in_one(change_digit)),
    "sign": (("year", "total"), in_one(turn_sign)),
    "unit": (("label", "year", "total"), in_one(change_unit)),
    "years exchanged": (("year",), exchange),
    "years shifted": (("year",), shift),
}


def plant(kind: str, row: Row, chance: random.Random) -> tuple[tuple[Cell, str], ...]:
    """Cells of a row with new texts; () where the row has none that this kind of error can change."""
    table, number = row
    roles, change = KINDS[kind]
    cells = [table.grid[number][c.column] for c in table.columns if c.role in roles]
    cells = [cell for cell in cells if sum(same_cell(cell, other) for other in cells) == 1]
    if kind == "unit":
        cells = [cell for cell in cells if UNIT.search(cell.text)]
    else:
        cells = [cell for cell in cells if numbers_in(cell.text)]
    return change(cells, chance)


# --------------------------------------------------------------------------------------- what an error breaks


def texts_of(row: Row, new: Mapping[Cell, str]) -> dict[int | None, str]:
    """The printed texts of a row by year, None for the total."""
    table, number = row
    cells = {c.year if c.role == "year" else None: table.grid[number][c.column] for c in table.columns
             if c.role in ("year", "total")}  # fmt: skip
    return {year: new.get(cell, cell.text) for year, cell in cells.items()}


def off_by(texts: Mapping[int | None, str]) -> Numbers | None:
    """How far each total is from the sum of its years; None where a row has no total or no years."""
    totals = numbers_in(texts.get(None, ""))
    years = [numbers for year, text in texts.items() if year is not None and (numbers := numbers_in(text))]
    if not totals or not years or any(len(numbers) != len(totals) for numbers in years):
        return None
    return tuple(total - sum((numbers[part] for numbers in years), Decimal(0)) for part, total in enumerate(totals))


def breaks(row: Row, new: Mapping[Cell, str], lines: Sequence[SummaryLine]) -> str:
    """What new texts of cells break that was whole before: sum, summary or unit, several joined by a blank."""
    before, after = texts_of(row, {}), texts_of(row, new)
    table, number = row
    printed = "".join(cell.text for cell in table.grid[number])
    adds_up = not any(word in printed for word in RUNNING)
    broken = ["sum"] if adds_up and off_by(before) != off_by(after) and any(off_by(after) or ()) else []
    for line in lines:
        if line.program_no != table.program_no:
            continue
        said = {point.year: numbers_in(point.printed) for point in line.points} | {None: numbers_in(line.total_printed)}
        agreed = [year for year, text in before.items() if said.get(year) and _among(numbers_in(text), said[year])]
        if len(agreed) < 2:
            continue  # the line speaks of another row
        if any(not _among(numbers_in(after[year]), said[year]) for year in agreed):
            broken.append("summary")
        if units_in(row, {}) == {line.unit_text} != units_in(row, new):
            broken.append("unit")
    if len(units_in(row, {})) == 1 < len(units_in(row, new)):
        broken.append("unit")
    return " ".join(dict.fromkeys(broken))


def units_in(row: Row, new: Mapping[Cell, str]) -> set[str]:
    """The units printed in a row: in its label and in its cells."""
    table, number = row
    cells = [table.grid[number][c.column] for c in table.columns if c.role in ("label", "year", "total")]
    return {unit for cell in cells for unit in UNIT.findall(new.get(cell, cell.text))}


def _among(numbers: Numbers, said: Numbers) -> bool:
    return bool(numbers) and set(numbers) <= set(said)


# ------------------------------------------------------------------------------------------------ the trial


def with_texts(extracted: ExtractedPlan, new: Mapping[Cell, str]) -> ExtractedPlan:
    """The same plan with new texts in some cells; a merged cell stays one cell."""
    tables = []
    for table in extracted.year_tables:
        if any(cell in new for row in table.grid for cell in row):
            made = {cell: replace(cell, text=new[cell]) for row in table.grid for cell in row if cell in new}
            grid = tuple(tuple(made.get(cell, cell) for cell in row) for row in table.grid)
            tables.append(replace(table, grid=grid))
        else:
            tables.append(table)
    return replace(extracted, year_tables=tuple(tables))


def is_found(extracted: ExtractedPlan, changed: Sequence[tuple[Cell, str]], known: frozenset[Finding]) -> bool:
    """Whether a cross-check now says something new of a changed cell."""
    places: set[Place] = {cell.place for cell, _ in changed}
    plan = interpret(with_texts(extracted, dict(changed)))
    new = [found for found in plan.findings if found.rule in CROSS_CHECKS and found not in known]
    return any(places & set(found.places) for found in new)


def planted(extracted: ExtractedPlan, count: int, seed: int) -> list[tuple[Planted, bool]]:
    """``count`` errors of all kinds in turn, each with whether it was found."""
    chance = random.Random(seed)
    rows = [
        (table, number)
        for table in extracted.year_tables
        if table.kind == "plan" and not table.unread_en
        for number in range(table.header_rows, len(table.grid))
    ]
    known = frozenset(interpret(extracted).findings)
    kinds = list(KINDS)
    results: list[tuple[Planted, bool]] = []
    while len(results) < count:
        kind = kinds[len(results) % len(kinds)]
        row = chance.choice(rows)
        changed = plant(kind, row, chance)
        if not changed:
            continue
        broken = breaks(row, dict(changed), extracted.summary_lines)
        error = Planted(kind, changed, broken)
        results.append((error, is_found(extracted, changed, known)))
    return results


def main() -> int:
    """Print the share found for each kind; 1 where fewer are found than there should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="print each error that breaks a check and is not found")
    options = parser.parse_args()
    results = planted(read_tables(options.source), options.count, options.seed)
    breaking, found, quiet = (Counter[str]() for _ in range(3))
    for error, seen in results:
        for name in (error.kind, "all"):
            breaking[name] += bool(error.breaks)
            found[name] += bool(error.breaks) and seen
            quiet[name] += not error.breaks
        if options.missed and error.breaks and not seen:
            print("missed:", error.kind, error.breaks, [(c.text, text) for c, text in error.changed])  # noqa: T201
    print("kind             break a check   found            break none")  # noqa: T201
    for name in (*KINDS, "all"):
        share = f"{found[name] / breaking[name]:.1%}" if breaking[name] else "-"
        print(f"{name:16} {breaking[name]:13} {found[name]:7} {share:>7} {quiet[name]:12}")  # noqa: T201
    return 0 if Decimal(found["all"]) >= AT_LEAST * breaking["all"] else 1


if __name__ == "__main__":
    sys.exit(main())
