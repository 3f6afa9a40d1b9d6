"""Seeded changes of a flattened text: ``python -m benchmarks.flattened [SOURCE] --count 2000 --seed 1``.

Each change is made once, by itself: see ``CHANGES``. What the whole text publishes is held against what the changed one
does. It is silent where a value moves to another year, programme or series (its name, its payer, its unit), or is gone,
and no new finding says so. Texts are compared without blanks, as a broken word is printed with one. Where nothing but
the name of a series is longer or shorter, as by a remark, it is ``renamed``. Where two years of a row changed places,
or a total that is no sum, what is printed now is what anybody reads: such changes are counted as ``unseeable``; so is a
dash that is gone beside the one word of its row, which is then said of all of it.
"""

from __future__ import annotations

import argparse
import random
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.plans.run import usual_workers
from extract.plan import extract_plan
from extract.readers.viewer.reader import decode, read_opengov
from gongpyo.pipeline import interpret
from plan.records.base import Place
from plan.records.document import Cell, Source, Table
from plan.records.meaning import Plan
from plan.script import BOXES, LIST_DASHES

FIXTURE = Path(__file__).parent.parent / "fixtures/seoul-citizen-participation-2024-2027/plan.opengov.txt"
REMARKS = ("신규", "계속", "자체 추진")
Value = tuple[str, str, str, int | None, str]  # programme, series, period, year, what is printed
CHUNK = 25  # changes that a worker takes at once


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed text; ``gone`` are the values that were taken away, ``unseeable`` whether nobody could tell."""

    kind: str
    text: str
    at: str
    gone: frozenset[Value] = frozenset()
    unseeable: bool = False


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
        """The text with one change of this kind somewhere in a table, or in the heading over one."""
        table = chance.choice(self.tables)
        row = chance.randrange(1, table.rows)
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        return CHANGES[kind](self, Spot(table, row, cells), chance)

    def spans(self, cells: Sequence[Cell]) -> list[tuple[int, int]]:
        """Where cells begin and end."""
        return [(_start(cell), self._end(cell)) for cell in cells]

    def without(self, kind: str, spot: Spot, start: int, end: int, gone: frozenset[Value] = frozenset()) -> Changed:
        """The text without what is printed from one character to another."""
        return Changed(kind, self.text[:start] + self.text[end:], f"{spot}: -{self.text[start:end]!r}", gone)

    def values_at(self, spot: Spot) -> frozenset[Value]:
        """What the row of a spot publishes."""
        return frozenset(self.rows.get((spot.table.place.table, spot.row), set()))

    def judged(self, change: Changed) -> Verdict:
        """What became of a change."""
        if change.unseeable:
            return Verdict("unseeable")
        plan = self.plan_of(change.text)
        values, told = values_of(plan), bool(findings_of(plan) - self.findings)
        new, lost = set(values - self.values), set(self.values - values) - change.gone
        if not new and not lost:
            return Verdict("unseen" if values == self.values else "right")
        is_renamed = _nameless(new) == _nameless(lost)
        return Verdict("told" if told else "renamed" if is_renamed else "silent", tuple(sorted(new | lost, key=str)))

    def _end(self, cell: Cell) -> int:
        """Where a cell ends; its words may be further apart than they are kept."""
        at = _start(cell)
        for word in cell.text.split():
            at = self.text.index(word.split("·")[0], at) + len(word)
        return at


def _nameless(values: Iterable[Value]) -> Counter[tuple[str, str, str, int | None, str]]:
    """Values without the names of their series, their payers and units kept."""
    return Counter(
        (no, series.partition(" ")[2], period, year, printed) for no, series, period, year, printed in values
    )


def _start(cell: Cell) -> int:
    return cell.place.offset or 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a table with its cells from left to right."""

    table: Table
    row: int
    cells: Sequence[Cell]

    def __str__(self) -> str:
        """Its numbers, as in a place."""
        return f"table {self.table.place.table} row {self.row}"


def emptied(original: Original, spot: Spot, chance: random.Random) -> Changed:
    """A cell of values is empty."""
    cell = chance.choice(spot.cells[1:])
    ((start, end),) = original.spans([cell])
    said = "".join(cell.text.split())
    own = [each for each in original.values_at(spot) if said == each[-1] or not any(map(str.isdigit, said + each[-1]))]
    gone = frozenset(own) if len(own) == 1 or not any(map(str.isdigit, said)) else frozenset()
    change = original.without("emptied", spot, start, end, gone)
    others = [each.text for each in spot.cells[1:] if each is not cell]
    is_only_a_word = len(others) == 1 and not any(map(str.isdigit, others[0]))  # 비예산 is now said of the whole row
    return replace(change, unseeable=said in LIST_DASHES and is_only_a_word)


def mark_lost(original: Original, spot: Spot, _: random.Random) -> Changed:
    """The word behind the table is gone, which is the mark or the label of what follows."""
    end = original.spans([max(spot.table.cells, key=_start)])[0][1]
    word = next(iter(original.text[end : end + 40].split()), "")
    start = original.text.find(word, end)
    return original.without("mark", spot, start, start + len(word))


def row_dropped(original: Original, spot: Spot, _: random.Random) -> Changed:
    """A whole row is gone."""
    spans = original.spans(spot.cells)
    return original.without("row", spot, spans[0][0], spans[-1][1], original.values_at(spot))


def swapped(original: Original, spot: Spot, chance: random.Random) -> Changed:
    """Two cells side by side change places."""
    at = chance.randrange(len(spot.cells) - 1)
    (start, first), (second, end) = original.spans(spot.cells[at : at + 2])
    text = original.text
    said = text[second:end] + text[first:second] + text[start:first]
    numbers = [int(plain) for cell in spot.cells[1:] if (plain := cell.text.replace(",", "")).isdecimal()]
    adds_up = len(numbers) == len(spot.cells) - 1 and numbers[0] * 2 == sum(numbers)
    is_bullet = not at and spot.cells[1].text in LIST_DASHES  # a dash in front of a label
    unseeable = is_bullet or at > 1 or (at == 1 and not adds_up)
    return Changed("swapped", text[:start] + said + text[end:], f"{spot}: {said!r}", unseeable=unseeable)


def remark_added(original: Original, spot: Spot, chance: random.Random) -> Changed:
    """A remark stands behind a row."""
    return _put("remark", original, spot, original.spans(spot.cells)[-1][1], f" {chance.choice(REMARKS)}")


def head_word_lost(original: Original, spot: Spot, chance: random.Random) -> Changed:
    """A cell of the head is gone."""
    cell = chance.choice([cell for cell in spot.table.cells if not cell.row])
    return original.without("head", spot, *original.spans([cell])[0])


def heading_lost(original: Original, spot: Spot, _: random.Random) -> Changed:
    """The heading of the programme is gone, up to the first mark behind it."""
    begins = sorted(node.place.offset for node in original.plan.programs if node.heading and node.place.offset)
    start = begins[max(bisect_right(begins, spot.table.place.offset or 0) - 1, 0)]
    return original.without("heading", spot, start, original.text.index(BOXES[0], start))


def unit_lost(original: Original, spot: Spot, _: random.Random) -> Changed:
    """The unit in brackets behind a label is gone; the row is as it was where it has none."""
    start, end = original.spans(spot.cells)[0]
    opened = original.text.find("(", start, end)
    closed = original.text.find(")", opened, end) + 1
    return original.without("unit", spot, opened if closed else end, closed or end)


def lines_glued(original: Original, spot: Spot, _: random.Random) -> Changed:
    """The blank between a row and the word behind it is gone."""
    end = original.spans(spot.cells)[-1][1]
    return original.without("glued", spot, end, end + 1)


def line_broken(original: Original, spot: Spot, chance: random.Random) -> Changed:
    """A blank stands within a cell."""
    long = [span for span in original.spans(spot.cells) if span[1] - span[0] > 1]
    if not long:
        return _put("broken", original, spot, original.spans(spot.cells)[0][0], " ")
    start, end = chance.choice(long)
    return _put("broken", original, spot, chance.randrange(start + 1, end), " ")


def _put(kind: str, original: Original, spot: Spot, at: int, said: str) -> Changed:
    text = original.text[:at] + said + original.text[at:]
    return Changed(kind, text, f"{spot}: {text[at - 8 : at + 8]!r}")


CHANGES: dict[str, Callable[[Original, Spot, random.Random], Changed]] = {
    "emptied": emptied,
    "mark": mark_lost,
    "row": row_dropped,
    "swapped": swapped,
    "remark": remark_added,
    "head": head_word_lost,
    "heading": heading_lost,
    "unit": unit_lost,
    "glued": lines_glued,
    "broken": line_broken,
}


def placed_values(plan: Plan) -> Iterator[tuple[Place, Value]]:
    """What a plan publishes, each value with the cell that it stands in."""
    series = {(each.program_no, each.measure, each.indicator_no): each for each in plan.indicators}
    for each in plan.observations:
        own = series[each.program_no, each.measure, each.indicator_no]
        printed = "".join(each.printed.split())
        has_digits = any(map(str.isdigit, printed))
        unit = own.unit if has_digits else "-"  # a word such as 비예산 has none to lose
        printed = printed if has_digits else each.status  # and says the same as 비예산 사업
        name = f"{''.join(own.name.split())} {own.funding_source} {unit}"
        yield each.place, (each.program_no, name, each.period_type, each.year, printed)


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
        change = original.changed([*CHANGES][number % len(CHANGES)], chance)
        verdict = original.judged(change)
        ends[change.kind, verdict.how] += 1
        if verdict.how == "silent":
            sys.stdout.write(f"silent: {number} {change.kind} {change.at}: {verdict.values}\n")
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
