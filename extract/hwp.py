"""Reader of HWP 5 documents through pyhwp's storage and record layers."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import olefile
from hwp5.dataio import Eof, ParseError
from hwp5.errors import InvalidHwp5FileError, InvalidOleStorageError
from hwp5.filestructure import Hwp5File as StructureFile
from hwp5.recordstream import Hwp5File, read_records
from hwp5.storage.ole import OleStorage

from extract.errors import refuse
from extract.hwp_records import SectionReader, tree_of
from extract.marks import Counter
from plan_errors import ExitCode, PlanError
from plan_records import Block, Document, Source

logging.getLogger("hwp5").setLevel(logging.CRITICAL)
logging.getLogger("olefile").setLevel(logging.CRITICAL)

COMPRESSED, PASSWORD = 1, 2  # bits of the file header's flags (한글문서파일형식 5.0, 3.2.1)
CHUNK = 1 << 20
MAX_INFLATED = 256 << 20
LEAKED = (  # what pyhwp, olefile and zlib raise on broken files
    InvalidHwp5FileError,
    InvalidOleStorageError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    AssertionError,
    ParseError,
    Eof,
)


def read_hwp(path: Path, source: Source) -> Document:
    """Read an HWP 5 document; password-protected and damaged files are refused."""
    _check_storage(path)
    try:
        with _opened(path) as file:
            return Document(source=source, blocks=tuple(_blocks(file)))
    except LEAKED as error:
        raise _damaged(path, type(error).__name__) from None


def _check_storage(path: Path) -> None:
    """Refuse what is no HWP 5 document, or whose compound file does not hold together."""
    try:
        with olefile.OleFileIO(path, raise_defects=olefile.DEFECT_INCORRECT) as storage:
            if not storage.exists("FileHeader"):
                raise refuse(
                    "not-a-document",
                    path,
                    ko="한글 문서가 아닌 복합 파일입니다. HWP 5, HWPX 또는 PDF 문서가 있어야 합니다",
                    en="is a compound file, but no Hangul document; an HWP 5, HWPX or PDF file is needed",
                )
            flags = int.from_bytes(storage.openstream("FileHeader").read()[36:40], "little")
            for entry in storage.listdir():
                stream = storage.openstream(entry).read()
                if len(stream) != storage.get_size(entry):
                    raise _damaged(path, "/".join(entry))
                if entry[0] == "BodyText" and flags & (COMPRESSED | PASSWORD) == COMPRESSED:
                    _check_deflated(stream, path, "/".join(entry))
    except PlanError:
        raise
    except LEAKED as error:
        raise _damaged(path, type(error).__name__) from None


def _check_deflated(stream: bytes, path: Path, name: str) -> None:
    """Refuse a compressed stream that does not end as it should: pyhwp would read what is left of it without a word."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    while stream and not inflate.eof:
        size += len(inflate.decompress(stream, CHUNK))
        if size > MAX_INFLATED:
            raise PlanError(
                "limit",
                ko=f"'{path.name}': '{name}'의 압축을 풀면 한도 {MAX_INFLATED >> 20} MB를 넘습니다.",
                en=f"'{path.name}': '{name}' inflates to over the limit of {MAX_INFLATED >> 20} MB.",
                exit_code=ExitCode.LIMIT,
                path=path.name,
            )
        stream = inflate.unconsumed_tail
    if not inflate.eof:
        raise _damaged(path, name)


@contextmanager
def _opened(path: Path) -> Iterator[Hwp5File]:
    """The file at pyhwp's record layer, closed behind the reader; a password is seen before anything is read."""
    storage = OleStorage(str(path))
    try:
        if StructureFile(storage).header.flags.password:
            raise refuse(
                "encrypted",
                path,
                ko="암호가 걸린 문서입니다. 한글에서 암호를 풀고 다시 저장하십시오",
                en="is protected by a password; save it without one",
            )
        yield Hwp5File(storage)
    finally:
        storage.close()


def _blocks(file: Hwp5File) -> Iterator[Block]:
    tables = Counter()
    sections = file.text
    for index in sections.section_indexes():
        with sections.section(index).open() as stream:
            root = tree_of(read_records(stream))
        yield from SectionReader(index, tables).blocks(root.children)


def _damaged(path: Path, where: str) -> PlanError:
    return refuse(
        "damaged",
        path,
        ko=f"손상된 한글 문서입니다({where}). 원본을 다시 내려받으십시오",
        en=f"is a damaged Hangul document ({where}); download the original again",
    )
