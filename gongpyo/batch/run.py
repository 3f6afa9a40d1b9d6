"""A run over many documents: each settled once, whatever stops the run, and nobody blamed for another's fault."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.batch.journal import PUBLISHED, Journal, Outcome
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.origins.fetch import Fetcher
from gongpyo.batch.origins.items import Item
from gongpyo.batch.outcomes_file import COPY
from gongpyo.batch.pool import Done, Pool, Task
from gongpyo.batch.store import Kept, Store
from gongpyo.sandbox.process import FORKS
from normalize.refused import NO_PLAN, TO_DECIDE
from plan.errors import PlanError
from plan.os_errors import refused_by_system
from plan.printable import printable

SAME_VALUES, SAME_PLAN = "same-values", "same-plan"  # another document of a published plan
HOLDS_NONE = ("nothing-planned", *NO_PLAN)  # what is no fault of a document in an archive
NOT_OF_THE_BYTES = (  # what says nothing of a document, but of its file at that moment or of this machine
    "changed-while-read", "not-found", "not-a-file", "not-readable", "output-unwritable", "folder-busy", "system",
)  # fmt: skip


class Progress(msgspec.Struct):
    """How far a run is; ``codes`` counts what became of its documents, ``examples`` names the first of each kind."""

    waiting: int = 0
    settled: int = 0
    began: float = 0.0
    codes: Counter[str] = msgspec.field(default_factory=Counter)
    examples: dict[str, str] = {}

    def count(self, name: str, code: str) -> None:
        """Take note of one more document."""
        self.settled += 1
        self.codes[code] += 1
        self.examples.setdefault(code, name)

    def rate(self) -> float:
        """Documents a second since the run began."""
        return self.settled / max(time.monotonic() - self.began, 1e-9)

    def seconds_left(self) -> float:
        """How long the rest takes at this rate."""
        return max(0, self.waiting - self.settled) / max(self.rate(), 1e-9)


def _never(_: Done) -> bool:
    return False


class Run:
    """One run into a store; ``options`` are those of every document's request."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        fetcher: Fetcher,
        options: Mapping[str, Any],
        tell: Callable[[Progress], None],
    ) -> None:
        self._store, self._journal, self._fetcher = store, journal, fetcher
        self._options, self._tell = options, tell
        self._alone: list[Item] = []  # to be tried once more with nobody beside them
        self._copies: dict[str, list[Item]] = {}  # of documents that are being read
        self._fetched = 0
        self.progress = Progress(began=time.monotonic())

    def over(self, pool: Pool) -> Progress:
        """Read every document that waits."""
        self.progress.waiting = self._journal.left()
        self._read(pool, self._tasks(self._journal.waiting()), again=Done.is_suspicious)
        for again in (Done.has_died, _never):  # who dies alone may have been ended by somebody else, and is tried again
            alone, self._alone = sorted(self._alone, key=lambda one: one.name), []
            for item in alone:
                self._read(pool, self._tasks([item], again=True), again=again)
        while left := [item for copies in self._copies.values() for item in copies]:  # of what could not be settled
            self._copies.clear()
            self._read(pool, self._tasks(left), again=_never)
        return self.progress

    def _read(self, pool: Pool, tasks: Iterator[Task], *, again: Callable[[Done], bool]) -> None:
        """Keep all readers at work; as many documents are under way as there are readers, and no more.

        ``again`` tells which are put aside to be tried once more.
        """
        more = True
        while more or not pool.is_idle():
            while more and pool.has_room():
                task = next(tasks, None)
                more = task is not None
                if task is not None:
                    pool.give(task)
            for done in pool.done():
                if again(done):
                    self._alone.append(done.task.item)
                else:
                    self._settle(done)
                self._put_away(done.task)
            self._tell(self.progress)

    def _tasks(self, items: Iterable[Item], *, again: bool = False) -> Iterator[Task]:
        """A task for each document that nobody has read or is reading under another name; ``again`` for all."""
        for item in items:
            self._fetched += 1
            try:
                found = self._fetcher.fetch(item, self._store.work / str(self._fetched))
            except (PlanError, OSError) as error:
                why = refused_by_system(error) if isinstance(error, OSError) else error
                self._journal.settle_unread(item, refused(why))
                self.progress.count(item.name, why.code)
                continue
            known = self._journal.outcome_of(found.sha256)
            if known is not None and not self._journal.is_read_for(item, found.sha256, known):
                known = None
            if known is not None or (found.sha256 in self._copies and not again):
                self._note_copy(item, found.sha256, is_known=known is not None)
                continue
            self._copies.setdefault(found.sha256, [])
            of_it = {"out": str(self._store.of_document(found.sha256)), "said": item.said, "sha256": found.sha256}
            yield Task(item, found.sha256, found.path, {**self._options, **of_it})

    def _note_copy(self, item: Item, sha256: str, *, is_known: bool) -> None:
        """A document that another is the same as: settled with it."""
        if is_known:
            self._journal.settle_copy(item, sha256)
            self.progress.count(item.name, COPY)
        else:
            self._copies[sha256].append(item)

    def _settle(self, done: Done) -> None:
        """Write what became of a document where it lasts, then into the journal."""
        task = done.task
        if done.error is not None:
            outcome = refused(done.error, task.item.said)
            if outcome.code in NOT_OF_THE_BYTES:
                self._journal.settle_unread(task.item, outcome)
                self.progress.count(task.item.name, outcome.code)
                return  # its copies are read for themselves
        else:
            answer = done.answer or {}
            folder = Path(answer["folder"]).relative_to(self._store.root).as_posix()
            outcome = msgspec.convert({**answer, "folder": folder, "said": task.item.said}, Outcome)
        if outcome.code == PUBLISHED or outcome.code in TO_DECIDE:
            self._store.keep(Kept(task.sha256, task.item.name, self._journal.run, outcome))
        self._journal.settle(task.item, task.sha256, outcome)
        self.progress.count(task.item.name, outcome.code)
        for copy in self._copies.pop(task.sha256, ()):
            self._note_copy(copy, task.sha256, is_known=True)

    def _put_away(self, task: Task) -> None:
        """Take away the file that was made for a task."""
        if task.path.is_relative_to(self._store.work):
            with suppress(OSError):
                shutil.rmtree(task.path.parent)


def changed_plans(store: Store, journal: Journal) -> list[str]:
    """The documents, by their SHA-256, whose plan in the store was changed or taken away after it was written."""
    return [sha256 for sha256, _, outcome in journal.documents() if not store.holds(outcome)]


def read_waiting(
    store: Store,
    journal: Journal,
    remote: Remote,
    arguments: Mapping[str, Any],
    tell: Callable[[Progress], None],
    workers: int,
) -> Progress:
    """Read what waits in processes of this machine."""
    forks = FORKS and not (remote.is_in_use() or journal.asks_for_addresses())  # its libraries have threads
    with Pool(workers, forks=forks) as pool, Fetcher(remote) as fetcher:
        return Run(store, journal, fetcher, arguments, tell).over(pool)


def nobody_told(_: Progress) -> None:
    """Nobody asks how far a run is."""


def refused(error: PlanError, said: Mapping[str, Any] | None = None) -> Outcome:
    """The outcome of a document that cannot be worked with."""
    return Outcome(
        said=dict(said or {}),
        code=error.code,
        message_ko=printable(error.ko),
        message_en=printable(error.en),
        exit_code=int(error.exit_code),
    )


def failed(code: str) -> bool:
    """Whether an outcome is a failure rather than a document of another kind."""
    return code not in (PUBLISHED, COPY, SAME_VALUES, *HOLDS_NONE, *TO_DECIDE)
