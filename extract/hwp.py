"""Reader of HWP 5 documents through pyhwp's storage layer."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hwp5.dataio import Eof, ParseError
from hwp5.errors import InvalidHwp5FileError, InvalidOleStorageError
from hwp5.filestructure import Hwp5File
from hwp5.storage.ole import OleStorage

from extract.errors import damaged, refuse
from extract.hwp_records import SectionReader, tree_of
from extract.marks import Counter
from plan_records import Block, Damage, Document, Place, Source

logging.getLogger("hwp5").setLevel(logging.CRITICAL)
logging.getLogger("olefile").setLevel(logging.CRITICAL)

TRACKED = 1 << 14  # FileHeader, properties: 변경 추적 문서인지 여부 (한글문서파일형식 5.0, 3.2.1)

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
    try:
        with _opened(path) as file:
            return Document(source=source, blocks=tuple(_blocks(file)), damage=tuple(_damage(file)))
    except LEAKED as error:
        raise damaged(path, type(error).__name__, ko="한글 문서", en="Hangul document") from None


@contextmanager
def _opened(path: Path) -> Iterator[Hwp5File]:
    """The file with its streams decrypted and inflated, closed behind the reader; a password is seen before that."""
    storage = OleStorage(str(path))
    try:
        file = Hwp5File(storage)
        if file.header.flags.password:
            raise refuse(
                "encrypted",
                path,
                ko="암호가 걸린 문서입니다. 한글에서 암호를 풀고 다시 저장하십시오",
                en="is protected by a password; save it without one",
            )
        yield file
    finally:
        storage.close()


def _damage(file: Hwp5File) -> Iterator[Damage]:
    """That changes are tracked: which words are crossed out is not told by the published format."""
    if int(file.header.flags) & TRACKED:
        yield Damage(
            rule="tracked-changes",
            place=Place(),
            reason_ko="삭제로 표시된 글자가 값에 섞였을 수 있습니다. 변경 내용을 모두 적용해 다시 저장하십시오.",
            reason_en="Deleted words may stand among the values; accept all changes in Hangul and save it again.",
        )


def _blocks(file: Hwp5File) -> Iterator[Block]:
    tables = Counter()
    sections = file.text
    for index in sections.section_indexes():
        with sections.section(index).open() as stream:
            root = tree_of(stream.read())
        yield from SectionReader(index, tables).blocks(root.children)
