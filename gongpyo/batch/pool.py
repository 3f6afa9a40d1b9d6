"""Warm readers side by side, one document each: whoever dies or hangs takes nothing with him but his own document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Self

import msgspec

from extract.readers.limits import Limits
from gongpyo.batch.origins.items import Item
from gongpyo.sandbox.process import FORKS, ReaderProcess
from plan.errors import PlanError

READER_FAILED = "reader-failed"
SUSPICIOUS = (READER_FAILED, "bug")  # what may be the machine's fault and not the document's, and so these limits:
OF_THE_MACHINE = ("seconds", "idle_seconds", "memory_mib")
LOOKED_AT = 1.0  # seconds between two looks at the clocks of readers that say nothing


class Task(msgspec.Struct, frozen=True):
    """A document and the request for it."""

    item: Item
    sha256: str
    path: Path
    arguments: dict[str, Any]


class Done(msgspec.Struct, frozen=True):
    """A task with what the reader answered, or the error that it ended with."""

    task: Task
    answer: dict[str, Any] | None = None
    error: PlanError | None = None

    def is_suspicious(self) -> bool:
        """Whether the reader itself failed, so that the document is to be tried once more, alone."""
        if self.error is None:
            return False
        return self.error.code in SUSPICIOUS or self.error.details.get("limit") in OF_THE_MACHINE

    def has_died(self) -> bool:
        """Whether the reader's process has ended, of itself or by somebody else."""
        return self.error is not None and self.error.code == READER_FAILED


class Pool:
    """So many readers, each with one document at a time; they start and end with the ``with`` block."""

    def __init__(self, workers: int, limits: Limits | None = None, *, forks: bool = FORKS) -> None:
        self._readers = [ReaderProcess(limits, forks=forks) for _ in range(workers)]
        self._busy: dict[int, Task] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for reader in self._readers:
            self._stack.enter_context(reader)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def has_room(self) -> bool:
        """Whether a reader waits for a document."""
        return len(self._busy) < len(self._readers)

    def is_idle(self) -> bool:
        """Whether no reader is at work."""
        return not self._busy

    def give(self, task: Task) -> None:
        """Have a free reader begin with a document."""
        number = next(number for number in range(len(self._readers)) if number not in self._busy)
        self._busy[number] = task
        self._readers[number].ask("batch", task.path, **task.arguments)

    def done(self) -> Iterator[Done]:
        """What has been finished; waits until there is something."""
        while self._busy:
            over = [number for number in sorted(self._busy) if self._readers[number].is_done()]
            for number in over:
                yield self._ended(number)
            if over:
                return
            wait([self._readers[number].pipe for number in self._busy], LOOKED_AT)

    def _ended(self, number: int) -> Done:
        task = self._busy.pop(number)
        try:
            return Done(task, answer=self._readers[number].answer())
        except PlanError as error:
            return Done(task, error=error)


def workers_by_default() -> int:
    """As many readers as this process may use processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
