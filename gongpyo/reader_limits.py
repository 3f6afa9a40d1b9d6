"""What the operating system holds a reading process to, as far as it can."""

from __future__ import annotations

import ctypes
import signal
import sys

if sys.platform != "win32":
    import resource

PR_SET_PDEATHSIG = 1  # linux/prctl.h
MEMORY_LIMITED = sys.platform == "linux"  # macOS takes the limit and does not keep it; Windows has none of the kind


def limit_memory(mebibytes: int) -> None:
    """Let the process have so much memory of its own (Linux); more is a ``MemoryError``."""
    if sys.platform == "linux":
        size = mebibytes << 20
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if most == -1 else min(size, most), most))


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
