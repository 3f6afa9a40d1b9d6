"""The one reader of files: ordinary files only, each within a limit, its bytes read once and all of one moment."""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from io import FileIO
from pathlib import Path

from plan.os_errors import UnfitError

ENCODINGS = ("utf-16", "utf-8-sig", "cp949")  # in which Notepad saves: "Unicode" with its mark, UTF-8, ANSI in Korean
OURS = 64 << 20  # bytes of a file that we have written, unless told: a plan of a thousand pages has a tenth of it
PARTS = 3_000_000  # of such a file, unless told: objects, lists and items, a kilobyte of memory each at worst

_usual = [OURS]  # of this process
_in_force: ContextVar[int | None] = ContextVar("plan_bytes", default=None)


class TooLargeError(UnfitError):
    """A file over the limit for its kind."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most:,}바이트보다 큼", f"it is over {most:,} bytes")


class ChangedError(UnfitError):
    """A file that was written to while it was read."""

    def __init__(self) -> None:
        super().__init__("읽는 동안 내용이 바뀜", "it was changed while it was read")


def most_of_ours() -> int:
    """The bytes that a file of ours may have."""
    return _in_force.get() or _usual[0]


def most_parts() -> int:
    """The parts that a file of ours may have: as many more as it may have bytes more."""
    return PARTS * most_of_ours() // OURS


def set_most_of_ours(most: int) -> None:
    """Have files of ours be so large in all of this process, wherever nothing else is in force."""
    _usual[0] = most


@contextmanager
def with_most_of_ours(most: int) -> Iterator[None]:
    """Have files of ours be so large for a while."""
    before = _in_force.set(most)
    try:
        yield
    finally:
        _in_force.reset(before)


def read_file(path: Path, most: int, *, follows: bool = True) -> bytes:
    """The bytes of an ordinary file of at most so many; ``OSError`` says why there are none.

    A pipe, a device or a folder is refused and never waited for; so is a link unless ``follows``, and a file that is
    written to while it is read.
    """
    with ordinary_file(path, follows=follows) as file:
        before = os.fstat(file.fileno())
        if before.st_size > most:
            raise TooLargeError(most)
        content = _whole(file, before.st_size)
        after = os.fstat(file.fileno())
    if len(content) != after.st_size or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise ChangedError
    return content


def read_head(path: Path, most: int, *, follows: bool = True) -> bytes:
    """The first bytes of an ordinary file, so many at most; ``OSError`` says why there are none."""
    with ordinary_file(path, follows=follows) as file:
        return file.read(most)


@contextmanager
def ordinary_file(path: Path, *, follows: bool = True) -> Iterator[FileIO]:
    """An ordinary file that is open for reading, for whoever reads a part of it; a pipe or a device is refused."""
    with os.fdopen(_open(path, follows=follows), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnfitError("일반 파일이 아님", "it is no ordinary file")
        yield file


def _whole(file: FileIO, size: int) -> bytes:
    """What a file of this size holds, and one byte more where it has grown."""
    parts: list[bytes] = []
    left = size + 1
    while left > 0 and (part := file.read(left)):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def is_there(path: Path) -> bool:
    """Whether anything has this name, a link that leads nowhere too; a folder that may not be entered holds nothing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return False
    return True


def _open(path: Path, *, follows: bool) -> int:
    """A descriptor that waits for nobody; an ordinary file reads the same (Windows has none of these flags)."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    if not follows:
        if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        flags |= getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags)


def text_by_hand(content: bytes) -> str | None:
    """The text of a file that a person has written, in one of the encodings of Notepad; None where it is in none."""
    for encoding in ENCODINGS:
        if not encoding.startswith("utf-16") or content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            with suppress(UnicodeDecodeError):
                return content.decode(encoding)
    return None
