"""Puts a new folder in the place of an old one at once, so that a reader sees either and never a mixture."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
OLD = ".old"


def swap(new: Path, target: Path) -> Path | None:
    """Make ``target`` what ``new`` is; where the old folder lies then, or None where there was none.

    Linux exchanges the two names in one step. Elsewhere the old folder is moved aside first, and a run that is stopped
    between the two moves is completed by ``recover``.
    """
    if not target.exists():
        new.rename(target)
        return None
    if _exchange(new, target):
        return new
    old = new.with_name(new.name + OLD)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    return old


def recover(leftover: Path, target: Path) -> None:
    """Give a target its old folder back, where a run was stopped between two moves."""
    if leftover.name.endswith(OLD) and not target.exists():
        leftover.rename(target)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; a file that has its name is no folder, which the system says otherwise."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable where the system can flush a folder (Windows cannot)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names by renameat2(2); False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return int(call(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)) == 0
