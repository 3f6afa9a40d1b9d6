"""Picks the reader by what a file holds, never by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from extract.readers.container import Container
from extract.readers.coverage import check_coverage
from extract.readers.limits import limit, over_limit
from extract.readers.refusals import refuse
from extract.readers.registry import reader_for, reader_of
from extract.readers.strangers import no_document
from plan.errors import PlanError
from plan.os_errors import UnfitError, reason_of
from plan.records.document import Document, Source
from plan.records.printed import ExtractedPlan
from plan.safe_files import ChangedError, TooLargeError, read_file


def read_document(path: Path) -> Document:
    """Read one document of any supported format; ``PlanError`` says why it cannot be read."""
    return document_of(opened(path), path)


def opened(path: Path, sha256: str = "") -> Container:
    """The bytes of a file, which is read this once: its hash, its checks and all its readings are of the same bytes.

    Where the caller has looked at the file before, it is refused unless its bytes still have that ``sha256``.
    """
    data = _content(path)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise _changed(path)
    if not data:
        raise refuse("empty", path, ko="빈 파일입니다. 다시 내려받으십시오", en="is empty; download it again")
    return Container(data)


def document_of(container: Container, path: Path) -> Document:
    """The document in these bytes, which ``path`` gives their name.

    The container is checked before a library reads it: what does not hold together is refused, and what may have been
    repaired or lost is a ``Damage`` of the document.
    """
    data = container.data
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


def confirmed(extracted: ExtractedPlan, container: Container) -> ExtractedPlan:
    """The plan with its year tables read a second time, where its format has a second way of reading."""
    return reader_for(extracted.source.format).confirm(extracted, container)


def _printable(name: str) -> str:
    """A name whose bytes are no UTF-8, as an old Korean Windows writes them, with ``?`` for each."""
    return name.encode("utf-8", "replace").decode()


def _changed(path: Path) -> PlanError:
    return refuse(
        "changed-while-read",
        path,
        ko="읽는 동안 내용이 바뀌었습니다. 저장이 끝난 뒤에 다시 실행하십시오",
        en="was changed while it was read; run again when it has been saved",
    )


def _content(path: Path) -> bytes:
    """The bytes of the file; one that is over the limit is not read."""
    try:
        return read_file(path, limit("file_bytes"))
    except FileNotFoundError:
        raise refuse(
            "not-found",
            path,
            ko="파일이 없습니다. 경로를 확인하십시오",
            en="does not exist; check the path",
            whole_path=True,
        ) from None
    except TooLargeError:
        raise over_limit("file_bytes", path, path.stat().st_size) from None
    except ChangedError:
        raise _changed(path) from None
    except (UnfitError, IsADirectoryError):
        raise refuse(
            "not-a-file",
            path,
            ko="파일이 아닙니다. 문서 하나를 지정하십시오",
            en="is not a file; name one document",
            whole_path=True,
        ) from None
    except OSError as error:
        why = reason_of(error)
        raise refuse(
            "not-readable",
            path,
            ko=f"읽을 수 없습니다({why.ko}). 권한을 확인하십시오",
            en=f"cannot be read ({why.en}); check its permissions",
            whole_path=True,
        ) from None
