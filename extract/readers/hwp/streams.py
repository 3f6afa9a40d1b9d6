"""Checks the streams of an HWP 5 document: the checksum behind each, and the count of sections.

Hangul writes the CRC-32 and the length of the inflated data behind each compressed stream, little-endian, as gzip does.
The specification does not say so, and pyhwp does not look at it; all files of Hangul seen so far have it. In a document
for distribution (배포용 문서) zeros stand around the two. Other writers leave the two out, or write a CRC-32 of 0
(hwplib), behind all streams or behind those that they wrote anew: such a stream is not proven. A checksum that is there
and wrong is damage. Whether proven or not, a section's records are checked against one another when they are
read: a program that writes records that do not fit may well write their right checksum.
"""

from __future__ import annotations

import importlib
import io
import re
import struct
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from extract.readers.compound.compound_file import CompoundFile
from extract.readers.container import Container
from extract.readers.deflate import inflate
from extract.readers.hwp.information import SUMMARY, last_saved, stated_title
from extract.readers.hwp.layout import DOCUMENT_PROPERTIES, records_of
from extract.readers.locked.hwp_cipher import KNOWN_VERSION, key_of, unlocked
from extract.readers.locked.password import spellings_asked_for
from extract.readers.refusals import damaged, locked, unknown_cipher
from extract.readers.strangers import no_document
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.document import Damage
from plan.script import MORE

SIGNATURE = b"HWP Document File".ljust(32, b"\0")
HEADER = struct.Struct("<32s4xI4xI208x")  # signature, version, properties, licence, EncryptVersion (형식 5.0, 3.2.1)
COMPRESSED, PASSWORD, DISTRIBUTED = 1, 2, 4
SECTION = re.compile(r"(?P<folder>BodyText|ViewText)/Section(?P<number>\d+)", re.IGNORECASE)
OBJECT = re.compile(r"BinData/BIN[0-9A-F]{4}\.OLE", re.IGNORECASE)
SECTION_COUNT = struct.Struct("<H")  # the first field of HWPTAG_DOCUMENT_PROPERTIES (4.2.1)


class HwpStreams(msgspec.Struct, frozen=True):
    """The sections of an HWP 5 document by their numbers, unlocked and inflated, with what of them cannot be trusted.

    ``flags`` are the properties of its FileHeader, ``doc_info`` the stream with its character shapes; ``saved`` is the
    day of its last saving, ``titled`` the title that its summary states, each or ''.
    """

    flags: int
    sections: dict[int, bytes]
    damage: tuple[Damage, ...]
    doc_info: bytes = b""
    saved: str = ""
    titled: str = ""
    objects: Mapping[str, bytes] = {}  # the OLE objects by the names of their streams, as they are stored


def open_hwp(data: bytes, path: Path) -> HwpStreams:
    """The streams of an HWP 5 document; one that stays locked, or whose streams do not hold together, is refused."""
    file = CompoundFile(data, path)
    if "FileHeader" not in file.names:
        raise no_document(Container(data), path)
    header = file.read("FileHeader")
    if len(header) < HEADER.size:
        raise damaged_document(path, "FileHeader")
    signature, flags, cipher = HEADER.unpack_from(header)
    if signature != SIGNATURE:
        raise damaged_document(path, "FileHeader")
    if not flags & PASSWORD:
        return _opened(file, flags, path)
    if cipher != KNOWN_VERSION or flags & DISTRIBUTED or not flags & COMPRESSED:  # nothing else would prove itself
        raise unknown_cipher(path, f"EncryptVersion {cipher}, {flags:#x}")
    for password in spellings_asked_for():
        key = key_of(password)
        if _opens(file, key, path):
            return _opened(file, flags, path, key)
    raise locked(path)


def _opens(file: CompoundFile, key: bytes, path: Path) -> bool:
    """Whether a key is the document's: what it makes of the DocInfo ends as it should, with its checksum behind it."""
    if "DocInfo" not in file.names:
        raise damaged_document(path, "BodyText")
    stream = inflate(unlocked(file.read("DocInfo"), key), path)
    return stream.complete and _may_stand_behind(stream.behind, stream.data)


def _opened(file: CompoundFile, flags: int, path: Path, key: bytes = b"") -> HwpStreams:
    """The streams of a document, each unlocked by its key where it has one."""

    def content(name: str) -> bytes:
        return unlocked(file.read(name), key) if key else file.read(name)

    distributed = bool(flags & DISTRIBUTED)
    found = sorted((int(match["number"]), name) for name in file.names if (match := _section(name, distributed)))
    names = dict(found)
    if len(names) < max(1, len(found)) or "DocInfo" not in file.names:
        raise damaged_document(path, "BodyText")
    plain = {"DocInfo": content("DocInfo")}
    plain |= {name: _released(content(name), path, name) if distributed else content(name) for name in names.values()}
    if flags & COMPRESSED:
        plain = _inflated(plain, path)
    damage = tuple(_missing_sections([*names], _section_count(plain["DocInfo"], path)))
    summary = file.read(SUMMARY) if SUMMARY in file.names else b""
    return HwpStreams(
        flags,
        {number: plain[name] for number, name in names.items()},
        damage,
        plain["DocInfo"],
        saved=last_saved(summary),
        titled=stated_title(summary),
        objects={name.upper(): content(name) for name in file.names if OBJECT.fullmatch(name)},
    )


def _missing_sections(numbers: list[int], count: int) -> Iterator[Damage]:
    if numbers != [*range(count)]:
        yield _mark(
            Place(),
            f"구역 {count}개 가운데 {len(numbers)}개만 있습니다",
            f"{len(numbers)} of {count} sections are there",
        )


def _section(name: str, distributed: bool) -> re.Match[str] | None:
    match = SECTION.fullmatch(name)
    return match if match and (match["folder"].lower() == "viewtext") == distributed else None


def _released(content: bytes, path: Path, name: str) -> bytes:
    """The stream as it was before it was locked for distribution."""
    distdoc = importlib.import_module("hwp5.distdoc")  # rarely needed, and long to import
    try:
        return bytes(distdoc.decode(io.BytesIO(content)).read())
    except (OSError, EOFError, ValueError, TypeError, KeyError, IndexError, struct.error):
        raise damaged_document(path, name) from None


def _inflated(packed: dict[str, bytes], path: Path) -> dict[str, bytes]:
    """Each stream inflated; one that does not end as it should, or that its checksum contradicts, is damage."""
    plain: dict[str, bytes] = {}
    size = 0
    for name, content in packed.items():
        stream = inflate(content, path, before=size)
        size += len(stream.data)
        if not stream.complete or not _may_stand_behind(stream.behind, stream.data):
            raise damaged_document(path, name)
        plain[name] = stream.data
    return plain


def _may_stand_behind(behind: bytes, data: bytes) -> bool:
    """Whether a stream's checksum and length follow it, or no checksum: zeros, and behind them its length at most."""
    crc, length = struct.pack("<I", zlib.crc32(data)), struct.pack("<I", len(data) & 0xFFFFFFFF)
    if crc in behind and length in behind[behind.index(crc) + 4 :]:
        return True
    at = behind.find(length)
    return not (behind[:at] + behind[at + 4 :] if at >= 4 else behind).strip(b"\0")


def _section_count(doc_info: bytes, path: Path) -> int:
    """How many sections are stated by a DocInfo, whose records are all whole."""
    try:
        records = records_of(doc_info)
        tag, _, start, end = next(records, (0, 0, 0, 0))
        deque(records, maxlen=0)
    except EOFError as cut:
        raise damaged_document(path, f"DocInfo: {cut.args[0]}") from None
    if tag != DOCUMENT_PROPERTIES or end - start < SECTION_COUNT.size:
        raise damaged_document(path, "DocInfo")
    return int(SECTION_COUNT.unpack_from(doc_info, start)[0])


def records_damage(number: int, defects: Sequence[str]) -> Iterator[Damage]:
    """That the records of a section do not fit, if there are defects."""
    if defects:
        quoted = ", ".join(defects[:3]) + (f" {MORE} ({len(defects)})" if len(defects) > 3 else "")
        yield _mark(
            Place(section=number),
            f"구역 {number}의 레코드가 서로 맞지 않습니다({quoted})",
            f"The records of section {number} contradict one another ({quoted})",
        )


def _mark(place: Place, ko: str, en: str) -> Damage:
    return Damage(place=place, reason_ko=f"{ko}.", reason_en=f"{en}.")


def damaged_document(path: Path, where: str) -> PlanError:
    """The refusal of a damaged HWP 5 document."""
    return damaged(path, where, ko="한글 문서", en="Hangul document")
