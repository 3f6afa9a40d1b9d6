"""Checks the container of an HWPX document: every byte answered for, every part whole, no section missing."""

from __future__ import annotations

import struct
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import regex

from extract.errors import damaged, refuse
from extract.guards.deflate import RATIO_ABOVE
from extract.limits import check_limit
from plan_errors import PlanError
from plan_records import Damage, Place

LOCAL_HEADER = struct.Struct("<4s22xHH")  # APPNOTE 4.3.7: signature, lengths of the name and of the extra field
DESCRIPTOR = b"PK\x07\x08"
STREAMED, ENCRYPTED = 8, 1  # bits of the general purpose flag (4.4.4)
READ = regex.compile(r".*\.(?:xml|hpf|rdf)", regex.IGNORECASE)  # the parts that say what the document holds
SECTION = regex.compile(r"(?:.*/)?section(?P<number>\d+)\.xml", regex.IGNORECASE)
HEADER = regex.compile(r"(?:.*/)?header\.xml", regex.IGNORECASE)
SECTION_COUNT = regex.compile(rb"\bsecCnt\s*=\s*[\"'](\d{1,5})[\"']")
CHUNK = 1 << 16
LEAKED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError,
          ValueError, struct.error, UnicodeError)  # fmt: skip


class _Prolog:
    """Watches for a document type, which can only stand before the first element."""

    def __init__(self) -> None:
        self.doctype = False
        self._over = False
        self._parser = xml.parsers.expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._parser.StartElementHandler = self._on_element

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes, as long as the first element has not come."""
        if self._over or self.doctype:
            return
        try:
            self._parser.Parse(chunk)
        except (xml.parsers.expat.ExpatError, LookupError):
            self._over = True  # no XML: the reader says so, or the part is encrypted

    def _on_doctype(self, *_: object) -> None:
        self.doctype = True
        self._parser.StartElementHandler = None

    def _on_element(self, *_: object) -> None:
        self._over = True
        self._parser.StartElementHandler = None


def open_hwpx(data: bytes, path: Path) -> tuple[Damage, ...]:
    """What of an HWPX document cannot be trusted; a zip that does not hold together or is over a limit is refused."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_claims(entries, path)
            _check_names(entries, path)
            _check_extent(entries, data, archive.start_dir, path)
            if any(entry.flag_bits & ENCRYPTED for entry in entries):
                raise _encrypted(path)
            for entry in entries:
                if READ.fullmatch(entry.filename):
                    _check_part(archive, entry, path)
            if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
                raise _encrypted(path)
            return _missing_sections(archive)
    except LEAKED as error:
        raise _damaged(path, str(error) or type(error).__name__) from None


def _check_claims(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """What the directory claims; zipfile never inflates an entry beyond its claim."""
    check_limit("zip_entries", len(entries), path)
    inflated = sum(entry.file_size for entry in entries)
    check_limit("inflated_bytes", inflated, path)
    if inflated > RATIO_ABOVE:
        packed = sum(entry.compress_size for entry in entries)
        check_limit("inflated_ratio", inflated // max(1, packed), path)


def _check_names(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """Refuse a name that stands twice or that leads out of the archive; we unpack nothing, but others would."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.lower() in seen or ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\0" in name:
            raise _damaged(path, name[:80])
        seen.add(name.lower())


def _check_extent(entries: Sequence[zipfile.ZipInfo], data: bytes, end: int, path: Path) -> None:
    """The entries lie one behind the other up to the directory; a gap is an entry that the directory has lost."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        signature, name, extra = LOCAL_HEADER.unpack_from(data, entry.header_offset)
        if entry.header_offset != at or signature != b"PK\x03\x04":
            raise _damaged(path, entry.filename[:80])
        at += 30 + name + extra + entry.compress_size
        if entry.flag_bits & STREAMED and at < end:  # crc and sizes stand behind the data, with a signature or without
            at += 12 + (4 if data.startswith(DESCRIPTOR, at) else 0)
            wide = data.find(b"PK", at, at + 10)
            at = wide if entry.file_size >= 0xFFFFFFFF and wide > 0 else at
    if at != end:
        raise _damaged(path, f"zip: {end - at:,}")


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Inflate a part to its end, which compares its checksum, and refuse one that declares a document type."""
    prolog = _Prolog()
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            prolog.feed(chunk)
            if prolog.doctype:
                raise _damaged(path, f"{entry.filename}: DOCTYPE")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _missing_sections(archive: zipfile.ZipFile) -> tuple[Damage, ...]:
    """A damage where the head counts other sections than there are, or their numbers do not follow one another."""
    found = sorted(int(match["number"]) for name in archive.namelist() if (match := SECTION.fullmatch(name)))
    heads = [name for name in archive.namelist() if HEADER.fullmatch(name)]
    stated = SECTION_COUNT.search(archive.read(heads[0])) if heads else None
    count = int(stated[1]) if stated else len(found)
    if not found or (len(found) == count and found == [*range(found[0], found[0] + count)]):
        return ()
    return (
        Damage(
            place=Place(),
            reason_ko=f"구역 {count}개 가운데 {len(found)}개만 있거나 번호가 이어지지 않습니다.",
            reason_en=f"There are {len(found)} sections where {count} are stated, or their numbers do not follow.",
        ),
    )


def _encrypted(path: Path) -> PlanError:
    return refuse(
        "encrypted",
        path,
        ko="암호가 걸린 문서입니다. 한글에서 암호를 풀고 다시 저장하십시오",
        en="is protected by a password; save it without one",
    )


def _damaged(path: Path, where: str) -> PlanError:
    return damaged(path, where, ko="한글 문서(HWPX)", en="HWPX document")
