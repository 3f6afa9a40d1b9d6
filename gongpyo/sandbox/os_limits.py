"""What the operating system holds a reading process to, as far as it can."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

PR_SET_PDEATHSIG = 1  # linux/prctl.h
DATA_AND_STACK = 5  # of /proc/PID/statm (proc(5))
MEMORY_LIMITED = sys.platform == "linux"  # macOS takes the limit and does not keep it; Windows has none of the kind


def data_size() -> int:
    """Bytes of memory that only this process can write to, as the limit counts them (Linux); elsewhere 0."""
    if sys.platform != "linux":
        return 0
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA_AND_STACK]
    except OSError:  # no /proc here: what was inherited counts as the document's
        return 0
    return int(pages) * resource.getpagesize()


def limit_memory(mebibytes: int, inherited: int = 0) -> None:
    """Let the process have so much memory beside what it was started with (Linux); more is a ``MemoryError``."""
    if sys.platform == "linux":
        size = (mebibytes << 20) + inherited
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if most == -1 else min(size, most), most))


def peak_of_children() -> int:
    """MiB that the largest of the ended child processes has had in memory; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


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
