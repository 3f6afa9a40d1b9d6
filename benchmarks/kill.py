"""Runs killed at random instants and calls: ``python -m benchmarks.kill [--rounds N] [--seed S] [--only …]`` (POSIX).

Each round converts documents into a folder that an earlier run has filled, kills the run with SIGKILL, looks that every
plan's folder is whole, and runs again: the result must be that of an uninterrupted run to the byte, nothing left over.
``load``, ``export`` and ``corrections`` are killed over an older output: that is there, or the new one. What was seen
is told as it goes, a line for each ten rounds of a command.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.faults import Faults
from benchmarks.plans.features import drawn
from benchmarks.plans.pages import plan_of
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from gongpyo.cli import application
from plan.errors import ExitCode

if os.name != "nt":
    import fcntl
ROOT = Path(__file__).resolve().parent.parent
WRITERS = (("hwp", hwp_file), ("hwpx", hwpx_file))
DOCUMENTS = 10
MOST_CALLS = 100  # of a run, by which it writes, one of which it is killed at
BLOCK = 10  # rounds of which one line is told
FEW = 6  # documents of the other commands, which write all of them into one file or are done in a moment
UNFINISHED = ".gongpyo-*"
JOURNAL = "-journal"  # of SQLite, while a load is not committed
Tree = dict[str, bytes]
OTHERS = {  # what is told to write over the output of an earlier run
    "load": ("load", "{out}", "--to", "sqlite:///{here}/made/plans.db"),
    "xlsx": ("export", "{out}", "--xlsx", "{here}/made/plans.xlsx"),
    "parquet": ("export", "{out}", "--parquet", "{here}/made"),
    "corrections": ("corrections", "{here}/made"),  # into the plans' own folders
}


def sources(folder: Path, count: int) -> Path:
    """``count`` random plans, each with a title and programmes, and so a plan id, of its own."""
    folder.mkdir(parents=True)
    for number in range(count):
        document, _ = plan_of(number, drawn(number))
        suffix, write = WRITERS[number % len(WRITERS)]
        (folder / f"plan-{number:02}.{suffix}").write_bytes(write(document))
    return folder


def tree(folder: Path) -> Tree:
    """Every file of a folder by its relative name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(documents: Path, out: Path) -> list[str]:
    """The conversion of a folder."""
    return [sys.executable, "-m", "gongpyo", "convert", str(documents), "-o", str(out), "--findings-ok", "--quiet"]


def run(documents: Path, out: Path) -> float:
    """Convert everything; the seconds that it took."""
    started = time.monotonic()
    subprocess.run(command(documents, out), cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - started


def torn(found: Tree, whole: Tree) -> list[str]:
    """The files of plans' folders that an uninterrupted run writes otherwise; an unfinished folder is not a plan's."""
    published = {name: data for name, data in found.items() if not name.startswith(".gongpyo-")}
    plans = {name.partition("/")[0] for name in published}
    wanted = {name: data for name, data in whole.items() if name.partition("/")[0] in plans}
    return sorted(name for name in published.keys() | wanted.keys() if published.get(name) != wanted.get(name))


@dataclass(slots=True)
class Kills:
    """What went wrong, how many runs of each command a kill has hit, and how many in the middle of their writing.

    ``tell`` takes a line for each ten rounds.
    """

    tell: Callable[[str], object] = str
    wrong: list[str] = field(default_factory=list)
    hit: Counter[str] = field(default_factory=Counter)
    halfway: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def note(self, name: str, number: int, *, is_hit: bool, is_halfway: bool) -> None:
        """Count a round, of which the number begins at 0."""
        self.hit[name] += is_hit
        self.halfway[name] += is_halfway
        if (number + 1) % BLOCK == 0:
            self.tell(
                f"{name:12} {number + 1:4} rounds, {self.hit[name]:4} hit, {self.halfway[name]:4} while it wrote, "
                f"{len(self.wrong)} wrong so far, {time.monotonic() - self.started:.0f} s"
            )


def rounds(count: int, seed: int, documents: int = DOCUMENTS, tell: Callable[[str], object] = str) -> Kills:
    """What became of ``count`` rounds of ``convert``."""
    generator = random.Random(seed)
    kills = Kills(tell)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        read = sources(base / "in", documents)
        length = run(read, base / "whole")
        whole = tree(base / "whole")
        for number in range(count):
            out = base / "out"
            if number % 2:  # half of the rounds write over an earlier run, half into a new folder
                shutil.rmtree(out, ignore_errors=True)
            with subprocess.Popen(command(read, out), cwd=ROOT, stdout=subprocess.DEVNULL) as killed:
                time.sleep(generator.uniform(0, length))
                below = psutil.Process(killed.pid).children(recursive=True) if killed.poll() is None else []
                killed.kill()
            is_hit = killed.returncode == -signal.SIGKILL
            _, alive = psutil.wait_procs(below, timeout=30)  # its child ends with it, but not in the same instant
            kills.wrong += [f"round {number}: process {process.pid} outlives the run" for process in alive]
            kills.wrong += [f"round {number}: torn {name}" for name in (torn(tree(out), whole) if out.exists() else ())]
            is_halfway = out.exists() and tree(out) != whole
            run(read, out)
            kills.wrong += [] if tree(out) == whole else [f"round {number}: differs after the next run"]
            kills.wrong += [f"round {number}: left {path.name}" for path in out.iterdir() if path.name.startswith(".")]
            kills.note("convert", number, is_hit=is_hit, is_halfway=is_halfway)
    return kills


def state(folder: Path) -> dict[str, object]:
    """Every file that a person sees; of a database what it holds, since its pages may be laid out otherwise."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.match(UNFINISHED))
    return {
        path.relative_to(folder).as_posix(): _held(path) if path.suffix == ".db" else path.read_bytes()
        for path in files
        if not path.name.endswith(JOURNAL)
    }


def _held(path: Path) -> list[str]:
    """What a database holds, whenever it was loaded."""
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if any(column[1] == "loaded_at" for column in copy.execute(f'PRAGMA table_info("{name}")')):
                copy.execute(f'UPDATE "{name}" SET loaded_at = 0')
        return list(copy.iterdump())


def rounds_of_others(
    count: int,
    seed: int,
    documents: int = FEW,
    only: Collection[str] = OTHERS,
    tell: Callable[[str], object] = str,
) -> Kills:
    """What became of ``count`` rounds of each command that writes what ``convert`` has published elsewhere."""
    generator = random.Random(seed)
    kills = Kills(tell)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        run(sources(here / "in", documents), here / "new")
        shutil.copytree(here / "new", here / "old")
        shutil.rmtree(min(path for path in (here / "old").iterdir() if path.is_dir()))
        for name in OTHERS:
            if name in only:
                _rounds_of(name, here, count, generator, kills)
    return kills


def _rounds_of(name: str, here: Path, count: int, generator: random.Random, kills: Kills) -> None:
    made, older = here / "made", here / f"older-{name}"
    wrong = kills.wrong

    def words(out: str) -> list[str]:
        return [part.format(out=here / out, here=here) for part in OTHERS[name]]

    if name == "corrections":
        shutil.copytree(here / "new", made)
    else:
        made.mkdir()
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            application.run(words("old"))  # here, so that what it imports stands ready for each copy
    shutil.copytree(made, older)
    before, started = state(made), time.monotonic()
    _ended(_started(words("new"), made))
    length, after = time.monotonic() - started, state(made)
    if before == after:
        wrong.append(f"{name}: a run changes nothing")
    calls = 1 + bisect(range(1, MOST_CALLS), x=False, key=lambda at: _survives(words("new"), made, older, at))
    for number in range(count):
        _put_back(made, older)
        if number % 2 and calls > 1:  # half end at a call by which it writes; SQLite's are not ours
            ended = _ended(_started(words("new"), made, generator.randrange(1, calls)))
        else:
            running = _started(words("new"), made)
            time.sleep(generator.uniform(0, length))
            os.kill(running, signal.SIGKILL)
            ended = _ended(running)
        is_unfinished = _holds_unfinished(made)  # looked at first: who opens a database puts it right
        now = state(made)
        for file in sorted(before.keys() | after.keys() | now.keys()):
            if now.get(file) not in (before.get(file), after.get(file)):
                wrong.append(f"{name}, round {number}: torn {file}")
        _ended(_started(words("new"), made))
        if state(made) != after:
            wrong.append(f"{name}, round {number}: differs after the next run")
        wrong += [f"{name}, round {number}: left {path.name}" for path in made.rglob(UNFINISHED)]
        is_halfway = is_unfinished or now not in (before, after)
        kills.note(name, number, is_hit=ended == -signal.SIGKILL, is_halfway=is_halfway)
    shutil.rmtree(made)


class _Kills(Faults):
    """A call by which something is written that is not failed but never comes back."""

    def count(self, name: object) -> None:
        """One more call, of a file that is open for writing or by a name that is not final; looking does no harm."""
        if _is_written(name) if isinstance(name, int) else Path(str(name)).match(UNFINISHED):
            Faults.count(self, name)

    def fail(self, name: object) -> None:
        """End the process as ``kill -9`` does."""
        del name
        os.kill(os.getpid(), signal.SIGKILL)


def _is_written(descriptor: int) -> bool:
    """Whether a file is open for writing."""
    try:
        return bool(fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE)
    except OSError:  # it is closed
        return False


def _started(words: Sequence[str], folder: Path, at: int = 0) -> int:
    """A run in a copy of this process, which spares the start of one; it is killed at its call of this number."""
    running = os.fork()
    if running:
        return running
    code = int(ExitCode.BUG)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), _Kills(folder, at, 0).in_place():
            code = application.run([*words])
    finally:
        os._exit(code)


def _ended(running: int) -> int:
    """How a run has ended; what is no end of ours is an error of this benchmark."""
    code = os.waitstatus_to_exitcode(os.waitpid(running, 0)[1])
    if code not in (ExitCode.CLEAN, ExitCode.FINDINGS, -signal.SIGKILL):
        raise RuntimeError(f"a run has ended with {code}")
    return code


def _survives(words: Sequence[str], made: Path, older: Path, calls: int) -> bool:
    """Whether a run makes fewer calls than so many."""
    _put_back(made, older)
    return _ended(_started(words, made, calls)) != -signal.SIGKILL


def _put_back(made: Path, older: Path) -> None:
    shutil.rmtree(made)
    shutil.copytree(older, made)


def _holds_unfinished(folder: Path) -> bool:
    return any(path.match(UNFINISHED) or path.name.endswith(JOURNAL) for path in folder.rglob("*"))


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main() -> int:
    """Print what went wrong; 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=("convert", *OTHERS), choices=("convert", *OTHERS))
    options = parser.parse_args()
    started = time.monotonic()
    found = [rounds_of_others(options.rounds, options.seed, only=options.only, tell=_tell)]
    if "convert" in options.only:
        found.append(rounds(options.rounds, options.seed, tell=_tell))
    wrong = [said for kills in found for said in kills.wrong]
    told = {
        "rounds of each": options.rounds,
        "killed": {name: number for kills in found for name, number in kills.hit.items()},
        "killed while they wrote": {name: number for kills in found for name, number in kills.halfway.items()},
        "seconds": round(time.monotonic() - started),
        "wrong": wrong,
    }
    print(json.dumps(told, indent=1))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
