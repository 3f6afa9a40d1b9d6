"""Parsers of XML parts that refuse a document type: no genuine part has one, and so none defines an entity."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from extract.readers.refusals import damaged
from plan.errors import PlanError

XML_ERRORS = (expat.ExpatError, LookupError)  # not well-formed, or in an encoding that nobody knows


NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class _StartedError(Exception):
    """The first element has come, and no document type can stand behind it."""


def parser_of(name: str, path: Path, refusal: Callable[[Path, str], PlanError] | None = None) -> expat.XMLParserType:
    """A parser for one part; ``refusal`` words what is said of a document type, else it is that of HWPX."""

    def refuse(*_: object) -> None:
        raise (refusal or damaged_hwpx)(path, f"{name}: DOCTYPE")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def refuse_document_type(data: bytes, name: str, path: Path) -> None:
    """Look at a part up to its first element; what is no XML is left to whoever reads it."""
    parser = parser_of(name, path)
    parser.StartElementHandler = _stop
    try:
        parser.Parse(data)
    except (_StartedError, *XML_ERRORS):
        return


def unlike_xml(error: Exception, path: Path) -> PlanError:
    """The refusal of a part that is no XML; memory that expat was refused says nothing of the part."""
    if getattr(error, "code", None) == NO_MEMORY:
        raise MemoryError from None
    return damaged_hwpx(path, type(error).__name__)


def _stop(*_: object) -> None:
    raise _StartedError


def damaged_hwpx(path: Path, where: str) -> PlanError:
    """The refusal of a damaged HWPX document."""
    return damaged(path, where, ko="한글 문서(HWPX)", en="HWPX document")
