"""What is published of real documents, against what a person reads in them: ``python -m benchmarks.gold FOLDER``.

The folder holds ``docs/`` and ``published/``: for each document the rows that are a plan, with programme, measure,
payer, unit and values, and the tables that are none. The scorer that compares them is a program of its own. Its counts
are compared with ``benchmarks/gold.json``; a difference is printed as a gain or a loss and fails the run.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import regex

from extract.readers.registry import SUFFIXES
from gongpyo.pipeline import convert
from plan.errors import PlanError
from plan.forms import letters

COUNTS = Path(__file__).with_name("gold.json")
WORSE = ("mislabelled", "wrong", "missing", "false", "traps", "untitled")  # the fewer the better
LINE = regex.compile(
    r"right (?<right>\d+)/(?<of>\d+) mislabelled (?<mislabelled>\d+) wrong (?<wrong>\d+) missing (?<missing>\d+)"
    r" false (?<false>\d+) traps (?<traps>\d+) title (?<title>.*)"
)
Counts = dict[str, int | str]


def scored(scorer: Path, gold: Path, document: Path) -> tuple[Counts, list[str]]:
    """The scorer's counts of one document, and what it says of each row that is not right."""
    with tempfile.TemporaryDirectory() as out:
        counts: Counts = {}
        folder = Path(out) / "refused"
        try:
            _, folder = convert(document, Path(out))
        except PlanError as error:
            counts["refused"] = error.code
        command = [sys.executable, str(scorer), str(gold), str(folder), "-v"]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        counts |= exact_names(gold, folder)
    lines = said.stdout.splitlines()
    found = LINE.fullmatch(lines[-1]) if lines else None
    if found is None:
        raise RuntimeError(said.stderr)
    counts |= {name: int(number) for name, number in found.groupdict().items() if name != "title"}
    counts["untitled"] = 0 if found["title"] == "ok" or "refused" in counts else 1
    return counts, [line.strip() for line in lines[:-1]]


def exact_names(gold: Path, folder: Path) -> Counts:
    """How many programmes of the gold are published under their very name; the scorer takes a like one for the same."""
    tables = json.loads(gold.read_text(encoding="utf-8"))["tables"]
    wanted = {letters(table["program"]) for table in tables if table.get("publish") and table.get("program")}
    published: set[str] = set()
    for name in ("targets.csv", "budgets.csv"):
        if (folder / name).exists():
            with (folder / name).open(encoding="utf-8-sig", newline="") as rows:
                published |= {letters(row["program_name"]) for row in csv.DictReader(rows)}
    return {"names": len(wanted), "exact": len(wanted & published)}


def documents(corpus: Path, cases: Path | None) -> Iterator[tuple[str, Path, Path]]:
    """Name, gold and document of all that is scored: the corpus, and cases that hold a ``gold.json``."""
    for gold in sorted((corpus / "published").glob("*.json")):
        name = json.loads(gold.read_text(encoding="utf-8"))["source"]["file"]
        yield name, gold, corpus / "docs" / name
    for gold in sorted(cases.glob("*/gold.json")) if cases else ():
        inputs = [path for path in sorted(gold.parent.iterdir()) if path.suffix in SUFFIXES]
        for document in inputs:
            yield f"{gold.parent.name}/{document.name}", gold, document


def changes(name: str, was: Counts | None, now: Counts) -> Iterator[str]:
    """What became better or worse in one document."""
    if was is None:
        yield f"new: {name}"
        return
    for count in ("right", *WORSE):
        before, after = was.get(count, 0), now.get(count, 0)
        if before != after:
            better = (int(after) > int(before)) == (count == "right")
            yield f"{'gain' if better else 'LOSS'}: {name}: {count} {before} -> {after}"
    if was.get("refused") != now.get("refused"):
        yield f"refusal: {name}: {was.get('refused', 'none')} -> {now.get('refused', 'none')}"


def main() -> int:
    """Print the score of each document and of all; 1 where a count is not the one committed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gold", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the program that compares a folder with its gold")
    parser.add_argument("--cases", type=Path, help="folders with a document and its gold.json")
    parser.add_argument("--update", action="store_true", help="write the counts anew; read the difference")
    parser.add_argument("--only", default="", help="documents whose name contains this")
    parser.add_argument("-v", "--verbose", action="store_true", help="each row that is not right")
    options = parser.parse_args()
    known = json.loads(COUNTS.read_text(encoding="utf-8")) if COUNTS.exists() else {}
    chosen = [row for row in documents(options.folder, options.cases) if options.only in row[0]]
    with ProcessPoolExecutor(2) as pool:
        waiting = [(name, pool.submit(scored, options.scorer, gold, path)) for name, gold, path in chosen]
        measured = {name: one.result() for name, one in waiting}
    total: Counter[str] = Counter()
    for name, (counts, lines) in measured.items():
        if "/" not in name:
            total.update({key: value for key, value in counts.items() if isinstance(value, int)})
        print(f"{name}: {' '.join(f'{key} {value}' for key, value in counts.items())}")  # noqa: T201
        for line in lines if options.verbose else ():
            print(f"    {line}")  # noqa: T201
    print(f"all: {' '.join(f'{key} {value}' for key, value in total.items())}")  # noqa: T201
    changed = [line for name, (counts, _) in measured.items() for line in changes(name, known.get(name), counts)]
    for line in changed:
        print(line, file=sys.stderr)  # noqa: T201
    if options.update:
        kept = known | {name: counts for name, (counts, _) in measured.items()}
        COUNTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
