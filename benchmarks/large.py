"""What large tables cost, and whether their numbers are right: ``python -m benchmarks.large [KIND…]``.

A plan with one year table of so many rows and years is written as HWPX, HWP 5 and PDF and converted by the command
line as anybody would. Printed are the processor time, the most memory of the largest process, and how many of the
numbers stand with their year in the row that they were printed in. It fails where one does not, or where a plan is
refused; that a document is over a limit is said with the limit.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.designed.run import WRITERS
from fixtures.make.document import Document, Paragraph, grid

LAST = 2030
LABEL, ALL_YEARS = 50.0, 120.0  # millimetres
WIDEST = 22.0  # millimetres of a year


class Kind(NamedTuple):
    """A table by its rows and years, in one format."""

    form: str
    rows: int
    years: int

    @property
    def name(self) -> str:
        """As it is asked for and printed."""
        return f"{self.form}-{self.rows}x{self.years}"


KINDS = (
    *(Kind(form, 5_000, 5) for form in WRITERS),
    Kind("pdf", 2_000, 5),
    Kind("hwpx", 800, 50),
    Kind("hwp", 800, 50),
)


class Run(NamedTuple):
    """How a conversion ended; seconds are the processor's, ``peak`` the MiB of the largest process."""

    code: int
    seconds: float
    peak: int
    right: int
    said: str


def value(row: int, year: int) -> str:
    """The number that is printed in a row under a year; no two of a row are the same."""
    return f"{1_000 + 7 * row + (LAST - year):,}"


def years_of(kind: Kind) -> range:
    """The years of a table, the last of them always the same."""
    return range(LAST + 1 - kind.years, LAST + 1)


def label(row: int) -> str:
    """The name of a row."""
    return f"길 정비 {row}구간"


def document(kind: Kind) -> Document:
    """The plan with its one table."""
    years = years_of(kind)
    body = [(f"{label(row)}(개소)", *(value(row, year) for year in years)) for row in range(kind.rows)]
    widths = (LABEL, *(min(WIDEST, ALL_YEARS / kind.years) for _ in years))
    title = f"푸른시 산림 계획({years[0]}~{LAST})"
    table = grid([("구분", *map(str, years)), *body], widths)
    lines = (Paragraph(title, "title"), Paragraph("1-1. 숲길 가꾸기", "section"), Paragraph("□ 연차별 목표", "box"))
    return Document(title, ((*lines, table),))


def right_in(folder: Path, kind: Kind) -> int:
    """How many numbers are published with the year and in the row that they were printed in."""
    wanted = {(label(row), str(year), value(row, year)) for row in range(kind.rows) for year in years_of(kind)}
    right = 0
    for file in folder.glob("*/targets.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.DictReader(opened):
                right += (row["indicator_name"], row["year"], row["printed"]) in wanted
    return right


def run(kind: Kind, folder: Path) -> Run:
    """Write, convert and read back one table."""
    source, out = folder / f"{kind.name}.{kind.form}", folder / "out"
    # in a process of its own: what a child starts with counts to its most memory
    subprocess.run([sys.executable, "-m", "benchmarks.large", "--write", str(source), kind.name], check=True)
    command = [sys.executable, "-m", "gongpyo", "convert", str(source), "-o", str(out), "--findings-ok"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = child.stderr.read() if child.stderr else ""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        child.returncode,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss // 1024,
        right_in(out, kind),
        next((line for line in said.splitlines() if line.startswith("Error")), ""),
    )


def runs(kinds: Sequence[Kind], folder: Path) -> Iterator[tuple[Kind, Run]]:
    """Each kind with its conversion."""
    for kind in kinds:
        with TemporaryDirectory(dir=folder) as own:
            yield kind, run(kind, Path(own))


def main() -> int:
    """Print a line for each kind; 1 where a number is not right."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument(
        "kinds", nargs="*", metavar="KIND", help=f"{', '.join(kind.name for kind in KINDS)}; all if none"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the one KIND, and convert nothing")
    options = parser.parse_args()
    kinds = [kind_of(name) for name in options.kinds] or list(KINDS)
    if options.write:
        options.write.write_bytes(WRITERS[kinds[0].form](document(kinds[0])))
        return 0
    failed = False
    with TemporaryDirectory() as folder:
        for kind, ended in runs(kinds, Path(folder)):
            cells = kind.rows * kind.years
            cost = f"{ended.seconds:6.1f} s {ended.peak:5} MiB"
            print(f"{kind.name:14} {cost}  {ended.right:,} of {cells:,} right  {ended.said}", flush=True)  # noqa: T201
            failed = failed or ended.right < cells
    return int(failed)


def kind_of(name: str) -> Kind:
    """The kind of a name such as ``hwpx-5000x50``."""
    form, _, size = name.partition("-")
    rows, _, years = size.partition("x")
    return Kind(form, int(rows), int(years))


if __name__ == "__main__":
    sys.exit(main())
