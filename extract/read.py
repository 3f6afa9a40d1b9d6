"""Picks the reader by a file's first bytes, never by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from extract import hwp, hwpx, opengov, pdf
from extract.errors import refuse
from plan_errors import ExitCode, PlanError
from plan_records import Document, Source, SourceFormat

MAX_BYTES = 200 * 1024 * 1024
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2, Header Signature
ZIP_SIGNATURE = b"PK\x03\x04"
PDF_SIGNATURE = b"%PDF-"
PDF_SIGNATURE_WITHIN = 1024  # readers accept a PDF header within the first 1,024 bytes (ISO 32000-1, Annex H.3)
HWP3_SIGNATURE = b"HWP Document File V3"
XML_SIGNATURES = (b"<?xml", b"\xef\xbb\xbf<?xml", b"<HWPML")

READERS: dict[SourceFormat, Callable[[Path, Source], Document]] = {
    "hwp": hwp.read_hwp,
    "hwpx": hwpx.read_hwpx,
    "pdf": pdf.read_pdf,
    "opengov": opengov.read_opengov,
}


def read_document(path: Path) -> Document:
    """Read one document of any supported format; ``PlanError`` says why it cannot be read."""
    data_format, size, digest = _identify(path)
    source = Source(name=_printable(path.name), format=data_format, sha256=digest, bytes=size)
    return READERS[data_format](path, source)


def _printable(name: str) -> str:
    """A name whose bytes are no UTF-8, as an old Korean Windows writes them, with ``?`` for each."""
    return name.encode("utf-8", "replace").decode()


def _identify(path: Path) -> tuple[SourceFormat, int, str]:
    """Format, size in bytes and SHA-256 of the file."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise refuse("not-a-file", path, ko="파일이 아닙니다", en="is not a file")
        if size > MAX_BYTES:
            raise PlanError(
                "limit",
                ko=f"'{path.name}': 파일이 {size:,}바이트로 한도 {MAX_BYTES:,}바이트를 넘습니다.",
                en=f"'{path.name}': the file has {size:,} bytes, over the limit of {MAX_BYTES:,}.",
                exit_code=ExitCode.LIMIT,
                path=path.name,
            )
        with path.open("rb") as file:
            head = file.read(PDF_SIGNATURE_WITHIN)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
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
    return _format_of(path, head), size, digest


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
