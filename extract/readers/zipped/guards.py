"""Checks that a zip holds together: its claims within the limits, its names harmless, every byte answered for."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from extract.readers.deflate import RATIO_ABOVE
from extract.readers.limits import check_limit
from plan.errors import PlanError

LOCAL_HEADER = struct.Struct("<4s22xHH")  # APPNOTE 4.3.7: signature, lengths of the name and of the extra field
DESCRIPTOR = b"PK\x07\x08"
STREAMED, ENCRYPTED = 8, 1  # bits of the general purpose flag (4.4.4)
QUOTED = 80  # characters of a name
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)

Refuse = Callable[[Path, str], PlanError]  # says that the part which it is told is damaged


def checked_zip(data: bytes, path: Path, refuse: Refuse) -> zipfile.ZipFile:
    """The open zip; what is wrong with it is one of ``ZIP_ERRORS``, or a ``PlanError`` that names it."""
    archive = zipfile.ZipFile(BytesIO(data))
    entries = archive.infolist()
    _check_claims(entries, path)
    _name_with_slashes(archive)
    _check_names(entries, path, refuse)
    _check_extent(entries, data, archive.start_dir, path, refuse)
    return archive


def is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether an entry is locked with a password of the zip itself."""
    return any(entry.flag_bits & ENCRYPTED for entry in archive.infolist())


def _check_claims(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """What the directory claims; zipfile never inflates an entry beyond its claim."""
    check_limit("zip_entries", len(entries), path)
    inflated = sum(entry.file_size for entry in entries)
    check_limit("inflated_bytes", inflated, path)
    if inflated > RATIO_ABOVE:
        packed = sum(entry.compress_size for entry in entries)
        check_limit("inflated_ratio", inflated // max(1, packed), path)


def _name_with_slashes(archive: zipfile.ZipFile) -> None:
    """Name the entries as APPNOTE 4.4.17 wants it; older versions of .NET write backslashes."""
    for entry in archive.infolist():
        entry.filename = entry.filename.replace("\\", "/")
        archive.NameToInfo[entry.filename] = entry


def _check_names(entries: Sequence[zipfile.ZipInfo], path: Path, refuse: Refuse) -> None:
    """Refuse a name that stands twice or that leads out of the archive; we unpack nothing, but others would."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        parts = PurePosixPath(name).parts
        if name.lower() in seen or ".." in parts or name.startswith("/") or ":" in name or "\0" in name:
            raise refuse(path, name[:QUOTED])
        seen.add(name.lower())


def _check_extent(entries: Sequence[zipfile.ZipInfo], data: bytes, end: int, path: Path, refuse: Refuse) -> None:
    """The entries lie one behind the other up to the directory; a gap is an entry that the directory has lost."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        signature, name, extra = LOCAL_HEADER.unpack_from(data, entry.header_offset)
        if entry.header_offset != at or signature != b"PK\x03\x04":
            raise refuse(path, entry.filename[:QUOTED])
        at += 30 + name + extra + entry.compress_size
        if entry.flag_bits & STREAMED and at < end:  # crc and sizes stand behind the data, with a signature or without
            at += 12 + (4 if data.startswith(DESCRIPTOR, at) else 0)
            wide = data.find(b"PK", at, at + 10)
            at = wide if entry.file_size >= 0xFFFFFFFF and wide > 0 else at
    if at != end:
        raise refuse(path, f"zip: {end - at:,}")
