"""A field of a plan's files emptied, or made what it never is, and every command that reads them.

    python -m benchmarks.fields [--count N] [--first SEED] [--only COMMAND …]

Who changes ``plan.json``, ``decisions.json`` or ``datapackage.json`` by hand may leave anything there, and may put the
digest right. Whatever it is, each command ends with a documented code and a sentence in which nothing acts on a
terminal; so do the pages of ``gongpyo open``, and the commands that read a store of ``gongpyo batch`` with such a
folder in it. PostgreSQL is tried where its server is installed, ``publish --dry-run`` on a site that holds nothing.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import io
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from benchmarks.faults import DOCUMENT
from benchmarks.postgres import postgres_server, server_programs
from gongpyo.cli.application import run
from gongpyo.reviewing.report import live_page
from gongpyo.workbench.folder import Folder
from output.folder.proof import PACKAGE
from plan.errors import ExitCode, PlanError
from plan.printable import printable, printable_lines

ROUNDS = 300
FILES = ("plan.json", "plan.json", "plan.json", "decisions.json", "datapackage.json")  # the first holds the most
ITEMS = 2  # of a list; the others are alike
SLOW = 20.0  # seconds of work for a plan of a few rows
ENDS = frozenset(
    (ExitCode.CLEAN, ExitCode.USAGE, ExitCode.FINDINGS, ExitCode.INPUT, ExitCode.LIMIT, ExitCode.PARTLY_FAILED)
)
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
PUBLISHABLE = (  # what a portal asks for
    "--findings-ok", "--licence", "KOGL-1", "--set", "provider_code=9990001", "--set", "provider_name=가온시",
)  # fmt: skip
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


class Places(NamedTuple):
    """Where the commands find a portal and a server of PostgreSQL; none is tried whose address is empty."""

    site: str = ""
    postgres: str = ""


NOWHERE = Places()


def commands(here: Path, places: Places = NOWHERE) -> dict[str, list[str | Path]]:
    """Every command that reads what a conversion has written, in every form that it writes."""
    out = here / "out"
    reached: dict[str, list[str | Path]] = {}
    if places.postgres:
        reached["postgres"] = ["load", out, "--to", f"postgresql+psycopg://{places.postgres}/postgres", "--changed-ok"]
    if places.site:
        reached["publish"] = ["publish", "ckan", out, "--url", places.site, "--dry-run"]
    return reached | {
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
        "open": [],  # not the server, which would not end, but what its pages are made of
        "convert": ["convert", here / "plan.txt", "-o", out, "--findings-ok"],
        "compare": ["batch", here / "plan.txt", "-o", here / "made" / "store", "--compare", here / "store"],
        "merge": ["merge", here / "store", "-o", here / "made" / "merged"],
        "batch": ["batch", here / "plan.txt", "-o", here / "store"],
    }


class _Nothing(BaseHTTPRequestHandler):
    """A CKAN site that holds nothing (CKAN 2.12, ``package_show`` of an unknown name)."""

    def do_POST(self) -> None:
        """Say that it is not there, whatever is asked for."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = json.dumps({"success": False, "error": {"__type": "Not Found Error", "message": "Not found"}}).encode()
        self.send_response(404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def empty_site() -> Iterator[str]:
    """The address of a site that holds nothing."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Nothing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def rounds(
    folder: Path, count: int, first: int = 0, places: Places = NOWHERE, only: Collection[str] = ()
) -> Iterator[str]:
    """What went wrong with so many changed fields, in all commands or ``only`` in some."""
    (folder / "plan.txt").write_text(WRONG_TOTAL, encoding="utf-8")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        run(["convert", str(folder / "plan.txt"), "-o", str(folder / "whole"), *PUBLISHABLE])
        run(["batch", str(folder / "plan.txt"), "-o", str(folder / "whole-store")])
    (whole,) = (path.parent for path in folder.glob("whole/*/plan.json"))
    texts = {name: json.loads((whole / name).read_text(encoding="utf-8")) for name in FILES}
    known = {name: list(fields(text)) for name, text in texts.items()}
    for seed in range(first, first + count):
        generator = random.Random(seed)
        file = generator.choice(FILES)
        changed = Changed(file, generator.choice(known[file]), None)
        changed = changed._replace(value=_odd(_at(texts[file], changed.field), generator))
        for made in ("out", "made", "store"):
            shutil.rmtree(folder / made, ignore_errors=True)
        (folder / "made").mkdir()
        shutil.copytree(folder / "whole", folder / "out")
        shutil.copytree(folder / "whole-store", folder / "store")
        text = copy.deepcopy(texts[file])
        _at(text, changed.field[:-1])[changed.field[-1]] = changed.value
        for of_plan in (folder / "out" / whole.name, *(folder / "store").glob("documents/*/*/*/")):
            (of_plan / file).write_text(json.dumps(text), encoding="ascii")
            if generator.random() < 1 / 2:
                _seal(of_plan, file)
        for name, words in commands(folder, places).items():
            if only and name not in only:
                continue
            work = partial(run, [str(word) for word in words]) if words else partial(_looked_at, folder / "out")
            yield from (f"{seed}: {name}, {changed}: {said}" for said in _wrong(work))


def _seal(folder: Path, file: str) -> None:
    """Put the digest of a file right, as who means to deceive does."""
    path = folder / PACKAGE
    content = (folder / file).read_bytes()
    with suppress(ValueError, TypeError, KeyError, AttributeError):  # the field that was changed may be one of these
        package = json.loads(path.read_text(encoding="utf-8"))
        for one in (*package["resources"], *package.get("files", ())):
            if one["path"] == file:
                one |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        path.write_text(json.dumps(package), encoding="ascii")


def _looked_at(out: Path) -> int:
    """Make the pages of ``gongpyo open``: the list, and that of each plan; a refusal is said on a page."""
    folder = Folder(out)
    json.dumps(list(folder.plans()), ensure_ascii=False)
    for path in out.iterdir():
        with suppress(PlanError):  # which the page says
            reviewed = folder.plan(path.name)
            reviewed.version()
            live_page(reviewed.data(), "nonce").encode()
    return ExitCode.CLEAN


def _at(text: Any, field: Field) -> Any:
    for step in field:
        text = text[step]
    return text


def _odd(value: Any, generator: random.Random) -> Any:
    """Half of the time another value of the same kind, since of another kind it is refused at once."""
    alike = [odd for odd in ODD if isinstance(odd, type(value)) and not isinstance(odd, bool)]
    return generator.choice(alike if alike and generator.random() < 1 / 2 else ODD)


def _wrong(work: Callable[[], int]) -> Iterator[str]:
    said, started = io.StringIO(), time.process_time()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = work()
    except BaseException as error:  # noqa: BLE001 - a bug is what is looked for
        yield f"{type(error).__name__}: {error}"
        return
    if code not in ENDS:
        yield f"ends with {code}: {said.getvalue().strip()[-300:]}"
    if said.getvalue() != printable_lines(said.getvalue()):
        yield "something acts on the terminal"
    if time.process_time() - started > SLOW:
        yield f"{time.process_time() - started:.0f} seconds"


@contextmanager
def _server() -> Iterator[str]:
    """Who and where a server of PostgreSQL is; empty where none is installed."""
    programs = server_programs()
    if programs is None:
        yield ""
        return
    with postgres_server(programs, "gongpyo") as address:
        yield f"gongpyo@{address}"


def main() -> int:
    """Print what went wrong; 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=ROUNDS, help="changed fields")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", nargs="*", default=(), metavar="COMMAND")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="gongpyo-fields-") as name, empty_site() as site, _server() as postgres:
        places = Places(site, postgres)
        for said in rounds(Path(name), options.count, options.first, places, options.only):
            wrong += 1
            sys.stdout.write(f"{printable(said)}\n")
            sys.stdout.flush()
    tried = ", ".join(name for name in commands(Path(), places) if not options.only or name in options.only)
    sys.stdout.write(f"{options.count} fields, {tried}: {wrong} wrong\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
