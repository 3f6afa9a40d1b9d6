"""Reads documents in a child process that is stopped where it goes over a limit and replaced where it fails."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Self, cast

import msgspec

from extract.readers.limits import Limits, over_limit, setting_of, within
from extract.readers.locked.password import Password, password_in_force
from extract.readers.recognised.aids import NO_AIDS, aids_in_force
from gongpyo.sandbox.child import ENDING, ERROR, PROGRESS, UNLOCKED, serve
from gongpyo.sandbox.os_limits import end_of, resident
from gongpyo.sandbox.settings import limits_of_environment
from plan.errors import ExitCode, PlanError
from plan.os_errors import refused_by_system
from plan.progress import At

RECYCLED_AFTER = 200  # healthy documents, so that what a library leaks stays small; a fresh child costs as two of them
GROWN = 256  # MiB that a child may have more than it began with, else it is replaced before
LONGEST_WAIT = 3600.0  # seconds at a time; the system takes no more than some hundred years
MOSTLY = 1 / 3  # of its memory; a library that doubles a buffer holds so much when it gets no more and aborts
GRACE = 3.0  # seconds for a child to take away what it has half written
FORKS = sys.platform == "linux"  # elsewhere a process with threads of the system's own must not be copied
ONE_AT_A_TIME = Lock()  # for what is hidden from a starting child


class Asked:
    """A task that a child is at, and the time that it has for it."""

    def __init__(
        self,
        source: Path,
        limits: Limits,
        password: Password | None = None,
        tell: Callable[[At | None], None] | None = None,
    ) -> None:
        self.source, self.limits, self.password, self.tell = source, limits, password, tell
        self.answer = b""
        self._started = self._heard = time.monotonic()

    def heard_of(self, pipe: Connection) -> bytes:
        """The answer; an error for a child that takes too many seconds, or gets on no more."""
        while not self.answer:
            left = self._left()
            if left <= 0:
                raise over_limit(self._which(), self.source)
            if pipe.poll(min(left, LONGEST_WAIT)):
                self._take(pipe.recv_bytes())
        return self.answer

    def is_over(self, pipe: Connection) -> bool:
        """Whether there is an answer, or none will come; what can be read is read, and nothing is waited for."""
        try:
            while not self.answer and pipe.poll():
                self._take(pipe.recv_bytes())
        except (EOFError, ConnectionError):
            return True
        return bool(self.answer) or self._left() <= 0

    def _take(self, message: bytes) -> None:
        if message == UNLOCKED and self.password is not None:
            self.password.needed = True
        elif not message.startswith(PROGRESS):
            self.answer = message
        elif self.tell is not None:
            at = message.removeprefix(PROGRESS)
            self.tell(At(*json.loads(at)) if at else None)
        self._heard = time.monotonic()

    def _left(self) -> float:
        return min(self._heard + self.limits.idle_seconds, self._started + self.limits.seconds) - time.monotonic()

    def _which(self) -> str:
        whole = time.monotonic() - self._started >= self.limits.seconds
        return "seconds" if whole else "idle_seconds"


class ReaderProcess:
    """A child process for one task at a time; it starts and ends with the ``with`` block.

    On Linux it is a copy of this process, which has imported what it needs, unless this process ``forks`` not: one
    with threads of somebody else must not be copied. ``limits`` are those of the environment where none are given.
    """

    def __init__(self, limits: Limits | None = None, *, forks: bool = FORKS) -> None:
        self._limits = limits
        self._forks = forks
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._process: Any = None
        self._pipe: Connection | None = None
        self._asked: Asked | None = None
        self._healthy = 0
        self._tell: Callable[[At | None], None] | None = None
        self._inherited = 0  # MiB that a child has in memory from the start

    def __enter__(self) -> Self:
        if self._forks:
            importlib.import_module("gongpyo.sandbox.tasks")  # once for all children
            self._ready()  # before what draws on the terminal starts threads of its own
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell_pages(self, tell: Callable[[At | None], None]) -> None:
        """Have the page told, once a second at most, that a child is at; None where its reader knows of no pages."""
        self._tell = tell

    def call(self, task: str, source: Path, **arguments: object) -> dict[str, Any]:
        """The result of a task of ``gongpyo.sandbox.tasks``; ``PlanError`` says why there is none."""
        self.ask(task, source, **arguments)
        return self.answer()

    def ask(self, task: str, source: Path, **arguments: object) -> None:
        """Give the child a task; ``answer`` has its result."""
        if self._asked is not None:  # whoever asked was interrupted: the answer must not be taken for this one's
            self.close()
        limits = self._limits or limits_of_environment()
        request = {
            "task": task,
            "folder": _current_folder(),
            "limits": msgspec.to_builtins(limits),
            "arguments": {"source": str(source), **arguments},
        }
        password = password_in_force()
        if password is not None:  # by the pipe alone: a command line can be seen by everybody on the machine
            request["password"] = password.text()
        if aids_in_force() != NO_AIDS:
            request["aids"] = aids_in_force()
        pipe = self._ready()
        self._asked = Asked(source, limits, password, self._tell)
        with suppress(ConnectionError):  # a child that has died is heard of where its answer is looked for
            pipe.send_bytes(json.dumps(request).encode())

    def answer(self) -> dict[str, Any]:
        """The result of the task that was asked for last; waits for it."""
        asked, self._asked = self._asked, None
        if asked is None or self._pipe is None:
            raise LookupError("nothing was asked")
        try:
            with within(asked.limits):
                answer = asked.heard_of(self._pipe)
        except (EOFError, ConnectionError):
            raise self._died(asked.source) from None
        finally:
            if not asked.answer:  # one that comes when nobody waits must not be taken for the next document's
                self.close()
        fields = json.loads(answer[1:].decode("utf-8", "surrogatepass"))
        if answer.startswith(ERROR):
            self._after(healthy=fields["code"] not in ("bug", "limit"))
            raise _error(fields, asked.source)
        self._after(healthy=True)
        return dict(fields)

    @property
    def pipe(self) -> Connection:
        """What can be waited for while a task is under way."""
        return self._ready()

    def is_done(self) -> bool:
        """Whether ``answer`` need not wait any more: there is one, the child has died or its time is up."""
        return self._asked is not None and self._pipe is not None and self._asked.is_over(self._pipe)

    def close(self) -> None:
        """End the child; it gets a moment to take away what it has half written."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join(GRACE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        self._process = self._pipe = None
        self._healthy = 0

    def _ready(self) -> Connection:
        """The pipe to a living child."""
        if self._pipe is None:
            if multiprocessing.current_process().daemon:
                raise _no_child()
            try:
                self._pipe = self._started()
            except OSError as error:
                raise refused_by_system(error) from None
        return self._pipe

    def _started(self) -> Connection:
        """The pipe to a new child."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, ours if self._forks else None), daemon=True)
        self._inherited = resident() if self._forks else 0
        with _without_signals() if self._forks else _without_main():
            process.start()
        self._process = process
        theirs.close()
        return cast(Connection, ours)

    def _after(self, *, healthy: bool) -> None:
        self._healthy += 1
        if not healthy or self._healthy >= RECYCLED_AFTER or self._has_grown():
            self.close()

    def _has_grown(self) -> bool:
        """Whether the child keeps much of what its documents took (Linux)."""
        return resident(self._process.pid) - self._inherited > GROWN

    def _died(self, source: Path) -> PlanError:
        """The error for a child that has ended without an answer."""
        ended = end_of(self._process.pid, GRACE)
        if ended is None:
            self._process.join(GRACE)
            ended = (self._process.exitcode, 0)
        code, peak = ended
        self._process._popen.returncode = code  # else multiprocessing waits for what has been waited for
        self.close()
        most = (self._limits or limits_of_environment()).memory_mib
        if code is not None and code < 0 and peak - self._inherited > most * MOSTLY:
            with within(self._limits or limits_of_environment()):
                return over_limit("memory_mib", source)  # a library that gets no more memory aborts
        name = signal.Signals(-code).name if code is not None and code < 0 else str(code)
        setting = setting_of("memory_mib")
        return PlanError(
            "reader-failed",
            ko=f"'{source.name}': 문서를 읽던 프로세스가 멈췄습니다({name}). 손상된 문서이거나 메모리가 모자랍니다"
            f"({setting}). 원본을 다시 내려받으십시오.",
            en=f"'{source.name}': the process that read it has died ({name}); the document is damaged, or memory is "
            f"short ({setting}). Download the original again.",
            path=source.name,
            signal=name,
        )


def _current_folder() -> str:
    """The current folder; none where it has been removed, which stops no document that is named from the root."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def has_one_thread() -> bool:
    """Whether this process can be seen to have one thread only, so that it may be copied (Linux)."""
    if not FORKS:
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:  # no such folder here
        return False


@contextmanager
def _without_signals() -> Iterator[None]:
    """Have signals wait while a copy of this process starts, which would take them as this process does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the caller's own program while a child starts, which would run it once more (multiprocessing, "spawn")."""
    with ONE_AT_A_TIME:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _no_child() -> PlanError:
    return PlanError(
        "no-child-process",
        ko="multiprocessing.Pool의 작업 프로세스는 자식 프로세스를 만들 수 없습니다. "
        "concurrent.futures.ProcessPoolExecutor를 쓰거나 Options(isolated=False)로 읽으십시오.",
        en="A worker of multiprocessing.Pool may not start a child process; use "
        "concurrent.futures.ProcessPoolExecutor, or read with Options(isolated=False).",
        exit_code=ExitCode.USAGE,
    )


def _error(fields: dict[str, Any], source: Path) -> PlanError:
    """The child's error as an exception; one that does not name the document is given its name."""
    details = {"path": source.name, **fields["details"]}
    named = {language: fields[language] for language in ("ko", "en")}
    if "path" not in fields["details"]:
        named = {language: f"'{source.name}': {text}" for language, text in named.items()}
    return PlanError(fields["code"], **named, exit_code=ExitCode(fields["exit_code"]), **details)
