"""Tells image files by their first bytes."""

from __future__ import annotations

from extract.readers.container import Container

SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")  # ISO/IEC 15948 5.2; ITU-T T.81; TIFF 6.0


def is_image(container: Container) -> bool:
    """A PNG, a JPEG or a TIFF."""
    return container.head.startswith(SIGNATURES)
