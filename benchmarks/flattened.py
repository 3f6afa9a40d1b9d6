"""Seeded changes of a flattened text: ``python -m benchmarks.flattened [SOURCE] --count 2000 --seed 1``.

Each change is made once, by itself: a cell emptied, the mark behind a table lost, a row dropped, two words swapped, a
remark added behind a row. What the whole text publishes is held against what the changed one does. It is silent where
a value moves to another year, programme or series (its name, its payer, its unit), or is gone, and no new finding says
so; what the change itself put there, as two values that stand in each other's place, is what is printed now, and
counts as right.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plans.run import usual_workers
from extract.plan import extract_plan
from extract.readers.viewer.reader import decode, read_opengov
from gongpyo.pipeline import interpret
from plan.records import Cell, Place, Plan, Source, Table

FIXTURE = Path(__file__).parent.parent / "fixtures/seoul-citizen-participation-2024-2027/plan.opengov.txt"
KINDS = ("emptied", "mark", "row", "swapped", "remark")
REMARKS = ("신규", "계속", "자체 추진")
Value = tuple[str, str, str, int | None, str]  # programme, series, period, year, what is printed
CHUNK = 25  # changes that a worker takes at once


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed text; ``row`` is that of the table which the change is in, ``gone`` whether it was taken away."""

    kind: str
    text: str
    table: int
    row: int
    gone: bool = False
    swapped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a change: unseen where it changed nothing, told, or silent with the values that moved."""

    how: str
    values: tuple[Value, ...] = ()


class Original:
    """A text with its tables and what it publishes."""

    def __init__(self, path: Path) -> None:
        self.text = decode(path.read_bytes(), path)
        self.source = Source(name=path.name, format="opengov", sha256="", bytes=len(self.text))
        self.path = path
        document = read_opengov(self.text, path, self.source)
        self.tables = [block for block in document.blocks if isinstance(block, Table)]
        self.plan = self.plan_of(self.text)
        self.values = values_of(self.plan)
        self.rows: dict[tuple[int | None, int | None], set[Value]] = {}
        for place, value in placed_values(self.plan):
            self.rows.setdefault((place.table, place.row), set()).add(value)
        self.findings = findings_of(self.plan)

    def plan_of(self, text: str) -> Plan:
        """What a text publishes."""
        return interpret(extract_plan(read_opengov(text, self.path, self.source)))

    def changed(self, kind: str, chance: random.Random) -> Changed:
        """The text with one change of this kind somewhere in a table."""
        table = chance.choice(self.tables)
        row = chance.randrange(1, table.rows)
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        number = table.place.table or 0
        if kind == "emptied":
            cell = chance.choice(cells[1:])
            return Changed(kind, self._without(cell), number, row)
        if kind == "row":
            start, end = _start(cells[0]), self._end(cells[-1])
            return Changed(kind, self.text[:start] + self.text[end:], number, row, gone=True)
        if kind == "remark":
            end = self._end(cells[-1])
            return Changed(kind, f"{self.text[:end]} {chance.choice(REMARKS)}{self.text[end:]}", number, row)
        if kind == "swapped":
            at = chance.randrange(1, len(cells) - 1) if len(cells) > 2 else 0
            first, second = cells[at], cells[min(at + 1, len(cells) - 1)]
            return Changed(
                kind, self._swapped(first, second), number, row, swapped=frozenset((first.text, second.text))
            )
        last = max(table.cells, key=_start)
        end = self._end(last)
        behind = self.text[end : end + 40].split()
        at = self.text.find(behind[0], end) if behind else end
        return Changed(kind, self.text[:at] + self.text[at + len(behind[0]) :] if behind else self.text, number, 0)

    def judged(self, change: Changed) -> Verdict:
        """What became of a change."""
        plan = self.plan_of(change.text)
        values, told = values_of(plan), bool(findings_of(plan) - self.findings)
        own = self.rows.get((change.table, change.row), set())
        new = {value for value in values - self.values if value[-1] not in change.swapped}
        lost = {value for value in self.values - values if value[-1] not in change.swapped}
        if change.gone:
            lost -= own
        if not new and not lost:
            return Verdict("unseen" if values == self.values else "right")
        emptied = change.kind == "emptied" and not new and len(lost) <= 1
        return Verdict("right" if emptied else "told" if told else "silent", tuple(sorted(new | lost, key=str)))

    def _without(self, cell: Cell) -> str:
        start = _start(cell)
        return self.text[:start] + self.text[self._end(cell) :]

    def _swapped(self, first: Cell, second: Cell) -> str:
        texts = [self.text[_start(cell) : self._end(cell)] for cell in (first, second)]
        between = self.text[self._end(first) : _start(second)]
        if first is second:
            return self.text
        return self.text[: _start(first)] + texts[1] + between + texts[0] + self.text[self._end(second) :]

    def _end(self, cell: Cell) -> int:
        """Where a cell ends; its words may be further apart than they are kept."""
        at = _start(cell)
        for word in cell.text.split():
            at = self.text.index(word.split("·")[0], at) + len(word)
        return at


def _start(cell: Cell) -> int:
    return cell.place.offset or 0


def placed_values(plan: Plan) -> Iterator[tuple[Place, Value]]:
    """What a plan publishes, each value with the cell that it stands in."""
    series = {
        (each.program_no, each.measure, each.indicator_no): f"{each.name} {each.funding_source} {each.unit}"
        for each in plan.indicators
    }
    for each in plan.observations:
        name = series[each.program_no, each.measure, each.indicator_no]
        yield each.place, (each.program_no, name, each.period_type, each.year, each.printed)


def values_of(plan: Plan) -> Counter[Value]:
    """What a plan publishes: programme, series, period and what is printed."""
    return Counter(value for _, value in placed_values(plan))


def findings_of(plan: Plan) -> frozenset[tuple[str, str]]:
    """The rules and sentences of what is told."""
    return frozenset((found.rule, found.message) for found in plan.findings)


def run(source: Path, count: int, seed: int, workers: int = 1) -> Counter[tuple[str, str]]:
    """How many changes of each kind end how; the silent ones are printed."""
    numbers = [range(at, min(at + CHUNK, seed + count)) for at in range(seed, seed + count, CHUNK)]
    ends: Counter[tuple[str, str]] = Counter()
    if workers == 1:
        original = Original(source)
        found = (_ends(original, part) for part in numbers)
        for each in found:
            ends += each
        return ends
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(source,)) as pool:
        for each in pool.map(_ends_of, numbers):
            ends += each
    return ends


_ORIGINALS: list[Original] = []  # of a worker


def _begin(source: Path) -> None:
    _ORIGINALS[:] = [Original(source)]


def _ends_of(numbers: Sequence[int]) -> Counter[tuple[str, str]]:
    return _ends(_ORIGINALS[0], numbers)


def _ends(original: Original, numbers: Sequence[int]) -> Counter[tuple[str, str]]:
    ends: Counter[tuple[str, str]] = Counter()
    for number in numbers:
        chance = random.Random(number)
        change = original.changed(KINDS[number % len(KINDS)], chance)
        verdict = original.judged(change)
        ends[change.kind, verdict.how] += 1
        if verdict.how == "silent":
            sys.stdout.write(
                f"silent: {number} {change.kind} table {change.table} row {change.row}: {verdict.values}\n"
            )
            sys.stdout.flush()
    return ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; 1 where a change was silent."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.flattened", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=usual_workers())
    options = parser.parse_args(arguments)
    ends = run(options.source, options.count, options.seed, options.workers)
    for (kind, how), times in sorted(ends.items()):
        sys.stdout.write(f"{kind:10} {how:8} {times:6}\n")
    return int(any(how == "silent" for _, how in ends))


if __name__ == "__main__":
    sys.exit(main())
