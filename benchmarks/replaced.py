"""A document that is replaced while it is read: ``python -m benchmarks.replaced [--count N] [--commands …]`` (POSIX).

Another process renames two plans of other numbers over one path, some thousand times a second. Every command that
reads a document is told that path: what it publishes or prints must be, to the byte, what it makes of one of the two
when nobody touches it, so that the hash is that of the bytes whose values are published.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import gongpyo
from benchmarks.faults import DOCUMENT
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from fixtures.make.small_documents import ROWS, grid_document
from gongpyo.cli.application import run
from output.files.json_file import json_bytes
from plan.errors import ExitCode, PlanError

ROUNDS = 40
OTHER_ROWS = (
    *ROWS[:1],
    ("산책길 정비(km)", "34", "7", "8", "9", "10"),
    ("나무 심기(그루)", "8,600", "2,000", "2,100", "2,200", "2,300"),
    ("사업비(백만원)", "2,040", "420", "480", "540", "600"),
)
WRITERS = {"pdf": pdf_file, "hwp": hwp_file, "hwpx": hwpx_file}
COMMANDS = ("convert", "batch", "tables", "why", "diff", "read")
IS_MEANWHILE = "changed-while-read"  # a batch has looked at another version before: refused, and told so
SWAP = """
import os, sys, time
one, two, path = sys.argv[1:]
while True:
    for version in (one, two):
        os.link(version, path + ".new")
        os.replace(path + ".new", path)
        time.sleep(0.0002)  # seconds, so that a processor is left for who reads
"""
Made = dict[str, bytes]


def versions(folder: Path) -> dict[str, tuple[Path, Path]]:
    """Two plans of the same title and other numbers in each format."""
    folder.mkdir(parents=True)
    other = DOCUMENT.replace("11 1 2 3 4", "15 2 3 4 6").replace("1,000 100 200 300 400", "1,400 200 300 400 500")
    texts = {"txt": (DOCUMENT.encode(), other.encode())}
    documents = (grid_document(ROWS), grid_document(OTHER_ROWS))
    made = {suffix: tuple(write(document) for document in documents) for suffix, write in WRITERS.items()} | texts
    found: dict[str, tuple[Path, Path]] = {}
    for suffix, contents in made.items():
        one, two = (folder / f"{number}.{suffix}" for number in range(2))
        one.write_bytes(contents[0])
        two.write_bytes(contents[1])
        found[suffix] = (one, two)
    return found


@contextmanager
def swapped(one: Path, two: Path, path: Path) -> Iterator[None]:
    """Have two files take turns under one name until the end of the block."""
    shutil.copy(one, path)
    with subprocess.Popen([sys.executable, "-S", "-c", SWAP, str(one), str(two), str(path)]) as swapping:
        try:
            yield
        finally:
            swapping.kill()
    for left in (path, path.with_name(path.name + ".new")):  # another name of a version, which must not be written to
        left.unlink(missing_ok=True)


def made_of(command: str, source: Path, here: Path) -> Made:
    """What a command publishes and prints of a document; ``PlanError`` where a batch has refused it."""
    out = here / "made"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    if command == "read":
        return {"record": json_bytes(gongpyo.read(source).record)}
    told = {
        "convert": ("convert", str(source), "-o", str(out), "--quiet"),
        "batch": ("batch", str(source), "-o", str(out), "--workers", "1", "--quiet"),
        "tables": ("tables", str(source), "--json"),
        "why": ("why", str(source), "--table", "0", "--row", "1", "--column", "2", "--json"),
        "diff": ("diff", str(here / "whole"), str(source), "--json"),
    }
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run([*told[command]])
    if code not in (ExitCode.CLEAN, ExitCode.FINDINGS):
        if command == "batch" and any(
            IS_MEANWHILE in path.read_text(encoding="utf-8-sig") for path in out.glob("*.csv")
        ):
            raise PlanError(IS_MEANWHILE, ko=IS_MEANWHILE, en=IS_MEANWHILE)
        raise RuntimeError(f"{command} has ended with {code}: {said.getvalue()[-400:]}")
    printed = {} if command in ("convert", "batch") else {"printed": said.getvalue().encode()}
    within = out / "documents" if command == "batch" else out  # beside it stands which run it was
    files = (path for path in within.rglob("*") if path.is_file() and path.name != "outcome.json")
    return printed | {path.relative_to(within).as_posix(): path.read_bytes() for path in files}


def rounds(
    folder: Path, count: int, commands: Sequence[str] = COMMANDS, formats: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Of each command in each format, and so many rounds: its name, and ``first``, ``second``, or what went wrong."""
    known = versions(folder / "versions")
    for command in commands:
        for suffix in formats or known:
            one, two = known[suffix]
            source = folder / f"plan.{suffix}"
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                shutil.rmtree(folder / "whole", ignore_errors=True)
                run(["convert", str(one), "-o", str(folder / "whole"), "--findings-ok"])
            whole = []
            for version in (one, two):
                shutil.copy(version, source)
                whole.append(made_of(command, source, folder))
            if whole[0] == whole[1]:
                yield f"{command} {suffix}", "cannot tell the two apart"
            for _ in range(count):
                with swapped(one, two, source):
                    yield f"{command} {suffix}", _which(command, source, folder, whole)


def _which(command: str, source: Path, here: Path, whole: Sequence[Made]) -> str:
    try:
        made = made_of(command, source, here)
    except PlanError as error:
        return "told" if error.code == IS_MEANWHILE else error.en
    for name, version in zip(("first", "second"), whole, strict=True):
        if made == version:
            return name
    differ = [sorted(name for name in made.keys() | one.keys() if made.get(name) != one.get(name)) for one in whole]
    return f"neither: {min(differ, key=len)}"


def main() -> int:
    """Print of each command and format how often which version was published; 1 where anything else was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=ROUNDS, help="rounds of each command in each format")
    parser.add_argument("--commands", nargs="*", default=COMMANDS, choices=COMMANDS)
    parser.add_argument("--formats", nargs="*", default=(), choices=(*WRITERS, "txt"))
    told = parser.parse_args()
    started, counts = time.monotonic(), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="gongpyo-replaced-") as name:
        for which, ended in rounds(Path(name), told.count, told.commands, told.formats):
            counts[which, ended] += 1
            if sum(number for (known, _), number in counts.items() if known == which) == told.count:
                ends = {end: number for (known, end), number in counts.items() if known == which}
                sys.stdout.write(f"{which:14} {ends}\n")
                sys.stdout.flush()
    wrong = sum(number for (_, ended), number in counts.items() if ended not in ("first", "second", "told"))
    sys.stdout.write(f"{sum(counts.values())} rounds in {time.monotonic() - started:.0f} s: {wrong} wrong\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
