"""A run whose documents are dealt out in shards to an engine: each settled once, whichever of its workers die."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import msgspec

from gongpyo.batch.engines.shard_process import Order
from gongpyo.batch.journal import EACH, Journal
from gongpyo.batch.merge import take_in
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.origins.fetch import Fetcher
from gongpyo.batch.origins.items import Item
from gongpyo.batch.outcomes_file import COPY
from gongpyo.batch.run import Progress, refused
from gongpyo.batch.store import SHARDS, Store
from output.folder.folder_lock import BUSY
from plan.errors import PlanError
from plan.os_errors import refused_by_system

MOST = 256 << 20  # bytes of a shard, so that little is begun anew where a machine is lost
LEAST = 5 << 20  # bytes, since the process of a shard takes 1.5 s to start; fewer where workers would have none
EACH_WORKER = 4  # shards for each worker, so that they end together
DEATHS = 3  # of a shard's workers in a row, while nothing more of it was settled, before it is halved
AHEAD = 1  # shards for each worker that wait for one


class Ended(msgspec.Struct, frozen=True):
    """A shard that an engine has done with: read, refused by ``error``, or its worker has ``died`` of something."""

    order: Order
    error: PlanError | None = None
    died: str = ""


class Engine(Protocol):
    """What reads shards, so many at a time."""

    workers: int

    def give(self, order: Order) -> None:
        """Have a shard read."""

    def done(self) -> Iterator[Ended]:
        """What has ended; waits until there is something, or for a second."""


class Part(msgspec.Struct):
    """A shard under way: how many of its documents are settled, and how many workers have died since that grew."""

    order: Order
    settled: int = 0
    deaths: int = 0


class OverShards:
    """One run over the shards of a store; ``arguments`` are those of every document's request."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        remote: Remote,
        like: Order,
        tell: Callable[[Progress], None],
    ) -> None:
        self._store, self._journal, self._remote, self._like, self._tell = store, journal, remote, like, tell
        self._parts: dict[str, Part] = {}
        self._again: deque[Part] = deque()
        self._made = 0
        self._works = False  # whether any shard was read, so that the engine is not what fails
        self.progress = Progress(began=time.monotonic())

    def over(self, engine: Engine) -> Progress:
        """Read every document that waits."""
        self.progress.waiting = self._journal.left()
        dealt = _dealt(self._journal, _bytes_of_a_shard(self._journal, engine.workers))
        most = engine.workers * (1 + AHEAD)
        more = True
        while more or self._again or self._parts:
            while len(self._parts) < most and (self._again or more):
                part = self._again.popleft() if self._again else self._prepared(next(dealt, ()))
                if part is None:
                    more = False
                    continue
                self._parts[part.order.root] = part
                engine.give(part.order)
            for ended in engine.done() if self._parts else ():
                self._ended(ended)
            self._tell(self.progress)
        shutil.rmtree(self._store.root / SHARDS, ignore_errors=True)
        return self.progress

    def _prepared(self, items: Sequence[Item]) -> Part | None:
        """A shard's store, in which its documents wait."""
        if not items:
            return None
        self._made += 1
        order = msgspec.structs.replace(self._like, root=str((self._store.root / SHARDS / str(self._made)).absolute()))
        order.store.root.mkdir(parents=True)
        with Journal(order.store.journal, order.run) as journal:
            journal.note_sources(items)
        return Part(order)

    def _ended(self, ended: Ended) -> None:
        part = self._parts.pop(ended.order.root)
        if ended.error is not None and ended.error.code != BUSY:  # that of a worker which was given up
            raise ended.error
        if ended.error is None and not ended.died:
            self._works = True
            self._take(part)
            return
        with _held(part.order) as journal:
            settled = journal.settled()
            left = list(journal.waiting())
        part.deaths = part.deaths + 1 if settled == part.settled else 1
        self._works = self._works or settled > part.settled
        part.settled = settled
        if part.deaths < DEATHS and left:
            self._again.append(part)
            return
        if not self._works:
            raise _lost(ended.died)
        if len(left) == 1:
            self._blame(part, left[0], ended.died)
        self._take(part)
        if len(left) > 1:
            halves = (left[: len(left) // 2], left[len(left) // 2 :])
            self._again.extend(filter(None, map(self._prepared, halves)))

    def _blame(self, part: Part, item: Item, died: str) -> None:
        """Settle a document at which every worker has died that had nothing else to read."""
        error = PlanError(
            "reader-failed",
            ko=f"'{item.name}': 이 문서만 읽던 작업자가 {DEATHS}번 죽었습니다({died}). 원본을 다시 내려받으십시오.",
            en=f"'{item.name}': the worker that read nothing else has died {DEATHS} times ({died}); "
            "download the original again.",
        )
        with _held(part.order) as journal, Fetcher(self._remote) as fetcher:
            try:
                found = fetcher.fetch(item, self._store.work / "blamed")
            except (PlanError, OSError) as gone:
                why = refused_by_system(gone) if isinstance(gone, OSError) else gone
                journal.settle_unread(item, refused(why))
            else:
                journal.settle(item, found.sha256, refused(error, item.said))

    def _take(self, part: Part) -> None:
        """Take up what a shard holds, and take it away."""
        with _held(part.order) as journal:
            for name, _, first, outcome in journal.sources():
                self.progress.count(name, outcome.code if name == first else COPY)
            take_in(self._store, self._journal, part.order.store, journal)
        shutil.rmtree(part.order.root)


@contextmanager
def _held(order: Order) -> Iterator[Journal]:
    with order.store.held(), Journal(order.store.journal, order.run) as journal:
        yield journal


def _bytes_of_a_shard(journal: Journal, workers: int) -> int:
    """How much is dealt out at once: so that every worker has something, and no shard is too large or too small."""
    weight = journal.weight()
    return max(1, min(MOST, max(weight // (workers * EACH_WORKER), min(LEAST, weight // workers))))


def _dealt(journal: Journal, most: int) -> Iterator[list[Item]]:
    """The documents that wait, by name, in parts of so many bytes; no more of them than one part are held."""
    part: list[Item] = []
    weight = 0
    for item in journal.waiting():
        part.append(item)
        weight += item.size + EACH
        if weight >= most:
            yield part
            part, weight = [], 0
    if part:
        yield part


def _lost(died: str) -> PlanError:
    """The error for an engine of which no worker has settled any document."""
    return PlanError(
        "engine-lost",
        ko=f"엔진의 작업자가 모두 죽어 문서를 하나도 읽지 못했습니다({died}). 클러스터를 확인하고 다시 실행하십시오.",
        en=f"Every worker of the engine has died and none has read a document ({died}); look after it, then run again.",
    )
