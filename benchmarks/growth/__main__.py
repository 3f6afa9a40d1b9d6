"""What one more of a thing costs where there are many of it: ``python -m benchmarks.growth [KIND…]``.

A document is written with so many programmes, rows, words or notes, with ten times as many and with some thirty to
fifty times, and each is converted by the command line, as anybody would. Printed are the processor seconds and the
most memory of each, and what one more costs between the last two against between the first two. It fails where
that is more than ``--at-most`` (1.3) times as much. ``--profile KIND`` prints the functions that grow faster.
"""

from __future__ import annotations

import argparse
import cProfile
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import NamedTuple

from benchmarks.bench import instructions_of, run_once
from benchmarks.growth.kinds import KINDS, Kind
from gongpyo.pipeline import convert
from plan.errors import PlanError

AT_MOST = 1.3  # times what one more cost between the first two numbers
ROUNDS = 3
MOST_CODE = 7  # exit codes above are those of a bug or a signal (PARTLY_FAILED)
SHOWN = 25  # functions of a profile
WORTH_SHOWING = 0.003  # of all seconds of a profile
MILLI = 1_000


class Cost(NamedTuple):
    """Of the three documents of a kind: seconds of the processor (or instructions), and the most MiB of memory."""

    kind: Kind
    spent: tuple[float, ...]
    peaks: tuple[float, ...]

    @property
    def each(self) -> tuple[float, float]:
        """What one more costs between the first two numbers, and between the last two."""
        (few, some, many), (low, middle, high) = self.kind.sizes, self.spent
        return (middle - low) / (some - few), (high - middle) / (many - some)

    @property
    def growth(self) -> float:
        """How many times as much one more costs where there are many."""
        first, last = self.each
        return last / first if first > 0 else 1.0

    def line(self) -> str:
        """A row of what is printed."""
        first, last = (MILLI * cost for cost in self.each)
        spent = " ".join(f"{cost:8.2f}" for cost in self.spent)
        peaks = " ".join(f"{peak:5.0f}" for peak in self.peaks)
        return f"{self.kind.said:22} {spent}  {first:8.3f} {last:8.3f}  {self.growth:5.2f}  {peaks}"


def written(kind: Kind, count: int, folder: Path) -> Path:
    """The file of a kind with so many; written in a process of its own, whose memory counts for no measurement."""
    path = folder / f"{kind.name}-{count}.{kind.form}"
    if not path.exists():
        command = (sys.executable, "-m", "benchmarks.growth", "--write", str(path), str(count), kind.said)
        subprocess.run(command, check=True)
    return path


def cost_of(kind: Kind, folder: Path, rounds: int, *, counted: bool = False) -> Cost:
    """What the three documents cost, the least of so many rounds; ``counted`` in instructions (valgrind)."""
    paths = [written(kind, count, folder) for count in kind.sizes]
    runs = [[run_once(_conversion(path, folder)) for path in paths] for _ in range(1 if counted else rounds)]
    peaks = tuple(max(peak for _, peak in of_one) for of_one in zip(*runs, strict=True))
    if counted:
        found = [instructions_of(_conversion(path, folder)) for path in paths]
        return Cost(kind, tuple(float(one or 0) / 1e9 for one in found), peaks)
    return Cost(kind, tuple(min(spent for spent, _ in of_one) for of_one in zip(*runs, strict=True)), peaks)


def _conversion(path: Path, folder: Path) -> Sequence[str]:
    """The command line; a document that is refused is read all the same, which the shell says is well."""
    out = str(folder / "out")
    ours = f"{sys.executable} -m gongpyo convert {path} -o {out} --findings-ok --quiet --no-report"
    return ("/bin/sh", "-c", f"{ours}; test $? -le {MOST_CODE}")


def steeper(kind: Kind, folder: Path) -> Iterator[str]:
    """The functions whose seconds of their own grow faster than the number of things, with both."""
    _, some, many = kind.sizes
    small, large = (_seconds(written(kind, count, folder), folder) for count in (some, many))
    whole = sum(large.values())
    grown = [
        (spent - small.get(name, 0.0) * many / some, name, small.get(name, 0.0), spent)
        for name, spent in large.items()
        if spent > whole * WORTH_SHOWING and spent > AT_MOST * small.get(name, 0.0) * many / some
    ]
    yield f"{kind.said}: {sum(small.values()):.2f} s with {some:,}, {whole:.2f} s with {many:,}"
    for _, name, before, after in sorted(grown, reverse=True)[:SHOWN]:
        yield f"  {before:8.3f} {after:8.3f}  {name}"


def _seconds(path: Path, folder: Path) -> dict[str, float]:
    profile = cProfile.Profile()
    profile.enable()
    try:
        convert(path, folder / "profile")
    except PlanError as error:
        print(f"  {path.name}: {error.en}", file=sys.stderr)  # noqa: T201
    profile.disable()
    found: dict[str, float] = {}
    for entry in profile.getstats():
        found[_called(entry.code)] = found.get(_called(entry.code), 0.0) + entry.inlinetime
    return found


def _called(code: CodeType | str) -> str:
    """A function as a profile names it."""
    if isinstance(code, str):
        return code
    path = Path(code.co_filename)
    return f"{path.parent.name}/{path.name}:{code.co_firstlineno} {code.co_name}"


def main() -> int:
    """Print a line for each kind; 1 where one more costs more than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)}; all if none")
    parser.add_argument("--at-most", type=float, default=AT_MOST)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--instructions", action="store_true", help="count instructions (valgrind), not seconds")
    parser.add_argument("--profile", action="store_true", help="print the functions that grow faster")
    parser.add_argument("--keep", type=Path, help="folder for the documents, which are written once")
    parser.add_argument("--write", nargs=2, metavar=("FILE", "COUNT"), help="write one document, and convert nothing")
    options = parser.parse_args()
    kinds = [kind for kind in KINDS.values() if not options.kinds or {kind.said, kind.name} & {*options.kinds}]
    if options.write:
        Path(options.write[0]).write_bytes(kinds[0].written(int(options.write[1])))
        return 0
    failed = False
    with TemporaryDirectory() as own:
        folder = options.keep or Path(own)
        for kind in kinds:
            if options.profile:
                print("\n".join(steeper(kind, folder)), flush=True)  # noqa: T201
                continue
            cost = cost_of(kind, folder, options.rounds, counted=options.instructions)
            print(cost.line(), flush=True)  # noqa: T201
            failed = failed or cost.growth > options.at_most
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
