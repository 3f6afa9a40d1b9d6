"""A batch over an archive of made-up documents: ``python -m benchmarks.archive {killed|triage|shared} [--count N]``.

killed  its driver or one of its readers is killed with SIGKILL at random instants and started again until it is done:
        the store must be that of a run that nobody stopped, to the byte
triage  what the first look turns away is read whole all the same: none of it may be published or left to decide
shared  one reader, two, and eight shards merged in any order must leave the same store
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.archive.documents import archive
from extract.first_look import require_years
from extract.readers.read import opened
from gongpyo.batch.run import HOLDS_NONE, failed
from gongpyo.pipeline import read_plan
from plan.errors import PlanError

ROOT = Path(__file__).resolve().parents[2]
Tree = dict[str, bytes]


def main() -> int:
    """Print what was seen; 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("killed", "triage", "shared"))
    parser.add_argument("--count", type=int, default=100, help="documents")
    parser.add_argument("--rounds", type=int, default=20, help="kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path, help="documents to look at beside those that are made (triage)")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        documents = archive(here / "documents", told.count, told.seed)
        if told.what == "triage":
            return triage([*sorted(documents.iterdir()), *told.files])
        if told.what == "shared":
            return shared(documents, here)
        return killed(documents, here, told.rounds, random.Random(told.seed))


def command(documents: Path, store: Path, *more: str) -> list[str]:
    """A batch without pages to look at."""
    return [sys.executable, "-m", "gongpyo", "batch", str(documents), "-o", str(store), "--no-report", "-q", *more]


def content(store: Path) -> Tree:
    """Every file of a store by its path but the journal, whose order is that of the run."""
    files = (path for path in store.rglob("*") if path.is_file() and not path.name.startswith("journal."))
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in files if ".work" not in path.parts}


def killed(documents: Path, here: Path, rounds: int, chance: random.Random) -> int:
    """Kill the driver or a reader again and again."""
    started = time.monotonic()
    subprocess.run(command(documents, here / "whole"), cwd=ROOT, check=False, capture_output=True)
    took = time.monotonic() - started
    whole = content(here / "whole")
    hit: Counter[str] = Counter()
    for number in range(rounds):
        store = here / f"store{number}"
        who = chance.choice(("driver", "reader"))
        run = subprocess.Popen(
            command(documents, store), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):
            run.wait(chance.uniform(0, took * 0.9))
        if run.poll() is None:
            victims = psutil.Process(run.pid).children() if who == "reader" else []
            with suppress(ProcessLookupError):
                os.kill(chance.choice(victims).pid if victims else run.pid, signal.SIGKILL)
            hit[who if victims or who == "driver" else "driver"] += 1
        run.wait()
        subprocess.run(command(documents, store), cwd=ROOT, check=False, capture_output=True)
        if differs(content(store), whole, f"after kill {number} of the {who}"):
            return 1
    sys.stdout.write(f"{rounds} runs, {dict(hit)} killed: each store as if nobody had\n")
    return 0


def triage(files: list[Path]) -> int:
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
    """Read the same documents in three ways."""
    for workers in ("1", "2"):
        subprocess.run(command(documents, here / workers, "--workers", workers), cwd=ROOT, check=False)
    shards = [here / f"shard{number}" for number in range(1, 9)]
    for number, shard in enumerate(shards, 1):
        subprocess.run(command(documents, shard, "--shard", f"{number}/{len(shards)}"), cwd=ROOT, check=False)
    random.Random(len(shards)).shuffle(shards)
    merged = here / "merged"
    subprocess.run(
        [sys.executable, "-m", "gongpyo", "merge", *map(str, shards), "-o", str(merged), "-q"], cwd=ROOT, check=False
    )
    one = content(here / "1")
    return int(differs(content(here / "2"), one, "two readers") or differs(content(merged), one, "shards"))


def differs(found: Tree, expected: Tree, what: str) -> bool:
    """Whether two stores differ, which is said."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    sys.stdout.write(f"{what}: {len(names)} of {len(expected)} files differ {names[:3] or ''}\n")
    return bool(names)


if __name__ == "__main__":
    sys.exit(main())
