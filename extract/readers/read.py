"""Picks the reader by a file's first bytes, never by its name."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from extract.readers.coverage import check_coverage
from extract.readers.limits import check_limit
from extract.readers.refusals import refuse
from plan.records import Document, Source, SourceFormat

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2, Header Signature
ZIP_SIGNATURE = b"PK\x03\x04"
PDF_SIGNATURE = b"%PDF-"
PDF_SIGNATURE_WITHIN = 1024  # readers accept a PDF header within the first 1,024 bytes (ISO 32000-1, Annex H.3)
HWP3_SIGNATURE = b"HWP Document File V3"
XML_SIGNATURES = (b"<?xml", b"\xef\xbb\xbf<?xml", b"<HWPML")

READERS: dict[SourceFormat, tuple[str, str]] = {
    # what opens a file and checks that it holds together, and what reads that; imported when a document needs them
    "hwp": ("extract.readers.hwp.streams:open_hwp", "extract.readers.hwp.reader:read_hwp"),
    "hwpx": ("extract.readers.hwpx.package:open_hwpx", "extract.readers.hwpx.reader:read_hwpx"),
    "pdf": ("extract.readers.pdf.guard_structure:check_pdf", "extract.readers.pdf.reader:read_pdf"),
    "opengov": ("extract.readers.viewer.reader:decode", "extract.readers.viewer.reader:read_opengov"),
}
STATES_TABLES: frozenset[SourceFormat] = frozenset(("hwp", "hwpx"))  # formats that state a table's rows and columns


def read_document(path: Path) -> Document:
    """Read one document of any supported format; ``PlanError`` says why it cannot be read.

    The container is checked before a library reads it: what does not hold together is refused, and what may have been
    repaired or lost is a ``Damage`` of the document.
    """
    data = _content(path)
    data_format = _format_of(path, data[:PDF_SIGNATURE_WITHIN])
    source = Source(
        name=_printable(path.name), format=data_format, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
    )
    opener, reader = map(_imported, READERS[data_format])
    opened = opener(data, path)
    del data
    document: Document = reader(opened, path, source)
    uncovered = check_coverage(document) if data_format in STATES_TABLES else ()
    return replace(document, damage=(*document.damage, *uncovered)) if uncovered else document


def _imported(name: str) -> Callable[..., Any]:
    """The function that ``module:function`` names."""
    module, _, function = name.partition(":")
    return cast(Callable[..., Any], getattr(importlib.import_module(module), function))


def _printable(name: str) -> str:
    """A name whose bytes are no UTF-8, as an old Korean Windows writes them, with ``?`` for each."""
    return name.encode("utf-8", "replace").decode()


def _content(path: Path) -> bytes:
    """The bytes of the file; one that is over the limit is not read."""
    try:
        if not path.is_file():
            path.stat()  # says why
            raise refuse("not-a-file", path, ko="파일이 아닙니다", en="is not a file")
        check_limit("file_bytes", path.stat().st_size, path)
        return path.read_bytes()
    except FileNotFoundError:
        raise refuse(
            "not-found",
            path,
            ko="파일이 없습니다. 경로를 확인하십시오",
            en="does not exist; check the path",
            whole_path=True,
        ) from None
    except OSError as error:
        raise refuse(
            "not-readable",
            path,
            ko=f"읽을 수 없습니다({error.strerror}). 권한을 확인하십시오",
            en=f"cannot be read ({error.strerror}); check its permissions",
            whole_path=True,
        ) from None


def _format_of(path: Path, head: bytes) -> SourceFormat:
    if not head:
        raise refuse("empty", path, ko="빈 파일입니다. 다시 내려받으십시오", en="is empty; download it again")
    if head.startswith(OLE_SIGNATURE):
        return "hwp"
    if head.startswith(ZIP_SIGNATURE):
        return "hwpx"
    if PDF_SIGNATURE in head:
        return "pdf"
    if head.startswith(HWP3_SIGNATURE):
        raise refuse(
            "hwp3",
            path,
            ko="한글 3.0 이하 문서(HWP 3)는 읽지 않습니다. 한글에서 HWP 5 또는 HWPX로 다시 저장하십시오",
            en="is an HWP 3 document, which is not read; save it again as HWP 5 or HWPX",
        )
    if head.startswith(XML_SIGNATURES) and b"<HWPML" in head:
        raise refuse(
            "hwpml",
            path,
            ko="HWPML(XML) 문서는 읽지 않습니다. 한글에서 HWP 5 또는 HWPX로 다시 저장하십시오",
            en="is an HWPML document, which is not read; save it again as HWP 5 or HWPX",
        )
    return "opengov"
