"""Cost beside other tools: ``python -m benchmarks.bench [PART...] [--rounds N]``, into RESULTS.md.

Every job is a process of its own; the jobs of a file run in turn, so that a busy machine slows all of them alike. What
counts is processor time, children included, and the ratio of two medians of one run; a job of a few seconds is also
counted in instructions. Files of ten and fifty times the pages are typeset into a temporary folder. ``--peers`` names a
folder made as ``benchmarks/peers.py`` says, ``--corpus`` one of real documents with ``docs/`` in it; without them those
parts stay as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import psutil
import regex

from benchmarks import one_run
from benchmarks.peers import PEERS, recall_of
from benchmarks.rooms import shares_of
from extract.readers.limits import setting_of
from fixtures.make.document import Block, Document, Paragraph
from fixtures.make.facts import PLAN_FOLDER, read_facts
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from fixtures.make.plan import plan_document
from gongpyo.pipeline import convert
from output.folder.write import REPORT_FILE

RESULTS = Path(__file__).with_name("RESULTS.md")
TYPESET = (
    "import pathlib, sys; from benchmarks.bench import typeset; typeset(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
)
CODE = regex.compile(r"(?<![\d-])([1-4])(?=-\d{1,2}-(?:\d|[①-⑳]))")
CONVERSIONS, SETTLED = 200, 10
MIB = 1 << 20
REPORT_AT_MOST = 0.10  # of what pdfplumber takes to read the tables of the same plan
PLUMBER = "pdfplumber, extract_tables"
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
WRITERS = {"pdf": pdf_file, "hwp": hwp_file, "hwpx": hwpx_file}
TABLE_HEAD = (
    "| format | job | median s | spread | ratio | aim | peak MiB | 10⁶ instructions |",
    "|---|---|---|---|---|---|---|---|",
)
COUNTED = regex.compile(r"I +refs: +([\d,]+)")  # a line of each process
COUNTED_BELOW = 10  # seconds of a job; valgrind takes some fifty times as long
IDLE_UNDER_VALGRIND = "3000"  # seconds, since a reader runs there forty times as long
HEAD = """# Cost beside other tools

Written by `make bench` (`benchmarks/bench.py`). Seconds are processor time of whole processes, children included; the
jobs of a file run in turn, and a ratio is that of two medians of one run. Instructions are those of the largest process
(valgrind), which no load changes. The fixture is the plan of `fixtures/`.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A command to be measured, and against which other job of its file, with the ratio that it is to reach."""

    name: str
    command: tuple[str, ...]
    against: str = ""
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of each round, the largest peak of memory in MiB, and instructions where they were counted."""

    seconds: tuple[float, ...]
    peak: float
    instructions: int | None = None

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.seconds)


def run_once(command: Sequence[str]) -> tuple[float, float]:
    """Processor seconds and peak of memory in MiB of one process and of all that it starts, whoever waits for them."""
    small = (sys.executable, "-I", "-S", str(Path(one_run.__file__)), *command)
    run = subprocess.run(small, stdout=subprocess.PIPE, env=INSTALLED, check=True)
    seconds, peak, code = json.loads(run.stdout)
    if code:
        sys.exit(f"{' '.join(command)} ended with {code}")
    return seconds, peak


def instructions_of(command: Sequence[str]) -> int | None:
    """Instructions of the largest of a command's processes, which is a copy of the first; None without valgrind.

    They do not depend on what else the machine does, so that a change of a hundredth can be told.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    counting = (
        valgrind,
        "--tool=cachegrind",
        "--cache-sim=no",
        "--trace-children=yes",
        f"--cachegrind-out-file={os.devnull}",
    )
    env = {**INSTALLED, "PYTHONHASHSEED": "0", setting_of("idle_seconds"): IDLE_UNDER_VALGRIND}
    run = subprocess.run((*counting, *command), capture_output=True, text=True, env=env, check=False)
    counts = [int(count.replace(",", "")) for count in COUNTED.findall(run.stderr)]
    return max(counts, default=None) if not run.returncode else None


def measure(jobs: Sequence[Job], rounds: int, *, counted: bool = False) -> dict[str, Cost]:
    """The cost of each job, all of them run in turn, round after round; ``counted`` with their instructions."""
    taken: dict[str, list[tuple[float, float]]] = {job.name: [] for job in jobs}
    for job in jobs:
        run_once(job.command)  # not counted: it may have to compile modules, as an installation has done
    for _ in range(rounds):
        for job in jobs:
            taken[job.name].append(run_once(job.command))
    counts = {
        name: instructions_of(command) if counted and min(taken[name])[0] < COUNTED_BELOW else None
        for name, command in ((job.name, job.command) for job in jobs)
    }
    return {
        name: Cost(tuple(s for s, _ in runs), max(peak for _, peak in runs), counts[name])
        for name, runs in taken.items()
    }


def repeated(document: Document, times: int) -> Document:
    """The document so many times over, each time with strategies of its own."""
    return replace(
        document,
        sections=tuple(
            tuple(_renumbered(block, 4 * turn) for block in part) for turn in range(times) for part in document.sections
        ),
    )


def typeset(path: Path, times: int) -> None:
    """Write the fixture so many times over; in its own process: a job's peak is never below what this one holds."""
    path.write_bytes(WRITERS[path.suffix[1:]](repeated(plan_document(read_facts()).printed(), times)))


def _renumbered(block: Block, more: int) -> Block:
    def moved(text: str) -> str:
        return CODE.sub(lambda found: str(int(found[1]) + more), text)

    if isinstance(block, Paragraph):
        return replace(block, text=moved(block.text))
    return replace(block, cells=tuple(replace(cell, lines=tuple(map(moved, cell.lines))) for cell in block.cells))


def ours_of(path: Path, folder: Path) -> tuple[str, ...]:
    """Our conversion of a file."""
    out = str(folder / "out")
    return (sys.executable, "-m", "gongpyo", "convert", str(path), "-o", out, "--findings-ok", "--quiet")


def jobs_of(path: Path, folder: Path, *, large: bool) -> list[Job]:
    """Our conversion of a file beside the measure of its format."""
    python, ours = sys.executable, ours_of(path, folder)
    peer = (python, "-m", "benchmarks.peers")
    if path.suffix == ".pdf":
        return [
            Job(PLUMBER, (*peer, "pdfplumber", str(path))),
            Job("gongpyo, single read", (*ours, "--single-read"), PLUMBER, 0.12),
            Job("gongpyo, two engines", ours, PLUMBER, 0.33),
        ]
    if path.suffix == ".hwp":
        pyhwp = (str(Path(python).with_name("hwp5proc")), "xml", str(path))
        return [Job("pyhwp, XML", pyhwp), Job("gongpyo", ours, "pyhwp, XML", 0.04 if large else 0.09)]
    return [
        Job("python-hwpx, tables", (*peer, "python-hwpx", str(path))),
        Job("gongpyo", ours, "python-hwpx, tables", 0.85 if large else 0.65),
    ]


def growth(path: Path, folder: Path) -> tuple[float, float]:
    """MiB of this process after ten conversions and after all of them."""
    process = psutil.Process()
    settled = 0.0
    for turn in range(1, CONVERSIONS + 1):
        convert(path, folder / "growth", single_read=True)
        if turn == SETTLED:
            settled = process.memory_info().rss / MIB
    return settled, process.memory_info().rss / MIB


def _rows(title: str, jobs: Sequence[Job], costs: dict[str, Cost]) -> Iterator[str]:
    for job in jobs:
        cost = costs[job.name]
        spread = f"{min(cost.seconds):.2f}–{max(cost.seconds):.2f}"
        ratio = f"{cost.median / costs[job.against].median:.3f}" if job.against else "1"
        wanted = f"{job.aim:.2f}" if job.aim else ""
        count = f"{cost.instructions / 1e6:,.0f}" if cost.instructions else ""
        spent = f"{cost.median:.2f} | {spread} | {ratio} | {wanted} | {cost.peak:.0f} | {count}"
        yield f"| {title} | {job.name} | {spent} |"


def part_fixture(folder: Path, rounds: int) -> list[str]:
    """The fixture in each format."""
    return _table([PLAN_FOLDER / f"plan.{suffix}" for suffix in WRITERS], folder, rounds, large=False)


def part_longer(folder: Path, rounds: int, *, times: int) -> list[str]:
    """So many times the fixture's pages, and what they cost against the fixture measured in the same rounds."""
    lines: list[str] = []
    more_pages = ["", "| format | job | times the fixture's seconds | peak MiB more |", "|---|---|---|---|"]
    for suffix in WRITERS:
        path = folder / f"longer.{suffix}"
        subprocess.run((sys.executable, "-c", TYPESET, str(path), str(times)), check=True)
        lines += _table([path], folder, rounds, large=True)[2 if lines else 0 :]
        ours = [job for job in jobs_of(path, folder, large=True) if job.name.startswith("gongpyo")]
        small = [job for job in jobs_of(PLAN_FOLDER / f"plan.{suffix}", folder / "short", large=False) if job.against]
        for long_job, short_job in zip(ours, small, strict=True):
            costs = measure([replace(long_job, name="long"), replace(short_job, name="short")], rounds)
            factor, more = costs["long"].median / costs["short"].median, costs["long"].peak - costs["short"].peak
            more_pages.append(f"| {suffix} | {long_job.name} | {factor:.1f} | {more:+.0f} |")
    return lines + more_pages


def part_report(folder: Path, rounds: int) -> list[str]:
    """What the page of a plan costs beside the conversion, as a share of reading the PDF's tables with pdfplumber."""
    paths = [PLAN_FOLDER / f"plan.{suffix}" for suffix in WRITERS]
    jobs = [jobs_of(PLAN_FOLDER / "plan.pdf", folder, large=False)[0]]
    for path in paths:
        ours = ours_of(path, folder / path.suffix)
        jobs += [Job(f"{path.name} without", (*ours, "--no-report")), Job(f"{path.name} with", ours)]
    costs = measure(jobs, rounds)
    plumber = costs[PLUMBER].median
    lines = [
        "| document | without, s | with, s | share of pdfplumber's | aim | page, MB |", "|---|---|---|---|---|---|"
    ]  # fmt: skip
    for path in paths:
        without, with_it = costs[f"{path.name} without"], costs[f"{path.name} with"]
        more = statistics.median(b - a for a, b in zip(without.seconds, with_it.seconds, strict=True))
        size = next((folder / path.suffix / "out").glob(f"*/{REPORT_FILE}")).stat().st_size / 1e6
        seconds = f"{without.median:.2f} | {with_it.median:.2f} | {more / plumber:.3f}"
        lines.append(f"| {path.name} | {seconds} | {REPORT_AT_MOST:.2f} | {size:.1f} |")
    return lines


def part_growth(folder: Path, rounds: int) -> list[str]:
    """Memory of one process over many conversions."""
    del rounds
    lines = [f"| format | MiB after {SETTLED} | MiB after {CONVERSIONS} |", "|---|---|---|"]
    for suffix in WRITERS:
        settled, end = growth(PLAN_FOLDER / f"plan.{suffix}", folder)
        lines.append(f"| {suffix} | {settled:.1f} | {end:.1f} |")
    return lines


def part_corpus(folder: Path, rounds: int, corpus: Path) -> list[str]:
    """The largest document of each format that is a plan; how it compares is told, not demanded."""
    lines: list[str] = []
    for suffix in WRITERS:
        largest = sorted(corpus.glob(f"docs/*.{suffix}"), key=lambda path: path.stat().st_size, reverse=True)
        found = next((path for path in largest if _is_converted(path, folder)), None)
        if found is not None:
            jobs = [replace(job, aim=None) for job in jobs_of(found, folder, large=False)]
            lines += _rows(found.name, jobs, measure(jobs, rounds, counted=True))
    return [*TABLE_HEAD, *lines]


def _is_converted(path: Path, folder: Path) -> bool:
    return not subprocess.run(ours_of(path, folder), env=INSTALLED, capture_output=True, check=False).returncode


def part_peers(folder: Path, rounds: int, peers: Path) -> list[str]:
    """What other tools that are installed find of the fixture's rows of years, and at which cost."""
    del folder
    lines = ["| format | tool | version | rows found | median s | peak MiB |", "|---|---|---|---|---|---|"]
    versions = {peer.name: peer.version(peers) for peer in PEERS}
    for suffix in WRITERS:
        path = PLAN_FOLDER / f"plan.{suffix}"
        jobs = [
            Job(peer.name, peer.command(peers, path))
            for peer in PEERS
            if suffix in peer.formats and versions[peer.name]
        ]
        costs = measure(jobs, rounds)
        for job in jobs:
            found, cost = recall_of(job.command), costs[job.name]
            named = f"{job.name} | {versions[job.name]}"
            lines.append(f"| {suffix} | {named} | {found:.3f} | {cost.median:.2f} | {cost.peak:.0f} |")
    return lines


def part_rooms(folder: Path, rounds: int) -> list[str]:
    """What share of a conversion of the fixture each room of the house takes, the median of the rounds."""
    del folder
    shares: dict[str, dict[str, float]] = {}
    for suffix in WRITERS:
        runs = [shares_of(PLAN_FOLDER / f"plan.{suffix}") for _ in range(rounds + 1)][1:]  # the first may compile
        shares[suffix] = {room: statistics.median(run.get(room, 0.0) for run in runs) for room in runs[0]}
    rooms = sorted(set().union(*shares.values()), key=lambda room: -sum(of.get(room, 0.0) for of in shares.values()))
    lines = [f"| room | {' | '.join(WRITERS)} |", "|---" * (len(WRITERS) + 1) + "|"]
    return lines + [
        f"| {room} | {' | '.join(f'{of.get(room, 0.0):.0%}' for of in shares.values())} |" for room in rooms
    ]


PARTS: dict[str, tuple[str, Callable[..., list[str]]]] = {
    "fixture": ("The fixture", part_fixture),
    "ten-times": ("Ten times its pages", partial(part_longer, times=10)),
    "fifty-times": ("Fifty times its pages", partial(part_longer, times=50)),
    "corpus": ("The largest real plans", part_corpus),
    "report": ("The page of a plan, report.html", part_report),
    "growth": (f"{CONVERSIONS} conversions in one process", part_growth),
    "rooms": ("Where a conversion's time goes", part_rooms),
    "peers": ("Rows of years found by other tools", part_peers),
}


def _table(paths: Sequence[Path], folder: Path, rounds: int, *, large: bool) -> list[str]:
    lines = [*TABLE_HEAD]
    for path in paths:
        jobs = jobs_of(path, folder, large=large)
        lines += _rows(path.suffix[1:], jobs, measure(jobs, rounds, counted=True))
    return lines


def _written(name: str, rounds: int, *where: Path) -> str:
    """One part of the results, with how it was measured."""
    title, part = PARTS[name]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        lines = part(Path(folder), rounds, *where)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the start"
    return "\n".join([f"## {title}", "", f"{rounds} rounds, {machine}.", "", *lines, ""])


def main() -> int:
    """Measure the parts asked for and write them into the results; the other parts stay."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    known = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:] if RESULTS.exists() else []
    sections = {text.partition("\n")[0]: f"## {text}" for text in known}
    for name in options.parts or PARTS:
        where = [getattr(options, name)] if name in ("peers", "corpus") else []
        if None in where:
            continue
        sections[PARTS[name][0]] = _written(name, options.rounds, *where)
        ordered = [sections[title].rstrip() + "\n" for title, _ in PARTS.values() if title in sections]
        RESULTS.write_text("\n".join([HEAD, *ordered]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
