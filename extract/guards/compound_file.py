"""Reads a compound file ([MS-CFB]) strictly: whatever its tables do not answer for is damage.

olefile follows a looped table until it stops and gives the streams it has found by then, without a word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import damaged

HEADER_BYTES = 512
HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")  # 2.2: signature, versions, shifts, counts and first sectors
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
IN_HEADER = 109  # FAT sectors that the header itself names
ENTRY_BYTES = 128
ENTRY = struct.Struct("<64sHBBIII36xIQ")  # 2.6.1
UNUSED, STORAGE, STREAM, ROOT = 0, 1, 2, 5
SHIFTS = {3: 9, 4: 12}  # sector shift of each major version
MINI_SHIFT = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file by their paths with ``/``; a file that does not hold together is refused."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._data = data
        self._path = path
        if len(data) < HEADER_BYTES:
            raise self._damaged("header")
        (_, _, major, order, shift, mini_shift, _, fat_count, directory, _, cutoff, mini_fat, mini_count,
         difat, difat_count) = HEADER.unpack_from(data)  # fmt: skip
        if order != 0xFFFE or SHIFTS.get(major) != shift or mini_shift != MINI_SHIFT or cutoff != 4096:
            raise self._damaged("header")
        self._size = 1 << shift
        self._sectors = -(-(len(data) - self._size) // self._size)
        self._used = bytearray(max(0, self._sectors))
        self._fat = self._read_fat(fat_count, difat, difat_count)
        self._entries = list(self._read_entries(directory, major))
        self._mini_fat = self._numbers(self._take(mini_fat, "MiniFAT") if mini_count else [])
        if not self._entries or self._entries[0].kind != ROOT:
            raise self._damaged("root entry")
        root = self._entries[0]
        self._mini_stream = self._stream_of(root) if root.size else b""
        self._mini_used = bytearray(len(self._mini_stream) // (1 << MINI_SHIFT) + 1)
        self.streams = {name: self._content(entry, cutoff) for name, entry in self._walk()}

    def _damaged(self, where: str) -> Exception:
        return damaged(self._path, where, ko="복합 파일", en="compound file")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _numbers(self, sectors: Sequence[int]) -> tuple[int, ...]:
        joined = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _use(self, number: int, what: str) -> None:
        """Take a sector; one that lies behind the end of the file, or that is taken already, is damage."""
        if number >= self._sectors or self._used[number]:
            raise self._damaged(what)
        self._used[number] = 1

    def _read_fat(self, count: int, difat: int, difat_count: int) -> tuple[int, ...]:
        named = [*struct.unpack_from(f"<{IN_HEADER}I", self._data, HEADER.size)]
        seen = 0
        while difat not in (END, FREE):
            self._use(difat, "DIFAT")
            *part, difat = self._numbers([difat])
            named += part
            seen += 1
        sectors = [number for number in named if number != FREE]
        if seen != difat_count or len(sectors) != count:
            raise self._damaged("DIFAT")
        for number in sectors:
            self._use(number, "FAT")
        return self._numbers(sectors)

    def _take(self, start: int, what: str) -> list[int]:
        """The sectors of a chain, each taken once."""
        chain: list[int] = []
        while start != END:
            self._use(start, what)
            chain.append(start)
            start = self._fat[start] if start < len(self._fat) else FREE
        return chain

    def _read_entries(self, directory: int, major: int) -> Iterator[_Entry]:
        joined = b"".join(map(self._sector, self._take(directory, "directory")))
        for at in range(0, len(joined) - ENTRY_BYTES + 1, ENTRY_BYTES):
            name, length, kind, _, left, right, child, start, size = ENTRY.unpack_from(joined, at)
            if kind not in (UNUSED, STORAGE, STREAM, ROOT) or length > 64 or length % 2:
                raise self._damaged(f"directory entry {at // ENTRY_BYTES}")
            text = name[: max(0, length - 2)].decode("utf-16-le", "replace")
            yield _Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF if major == 3 else size)

    def _walk(self) -> Iterator[tuple[str, _Entry]]:
        """Every stream with its path; an entry that is met twice or never is damage."""
        met = {0}
        names: set[str] = set()
        waiting = [(self._entries[0].child, "")]
        while waiting:
            index, folder = waiting.pop()
            if index == FREE:
                continue
            if index >= len(self._entries) or index in met or self._entries[index].kind not in (STORAGE, STREAM):
                raise self._damaged("directory")
            met.add(index)
            entry = self._entries[index]
            name = f"{folder}{entry.name}"
            if name.upper() in names:
                raise self._damaged(name)
            names.add(name.upper())
            waiting += [(entry.left, folder), (entry.right, folder)]
            if entry.kind == STORAGE:
                waiting.append((entry.child, f"{name}/"))
            else:
                yield name, entry
        if any(entry.kind != UNUSED and index not in met for index, entry in enumerate(self._entries)):
            raise self._damaged("directory")

    def _content(self, entry: _Entry, cutoff: int) -> bytes:
        if not entry.size:
            return b""
        return self._stream_of(entry) if entry.size >= cutoff else self._mini_stream_of(entry)

    def _stream_of(self, entry: _Entry) -> bytes:
        joined = b"".join(map(self._sector, self._take(entry.start, entry.name)))
        if len(joined) < entry.size:
            raise self._damaged(entry.name)
        return joined[: entry.size]

    def _mini_stream_of(self, entry: _Entry) -> bytes:
        parts: list[bytes] = []
        number = entry.start
        while number != END:
            if number >= min(len(self._mini_fat), len(self._mini_used)) or self._mini_used[number]:
                raise self._damaged(entry.name)
            self._mini_used[number] = 1
            parts.append(self._mini_stream[number << MINI_SHIFT : (number + 1) << MINI_SHIFT])
            number = self._mini_fat[number]
        joined = b"".join(parts)
        if len(joined) < entry.size:
            raise self._damaged(entry.name)
        return joined[: entry.size]
