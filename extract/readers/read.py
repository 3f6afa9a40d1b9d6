"""Picks the reader by what a file holds, never by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from extract.readers.container import Container
from extract.readers.coverage import check_coverage
from extract.readers.limits import check_limit
from extract.readers.refusals import refuse
from extract.readers.registry import reader_for, reader_of
from extract.readers.strangers import no_document
from plan.records import Document, ExtractedPlan, Source


def read_document(path: Path) -> Document:
    """Read one document of any supported format; ``PlanError`` says why it cannot be read.

    The container is checked before a library reads it: what does not hold together is refused, and what may have been
    repaired or lost is a ``Damage`` of the document.
    """
    data = _content(path)
    if not data:
        raise refuse("empty", path, ko="빈 파일입니다. 다시 내려받으십시오", en="is empty; download it again")
    container = Container(data)
    reader = reader_of(container)
    if reader is None:
        raise no_document(container, path)
    source = Source(
        name=_printable(path.name), format=reader.format, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
    )
    del data
    document = reader.read(container, path, source)
    uncovered = check_coverage(document) if reader.states_tables else ()
    return replace(document, damage=(*document.damage, *uncovered)) if uncovered else document


def confirmed(extracted: ExtractedPlan, path: Path) -> ExtractedPlan:
    """The plan with its year tables read a second time, where its format has a second way of reading."""
    return reader_for(extracted.source.format).confirm(extracted, path)


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
