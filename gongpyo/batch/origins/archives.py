"""Zip archives as sources: their documents by name, and the bytes of each within the limits of a document."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import Self

from extract.readers.limits import limit, over_limit
from extract.readers.registry import SUFFIXES, formats
from gongpyo.telling.speech import Speech
from plan.errors import PlanError
from plan.printable import printable
from plan.safe_files import ordinary_file

ARCHIVE = ".zip"
INSIDE = "!/"  # between the path of an archive and the name of a member
SAYS_UTF_8 = 1 << 11  # of a member's flags (APPNOTE 4.4.4); ``zipfile`` reads other names in the next code page
WITHOUT_SAYING = "cp437"  # which has a character for every byte
KOREAN_WINDOWS = "cp949"
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
MOST_MEMBERS = 200_000  # of one archive: its directory is held in memory, some 500 bytes a member
AT_ONCE = 1 << 20  # bytes of a member
MOST_BYTES = 64 << 20  # of the directory itself, which may state fewer members than it has; so many have 336 bytes each


def documents_in(path: Path) -> Iterator[tuple[str, int, str] | PlanError]:
    """Name, size and stamp of every document of an archive, sorted by name, and an error for what cannot be one."""
    with _opened(path) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _broken(path, f"> {MOST_MEMBERS:,}")
        named = [(_name_of(member), member) for member in members]
        times = Counter(name for name, _ in named)
        found = False
        for name, member in sorted(named, key=lambda one: one[0]):
            suffix = PurePosixPath(name).suffix.lower()
            if suffix not in (*SUFFIXES, ARCHIVE):
                continue
            found = True
            if "\0" in name or times[name] > 1:
                yield _no_name(path, name)
            elif suffix == ARCHIVE:
                yield _nested(path, name)
            else:
                yield name, member.file_size, f"{member.CRC:08x}"
        if not found:
            yield _without_documents(path)


class Archives:
    """Members of archives, one after another; the archive of the last one stays open, since the next is often its own.

    To read the directory of an archive for each of its members takes the square of their number.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._opened: tuple[object, ...] = ()
        self._archive: zipfile.ZipFile | None = None
        self._members: dict[str, zipfile.ZipInfo] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive that is open."""
        self._stack.close()
        self._opened, self._archive, self._members = (), None, {}

    def member_bytes(self, path: Path, name: str) -> bytes:
        """The bytes of one member; its claimed size is held to the limit of a file, and so is what it inflates to."""
        most = limit("file_bytes")
        shown = Path(f"{path}{INSIDE}{name}")
        with _told_broken(path):
            archive = self._of(path)
            member = self._members.get(name)
            if member is None:
                raise _broken(shown, "no such member")
            if member.file_size > most:
                raise over_limit("file_bytes", shown, member.file_size)
            with archive.open(member) as file:
                parts = []
                while part := file.read(AT_ONCE):
                    parts.append(part)
        return b"".join(parts)

    def _of(self, path: Path) -> zipfile.ZipFile:
        """The archive, opened anew where it is another one than the last or has changed since."""
        now = path.stat()
        is_it = (path, now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
        if self._archive is None or is_it != self._opened:
            self.close()
            self._archive = self._stack.enter_context(_opened(path))
            for member in self._archive.infolist():
                self._members.setdefault(_name_of(member), member)
            self._opened = is_it
        return self._archive


def _name_of(member: zipfile.ZipInfo) -> str:
    """The whole name of a member: in UTF-8 where it says so or its bytes are (Mac), else as Windows writes it."""
    if member.flag_bits & SAYS_UTF_8:
        return member.orig_filename
    name = member.orig_filename.encode(WITHOUT_SAYING)
    for encoding in ("utf-8", KOREAN_WINDOWS):
        with suppress(UnicodeDecodeError):
            return name.decode(encoding)
    return member.orig_filename


class _Bounded(BufferedReader):
    """A file of which no more is read at once than a directory may have; ``zipfile`` takes it at its word."""

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes; the directory is read at once, the bytes of a member in parts."""
        if size is not None and size > MOST_BYTES:
            raise zipfile.BadZipFile(f"> {MOST_BYTES:,}")
        return super().read(size)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is wrong with it is one error that names it."""
    with _told_broken(path), ordinary_file(path) as file, zipfile.ZipFile(_Bounded(file)) as archive:
        yield archive


@contextmanager
def _told_broken(path: Path) -> Iterator[None]:
    """Name the archive in the one error for whatever a library finds wrong with it."""
    try:
        yield
    except BROKEN as error:
        raise _broken(path, str(error)[:200]) from None


def _nested(path: Path, name: str) -> PlanError:
    shown = f"{path}{INSIDE}{name}"
    return PlanError(
        "archive-nested",
        ko=f"'{shown}': 압축 파일 안의 압축 파일은 들여다보지 않습니다. 풀어서 따로 주십시오.",
        en=f"'{shown}' is an archive within an archive, which is not looked into; unpack it and name it.",
        path=shown,
    )


def _no_name(path: Path, name: str) -> PlanError:
    shown = f"{path}{INSIDE}{printable(name)}"
    return PlanError(
        "archive-member-name",
        ko=f"'{shown}': 이 이름의 파일이 둘 이상이거나 이름에 NUL이 있어 어느 문서인지 알 수 없습니다. "
        "풀어서 폴더로 주십시오.",
        en=f"'{shown}': more than one member has this name, or it holds a NUL, so it names no one document; "
        "unpack the archive and name the folder.",
        path=shown,
    )


def _without_documents(path: Path) -> PlanError:
    return PlanError(
        "no-documents",
        ko=Speech("ko").sentence("nothing", source=path, formats=formats("ko")),
        en=Speech("en").sentence("nothing", source=path, formats=formats("en")),
        path=str(path),
    )


def _broken(path: Path, why: str) -> PlanError:
    return PlanError(
        "archive-broken",
        ko=f"'{path}': 압축 파일을 읽을 수 없습니다({why}). 다시 내려받거나 풀어서 폴더로 주십시오.",
        en=f"'{path}': the archive cannot be read ({why}); download it again, or unpack it and name the folder.",
        path=str(path),
    )
