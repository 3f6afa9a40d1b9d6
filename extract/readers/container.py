"""A file before it is known what it is: its first bytes, and the names of what is packed in it.

Only looked at here, however damaged it is: whether it holds together is for the reader of its format to say.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Any

HEAD = 1024  # bytes within which a PDF's header may stand (ISO 32000-1, Annex H.3)
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2, Header Signature
ZIP_SIGNATURE = b"PK\x03\x04"
END_SIGNATURE, END = b"PK\5\6", struct.Struct("<16xI2x")  # APPNOTE 4.3.16: where the directory begins
DIRECTORY_SIGNATURE, DIRECTORY = b"PK\1\2", struct.Struct("<8xH18xHHH12x")  # 4.3.12: flags, lengths
LOCAL = struct.Struct("<6xH18xH2x")  # 4.3.7: flags and the length of the name
UTF8_NAME = 0x800  # bit of the general purpose flag (4.4.4)
NAMES = 2_000  # that are looked at
SHIFTS = (9, 12)  # sector sizes of a compound file as powers of two
DIRECTORY_AT, FAT_AT, FAT_SECTORS = 48, 76, 109  # [MS-CFB] 2.2: where the header names the sectors of the two
ENTRY = struct.Struct("<64sHBxIII48x")  # 2.6.1: name, its length, kind, left, right, child
NOTHING = 0xFFFFFFFF


class Container:
    """The bytes of a file; what is packed in it is looked up when it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.opened: Any = None  # what its reader has made of it, where that reads it a second time
        self.head = data[:HEAD]
        self.is_compound = data.startswith(OLE_SIGNATURE)
        self.is_zip = data.startswith(ZIP_SIGNATURE)

    @property
    def data(self) -> bytes:
        """The whole of it."""
        return self._data

    def take(self) -> bytes:
        """The whole of it, kept here no longer."""
        data, self._data = self._data, b""
        return data

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The entries of a zip, or what stands at the root of a compound file; empty where none can be told."""
        if self.is_zip:
            return tuple(_zip_names(self._data))
        return tuple(_root_names(self._data)) if self.is_compound else ()


def _zip_names(data: bytes) -> Iterator[str]:
    """The names by the directory; without one the entries themselves say their names."""
    found = list(_directory_names(data)) or list(_entry_names(data))
    return (name.replace("\\", "/") for name in found)


def _directory_names(data: bytes) -> Iterator[str]:
    end = data.rfind(END_SIGNATURE)
    if end < 0 or len(data) < end + END.size:
        return
    (at,) = END.unpack_from(data, end)
    for _ in range(NAMES):
        if not data.startswith(DIRECTORY_SIGNATURE, at) or len(data) < at + DIRECTORY.size:
            return
        flags, name, extra, comment = DIRECTORY.unpack_from(data, at)
        at += DIRECTORY.size
        yield _decoded(data[at : at + name], flags)
        at += name + extra + comment


def _entry_names(data: bytes) -> Iterator[str]:
    at = data.find(ZIP_SIGNATURE)
    for _ in range(NAMES):
        if at < 0 or len(data) < at + LOCAL.size:
            return
        flags, length = LOCAL.unpack_from(data, at)
        yield _decoded(data[at + LOCAL.size : at + LOCAL.size + length], flags)
        at = data.find(ZIP_SIGNATURE, at + LOCAL.size)


def _decoded(name: bytes, flags: int) -> str:
    """A name; one that does not say that it is UTF-8 may be CP949, as Korean Windows writes it."""
    for encoding in ("utf-8",) if flags & UTF8_NAME else ("utf-8", "cp949"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")


def _root_names(data: bytes) -> Iterator[str]:
    """The names beside one another under the root entry, as far as the directory can be followed."""
    entries = list(_entries(data))
    if not entries:
        return
    waiting, met = [entries[0][4]], set[int]()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in met:
            met.add(number)
            name, length, left, right, _ = entries[number]
            yield name[: max(0, length - 2)].decode("utf-16-le", "replace")
            waiting += [left, right]


def _entries(data: bytes) -> Iterator[tuple[bytes, int, int, int, int]]:
    """The entries of the directory by its sectors, until one cannot be found."""
    if len(data) < 512 or (shift := int.from_bytes(data[30:32], "little")) not in SHIFTS:
        return
    size = 1 << shift
    fat = struct.unpack_from(f"<{FAT_SECTORS}I", data, FAT_AT)
    (sector,) = struct.unpack_from("<I", data, DIRECTORY_AT)
    for _ in range(NAMES * ENTRY.size // size):
        start = (sector + 1) << shift
        if start + size > len(data):
            return
        for name, length, _kind, left, right, child in ENTRY.iter_unpack(data[start : start + size]):
            yield name, length, left, right, child
        at = sector * 4
        if at >> shift >= FAT_SECTORS:
            return
        entry = ((fat[at >> shift] + 1) << shift) + at % size
        if entry + 4 > len(data):
            return
        (sector,) = struct.unpack_from("<I", data, entry)
