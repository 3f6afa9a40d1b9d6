"""What the tool makes of a folder of real documents: ``python -m benchmarks.corpus FOLDER [--update]``.

The folder holds ``docs/`` and hand-checked (``gold/<document>.json``) or automatic (``gold/silver-*.json``) tables.
Of HWP and HWPX the cells that an independent reader reads otherwise are listed (``benchmarks/witness.py``).
The counts are compared with ``benchmarks/corpus.json``; a difference is printed as a gain or a loss and fails the run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import witness
from gongpyo.pipeline import interpret, read_tables
from plan.errors import PlanError
from plan.records.printed import ExtractedPlan

COUNTS = Path(__file__).with_name("corpus.json")
BETTER = ("tables.plan", "series", "values", "gold_cells.right", "silver_cells.right")  # the more the better
SAME_DOCUMENT = {  # printed versions whose gold is the other format's
    "nikl-workplan-2022.pdf": "nikl-workplan-2022.hwp",
    "seoul-youth-office-2026.pdf": "seoul-youth-office-2026.hwpx",
}
Grid = list[list[str]]


def bare(text: str) -> str:
    """A cell as it is compared: white space does not count."""
    return "".join(text.split())


def expected_tables(folder: Path, name: str) -> Iterator[tuple[str, str, Grid]]:
    """The gold and silver tables of one document: ``gold`` or ``silver``, where it stands, and its rows."""
    gold = folder / "gold" / f"{SAME_DOCUMENT.get(name, name)}.json"
    if gold.exists():
        for table in json.loads(gold.read_text(encoding="utf-8")):
            yield "gold", table["location"], [*table["header_rows"], *table["rows"]]
    for silver in sorted(folder.glob("gold/silver-*.json")):
        for table in json.loads(silver.read_text(encoding="utf-8")):
            if table["file"] == name:
                yield "silver", f"p.{table['page']}", table["rows"]


def found_grids(extracted: ExtractedPlan) -> list[Grid]:
    """Every year table as printed, years in the columns."""
    grids = []
    for table in extracted.year_tables:
        rows = zip(*table.grid, strict=True) if table.transposed else table.grid
        grids.append([[bare(cell.text) for cell in row] for row in rows])
    return grids


def right_cells(wanted: Grid, grids: Sequence[Grid]) -> tuple[int, int, list[str]]:
    """Cells of the best fitting table that read as wanted, all wanted cells, and what differs.

    Silver tables leave the later positions of a merged cell blank: there, what stands to the left or above counts too.
    """
    cells = [(row, column, bare(text)) for row, line in enumerate(wanted) for column, text in enumerate(line)]
    best: tuple[int, list[str]] = (-1, ["no table"])
    for grid in grids:
        if not grid or len(grid[0]) != len(wanted[0]):
            continue
        for offset in range(max(1, len(grid) - len(wanted) + 1)):
            wrong = [
                f"[{row},{column}] {text!r} read as {read!r}"
                for row, column, text in cells
                if ((read := _read(grid, row + offset, column)) != text and not (text == "" and read))
                or (text == "" and read and not _merged(grid, row + offset, column))
            ]
            if len(cells) - len(wrong) > best[0]:
                best = (len(cells) - len(wrong), wrong)
    return max(best[0], 0), len(cells), best[1]


def _read(grid: Grid, row: int, column: int) -> str | None:
    return grid[row][column] if row < len(grid) else None


def _merged(grid: Grid, row: int, column: int) -> bool:
    text = grid[row][column]
    return (column > 0 and grid[row][column - 1] == text) or (row > 0 and grid[row - 1][column] == text)


def measure(folder: Path, path: Path) -> tuple[dict[str, Any], list[str], float]:
    """The counts of one document, what differs from gold and silver, and the seconds that it took."""
    start = time.perf_counter()
    try:
        extracted = read_tables(path)
    except PlanError as error:
        return {"refused": error.code}, [], time.perf_counter() - start
    counts: dict[str, Any] = {"tables": dict(sorted(Counter(t.kind for t in extracted.year_tables).items()))}
    try:
        plan = interpret(extracted)
        counts |= {
            "series": len(plan.indicators),
            "values": sum(o.status in ("value", "range") for o in plan.observations),
            "cells_not_read": plan.cells.findings,
            "findings": dict(sorted(Counter(found.rule for found in plan.findings).items())),
        }
    except PlanError as error:
        counts["refused"] = error.code
    seconds = time.perf_counter() - start
    differences = list(witness.differences(path, extracted)) if path.suffix in witness.FORMATS else []
    totals = {"gold": [0, 0], "silver": [0, 0]}
    grids = found_grids(extracted)
    for kind, location, wanted in expected_tables(folder, path.name):
        right, count, wrong = right_cells(wanted, grids)
        totals[kind][0] += right
        totals[kind][1] += count
        if wrong:
            differences.append(f"{kind} {location}: {right} of {count}; {'; '.join(wrong[:4])}")
    counts |= {f"{kind}_cells": value for kind, value in totals.items() if value[1]}
    return counts, differences, seconds


def changes(name: str, was: dict[str, Any] | None, now: dict[str, Any]) -> Iterator[str]:
    """What became better or worse in one document, and what is merely another."""
    if was is None:
        yield f"new: {name}"
        return
    before, after = _flat(was), _flat(now)
    for count in sorted(before.keys() | after.keys()):
        old, new = before.get(count, 0), after.get(count, 0)
        if old != new:
            yield f"{_verdict(count, old, new)}: {name}: {count} {old} -> {new}"


def _flat(counts: dict[str, Any]) -> dict[str, Any]:
    """Counts within counts under names of their own; of cells that should read as wanted, those that do."""
    flat: dict[str, Any] = {}
    for count, value in counts.items():
        if isinstance(value, dict):
            flat |= {f"{count}.{key}": number for key, number in value.items()}
        elif isinstance(value, list):
            flat |= {f"{count}.right": value[0], f"{count}.wanted": value[1]}
        else:
            flat[count] = value
    return flat


def _verdict(count: str, old: Any, new: Any) -> str:
    """Whether more of a count is good, or bad, or neither can be said without a look at the document."""
    if count == "refused":
        return "gain" if not new else "LOSS"
    if count in BETTER:
        return "gain" if new > old else "LOSS"
    if count == "cells_not_read":
        return "gain" if new < old else "LOSS"
    return "changed"


def main() -> int:
    """Print the report; 1 where the counts are not those committed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--update", action="store_true", help="write the counts anew; read the difference")
    parser.add_argument("--only", default="", help="documents whose name contains this")
    options = parser.parse_args()
    known = json.loads(COUNTS.read_text(encoding="utf-8")) if COUNTS.exists() else {}
    measured = {}
    for path in sorted((options.folder / "docs").iterdir()):
        if options.only not in path.name:
            continue
        counts, differences, seconds = measure(options.folder, path)
        measured[path.name] = counts
        print(f"{path.name}  {seconds:.1f} s  {json.dumps(counts, ensure_ascii=False)}")  # noqa: T201
        for line in differences:
            print(f"    {line}")  # noqa: T201
    changed = [line for name, counts in measured.items() for line in changes(name, known.get(name), counts)]
    for line in changed:
        print(line, file=sys.stderr)  # noqa: T201
    if options.update:
        COUNTS.write_text(json.dumps(known | measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
