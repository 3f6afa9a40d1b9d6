"""What a batch knows: its documents, and what became of each; a SQLite file that survives whatever stops the run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from heapq import heapreplace
from pathlib import Path
from typing import Any, Self

import msgspec

from gongpyo.batch.items import Item
from plan.errors import ExitCode, PlanError

JOURNAL_FILE = "journal.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY, item TEXT NOT NULL, size INTEGER NOT NULL, stamp TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '', run TEXT NOT NULL DEFAULT '', failure TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    sha256 TEXT NOT NULL, run TEXT NOT NULL, name TEXT NOT NULL, outcome TEXT NOT NULL,
    PRIMARY KEY (sha256, run)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_of_run ON documents (run, name);
"""
AT_ONCE = 10_000  # sources in one transaction
EACH = 50_000  # bytes that an empty document counts for when work is shared out: to look at one takes time too


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document.

    ``code`` is ``published``, or that of the error for which it is not; ``folder`` is that of its plan below the store.
    ``values`` is the same for two documents whose plans say the same.
    ``cells`` is the certificate: every cell of its year tables is a value, ignored by a named rule, or a finding.
    """

    code: str
    plan_id: str = ""
    folder: str = ""
    title: str = ""
    provider_code: str = ""
    provider_name: str = ""
    first_year: int | None = None
    last_year: int | None = None
    format: str = ""
    bytes: int = 0
    counts: dict[str, int] = {}
    findings: dict[str, int] = {}
    cells: dict[str, Any] = {}
    values: str = ""
    message_ko: str = ""
    message_en: str = ""
    exit_code: int = 0


class Journal:
    """The journal of one store; ``run`` names the tool and the configuration that the outcomes hold for."""

    def __init__(self, path: Path, run: str) -> None:
        self.run = run
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._execute("PRAGMA journal_mode=WAL")
        self._execute("PRAGMA synchronous=NORMAL")  # a lost last entry is a document read once more
        for statement in SCHEMA.split(";"):
            self._execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def note_sources(self, items: Iterable[Item]) -> int:
        """Take up documents; one that has changed is to be read anew. How many there were."""
        count = 0
        self._execute("BEGIN IMMEDIATE")
        for item in items:
            self._execute(
                "INSERT INTO sources (name, item, size, stamp) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO "
                "UPDATE SET run = CASE WHEN item = excluded.item AND excluded.stamp <> '' THEN run ELSE '' END, "
                "item = excluded.item, size = excluded.size, stamp = excluded.stamp",
                item.name, msgspec.json.encode(item).decode(), item.size, item.stamp,
            )  # fmt: skip
            count += 1
            if count % AT_ONCE == 0:
                self._execute("COMMIT")
                self._execute("BEGIN IMMEDIATE")
        self._execute("COMMIT")
        return count

    def keep_shard(self, number: int, count: int) -> None:
        """Keep only the documents of one shard of so many: the largest first, each to the shard with fewest bytes."""
        shards = [(0, shard) for shard in range(1, count + 1)]
        self._execute("CREATE TEMP TABLE other (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name, size in self._execute("SELECT name, size FROM sources ORDER BY size DESC, name"):
            held, shard = shards[0]
            heapreplace(shards, (held + size + EACH, shard))
            if shard != number:
                self._execute("INSERT INTO other VALUES (?)", name)
        self._execute("DELETE FROM sources WHERE name IN (SELECT name FROM other)")
        self._execute("DROP TABLE other")

    def waiting(self) -> Iterator[Item]:
        """The documents that this run has not settled yet, by name; a next one is looked up when it is asked for."""
        after = ""
        while found := self._execute(
            "SELECT name, item FROM sources WHERE run <> ? AND name > ? ORDER BY name LIMIT 1", self.run, after
        ).fetchone():
            after = found[0]
            yield msgspec.json.decode(found[1], type=Item)

    def outcome_of(self, sha256: str) -> Outcome | None:
        """What became of the document with these bytes, whatever its name."""
        found = self._execute("SELECT outcome FROM documents WHERE sha256 = ? AND run = ?", sha256, self.run).fetchone()
        return msgspec.json.decode(found[0], type=Outcome) if found else None

    def settle(self, item: Item, sha256: str, outcome: Outcome) -> None:
        """Note what became of a document that has been read, at once or not at all."""
        self._execute("BEGIN IMMEDIATE")
        self._execute(
            "INSERT OR REPLACE INTO documents (sha256, run, name, outcome) VALUES (?, ?, ?, ?)",
            sha256, self.run, item.name, msgspec.json.encode(outcome).decode(),
        )  # fmt: skip
        self._note(item, sha256, "")
        self._execute("COMMIT")

    def settle_copy(self, item: Item, sha256: str) -> None:
        """Note that a document has the bytes of another, whose outcome is its own too."""
        self._note(item, sha256, "")

    def settle_unread(self, item: Item, outcome: Outcome) -> None:
        """Note why the bytes of a document cannot be had."""
        self._note(item, "", msgspec.json.encode(outcome).decode())

    def _note(self, item: Item, sha256: str, failure: str) -> None:
        self._execute(
            "UPDATE sources SET sha256 = ?, run = ?, failure = ? WHERE name = ?", sha256, self.run, failure, item.name
        )

    def left(self) -> tuple[int, int]:
        """How many documents are waiting, and how many there are."""
        waiting, every = self._execute("SELECT SUM(run <> ?), COUNT(*) FROM sources", self.run).fetchone()
        return int(waiting or 0), int(every)

    def documents(self) -> Iterator[tuple[str, str, Outcome]]:
        """SHA-256, the name that it was read under, and what became of each document of this run, by name."""
        for sha256, name, outcome in self._execute(
            "SELECT sha256, name, outcome FROM documents WHERE run = ? ORDER BY name", self.run
        ):
            yield sha256, name, msgspec.json.decode(outcome, type=Outcome)

    def sources(self) -> Iterator[tuple[str, str, str, Outcome]]:
        """Name, SHA-256, the name that these bytes were read under, and what became of every source, by name."""
        for name, sha256, failure, read_as, outcome in self._execute(
            "SELECT s.name, s.sha256, s.failure, d.name, d.outcome FROM sources s LEFT JOIN documents d "
            "ON d.sha256 = s.sha256 AND d.run = s.run WHERE s.run = ? ORDER BY s.name",
            self.run,
        ):
            yield name, sha256, read_as or name, msgspec.json.decode(outcome or failure, type=Outcome)

    def is_empty(self) -> bool:
        """Whether nothing is known, as in a journal that has just been made."""
        return self._execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None

    def recall(self, sha256: str, run: str, name: str, outcome: Outcome) -> None:
        """Take up what the folder of a document says became of it."""
        self._execute(
            "INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?)",
            sha256, run, name, msgspec.json.encode(outcome).decode(),
        )  # fmt: skip

    def take(self, part: Journal) -> Iterator[str]:
        """Take up all that another journal knows; the hashes of the documents whose folders are to be taken from it.

        A document that both have read is that of the name which comes first, as in a run over all of them.
        """
        self._execute("BEGIN IMMEDIATE")
        for row in part._execute("SELECT name, item, size, stamp, sha256, run, failure FROM sources"):
            self._execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
        for sha256, run, name, outcome in part._execute("SELECT sha256, run, name, outcome FROM documents"):
            taken = self._execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?) ON CONFLICT (sha256, run) DO UPDATE "
                "SET name = excluded.name, outcome = excluded.outcome WHERE excluded.name < name",
                sha256, run, name, outcome,
            )  # fmt: skip
            if taken.rowcount:
                yield str(sha256)
        self._execute("COMMIT")

    def other_runs(self) -> int:
        """How many documents were read by another version of the tool or with another configuration."""
        return int(self._execute("SELECT COUNT(*) FROM documents WHERE run <> ?", self.run).fetchone()[0])

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise _unusable(self._path, error) from None


def _unusable(path: Path, error: sqlite3.DatabaseError) -> PlanError:
    damaged = not isinstance(error, sqlite3.OperationalError)
    if damaged:
        ko, en = (
            "지우면 문서 폴더의 목록에서 다시 만듭니다",
            "delete it; it is made anew from the documents",
        )
    else:
        ko, en = "디스크와 권한을 확인하고 다시 실행하십시오", "look after the disk and its permissions and run again"
    return PlanError(
        "journal-damaged" if damaged else "journal-unusable",
        ko=f"'{path}': 작업 기록을 쓸 수 없습니다({error}). {ko}.",
        en=f"'{path}': the journal cannot be used ({error}); {en}.",
        exit_code=ExitCode.INPUT,
        path=str(path),
    )
