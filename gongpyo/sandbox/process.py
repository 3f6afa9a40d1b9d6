"""Reads documents in a child process that is stopped where it goes over a limit and replaced where it fails."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Self, cast

import msgspec

from extract.readers.limits import Limits, over_limit, setting_of, within
from gongpyo.sandbox.child import ERROR, PROGRESS, serve
from gongpyo.sandbox.os_limits import end_of, resident
from gongpyo.sandbox.settings import limits_of_environment
from plan.errors import ExitCode, PlanError
from plan.os_errors import refused_by_system

RECYCLED_AFTER = 50  # healthy documents, so that what a library leaks stays small
LONGEST_WAIT = 3600.0  # seconds at a time; the system takes no more than some hundred years
MOSTLY = 1 / 3  # of its memory; a library that doubles a buffer holds so much when it gets no more and aborts
GRACE = 3.0  # seconds for a child to take away what it has half written
FORKS = sys.platform == "linux"  # elsewhere a process with threads of the system's own must not be copied
ONE_AT_A_TIME = Lock()  # for what is hidden from a starting child


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
        self._healthy = 0
        self._inherited = 0  # MiB that a child has in memory from the start

    def __enter__(self) -> Self:
        if self._forks:
            importlib.import_module("gongpyo.sandbox.tasks")  # once for all children
            self._ready()  # before what draws on the terminal starts threads of its own
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, task: str, source: Path, **arguments: object) -> dict[str, Any]:
        """The result of a task of ``gongpyo.sandbox.tasks``; ``PlanError`` says why there is none."""
        limits = self._limits or limits_of_environment()
        request = {
            "task": task,
            "folder": _current_folder(),
            "limits": msgspec.to_builtins(limits),
            "arguments": {"source": str(source), **arguments},
        }
        pipe = self._ready()
        answer = b""
        try:
            pipe.send_bytes(json.dumps(request).encode())
            with within(limits):
                answer = self._wait(pipe, source, limits.idle_seconds, limits.seconds)
        except (EOFError, ConnectionError):
            raise self._died(source) from None
        finally:
            if not answer:  # one that comes when nobody waits must not be taken for the next document's
                self.close()
        fields = json.loads(answer[1:].decode("utf-8", "surrogatepass"))
        if answer.startswith(ERROR):
            self._after(healthy=fields["code"] not in ("bug", "limit"))
            raise _error(fields, source)
        self._after(healthy=True)
        return dict(fields)

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
        with nullcontext() if self._forks else _without_main():
            process.start()
        self._process = process
        theirs.close()
        return cast(Connection, ours)

    def _wait(self, pipe: Connection, source: Path, idle: int, whole: int) -> bytes:
        """The answer; a child that takes too many seconds, or gets on no more, is ended."""
        started = heard = time.monotonic()
        while True:
            now = time.monotonic()
            left = min(heard + idle, started + whole) - now
            if left <= 0:
                raise over_limit("seconds" if now - started >= whole else "idle_seconds", source)
            if pipe.poll(min(left, LONGEST_WAIT)):
                answer = pipe.recv_bytes()
                if answer != PROGRESS:
                    return answer
                heard = time.monotonic()

    def _after(self, *, healthy: bool) -> None:
        self._healthy += 1
        if not healthy or self._healthy >= RECYCLED_AFTER:
            self.close()

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
