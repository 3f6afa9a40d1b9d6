"""Zip archives as sources: their documents by name, and the bytes of each within the limits of a document."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from extract.readers.limits import limit, over_limit
from extract.readers.registry import SUFFIXES
from plan.errors import PlanError

ARCHIVE = ".zip"
INSIDE = "!/"  # between the path of an archive and the name of a member
KOREAN_WINDOWS = "cp949"  # of names that do not say that they are UTF-8 (APPNOTE 4.4.4, bit 11)
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
MOST_MEMBERS = 200_000  # of one archive: its directory is held in memory, some 500 bytes a member


def documents_in(path: Path) -> Iterator[tuple[str, int, str]]:
    """Name, size and stamp of every document of an archive, sorted by name."""
    with _opened(path) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _broken(path, f"> {MOST_MEMBERS:,}")
        for member in sorted(members, key=lambda one: one.filename):
            if not member.is_dir() and PurePosixPath(member.filename).suffix.lower() in SUFFIXES:
                yield member.filename, member.file_size, f"{member.CRC:08x}"


def member_bytes(path: Path, name: str) -> bytes:
    """The bytes of one member; its claimed size is held to the limit of a file, and so is what it inflates to."""
    most = limit("file_bytes")
    shown = Path(f"{path}{INSIDE}{name}")
    with _opened(path) as archive:
        try:
            member = archive.getinfo(name)
        except KeyError:
            raise _broken(shown, "no such member") from None
        if member.file_size > most:
            raise over_limit("file_bytes", shown, member.file_size)
        with archive.open(member) as file:
            content = file.read(most + 1)
    if len(content) > most:
        raise over_limit("file_bytes", shown)
    return content


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is wrong with it is one error that names it."""
    try:
        with zipfile.ZipFile(path, metadata_encoding=KOREAN_WINDOWS) as archive:
            yield archive
    except BROKEN as error:
        raise _broken(path, str(error)[:200]) from None


def _broken(path: Path, why: str) -> PlanError:
    return PlanError(
        "archive-broken",
        ko=f"'{path}': 압축 파일을 읽을 수 없습니다({why}). 다시 내려받거나 풀어서 폴더로 주십시오.",
        en=f"'{path}': the archive cannot be read ({why}); download it again, or unpack it and name the folder.",
        path=str(path),
    )
