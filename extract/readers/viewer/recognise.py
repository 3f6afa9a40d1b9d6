"""Tells texts, of which a saved page of the viewer is one."""

from __future__ import annotations

from extract.readers.container import Container
from extract.readers.strangers import stranger_of


def is_text(container: Container) -> bool:
    """A file that begins as a text does and is of no other known format; whose text it is, its marks say."""
    return not (container.is_zip or container.is_compound or b"\0" in container.head or stranger_of(container))
