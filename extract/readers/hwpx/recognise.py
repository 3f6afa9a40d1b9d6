"""Tells HWPX documents from other zips."""

from __future__ import annotations

from extract.readers.container import Container

MIMETYPE, MIMETYPE_AT = b"mimetypeapplication/hwp+zip", 30  # the first part, not packed (OWPML, KS X 6101)
PARTS = ("Contents/section", "Contents/content.hpf", "Contents/header.xml", "META-INF/container.rdf", "Preview/PrvText")


def is_hwpx(container: Container) -> bool:
    """A zip that says so first, or that has a part of Hangul's, or of which nothing can be told."""
    if not container.is_zip:
        return False
    if container.head.startswith(MIMETYPE, MIMETYPE_AT) or not container.names:
        return True
    return any(name.startswith(PARTS) for name in container.names)
