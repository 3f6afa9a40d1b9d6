"""Shards of a million documents, made without reading one, and what their journal, list, merge and catalogue take.

Every plan is the fixture's under another id, its files further names of the same bytes: what is held and written is of
the real size, what lies on the disk is not.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import psutil
from msgspec.structs import replace

from gongpyo.batch.journal import PUBLISHED, Journal, Outcome
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.origins.items import Item
from gongpyo.batch.origins.sources import LISTED, items_of
from gongpyo.batch.results import MANIFEST_FILE, SUCCESS_FILE, Manifest, Shard
from gongpyo.batch.store import DATASET, Store
from gongpyo.sandbox.tasks import TASKS
from plan.records.base import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "fixtures" / "seoul-citizen-participation-2024-2027" / "plan.hwpx"
RUN = "made-up"
PROVIDERS = 250  # cities, counties and boroughs are some so many
LETTER = Outcome(code="nothing-planned", message_ko="연차별 계획이 없습니다.", message_en="It holds no yearly plan.")
MOST_NAMES = 30_000  # of one file: ext4 gives it 65,000, and as many again are for the merged store


class Size(NamedTuple):
    """How many shards, documents in each, and plans among those."""

    shards: int
    documents: int
    plans: int


class Template(NamedTuple):
    """A plan's folder and what a reader says of it."""

    folder: Path
    outcome: Outcome


def merged(here: Path, size: Size) -> int:
    """Make the shards and say what each step over them takes."""
    here.mkdir(parents=True, exist_ok=True)
    template = _template(here)
    shards = [here / f"shard{number}" for number in range(1, size.shards + 1)]
    if not shards[-1].exists():
        for number, shard in enumerate(shards, 1):
            if number * size.plans % MOST_NAMES < size.plans:
                template = _copied(template, here / f"template{number}")
            _shard(shard, number, size, template)
    store = here / "all"
    shutil.rmtree(store, ignore_errors=True)
    words = [sys.executable, "-m", "gongpyo", "merge", *map(str, shards), "-o", str(store), "-q"]
    started, before = time.monotonic(), _children()
    run = subprocess.Popen(words, cwd=ROOT)
    most = 0
    while run.poll() is None:
        most = max(most, psutil.Process(run.pid).memory_info().rss >> 20) if psutil.pid_exists(run.pid) else most
        time.sleep(0.2)
    took = f"{_children() - before:.0f} s of CPU, {time.monotonic() - started:.0f} s by the clock, {most} MiB"
    manifest = msgspec.json.decode((store / MANIFEST_FILE).read_bytes(), type=Manifest)
    _say(
        f"merge of {len(shards):,} shards: {manifest.sources:,} documents, {manifest.plans:,} plans, "
        f"{sum(manifest.rows.values()):,} rows: {took}"
    )
    files = [path.stat().st_size for path in (store / DATASET).rglob("*") if path.is_file()]
    journal = Store(store).journal.stat().st_size
    _say(f"dataset: {sum(files) >> 20} MiB in {len(files):,} files; journal: {journal >> 20} MiB")
    pages = [path.stat().st_size for path in store.glob("catalogue*.html")]
    _say(f"catalogue: {len(pages)} pages of at most {max(pages) >> 10} KiB")
    _resumed(Store(store))
    _listed(here, size)
    return run.returncode not in (0, 7)


def _resumed(store: Store) -> None:
    """What it takes a run to know that nothing is left, and what to begin with where one document is."""
    started = time.process_time()
    with Journal(store.journal, RUN) as journal:
        left, settled = journal.left(), journal.settled()
        is_done = next(journal.waiting(), None) is None
    took = f"{time.process_time() - started:.2f} s of CPU"
    _say(f"a resume over {settled:,} documents: {took}, {left} left{', nothing to begin with' if is_done else ''}")


def _listed(here: Path, size: Size) -> None:
    """What it takes to list as many documents by lines of JSON, and to deal out one shard of them."""
    lines, path = here / "list.jsonl", here / "listed.sqlite"
    for old in here.glob("listed.sqlite*"):
        old.unlink()
    with lines.open("w", encoding="utf-8") as file:
        for number in range(size.shards * size.documents):
            file.write(f'{{"source": "/archive/{number}.hwpx", "provider": "6110000"}}\n')
    process = psutil.Process()
    before, started = process.memory_info().rss >> 20, time.process_time()
    with lines.open(encoding="utf-8") as file, Journal(path, RUN) as journal:
        found = items_of([LISTED], file, Remote(()))
        count = journal.note_sources(item for item in found if isinstance(item, Item))
        took = time.process_time() - started
        journal.keep_shard(1, size.shards)
        left = journal.left()
    _say(
        f"a list of {count:,} lines: {took:.0f} s of CPU and {(process.memory_info().rss >> 20) - before} MiB more; to "
        f"keep {left:,} of them as one shard {time.process_time() - started - took:.0f} s more"
    )


def _template(here: Path) -> Template:
    """The fixture's folder in a store of its own, with the names that a reader gives it."""
    made = here / "template"
    shutil.rmtree(made, ignore_errors=True)
    answer = TASKS["batch"](
        source=str(FIXTURE), out=str(made), sha256="", said={}, single_read=False, with_report=False, looks_first=True,
        config=None,
    )  # fmt: skip
    return Template(Path(str(answer["folder"])), msgspec.convert({**answer, "folder": "documents/a/b/c"}, Outcome))


def _copied(template: Template, into: Path) -> Template:
    """The same in files of its own: a file can have only so many names."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(template.folder, into)
    return template._replace(folder=into)


def _shard(root: Path, number: int, size: Size, template: Template) -> None:
    """A finished shard: most of its documents are letters, the others plans."""
    making = root.with_name(root.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    store = Store(making)
    making.mkdir(parents=True)
    documents = list(islice(_documents(number, size, template), size.documents))
    with Journal(store.journal, RUN):
        pass
    with sqlite3.connect(store.journal) as journal:
        journal.executemany(
            "INSERT INTO sources VALUES (?, ?, 9000, '1', ?, ?, '')",
            ((item.name, msgspec.json.encode(item).decode(), sha256, RUN) for item, sha256, _ in documents),
        )
        journal.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?)",
            ((sha256, RUN, item.name, msgspec.json.encode(one).decode()) for item, sha256, one in documents),
        )
    journal.close()
    for _, _, one in documents:
        if one.code == PUBLISHED:
            shutil.copytree(template.folder, making / one.folder, copy_function=os.link)
    manifest = Manifest(
        schema_version=SCHEMA_VERSION, run=RUN, shard=Shard(number, size.shards), sources=size.documents,
        documents=size.plans, plans=size.plans, outcomes={}, rows={},
    )  # fmt: skip
    (making / MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))
    (making / SUCCESS_FILE).touch()
    making.rename(root)


def _documents(number: int, size: Size, template: Template) -> Iterator[tuple[Item, str, Outcome]]:
    for at in range(size.documents):
        name = f"/archive/{number:04}/{at:05}.hwpx"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        outcome = LETTER
        if at < size.plans:
            plan_id = f"plan-{number}-{at}"
            provider = (number * size.plans + at) % PROVIDERS
            outcome = replace(
                template.outcome,
                plan_id=plan_id,
                folder=f"documents/{sha256[:2]}/{sha256}/{plan_id}",
                provider_code=f"{provider:07}",
            )
        yield Item(name, name, size=9_000, stamp="1"), sha256, outcome


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
