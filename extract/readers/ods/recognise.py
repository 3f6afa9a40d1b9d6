"""Tells OpenDocument spreadsheets from other zips."""

from __future__ import annotations

from extract.readers.container import Container
from extract.readers.odf.package import is_odf


def is_ods(container: Container) -> bool:
    """A zip that says first that it is a spreadsheet."""
    return is_odf(container, b"spreadsheet")
