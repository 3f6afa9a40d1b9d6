"""What the operating system holds a reading process to, as far as it can."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

if sys.platform != "win32":
    import resource

PR_SET_PDEATHSIG = 1  # linux/prctl.h
RESIDENT, DATA_AND_STACK = 1, 5  # of /proc/PID/statm (proc(5))
STEP = 0.01  # seconds
MEMORY_LIMITED = sys.platform == "linux"  # macOS takes the limit and does not keep it; Windows has none of the kind


def data_size() -> int:
    """Bytes of memory that only this process can write to, as the limit counts them (Linux); elsewhere 0."""
    return _pages(DATA_AND_STACK)


def resident(process: int | None = None) -> int:
    """MiB that a process has in memory, this one where none is named (Linux); elsewhere 0."""
    return _pages(RESIDENT, process) >> 20


def _pages(field: int, process: int | None = None) -> int:
    """Bytes of a field of /proc/PID/statm; 0 of a process that has ended."""
    if sys.platform != "linux":
        return 0
    try:
        pages = Path(f"/proc/{process or 'self'}/statm").read_text(encoding="ascii").split()[field]
    except OSError:  # no /proc here: what was inherited counts as the document's
        return 0
    return int(pages) * resource.getpagesize()


def limit_memory(mebibytes: int, inherited: int = 0) -> Callable[[], object]:
    """Let the process have so much memory beside what it was started with (Linux); more is a ``MemoryError``.

    What is given back takes the limit away again, and needs no memory for that.
    """
    if sys.platform != "linux":
        return bool
    size = (mebibytes << 20) + inherited
    before = resource.getrlimit(resource.RLIMIT_DATA)
    most = before[1]
    lift = partial(resource.setrlimit, resource.RLIMIT_DATA, before)
    resource.setrlimit(resource.RLIMIT_DATA, (size if most == -1 else min(size, most), most))
    return lift


def end_of(child: int, patience: float) -> tuple[int, int] | None:
    """How a child has ended and the most MiB that it has had in memory; None where the system does not say (Linux)."""
    if sys.platform != "linux":
        return None
    give_up = time.monotonic() + patience
    try:
        while time.monotonic() < give_up:
            ended, status, used = os.wait4(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status), used.ru_maxrss >> 10
            time.sleep(STEP)
    except ChildProcessError:  # somebody else has asked for its end
        return None
    return None


def leave_no_trace() -> None:
    """Write no core file, which would hold the document, and end with the process that started this one (Linux)."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        except (OSError, AttributeError):
            return  # no such call here: the process ends when its pipe does
