"""What the descriptors say of a file's bytes: how many there are, and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator


class Digested:
    """A file's parts, which are counted and hashed as they are written."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self._sum = hashlib.sha256()
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._sum.update(part)
            self.bytes += len(part)
            yield part
        self._parts = ()  # what has been written is held no longer

    @property
    def sha256(self) -> str:
        """The digest of what has been written."""
        return self._sum.hexdigest()
