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
from plan_records import Block, Document, Source

logging.getLogger("hwp5").setLevel(logging.CRITICAL)
logging.getLogger("olefile").setLevel(logging.CRITICAL)

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
            return Document(source=source, blocks=tuple(_blocks(file)))
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


def _blocks(file: Hwp5File) -> Iterator[Block]:
    tables = Counter()
    sections = file.text
    for index in sections.section_indexes():
        with sections.section(index).open() as stream:
            root = tree_of(stream.read())
        yield from SectionReader(index, tables).blocks(root.children)
