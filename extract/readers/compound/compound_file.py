"""Reads a compound file ([MS-CFB]) strictly: whatever its tables do not answer for is damage.

olefile follows a looped table until it stops and gives the streams it has found by then, without a word.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from extract.readers.refusals import damaged
from plan.errors import PlanError

HEADER_BYTES = 512  # of the header (2.2)
HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")  # 2.2: signature, versions, shifts, counts and first sectors
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
IN_HEADER = 109  # FAT sectors that the header itself names
ENTRY_BYTES = 128  # of a directory entry (2.6)
ENTRY = struct.Struct("<64sHBBIII36xIQ")  # 2.6.1
UNUSED, STORAGE, STREAM, ROOT = 0, 1, 2, 5
SHIFTS = {3: 9, 4: 12}  # sector shift of each major version
MINI_SHIFT = 6  # of the small sectors, of 64 bytes (2.2)
MINI_BELOW = 4096  # bytes; smaller streams lie in the mini stream


class _Entry(msgspec.Struct, frozen=True):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class _Sectors:
    """Sectors of one size, joined to chains by a table; each of them belongs to one chain at most."""

    def __init__(self, data: bytes, first: int, shift: int, path: Path) -> None:
        self._data = data
        self._first = first
        self._size = 1 << shift
        self._path = path
        self._count = max(0, -(-(len(data) - first) // self._size))
        self._lacking = first + (self._count << shift) - len(data)  # bytes that the last sector is short of
        self._used = bytearray(self._count)
        self.table: Sequence[int] = ()

    def use(self, number: int, what: str) -> None:
        """Take a sector; one that lies behind the end of the file, or that is taken already, is damage."""
        if number >= self._count or self._used[number]:
            raise _damaged(self._path, what)
        self._used[number] = 1

    def chain(self, start: int, what: str, size: int = 0) -> list[int]:
        """The sectors of a chain, each taken once; together they hold ``size`` bytes at least."""
        chain: list[int] = []
        while start != END:
            self.use(start, what)
            chain.append(start)
            start = self.table[start] if start < len(self.table) else FREE
        if (len(chain) * self._size) - (self._lacking if self._count - 1 in chain else 0) < size:
            raise _damaged(self._path, what)
        return chain

    def joined(self, chain: Sequence[int]) -> bytes:
        """The bytes of some sectors."""
        starts = (self._first + number * self._size for number in chain)
        return b"".join([self._data[start : start + self._size] for start in starts])

    def numbers(self, chain: Sequence[int], what: str) -> tuple[int, ...]:
        """The sector numbers that some sectors hold, which must be whole."""
        joined = self.joined(chain)
        if len(joined) < len(chain) * self._size:
            raise _damaged(self._path, what)
        return struct.unpack(f"<{len(joined) // 4}I", joined)


class CompoundFile:
    """The streams of a compound file by their paths with ``/``; a file that does not hold together is refused.

    The chain of every stream is followed at once; its bytes are joined when it is read.
    """

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        if len(data) < HEADER_BYTES:
            raise _damaged(path, "header")
        (_, _, major, order, shift, mini_shift, _, fat_count, directory, _, cutoff, mini_fat, mini_count,
         difat, difat_count) = HEADER.unpack_from(data)  # fmt: skip
        if order != 0xFFFE or SHIFTS.get(major) != shift or mini_shift != MINI_SHIFT or cutoff != MINI_BELOW:
            raise _damaged(path, "header")
        self._sectors = _Sectors(data, 1 << shift, shift, path)
        named = struct.unpack_from(f"<{IN_HEADER}I", data, HEADER.size)
        self._sectors.table = self._sectors.numbers(self._fat_sectors(named, fat_count, difat, difat_count), "FAT")
        self._entries = list(self._read_entries(directory, major))
        mini_chain = self._sectors.chain(mini_fat, "MiniFAT") if mini_count else []
        if not self._entries or self._entries[0].kind != ROOT:
            raise _damaged(path, "root entry")
        root = self._entries[0]
        chain = self._sectors.chain(root.start, root.name, root.size) if root.size else []
        self._mini_sectors = _Sectors(self._sectors.joined(chain)[: root.size], 0, MINI_SHIFT, path)
        self._mini_sectors.table = self._sectors.numbers(mini_chain, "MiniFAT")
        self._streams = {name: (entry, self._chain(entry)) for name, entry in self._walk()}

    @property
    def names(self) -> Collection[str]:
        """The paths of all streams."""
        return self._streams.keys()

    def read(self, name: str) -> bytes:
        """The bytes of a stream."""
        entry, chain = self._streams[name]
        return self._sectors_of(entry).joined(chain)[: entry.size]

    def _fat_sectors(self, named: Sequence[int], count: int, difat: int, difat_count: int) -> list[int]:
        """The sectors of the FAT: those that the header names, and those that the DIFAT names behind them."""
        sectors = [number for number in named if number != FREE]
        seen = 0
        while difat not in (END, FREE):
            self._sectors.use(difat, "DIFAT")
            *part, difat = self._sectors.numbers([difat], "DIFAT")
            sectors += [number for number in part if number != FREE]
            seen += 1
        if seen != difat_count or len(sectors) != count:
            raise _damaged(self._path, "DIFAT")
        for number in sectors:
            self._sectors.use(number, "FAT")
        return sectors

    def _read_entries(self, directory: int, major: int) -> Iterator[_Entry]:
        joined = self._sectors.joined(self._sectors.chain(directory, "directory"))
        for at in range(0, len(joined) - ENTRY_BYTES + 1, ENTRY_BYTES):
            name, length, kind, _, left, right, child, start, size = ENTRY.unpack_from(joined, at)
            if kind not in (UNUSED, STORAGE, STREAM, ROOT) or length > 64 or length % 2:
                raise _damaged(self._path, f"directory entry {at // ENTRY_BYTES}")
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
                raise _damaged(self._path, "directory")
            met.add(index)
            entry = self._entries[index]
            name = f"{folder}{entry.name}"
            if name.upper() in names:
                raise _damaged(self._path, name)
            names.add(name.upper())
            waiting += [(entry.left, folder), (entry.right, folder)]
            if entry.kind == STORAGE:
                waiting.append((entry.child, f"{name}/"))
            else:
                yield name, entry
        if any(entry.kind != UNUSED and index not in met for index, entry in enumerate(self._entries)):
            raise _damaged(self._path, "directory")

    def _sectors_of(self, entry: _Entry) -> _Sectors:
        return self._sectors if entry.size >= MINI_BELOW else self._mini_sectors

    def _chain(self, entry: _Entry) -> list[int]:
        return self._sectors_of(entry).chain(entry.start, entry.name, entry.size) if entry.size else []


def _damaged(path: Path, where: str) -> PlanError:
    return damaged(path, where, ko="복합 파일", en="compound file")
