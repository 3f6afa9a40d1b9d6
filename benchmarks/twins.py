"""The same document in two formats publishes the same rows: ``python -m benchmarks.twins FOLDER``.

Documents of ``FOLDER/docs`` whose names differ only in their suffix are twins. Their rows are compared label by label:
of each label it is printed how many rows agree in it once they agree in all others, and which rows stand alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from extract.readers.registry import SUFFIXES
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan


class Row(msgspec.Struct, frozen=True):
    """One published value with its labels, as they are compared."""

    program: str
    measure: str
    indicator: str
    payer: str
    unit: str
    period: str
    value: str


LABELS = tuple(Row.__struct_fields__)


def twins_in(folder: Path) -> Iterator[tuple[Path, ...]]:
    """The documents of one name in several formats."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES:
            groups[path.stem].append(path)
    yield from (tuple(paths) for paths in groups.values() if len(paths) > 1)


def rows_of(plan: Plan) -> Counter[Row]:
    """What a plan publishes, whatever the order and the numbers of its series."""
    names = {node.no: node.name for node in plan.programs}
    series = {(e.program_no, e.measure, e.indicator_no): e for e in plan.indicators}
    return Counter(
        Row(
            program=_bare(names.get(o.program_no, o.program_no)),
            measure=o.measure,
            indicator=_bare(series[o.program_no, o.measure, o.indicator_no].name),
            payer=series[o.program_no, o.measure, o.indicator_no].funding_source or "",
            unit=o.unit,
            period=str(o.year) if o.period_type == "year" else o.period_type,
            value=_bare(o.printed) if o.value is None else str(o.value.normalize()),
        )
        for o in plan.observations
    )


def other_labels(first: Counter[Row], second: Counter[Row]) -> Counter[str]:
    """Of the rows that have no twin, in which one label they differ from a row of the other that has none either."""
    left, right = list((first - second).elements()), list((second - first).elements())
    differs: Counter[str] = Counter()
    for label in LABELS:
        rest = Counter(_without(row, label) for row in right)
        for row in list(left):
            if rest[_without(row, label)]:
                rest[_without(row, label)] -= 1
                differs[label] += 1
                left.remove(row)
    differs["alone"] = len(left)
    return differs


def _without(row: Row, label: str) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in LABELS if name != label)


def _bare(text: str) -> str:
    return "".join(text.split())


def _read(path: Path) -> tuple[Counter[Row], str]:
    try:
        return rows_of(read_plan(path)), ""
    except PlanError as error:
        return Counter(), error.code


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many rows of each pair are equal in all labels; the exit code is 1 where a pair differs."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.twins")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="each row without a twin")
    options = parser.parse_args(arguments)
    differ = False
    for group in twins_in(options.folder / "docs"):
        read = {path: _read(path) for path in group}
        for one, other in combinations(group, 2):
            (first, said), (second, also) = read[one], read[other]
            equal, most = (first & second).total(), max(first.total(), second.total())
            refused = "" if said == also == "" else f" refused: {said or 'no'} / {also or 'no'}"
            labels = " ".join(f"{name} {count}" for name, count in other_labels(first, second).items() if count)
            _say(f"{one.name} and {other.name}: {equal} of {most} rows are equal in all labels {labels}{refused}")
            differ = differ or equal < most or said != also
            for row in [*(first - second), *(second - first)] if options.verbose else ():
                _say(f"    {' | '.join(msgspec.structs.astuple(row))}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
