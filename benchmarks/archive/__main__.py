"""A batch over an archive of made-up documents: ``python -m benchmarks.archive WHAT [--count N]``.

killed  its driver, one of its readers or, with ``--engine ray``, a worker or a shard's process is killed at
        random instants, and the run started again: the store must be that of a run that nobody stopped, to the byte;
        one Ray serves all runs, since it takes longer to start than they do
triage  what the first look turns away is read whole all the same: none of it may be published or left to decide
shared  one reader, two, eight shards merged in any order and Ray, where it is installed, must leave the same store, in
        which those that kill or hang their reader are named and nobody else is; what each way took is said
warm    what a further document costs a batch in processor time, beside what it costs one process that only reads: the
        median of so many rounds
merged  a thousand made-up shards of a thousand documents each (as many as ``--count``), ten million rows: what their
        merge and catalogue, a resume and a list of as many lines take

With ``--keep FOLDER`` documents and stores lie there and stay, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.archive.documents import FATED, archive, in_every_format
from benchmarks.archive.fated import fated
from benchmarks.archive.merged import Size, merged
from benchmarks.archive.warm import told as costs
from benchmarks.archive.warm import warm
from extract.first_look import require_years
from extract.readers.limits import setting_of
from extract.readers.read import opened
from gongpyo.batch.engines.ray_cluster import SETTINGS
from gongpyo.batch.outcomes_file import OUTCOMES_FILE, lines_of
from gongpyo.batch.pool import OF_THE_MACHINE, READER_FAILED
from gongpyo.batch.run import HOLDS_NONE, failed
from gongpyo.pipeline import read_plan
from plan.errors import PlanError

ROOT = Path(__file__).resolve().parents[2]
BLAMED = tuple(map(setting_of, OF_THE_MACHINE))  # limits at which a reader is ended; others are of the document
STANDING = """
import sys, ray
ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
print(ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
"""
PLANS = 19  # of each of a thousand shards, so that they have ten million rows
LOOKED_AT = 0.2  # seconds between two looks at a driver's memory
Tree = dict[str, bytes]


def main() -> int:
    """Print what was seen; 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("killed", "triage", "shared", "warm", "merged"))
    parser.add_argument("--count", type=int, default=100, help="documents")
    parser.add_argument("--rounds", type=int, default=20, help="kills, or pairs of runs")
    parser.add_argument("--plans", type=int, default=0, help="plans in every format to look at beside those (triage)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("ray",), default="", help="what is killed")
    parser.add_argument("--harmless", action="store_true", help="without documents that kill or hang their reader")
    parser.add_argument("--keep", type=Path, help="where documents and stores stay; a temporary folder otherwise")
    parser.add_argument("files", nargs="*", type=Path, help="documents to look at beside those that are made (triage)")
    told = parser.parse_args()
    with _folder(told.keep) as here:
        if told.what == "merged":
            return merged(here, Size(1_000, max(PLANS, told.count // 1_000), PLANS))
        documents = here / "documents"
        if not documents.exists():
            archive(here / "documents.new", told.count, told.seed, harmless=told.harmless).rename(documents)
        if told.what == "triage":
            made = in_every_format(here, told.plans, told.seed)
            return triage(chain(sorted(documents.iterdir()), told.files, made))
        if told.what == "shared":
            return shared(documents, here)
        if told.what == "warm":
            for kind, pairs in warm(documents, here, told.rounds).items():
                sys.stdout.write(f"{costs(kind, pairs)}\n")
            return 0
        with standing_ray(fated(here / "fates")) if told.engine else nullcontext() as ray:
            return killed(documents, here, told.rounds, random.Random(told.seed), ray)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        shutil.rmtree(kept / "documents.new", ignore_errors=True)
        shutil.rmtree(kept / "fates", ignore_errors=True)
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch)


def command(documents: Path, store: Path, *more: str) -> list[str]:
    """A batch without pages to look at."""
    return [sys.executable, "-m", "gongpyo", "batch", str(documents), "-o", str(store), "--no-report", "-q", *more]


def content(store: Path) -> Tree:
    """Every file of a store by its path but the journal, whose order is that of the run."""
    files = (path for path in store.rglob("*") if path.is_file() and not path.name.startswith("journal."))
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in files
        if not {".work", ".shards"} & {*path.parts}
    }


class StandingRay(NamedTuple):
    """A Ray for many runs: its process, what a run is told of it, and the settings with which it may be used."""

    process: int
    words: Sequence[str]
    settings: Mapping[str, str]


@contextmanager
def standing_ray(settings: Mapping[str, str]) -> Iterator[StandingRay]:
    """Start a Ray with two workers on this machine."""
    settings = {**settings, **SETTINGS, "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    with subprocess.Popen(
        [sys.executable, "-c", STANDING], cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise SystemExit("Ray has not started")
        try:
            yield StandingRay(process.pid, ("--engine", "ray", "--address", address), settings)
        finally:
            process.communicate("")


def killed(documents: Path, here: Path, rounds: int, chance: random.Random, ray: StandingRay | None) -> int:
    """Kill one of the processes of a run again and again."""
    engine, settings = (ray.words, ray.settings) if ray else ((), fated(here / "fates"))
    _batch(command(documents, here / "whole"), settings)
    whole = content(here / "whole")
    started = time.monotonic()
    _batch(command(documents, here / "first", *engine), settings)
    took = time.monotonic() - started
    if differs(content(here / "first"), whole, f"nobody killed, {took:.0f} s"):
        return 1
    hit: Counter[str] = Counter()
    for number in range(rounds):
        store = here / f"store{number}"
        shutil.rmtree(store, ignore_errors=True)
        run = subprocess.Popen(
            command(documents, store, *engine),
            cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        kind = chance.choice(("driver", "shard", "worker")) if ray else ""
        while kind and run.poll() is None and kind not in dict(victims(run.pid, ray)):
            time.sleep(0.1)  # the workers of an engine are at work in a small part of a run
        with suppress(subprocess.TimeoutExpired):
            run.wait(chance.uniform(0, took * (0.2 if kind in ("shard", "worker") else 0.9)))
        found = sorted(one for one in victims(run.pid, ray) if kind in ("", one[0]))
        if run.poll() is None and found:
            who, process = chance.choice(found)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            hit[who] += 1
        run.wait()
        _batch(command(documents, store, *chance.choice(((), engine))), settings)
        if differs(content(store), whole, f"after kill {number} of {dict(hit)}"):
            return 1
        sys.stdout.flush()
        shutil.rmtree(store)
    sys.stdout.write(f"{rounds} runs, {dict(hit)} killed: each store as if nobody had\n")
    return 0


def victims(driver: int, ray: StandingRay | None) -> list[tuple[str, int]]:
    """The processes of a run that may be killed: the driver, readers, those of shards, Ray's workers."""
    found = [("driver", driver)]
    for parent in (driver, ray.process) if ray else (driver,):
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(parent).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    words = " ".join(child.cmdline())
                    if "shard_process" in words:
                        found.append(("shard", child.pid))
                    elif words.startswith("ray::read_in_process"):
                        found.append(("worker", child.pid))
                    elif "gongpyo batch" in words:
                        found.append(("reader", child.pid))
    return found


def _batch(words: Sequence[str], settings: Mapping[str, str]) -> None:
    subprocess.run(words, cwd=ROOT, env=settings, check=False, capture_output=True)


def triage(files: Iterable[Path]) -> int:
    """Read whole what the first look turns away."""
    codes: Counter[str] = Counter()
    lost = 0
    looking = reading = 0.0
    for path in files:
        started = time.process_time()
        code = _first_look(path)
        looked = time.process_time() - started
        looking += looked
        if code == "passes":
            codes["passes"] += 1
            continue
        started = time.process_time()
        try:
            read_plan(path)
            code = "published"
        except PlanError as error:
            code = error.code
        reading += time.process_time() - started
        codes[f"turned away: {code}"] += 1
        if code == "published" or not (failed(code) or code in HOLDS_NONE):
            lost += 1
            sys.stdout.write(f"lost: {path}: {code}\n")
    sys.stdout.write(f"{dict(codes)}; looking {looking:.2f} s of CPU in all\n")
    return 1 if lost else 0


def _first_look(path: Path) -> str:
    try:
        require_years(opened(path), path)
    except PlanError as error:
        return error.code
    return "passes"


def shared(documents: Path, here: Path) -> int:
    """Read the same documents in each way."""
    settings = fated(here / "fates")
    wrong = False
    for workers in ("1", "2"):
        tell(f"--workers {workers}", measured(command(documents, here / workers, "--workers", workers), settings))
    shards = [here / f"shard{number}" for number in range(1, 9)]
    for number, shard in enumerate(shards, 1):
        words = command(documents, shard, "--shard", f"{number}/{len(shards)}")
        tell(f"--shard {number}", measured(words, settings))
    random.Random(len(shards)).shuffle(shards)
    words = [sys.executable, "-m", "gongpyo", "merge", *map(str, shards), "-o", str(here / "merged"), "-q"]
    if not (here / "merged").exists():
        tell("merge", measured(words, settings))
    one = content(here / "1")
    wrong |= misblamed(here / "1")
    wrong |= differs(content(here / "2"), one, "two readers")
    wrong |= differs(content(here / "merged"), one, "shards")
    if find_spec("ray") is None:
        sys.stdout.write("Ray is not installed\n")
        return int(wrong)
    tell("--engine ray", measured(command(documents, here / "ray", "--engine", "ray", "--workers", "2"), settings))
    return int(wrong | differs(content(here / "ray"), one, "Ray"))


class Took(NamedTuple):
    """What a run took: seconds by the clock, those of processors with all that it waited for, MiB of its driver."""

    code: int
    wall: float
    cpu: float
    memory: int


def measured(words: Sequence[str], settings: Mapping[str, str]) -> Took:
    """Run a program to its end."""
    started, most = time.monotonic(), 0
    run = subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        ended, status, used = os.wait4(run.pid, os.WNOHANG)
        if ended:
            run.returncode = os.waitstatus_to_exitcode(status)
            return Took(run.returncode, time.monotonic() - started, used.ru_utime + used.ru_stime, most)
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{run.pid}/status").read_text(encoding="ascii").splitlines()
            most = next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:"))
        time.sleep(LOOKED_AT)


def tell(way: str, took: Took) -> None:
    """Say what a run took."""
    sys.stdout.write(
        f"{way}: ended with {took.code} after {took.wall:.0f} s, {took.cpu:.1f} s of CPU, driver {took.memory} MiB\n"
    )
    sys.stdout.flush()


def misblamed(store: Path) -> bool:
    """Whether any other document is named than those that harm their reader, or one of them is not."""
    with (store / OUTCOMES_FILE).open(encoding="utf-8-sig", newline="") as file:
        said = {row["source"]: row["message_en"] for row in csv.DictReader(file)}
    lines = lines_of(store).values()
    named = {one.source for one in lines if one.outcome == READER_FAILED or any(map(said[one.source].count, BLAMED))}
    harm = {one.source for one in lines if any(f"-{fate}." in one.source for fate in FATED)}
    wrong = sorted(Path(source).name for source in named ^ harm)
    sys.stdout.write(
        f"{len(named)} documents are named for their reader's end, {len(wrong)} of them wrongly {wrong[:3] or ''}\n"
    )
    return bool(wrong)


def differs(found: Tree, expected: Tree, what: str) -> bool:
    """Whether two stores differ, which is said."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    sys.stdout.write(f"{what}: {len(names)} of {len(expected)} files differ {names[:3] or ''}\n")
    return bool(names)


if __name__ == "__main__":
    sys.exit(main())
