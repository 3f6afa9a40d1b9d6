"""Checks the streams of an HWP 5 document: the checksum behind each, the count of sections, the records' own counts.

Hangul writes the CRC-32 and the length of the inflated data behind each compressed stream, little-endian, as gzip does.
The specification does not say so, and pyhwp does not look at it; all files of Hangul seen so far have it. In a document
for distribution (배포용 문서) zeros stand around the two.
"""

from __future__ import annotations

import importlib
import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import regex

from extract.errors import damaged, refuse
from extract.guards.compound_file import CompoundFile
from extract.guards.deflate import inflate
from extract.guards.hwp_structure import defects_of, records_of
from plan_errors import PlanError
from plan_records import Damage, Place

SIGNATURE = b"HWP Document File"
FLAGS_AT = 36  # FileHeader: signature (32), version (4), flags (4) (한글문서파일형식 5.0, 3.2.1)
COMPRESSED, PASSWORD, DISTRIBUTED = 1, 2, 4
SECTION = regex.compile(r"(?P<folder>BodyText|ViewText)/Section(?P<number>\d+)", regex.IGNORECASE)
SECTION_COUNT = struct.Struct("<H")  # the first field of HWPTAG_DOCUMENT_PROPERTIES (4.2.1)
DOCUMENT_PROPERTIES = 0x10


def check_hwp(data: bytes, path: Path) -> tuple[Damage, ...]:
    """What of an HWP 5 document cannot be trusted; one whose streams do not hold together is refused."""
    streams = CompoundFile(data, path).streams
    header = streams.get("FileHeader", b"")
    if "FileHeader" not in streams:
        raise refuse(
            "not-a-document",
            path,
            ko="한글 문서가 아닌 복합 파일입니다. HWP 5, HWPX 또는 PDF 문서가 있어야 합니다",
            en="is a compound file, but no Hangul document; an HWP 5, HWPX or PDF file is needed",
        )
    if not header.startswith(SIGNATURE) or len(header) < FLAGS_AT + 4:
        raise _damaged(path, "FileHeader")
    flags = int.from_bytes(header[FLAGS_AT : FLAGS_AT + 4], "little")
    if flags & PASSWORD:
        return ()  # what is encrypted cannot be looked at; the reader refuses it
    return tuple(_damage(streams, flags, path))


def _damage(streams: Mapping[str, bytes], flags: int, path: Path) -> Iterator[Damage]:
    distributed = bool(flags & DISTRIBUTED)
    found = {int(match["number"]): name for name in streams if (match := _section(name, distributed))}
    if not found or "DocInfo" not in streams or (not distributed and any(_section(name, True) for name in streams)):
        raise _damaged(path, "BodyText")
    packed = {number: _decoded(streams[name], path, name, distributed) for number, name in sorted(found.items())}
    named = [("DocInfo", streams["DocInfo"]), *((found[number], content) for number, content in packed.items())]
    plain, proven = _inflated(named, path) if flags & COMPRESSED else (dict(named), False)
    count = _section_count(plain["DocInfo"], path)
    if sorted(found) != [*range(count)]:
        yield _mark(
            Place(),
            f"구역 {count}개 가운데 {len(found)}개만 있습니다",
            f"{len(found)} of {count} sections are there",
        )
    for number in packed if not proven else ():  # a checksum says more than all counts together
        yield from _section_damage(plain[found[number]], number, path, found[number])


def _section(name: str, distributed: bool) -> regex.Match[str] | None:
    match = SECTION.fullmatch(name)
    return match if match and (match["folder"].lower() == "viewtext") == distributed else None


def _decoded(content: bytes, path: Path, name: str, distributed: bool) -> bytes:
    """The stream as it was before it was locked for distribution."""
    if not distributed:
        return content
    distdoc = importlib.import_module("hwp5.distdoc")  # rarely needed, and long to import
    try:
        return bytes(distdoc.decode(io.BytesIO(content)).read())
    except (OSError, EOFError, ValueError, TypeError, KeyError, IndexError, struct.error):
        raise _damaged(path, name) from None


def _inflated(named: list[tuple[str, bytes]], path: Path) -> tuple[dict[str, bytes], bool]:
    """Each stream inflated, and whether checksums prove them; a stream without one, where others have it, is cut."""
    plain: dict[str, bytes] = {}
    checked: list[bool] = []
    size = 0
    for name, content in named:
        stream = inflate(content, path, before=size)
        size += len(stream.data)
        has_trailer = bool(stream.behind.strip(b"\0"))
        if not stream.complete or (has_trailer and not _is_trailer(stream.behind, stream.data)):
            raise _damaged(path, name)
        checked.append(has_trailer)
        plain[name] = stream.data
    if any(checked) and not all(checked):
        raise _damaged(path, named[checked.index(False)][0])
    return plain, all(checked)


def _is_trailer(behind: bytes, data: bytes) -> bool:
    crc, length = struct.pack("<I", zlib.crc32(data)), struct.pack("<I", len(data) & 0xFFFFFFFF)
    return crc in behind and length in behind[behind.index(crc) + 4 :]


def _section_count(doc_info: bytes, path: Path) -> int:
    first = next(records_of(doc_info), None)
    if first is None or first.tag != DOCUMENT_PROPERTIES or len(first.data) < SECTION_COUNT.size:
        raise _damaged(path, "DocInfo")
    return int(SECTION_COUNT.unpack_from(first.data)[0])


def _section_damage(data: bytes, number: int, path: Path, name: str) -> Iterator[Damage]:
    defects = defects_of(data, path, name)
    if defects:
        quoted = ", ".join(defects[:3]) + (f" … ({len(defects)})" if len(defects) > 3 else "")
        yield _mark(
            Place(section=number),
            f"구역 {number}의 레코드가 서로 맞지 않습니다({quoted})",
            f"The records of section {number} contradict one another ({quoted})",
        )


def _mark(place: Place, ko: str, en: str) -> Damage:
    return Damage(place=place, reason_ko=f"{ko}.", reason_en=f"{en}.")


def _damaged(path: Path, where: str) -> PlanError:
    return damaged(path, where, ko="한글 문서", en="Hangul document")
