"""Tells texts, of which a saved page of the viewer is one."""

from __future__ import annotations

import codecs

from extract.readers.container import Container
from extract.readers.strangers import stranger_of

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_text(container: Container) -> bool:
    """A file that begins as a text does and is of no other known format; whose text it is, its marks say."""
    if container.head.startswith(UTF16_MARKS):
        return True
    return not (container.is_zip or container.is_compound or b"\0" in container.head or stranger_of(container))
