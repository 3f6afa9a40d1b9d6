"""Damaged copies through the whole pipeline: ``python -m benchmarks.fuzz [--count N] [--keep FOLDER] [DOCUMENT...]``.

Each copy ends as one of: ``same`` (the values of the undamaged document), ``refused`` (a documented code), ``marked``
(other values, and a ``source-damaged`` finding), ``audited`` (other values, and a finding of another rule that the
undamaged document does not have), ``silent`` (other values and not a word), ``crash`` or ``hang``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import witness
from benchmarks.mutants import Mutant, mutants
from extract.readers.registry import READERS
from gongpyo.pipeline import read_plan, read_tables
from plan.errors import PlanError
from plan.records import Plan

ROOT = Path(__file__).resolve().parent.parent
# of the formats in which damage can be told: a changed digit in a text is as good as the one before
SUFFIXES = tuple(suffix for reader in READERS if reader.states_tables or reader.confirmed for suffix in reader.suffixes)
DOCUMENTS = tuple(
    path
    for pattern in ("fixtures/*/plan.*", "fixtures/shapes/*/document.*")
    for path in sorted(ROOT.glob(pattern))
    if path.suffix in SUFFIXES
)
BAD = ("silent", "crash", "hang")
HANG = 30.0  # seconds of work; the command line's own limit is longer, and stops the child
Values = Counter[tuple[object, ...]]
Findings = Counter[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Reference:
    """What the undamaged document gives: its values and its findings, or its refusal."""

    values: Values
    findings: Findings
    refused: str = ""


def reference(path: Path) -> Reference:
    """The reading of the undamaged document."""
    try:
        plan = read_plan(path)
    except PlanError as error:
        return Reference(Counter(), Counter(), error.code)
    return Reference(values_of(plan), _findings(plan))


def values_of(plan: Plan) -> Values:
    """Every published value with where it belongs."""
    return Counter(
        (
            o.program_no,
            o.measure,
            o.indicator_no,
            o.period_type,
            o.year,
            o.value,
            o.value_min,
            o.value_max,
            o.unit,
            o.status,
        )
        for o in plan.observations
    )


def _findings(plan: Plan) -> Findings:
    return Counter((found.rule, found.program_no, found.record, found.actual) for found in plan.findings)


def outcome(path: Path, whole: Reference) -> str:
    """What became of one damaged copy."""
    started = time.process_time()
    try:
        plan = read_plan(path)
    except PlanError as error:
        return f"refused {error.code}"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"crash {type(error).__name__}"
    if time.process_time() - started > HANG:
        return "hang"
    if values_of(plan) == whole.values:
        return "same"
    if any(found.rule in ("source-damaged", "not-as-seen") for found in plan.findings):
        return "marked"
    return "audited" if _findings(plan) - whole.findings else "silent"


def run(path: Path, count: int, first: int = 0, keep: Path | None = None) -> Counter[str]:
    """The outcomes of ``count`` damaged copies of one document; bad ones are kept in a folder."""
    whole = reference(path)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        for mutant in mutants(path.read_bytes(), count, first):
            copy.write_bytes(mutant.data)
            result = outcome(copy, whole)
            found[result] += 1
            if result.partition(" ")[0] in BAD:
                _report(path, mutant, result, keep)
    return found


def _report(path: Path, mutant: Mutant, result: str, keep: Path | None) -> None:
    sys.stderr.write(f"{result}: {path.parent.name}/{path.name} {mutant.kind} {mutant.seed}\n")
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (
            keep / f"{result.split(maxsplit=1)[0]}-{path.parent.name}-{mutant.kind}-{mutant.seed}{path.suffix}"
        ).write_bytes(mutant.data)


def shares(documents: Sequence[Path], count: int) -> dict[Path, int]:
    """How many copies of each document: each format gets ``count``, small documents more of them than large ones."""
    given: dict[Path, int] = {}
    for suffix in SUFFIXES:
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
    options = parser.parse_args()
    documents = options.documents or list(DOCUMENTS)
    found: dict[str, Counter[str]] = {}
    started = time.perf_counter()
    for path, count in shares(documents, options.count).items():
        for line in _otherwise_read(path):
            print(f"{path.parent.name}/{path.name}: {line}")  # noqa: T201
        found.setdefault(path.suffix, Counter()).update(run(path, count, options.first, options.keep))
    for suffix, counts in found.items():
        named = ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items()))
        print(f"{suffix[1:]:5} {sum(counts.values()):,}: {named}")  # noqa: T201
    print(f"{time.perf_counter() - started:.0f} s")  # noqa: T201
    return int(any(name.partition(" ")[0] in BAD for counts in found.values() for name in counts))


if __name__ == "__main__":
    sys.exit(main())
