"""A field of a plan's files emptied, or made what it never is, and every command that reads them.

    python -m benchmarks.fields [--count N] [--first SEED]

Who changes ``plan.json``, ``decisions.json`` or ``datapackage.json`` by hand may leave anything there. Whatever it is,
each command ends with a documented code and a sentence in which nothing acts on a terminal.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.faults import DOCUMENT
from gongpyo.cli.application import run
from gongpyo.pipeline import convert
from plan.errors import ExitCode
from plan.printable import printable, printable_lines

ROUNDS = 300
FILES = ("plan.json", "plan.json", "plan.json", "decisions.json", "datapackage.json")  # the first holds the most
ITEMS = 2  # of a list; the others are alike
SLOW = 20.0  # seconds of work for a plan of a few rows
ENDS = frozenset((ExitCode.CLEAN, ExitCode.USAGE, ExitCode.FINDINGS, ExitCode.INPUT, ExitCode.LIMIT))
WRONG_TOTAL = DOCUMENT.replace("11 1 2 3 4", "99 1 2 3 4")  # so that there is a finding
TEXTS: tuple[Any, ...] = (
    "", " ", "\0", "\x1b[2J", "\x9b2J", "\u202e", "\u2066", "\ufeff", "\ud800", "\udfff", "\ufffe", "\n", "=1+1", "NaN",
    "-0", "1e999999", "9" * 5_000, "0000-00-00", "9999-99-99", "10000-01-01", "..", "/", "a/b", "con", "table_1", "{",
    "[]", "가" * 40_000,
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    -1, 0, 1, 10**9, 2**31, 2**63, -(2**63) - 1, 10**30, 10**4_000, -0.0, 0.5, 1e308, float("nan"), float("inf"),
)  # fmt: skip
OTHERS: tuple[Any, ...] = (None, True, False, [], {}, [[]], [None], {"": ""})
ODD = (*TEXTS, *NUMBERS, *OTHERS)
Field = tuple[str | int, ...]


class Changed(NamedTuple):
    """A field, in which file it is, and what stands there now."""

    file: str
    field: Field
    value: Any

    def __str__(self) -> str:
        return f"{self.file} {'/'.join(map(str, self.field))} = {self.value!r:.40}"


def fields(held: Any, at: Field = ()) -> Iterator[Field]:
    """Where every field of a JSON text stands, of a list only the first ones."""
    if at:
        yield at
    if isinstance(held, dict):
        for name, value in held.items():
            yield from fields(value, (*at, name))
    elif isinstance(held, list):
        for index, value in enumerate(held[:ITEMS]):
            yield from fields(value, (*at, index))


def commands(here: Path) -> dict[str, list[str | Path]]:
    """Every command that reads what a conversion has written, in every form that it writes."""
    out = here / "out"
    return {
        "check": ["check", out],
        "corrections": ["corrections", out, "--xlsx", here / "made" / "open.xlsx"],
        "sqlite": ["load", out, "--to", f"sqlite:///{here}/made/x.db", "--changed-ok"],
        "duckdb": ["load", out, "--to", f"duckdb:///{here}/made/x.duckdb", "--changed-ok"],
        "xlsx": ["export", out, "--xlsx", here / "made" / "x.xlsx"],
        "parquet": ["export", out, "--parquet", here / "made" / "parquet"],
        "csv": ["export", out, "--csv", here / "made" / "csv"],
        "diff": ["diff", here / "whole", out, "--html", here / "made" / "d.html", "--lineage", here / "made" / "l.csv"],
        "diff back": ["diff", out, here / "whole", "--json"],
        "why": ["why", out],
        "preview": ["tables", out],
        "convert": ["convert", here / "plan.txt", "-o", out, "--findings-ok"],
    }


def rounds(folder: Path, count: int, first: int = 0) -> Iterator[str]:
    """What went wrong with so many changed fields."""
    (folder / "plan.txt").write_text(WRONG_TOTAL, encoding="utf-8")
    _, whole = convert(folder / "plan.txt", folder / "whole")
    texts = {name: json.loads((whole / name).read_text(encoding="utf-8")) for name in FILES}
    known = {name: list(fields(text)) for name, text in texts.items()}
    for seed in range(first, first + count):
        generator = random.Random(seed)
        file = generator.choice(FILES)
        changed = Changed(file, generator.choice(known[file]), None)
        changed = changed._replace(value=_odd(_at(texts[file], changed.field), generator))
        for made in ("out", "made"):
            shutil.rmtree(folder / made, ignore_errors=True)
        (folder / "made").mkdir()
        shutil.copytree(folder / "whole", folder / "out")
        text = copy.deepcopy(texts[file])
        _at(text, changed.field[:-1])[changed.field[-1]] = changed.value
        (folder / "out" / whole.name / file).write_text(json.dumps(text), encoding="ascii")
        for name, words in commands(folder).items():
            yield from (f"{seed}: {name}, {changed}: {said}" for said in _wrong(words))


def _at(text: Any, field: Field) -> Any:
    for step in field:
        text = text[step]
    return text


def _odd(value: Any, generator: random.Random) -> Any:
    """Half of the time another value of the same kind, since of another kind it is refused at once."""
    alike = [odd for odd in ODD if isinstance(odd, type(value)) and not isinstance(odd, bool)]
    return generator.choice(alike if alike and generator.random() < 1 / 2 else ODD)


def _wrong(words: Sequence[str | Path]) -> Iterator[str]:
    said, started = io.StringIO(), time.process_time()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = run([str(word) for word in words])
    except BaseException as error:  # noqa: BLE001 - a bug is what is looked for
        yield f"{type(error).__name__}: {error}"
        return
    if code not in ENDS:
        yield f"ends with {code}: {said.getvalue().strip()[-300:]}"
    if said.getvalue() != printable_lines(said.getvalue()):
        yield "something acts on the terminal"
    if time.process_time() - started > SLOW:
        yield f"{time.process_time() - started:.0f} seconds"


def main() -> int:
    """Print what went wrong; 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=ROUNDS, help="changed fields")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="gongpyo-fields-") as name:
        for said in rounds(Path(name), options.count, options.first):
            wrong += 1
            sys.stdout.write(f"{printable(said)}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{options.count} fields, {len(commands(Path()))} commands each: {wrong} wrong\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
