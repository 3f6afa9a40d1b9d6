"""Damaged copies through the whole pipeline: ``python -m benchmarks.fuzz [--count N] [--keep FOLDER] [DOCUMENT...]``.

With ``--scans`` the documents are pictures of the first pages of PDFs, which needs the extra ``ocr``.

The outcomes are those of ``benchmarks/fuzz/oracle.py``. Behind them stands how many of the copies whose tables a second
reading finds untouched (``benchmarks/fuzz/untouched.py``) are read: a refusal is no way to be safe.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import witness
from benchmarks.fuzz.mutants import Mutant, mutants
from benchmarks.fuzz.oracle import Reader, Reading, is_bad, is_read, outcome
from benchmarks.fuzz.pictures import FORMS, pictures_of
from benchmarks.fuzz.untouched import tables_of
from extract.readers.registry import READERS
from gongpyo.pipeline import read_plan, read_tables
from plan.errors import PlanError
from plan.records.meaning import Observation, Plan

ROOT = Path(__file__).resolve().parent.parent.parent
# of the formats in which damage can be told: a changed digit in a text is as good as the one before
SUFFIXES = tuple(suffix for reader in READERS if reader.states_tables or reader.confirmed for suffix in reader.suffixes)
DOCUMENTS = tuple(
    path
    for pattern in ("fixtures/*/plan.*", "fixtures/shapes/*/document.*")
    for path in sorted(ROOT.glob(pattern))
    if path.suffix in SUFFIXES
)


@dataclass(slots=True)
class Found:
    """The outcomes of many copies; and of those whose tables were untouched."""

    outcomes: Counter[str] = field(default_factory=Counter)
    untouched: Counter[str] = field(default_factory=Counter)

    def add(self, other: Found) -> None:
        """Count those of another document too."""
        self.outcomes.update(other.outcomes)
        self.untouched.update(other.untouched)

    @property
    def read(self) -> int:
        """How many of the untouched were read."""
        return sum(number for result, number in self.untouched.items() if is_read(result))


def reading(path: Path) -> Reading:
    """What gongpyo makes of a file."""
    try:
        plan = read_plan(path)
    except PlanError as error:
        return Reading(refused=error.code)
    says = any(found.rule in ("source-damaged", "not-as-seen") for found in plan.findings)
    return Reading(values_of(plan), _doubts(plan), says_damaged=says)


def values_of(plan: Plan) -> Counter[Hashable]:
    """Every published value with where it belongs."""
    return Counter(
        _of_scan(o)
        if "ocr" in o.flags
        else (o.program_no, o.measure, o.indicator_no, o.period_type, o.year, *_read_of(o))
        for o in plan.observations
    )


def _read_of(o: Observation) -> tuple[Hashable, ...]:
    return o.value, o.value_min, o.value_max, o.unit, o.status


def _of_scan(o: Observation) -> tuple[Hashable, ...]:
    """What is certain of a value of a scan: no name or unit, which may be misread, nor a marked programme."""
    return o.program_no if "ocr_program" not in o.flags else "", o.period_type, o.year, o.value, o.status


def _doubts(plan: Plan) -> Counter[Hashable]:
    return Counter((found.rule, found.program_no, found.record, found.actual) for found in plan.findings)


def reader_of(folder: Path, suffix: str) -> Reader:
    """A reader of bytes, which puts them into a file of this suffix first."""
    copy = folder / f"document{suffix}"

    def read(data: bytes) -> Reading:
        copy.write_bytes(data)
        return reading(copy)

    return read


def run(path: Path, count: int, first: int = 0, keep: Path | None = None, *, looks_twice: bool = False) -> Found:
    """The outcomes of ``count`` damaged copies of one document; bad ones are kept in a folder."""
    found, content, whole = Found(), path.read_bytes(), reading(path)
    tables = tables_of(content, content) if looks_twice else None
    with tempfile.TemporaryDirectory() as folder:
        reader = reader_of(Path(folder), path.suffix)
        for mutant in mutants(content, count, first):
            result = outcome(reader, mutant.data, whole)
            found.outcomes[result] += 1
            if tables is not None and not whole.refused and tables_of(mutant.data, content) == tables:
                found.untouched[result] += 1
            if is_bad(result):
                _report(path, mutant, result, keep)
    return found


def _report(path: Path, mutant: Mutant, result: str, keep: Path | None) -> None:
    sys.stderr.write(f"{result}: {path.parent.name}/{path.name} {mutant.kind} {mutant.seed}\n")
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        name = f"{path.parent.name}.{mutant.kind}-{mutant.seed}.{result.split(maxsplit=1)[0]}{path.suffix}"
        (keep / name).write_bytes(mutant.data)


def shares(documents: Sequence[Path], count: int) -> dict[Path, int]:
    """How many copies of each document: each format gets ``count``, small documents more of them than large ones."""
    given: dict[Path, int] = {}
    for suffix in (*SUFFIXES, *FORMS):
        paths = [path for path in documents if path.suffix == suffix]
        weights = {path: 1 / path.stat().st_size for path in paths}
        total = sum(weights.values())
        given |= {path: max(1, round(count * weight / total)) for path, weight in weights.items()}
    return given


def _otherwise_read(path: Path) -> Iterator[str]:
    """What an independent reader reads otherwise in the whole document."""
    if path.suffix in witness.FORMATS:
        try:
            yield from witness.differences(path, read_tables(path))
        except PlanError:
            return


def main() -> int:
    """Print the outcomes of each format; 1 where one is bad."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", type=Path, help="else the fixtures")
    parser.add_argument("--count", type=int, default=500, help="damaged copies of each format")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--keep", type=Path, help="folder for the copies that end badly")
    parser.add_argument("--scans", action="store_true", help="pictures of the first pages of the PDFs among them")
    options = parser.parse_args()
    documents = options.documents or list(DOCUMENTS)
    with tempfile.TemporaryDirectory() as scratch:
        return _run_all(_scans(documents, Path(scratch)) if options.scans else documents, options)


def _scans(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Pictures of the first pages of the PDFs among some documents, each in a folder of the document's name."""
    made = []
    for path in (path for path in documents if path.suffix == ".pdf"):
        own = folder / path.parent.name
        own.mkdir(exist_ok=True)
        for suffix, picture in pictures_of(path.read_bytes()).items():
            made.append(own / f"{path.stem}{suffix}")
            made[-1].write_bytes(picture)
    return made


def _run_all(documents: Sequence[Path], options: argparse.Namespace) -> int:
    found: dict[str, Found] = {}
    started = time.perf_counter()
    for path, count in shares(documents, options.count).items():
        sys.stdout.writelines(f"{path.parent.name}/{path.name}: {line}\n" for line in _otherwise_read(path))
        of_path = run(path, count, options.first, options.keep, looks_twice=True)
        found.setdefault(path.suffix, Found()).add(of_path)
    for suffix, of_format in found.items():
        sys.stdout.write("".join(_told(suffix[1:], of_format)))
    sys.stdout.write(f"{time.perf_counter() - started:.0f} s\n")
    return int(any(is_bad(result) for of_format in found.values() for result in of_format.outcomes))


def _told(name: str, found: Found) -> Iterator[str]:
    yield f"{name:5} {found.outcomes.total():,}: {_counted(found.outcomes)}\n"
    untouched = found.untouched.total()
    if untouched:
        share = f"{found.read / untouched:.0%}"
        yield f"      {untouched:,} with untouched tables, read {share}: {_counted(found.untouched)}\n"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{result} {number:,}" for result, number in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
