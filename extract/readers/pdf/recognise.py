"""Tells PDFs by their header."""

from __future__ import annotations

from extract.readers.container import Container

SIGNATURE = b"%PDF-"


def is_pdf(container: Container) -> bool:
    """A file with a PDF header near its start, but no zip or compound file in which a PDF is packed."""
    return SIGNATURE in container.head and not container.is_zip and not container.is_compound
