"""What a batch knows: its documents, and what became of each; a SQLite file that survives whatever stops the run."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterable, Iterator
from heapq import heapreplace
from pathlib import Path, PurePosixPath
from typing import Any, Self, TypeVar, get_args

import msgspec

from gongpyo.batch.origins.items import Item
from plan.errors import ExitCode, PlanError
from plan.printable import printable
from plan.records.meaning import CellCount
from plan.records.values import SourceFormat
from plan.safe_files import is_there

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
CREATE INDEX IF NOT EXISTS sources_of_bytes ON sources (sha256, run, name);
"""
BESIDE = ("-wal", "-shm", "-journal")  # endings of SQLite's own files beside a database
DOCUMENTS, DEPTH = "documents", 4  # where the folders of plans lie, and the steps to one: by its hash, and by its name
PUBLISHED = "published"  # the code of a document whose plan is there
LOCKED = ("encrypted", "wrong-password")  # codes of what another password may open
FORMATS = get_args(SourceFormat)
COUNTED, SEVERITIES = {"programs", "series", "values"}, {"error", "warning", "info"}
AT_ONCE = 10_000  # sources in one transaction
EACH = 50_000  # bytes that an empty document counts for when work is shared out: to look at one takes time too


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document.

    ``code`` is ``published``, or that of the error for which it is not; ``folder`` is that of its plan below the store.
    ``values`` is the same for two documents whose plans say the same; ``plan_sha256`` is that of the ``plan.json``,
    and ``said`` what was stated of it.
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
    plan_sha256: str = ""
    said: dict[str, Any] = {}
    message_ko: str = ""
    message_en: str = ""
    exit_code: int = 0

    def __post_init__(self) -> None:
        """Refuse one of a published plan in which something is missing or lies elsewhere, as somebody may have made."""
        if self.code != PUBLISHED:
            return
        place = PurePosixPath(self.folder).parts
        if len(place) != DEPTH or place[0] != DOCUMENTS or ".." in place:
            raise ValueError("folder")
        if self.format not in FORMATS or not self.counts.keys() >= COUNTED or not self.findings.keys() >= SEVERITIES:
            raise ValueError("counts")
        msgspec.convert(self.cells, CellCount)


Kind = TypeVar("Kind", Item, Outcome)


class Journal:
    """The journal of one store; ``run`` names the tool and the configuration that the outcomes hold for."""

    def __init__(self, path: Path, run: str) -> None:
        self.run = run
        self._path = path
        _require_a_file(path)
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
        except sqlite3.DatabaseError as error:
            raise _unusable(path, error) from None
        self._execute("PRAGMA journal_mode=WAL")
        self._execute("PRAGMA synchronous=NORMAL")  # a lost last entry is a document read once more
        for statement in SCHEMA.split(";"):
            self._execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def make_whole(self) -> None:
        """Have all that is known in the one file, so that it can be copied; SQLite keeps the latest beside it."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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

    def try_again(self) -> None:
        """Have the documents read whose bytes an earlier run could not get at or whose plans it could not write."""
        self._execute("UPDATE sources SET run = '' WHERE failure <> ''")

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
            yield self._record(found[1], Item)

    def outcome_of(self, sha256: str) -> Outcome | None:
        """What became of the document with these bytes, whatever its name."""
        found = self._execute("SELECT outcome FROM documents WHERE sha256 = ? AND run = ?", sha256, self.run).fetchone()
        return self._record(found[0], Outcome) if found else None

    def is_read_for(self, item: Item, sha256: str, outcome: Outcome) -> bool:
        """Whether the outcome of these bytes holds for a document: it is that of the first of their names.

        Thus what a store holds does not hang on the order in which its documents came.
        """
        before = self._execute(
            "SELECT 1 FROM sources WHERE sha256 = ? AND run = ? AND name < ? LIMIT 1", sha256, self.run, item.name
        )
        if before.fetchone() is not None:
            return True
        read = self._execute("SELECT name FROM documents WHERE sha256 = ? AND run = ?", sha256, self.run).fetchone()
        return read == (item.name,) and outcome.said == item.said

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
        """Note why a document cannot be read or its plan not be written, which says nothing of its bytes."""
        self._note(item, "", msgspec.json.encode(outcome).decode())

    def _note(self, item: Item, sha256: str, failure: str) -> None:
        self._execute(
            "UPDATE sources SET sha256 = ?, run = ?, failure = ? WHERE name = ?", sha256, self.run, failure, item.name
        )

    def asks_for_addresses(self) -> bool:
        """Whether any document that waits lies at an address."""
        found = self._execute("SELECT 1 FROM sources WHERE run <> ? AND instr(name, '://') LIMIT 1", self.run)
        return found.fetchone() is not None

    def left(self) -> int:
        """How many documents are waiting."""
        return int(self._execute("SELECT COUNT(*) FROM sources WHERE run <> ?", self.run).fetchone()[0])

    def weight(self) -> int:
        """How many bytes are waiting, with what each document counts for beside its own."""
        statement = "SELECT COALESCE(SUM(size + ?), 0) FROM sources WHERE run <> ?"
        return int(self._execute(statement, EACH, self.run).fetchone()[0])

    def documents(self) -> Iterator[tuple[str, str, Outcome]]:
        """SHA-256, first name, and what became of each document of this run, by name.

        What no source has any more, since it was changed, is none of them.
        """
        for sha256, name, outcome in self._execute(
            "SELECT d.sha256, MIN(s.name) AS first, d.outcome FROM sources s JOIN documents d "
            "ON d.sha256 = s.sha256 AND d.run = s.run WHERE s.run = ? GROUP BY d.sha256 ORDER BY first",
            self.run,
        ):
            yield sha256, name, self._record(outcome, Outcome)

    def sources(self) -> Iterator[tuple[str, str, str, Outcome]]:
        """Name, SHA-256, the first name of these bytes, and what became of every source, by name."""
        for name, sha256, failure, first, outcome in self._execute(
            "SELECT s.name, s.sha256, s.failure, "
            "(SELECT MIN(f.name) FROM sources f WHERE f.sha256 = s.sha256 AND f.run = s.run), d.outcome "
            "FROM sources s LEFT JOIN documents d ON d.sha256 = s.sha256 AND d.run = s.run "
            "WHERE s.run = ? ORDER BY s.name",
            self.run,
        ):
            yield name, sha256, first if sha256 else name, self._record(outcome or failure, Outcome)

    def settled(self) -> int:
        """How many sources this run has settled."""
        return int(self._execute("SELECT COUNT(*) FROM sources WHERE run = ?", self.run).fetchone()[0])

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

        A document that both have read is that of the name which comes first, as in a run over all of them; a name
        whose bytes are others by now is none.
        """
        self._execute("BEGIN IMMEDIATE")
        ended = "ROLLBACK"
        try:
            for row in part._execute("SELECT name, item, size, stamp, sha256, run, failure FROM sources"):
                self._execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
            for sha256, run, name, outcome in part._execute("SELECT sha256, run, name, outcome FROM documents"):
                taken = self._execute(
                    "INSERT INTO documents VALUES (?, ?, ?, ?) ON CONFLICT (sha256, run) DO UPDATE "
                    "SET name = excluded.name, outcome = excluded.outcome WHERE excluded.name <= name OR NOT EXISTS "
                    "(SELECT 1 FROM sources s WHERE s.name = documents.name AND s.sha256 = documents.sha256)",
                    sha256, run, name, outcome,
                )  # fmt: skip
                if taken.rowcount:
                    yield str(sha256)
            ended = "COMMIT"
        finally:
            self._execute(ended)

    def forget(self, sha256: str) -> None:
        """Have a document read anew, under whichever of its names comes first."""
        self._execute("BEGIN IMMEDIATE")
        self._execute("DELETE FROM documents WHERE sha256 = ? AND run = ?", sha256, self.run)
        self._execute("UPDATE sources SET run = '' WHERE sha256 = ? AND run = ?", sha256, self.run)
        self._execute("COMMIT")

    def try_locked(self) -> None:
        """Have the documents read anew that had no password, or another than there is now."""
        for sha256, _, outcome in list(self.documents()):
            if outcome.code in LOCKED:
                self.forget(sha256)

    def other_runs(self) -> int:
        """How many documents were read by another version of the tool or with another configuration."""
        return int(self._execute("SELECT COUNT(*) FROM documents WHERE run <> ?", self.run).fetchone()[0])

    def _record(self, text: str, kind: type[Kind]) -> Kind:
        try:
            return msgspec.json.decode(text, type=kind)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise _unusable(self._path, sqlite3.DatabaseError(printable(str(error)[:200]))) from None

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise _unusable(self._path, error) from None


def _require_a_file(path: Path) -> None:
    """Refuse a link, a pipe or a folder in the place of the journal or of what SQLite keeps beside it."""
    for one in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        if is_there(one) and not stat.S_ISREG(one.lstat().st_mode):
            raise _unusable(one, sqlite3.OperationalError("it is a link or no file"))


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
