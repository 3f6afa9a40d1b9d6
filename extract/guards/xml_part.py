"""Refuses a document type in an XML part, before a reader parses it: no genuine part has one or defines an entity."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from extract.errors import damaged
from plan_errors import PlanError


class _StartedError(Exception):
    """The first element has come, and no document type can stand behind it."""


def refuse_document_type(chunks: Iterable[bytes], name: str, path: Path) -> None:
    """Look at a part up to its first element; what is no XML is left to whoever reads it."""

    def refuse(*_: object) -> None:
        raise damaged_hwpx(path, f"{name}: DOCTYPE")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = _stop
    try:
        for chunk in chunks:
            parser.Parse(chunk)
    except (_StartedError, expat.ExpatError, LookupError):  # or it is no XML, or in an encoding that nobody knows
        return


def _stop(*_: object) -> None:
    raise _StartedError


def damaged_hwpx(path: Path, where: str) -> PlanError:
    """The refusal of a damaged HWPX document."""
    return damaged(path, where, ko="한글 문서(HWPX)", en="HWPX document")
