"""What a file is that no reader takes: named, with what to do instead (``strangers.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from extract.readers.container import Container
from extract.readers.refusals import refuse
from extract.readers.registry import SUFFIXES, formats
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.script import MORE

STRANGERS_FILE = Path(__file__).with_name("strangers.toml")
SHOWN = 3  # documents of a zip that are named
Row = Mapping[str, Any]


def stranger_of(container: Container) -> Row | None:
    """The row of a format that is known and not read."""
    return _first(tables_of(STRANGERS_FILE)["stranger"], container)


def no_document(container: Container, path: Path) -> PlanError:
    """The refusal of a file that no reader takes."""
    said = tables_of(STRANGERS_FILE)
    packed = [name for name in container.names if PurePosixPath(name).suffix.lower() in SUFFIXES]
    row: Row | None = stranger_of(container)
    if row is None and container.is_zip:
        row = said["zip_of_documents" if packed else "zip"]
    if row is None and container.is_compound:
        row = said["compound"]
    if row is None:
        row = _first(said["text"], container) or said["unknown"]
    advice = said["advice"][row["advice"]]
    shown = ", ".join(f"'{name[:80]}'" for name in packed[:SHOWN]) + (f" {MORE}" if len(packed) > SHOWN else "")
    ko, en = (
        f"{row[language]}{joint}{advice[language]}".format(shown=shown, formats=formats(language))
        for language, joint in (("ko", "입니다. "), ("en", "; "))
    )
    return refuse(row.get("code", "not-a-document"), path, ko=ko, en=f"is {en}")


def _first(rows: Iterable[Row], container: Container) -> Row | None:
    return next((row for row in rows if _fits(row, container)), None)


def _fits(row: Row, container: Container) -> bool:
    """Whether all marks of a row are there: an entry's name, bytes at the start, a word in the head."""
    if "in" in row and not (container.is_zip if row["in"] == "zip" else container.is_compound):
        return False
    if "entry" in row and not any(name.startswith(row["entry"]) for name in container.names):
        return False
    if "holds" in row and row["holds"].encode("latin-1") not in container.head.lower():
        return False
    if row.get("plain") and (b"\0" in container.head or not _is_text(container.data)):
        return False
    marks = [mark.encode("latin-1") for mark in row.get("starts", ())]
    return not marks or container.head.startswith(tuple(marks), row.get("at", 0))


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "cp949"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
