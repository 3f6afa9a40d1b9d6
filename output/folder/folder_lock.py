"""Keeps two runs from writing into one folder at the same time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plan.errors import PlanError

if sys.platform != "win32":
    import fcntl

PATIENCE = 30.0  # seconds; a run holds the lock while it writes one plan, which takes less than one
STEP = 0.02
BUSY = "folder-busy"  # the code of the error for a folder that another run holds


def nobody() -> None:
    """Nobody waits."""


@contextmanager
def folder_lock(folder: Path, while_waiting: Callable[[], None] = nobody) -> Iterator[bool]:
    """Hold a folder's lock; yields whether there is one. ``while_waiting`` is called as long as another run holds it.

    The lock is on the folder itself, so that nothing is left behind and a killed run frees it. Windows and some network
    file systems cannot lock a folder: there the work goes on without.
    """
    if sys.platform == "win32":
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(descriptor, folder, while_waiting)
    finally:
        os.close(descriptor)


def _locked(descriptor: int, folder: Path, while_waiting: Callable[[], None]) -> bool:
    """Wait for the lock."""
    if sys.platform == "win32":
        return False
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise _busy(folder) from None
            while_waiting()
            time.sleep(STEP)
        except OSError:
            return False
        else:
            return True


def _busy(folder: Path) -> PlanError:
    """The error for a folder that another run has held for too long."""
    return PlanError(
        BUSY,
        ko=f"'{folder}': 다른 실행이 {PATIENCE:.0f}초 넘게 이 폴더에 쓰고 있습니다. 그 실행이 끝나기를 기다리거나, "
        "멈춰 있으면 끝내고 다시 실행하십시오.",
        en=f"'{folder}': another run has been writing into this folder for over {PATIENCE:.0f} seconds; wait for it, "
        "or end it if it has been stopped, and run again.",
        folder=str(folder),
    )
