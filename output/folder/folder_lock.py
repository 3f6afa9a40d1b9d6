"""Keeps two runs from writing into one folder at the same time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PATIENCE = 60.0  # seconds; a run holds the lock while it writes one plan
STEP = 0.02


class FolderBusyError(OSError):
    """Another run has held the lock for too long."""


@contextmanager
def folder_lock(folder: Path) -> Iterator[bool]:
    """Hold a folder's lock; yields whether there is one.

    The lock is on the folder itself, so that nothing is left behind and a killed run frees it. Windows and some network
    file systems cannot lock a folder: there the work goes on without.
    """
    if sys.platform == "win32":
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Wait for the lock."""
    if sys.platform == "win32":
        return False
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise FolderBusyError(None, "another run is writing into it") from None
            time.sleep(STEP)
        except OSError:
            return False
        else:
            return True
