"""What a document costs a batch beside its own reading in one process that has read others before it."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gongpyo.sandbox.tasks import TASKS
from plan.errors import PlanError

ROOT = Path(__file__).resolve().parents[2]
FEW = 5  # of so many documents one is read first: what a start costs, and the first of each form
KINDS = {"plans": ("-plan",), "letters": ("-letter",), "all": ("-plan", "-letter", "-damaged")}


class Pair(NamedTuple):
    """Milliseconds of processor time of a further document: in a batch with all that it waits for, and read alone.

    ``results`` is that part of the batch in which the dataset, the lists and the catalogue are written, as by a second
    run over the same documents.
    """

    batch: float
    results: float
    alone: float


def main() -> int:
    """Read each document of a folder in this process, as a reader of a batch does."""
    folder, out = map(Path, sys.argv[1:])
    for path in sorted(folder.iterdir()):
        with suppress(PlanError):
            TASKS["batch"](
                source=str(path), out=str(out / path.name), sha256="", said={}, single_read=False, with_report=False,
                looks_first=True, config=None,
            )  # fmt: skip
    return 0


def warm(documents: Path, here: Path, rounds: int) -> dict[str, list[Pair]]:
    """So many pairs for each kind of document; each is the difference of a run over all of them and one over few."""
    found: dict[str, list[Pair]] = {}
    for kind, marks in KINDS.items():
        paths = [path for path in sorted(documents.iterdir()) if any(map(path.stem.endswith, marks))]
        few, whole = (_folder(here / f"{kind}-{name}", part) for name, part in (("few", paths[::FEW]), ("all", paths)))
        more = (len(paths) - len(paths[::FEW])) / 1000
        found[kind] = [_pair(few, whole, here, more) for _ in range(rounds)]
    return found


def _pair(few: Path, whole: Path, here: Path, more: float) -> Pair:
    """What the documents that are more in the whole cost."""
    first, again, alone = (
        tuple(run(documents, here / "made" / documents.name / name) for documents in (few, whole))
        for name, run in (("store", _batch), ("store", _again), ("out", _alone))
    )
    return Pair(*((whole - few) / more for few, whole in (first, again, alone)))


def told(kind: str, pairs: Sequence[Pair]) -> str:
    """What further documents of a kind cost, and how many times that of reading them alone."""
    batch, results, alone = (statistics.median(found) for found in zip(*pairs, strict=True))
    read = _times([(pair.batch - pair.results) / pair.alone for pair in pairs])
    whole = _times([pair.batch / pair.alone for pair in pairs])
    return (
        f"{kind}: {alone:.1f} ms of CPU in one process; in a batch {batch:.1f} ms, {whole}; without the dataset, "
        f"lists and catalogue {batch - results:.1f} ms, {read}"
    )


def _times(ratios: Sequence[float]) -> str:
    """How many times as much, in the middle and at the ends."""
    return f"{statistics.median(ratios):.2f} times ({min(ratios):.2f} to {max(ratios):.2f})"


def _folder(folder: Path, paths: Sequence[Path]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in paths:
        os.link(path, folder / path.name)
    return folder


def _batch(documents: Path, store: Path) -> float:
    shutil.rmtree(store, ignore_errors=True)
    return _again(documents, store)


def _again(documents: Path, store: Path) -> float:
    return _seconds("gongpyo", "batch", str(documents), "-o", str(store), "--no-report", "-q", "--workers", "1")


def _alone(documents: Path, out: Path) -> float:
    shutil.rmtree(out, ignore_errors=True)
    return _seconds(__name__, str(documents), str(out))


def _seconds(*words: str) -> float:
    """Processor seconds of a program with all that it waits for."""
    run = subprocess.Popen(
        [sys.executable, "-m", *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 7):
        raise SystemExit(f"{words} ended with {run.returncode}")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
