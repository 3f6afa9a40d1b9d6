"""Tells OpenDocument texts from other zips."""

from __future__ import annotations

from extract.readers.container import Container
from extract.readers.odf.package import is_odf


def is_odt(container: Container) -> bool:
    """A zip that says first that it is a text."""
    return is_odf(container, b"text")
