"""Finds the parts of a damaged zip that their own checksums prove, where its directory or another part is lost.

A part counts only where it inflates to its end and its CRC-32 is the one stated before, behind it or in the directory.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import msgspec

from extract.readers.deflate import inflate
from extract.readers.limits import check_limit
from plan.printable import printable
from plan.records.base import Place
from plan.records.document import Damage

LOCAL_SIGNATURE, END_SIGNATURE = b"PK\x03\x04", b"PK\x05\x06"  # APPNOTE 4.3.7 and 4.3.16
LOCAL = struct.Struct("<6xHH4xII4xHH")  # flags, method, CRC-32, packed size, lengths of the name and of what is extra
DIRECTORY, DIRECTORY_BYTES = struct.Struct("<4s12xI"), 46  # 4.3.12: signature, CRC-32; the bytes before a name
DESCRIPTOR = struct.Struct("<I")  # 4.3.9: CRC-32, behind a signature or without
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
STORED, DEFLATED = 0, 8  # methods (4.4.5)
ENCRYPTED, STREAMED = 1, 8  # bits of the general purpose flag (4.4.4)
STREAMED_BYTES = 16 << 20  # packed bytes within which a part must end whose size stands behind it
LAST = 1 << 20  # bytes of the file within which the directory is looked for
MIMETYPE = "mimetype"
NAMES = 2_000  # local headers that are looked at
NAMED, LISTED = 80, 5  # characters of a name, and lost parts, that are quoted
Needed = Sequence["re.Pattern[str]"]  # what holds the tables, and what says which of their words are not seen


class Salvaged(msgspec.Struct, frozen=True):
    """A sound zip of the parts that are proved, and what is said of the rest."""

    data: bytes
    damage: Damage


class _Part(msgspec.Struct, frozen=True):
    """A part, the place to look on from and how many bytes came out; ``content`` is nothing where none proves it."""

    name: str
    end: int
    content: bytes | None = None
    tried: int = 0


def salvaged(data: bytes, path: Path, needed: Needed) -> Salvaged | None:
    """The proved parts of a damaged document; nothing where one of those that are needed is not among them.

    Nor is there any where another zip lies in this one: whose part is whose could not be told.
    """
    if data.count(END_SIGNATURE) > 1:
        return None
    parts = list(_parts(data, path))
    proved = {part.name: part.content for part in parts if part.content is not None}
    lost = [part.name for part in parts if part.content is None]
    if (
        len(proved) != len(parts) - len(lost)
        or any(_is_needed(name, needed) for name in lost)
        or [*proved, *lost].count(MIMETYPE) > 1
    ):
        return None
    if not all(any(form.fullmatch(name) for name in proved) for form in needed):
        return None
    return Salvaged(zip_of(proved), _damage(lost))


def _is_needed(name: str, needed: Needed) -> bool:
    return any(form.fullmatch(name) for form in needed)


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """A sound zip of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _parts(data: bytes, path: Path) -> Iterator[_Part]:
    """The parts one behind another; what is proved is not looked into, and what is not is left at its next header."""
    at, tried = data.find(LOCAL_SIGNATURE), 0
    for _ in range(NAMES):
        if at < 0 or at + LOCAL.size > len(data):
            return
        part = _part(data, at, path, tried)
        tried += part.tried
        check_limit("inflated_bytes", tried, path)
        yield part
        at = data.find(LOCAL_SIGNATURE, part.end)


def _part(data: bytes, at: int, path: Path, before: int) -> _Part:
    flags, method, crc, packed, name_length, extra = LOCAL.unpack_from(data, at)
    start = at + LOCAL.size + name_length
    name = data[at + LOCAL.size : start].decode("utf-8", "replace").replace("\\", "/")
    unproved = _Part(name[:NAMED], at + len(LOCAL_SIGNATURE))
    if flags & ENCRYPTED or method not in (STORED, DEFLATED):
        return unproved
    start += extra
    content = raw = data[start : start + (STREAMED_BYTES if flags & STREAMED else packed)]
    if method == DEFLATED:
        read = inflate(raw, path, before=before)
        if not read.complete:
            return msgspec.structs.replace(unproved, tried=len(read.data))
        content, raw = read.data, raw[: len(raw) - len(read.behind)]
    end, found = start + len(raw), zlib.crc32(content)
    if found in (crc, *_stated_behind(data, end)) or found in _stated_in_directory(data, name):
        return _Part(name, end, content, len(content))
    return msgspec.structs.replace(unproved, tried=len(content))


def _stated_behind(data: bytes, end: int) -> Sequence[int]:
    at = end + len(DESCRIPTOR_SIGNATURE) if data.startswith(DESCRIPTOR_SIGNATURE, end) else end
    return DESCRIPTOR.unpack_from(data, at) if at + DESCRIPTOR.size <= len(data) else ()


def _stated_in_directory(data: bytes, name: str) -> Iterator[int]:
    """The checksums of the entries of this name in what is left of the directory."""
    for found in re.finditer(re.escape(name.encode()), data[-LAST:]):
        at = max(0, len(data) - LAST) + found.start() - DIRECTORY_BYTES
        if at >= 0:
            signature, crc = DIRECTORY.unpack_from(data, at)
            if signature == b"PK\x01\x02":
                yield crc


def _damage(lost: Sequence[str]) -> Damage:
    names = ", ".join(printable(name) for name in lost[:LISTED])
    return Damage(
        place=Place(),
        reason_ko="압축 파일이 손상되었습니다. 검사합이 맞는 부분만 읽었습니다"
        + (f"(읽지 못한 부분: {names})." if lost else "."),
        reason_en="The zip file is damaged; only parts whose checksums hold were read"
        + (f" (lost: {names})." if lost else "."),
    )
