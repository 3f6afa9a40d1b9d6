"""Tells HWP 5 documents from other compound files."""

from __future__ import annotations

from extract.readers.container import Container
from extract.readers.strangers import stranger_of

PARTS = frozenset(("FileHeader", "DocInfo", "BodyText", "ViewText", "PrvText", "\x05HwpSummaryInformation"))


def is_hwp(container: Container) -> bool:
    """A compound file with a part of Hangul's at its root, or that is of no other known format: it may be damaged."""
    return container.is_compound and (not PARTS.isdisjoint(container.names) or stranger_of(container) is None)
