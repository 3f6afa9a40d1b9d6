"""What is made of the package's own files and kept beside the byte code, as Python keeps what it makes of modules.

A kept file says what it was made for, and has a checksum, in which damage shows at a sixth of what a digest costs. One
that is missing, older or damaged is none, one that cannot be written is not written, and nothing is said of either:
what it held is made anew.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

CHECKSUM = 4  # bytes of a CRC-32


def beside_byte_code(file: Path, suffix: str) -> Path:
    """The kept file of one of the package's files: beside the byte code, or where Python is told to keep that."""
    return Path(cache_from_source(str(file))).with_suffix(suffix)


def read_kept(path: Path, made_for: bytes) -> bytes | None:
    """What is kept there; None where it was made for something else or is not whole."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content = whole[len(made_for) + CHECKSUM :]
    return content if whole[: len(made_for) + CHECKSUM] == _head(made_for, content) else None


def keep(path: Path, made_for: bytes, content: bytes) -> None:
    """Keep it there, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(_head(made_for, content) + content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _head(made_for: bytes, content: bytes) -> bytes:
    return made_for + zlib.crc32(content).to_bytes(CHECKSUM, "big")
