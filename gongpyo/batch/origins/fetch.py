"""The bytes of a document of a batch, where a reader can open them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

import msgspec

from extract.readers.read import opened
from gongpyo.batch.origins.archives import Archives
from gongpyo.batch.origins.items import Item
from output.folder.whole_files import write_files


class Fetched(msgspec.Struct, frozen=True):
    """The file that a reader opens, and by what its bytes are known."""

    path: Path
    sha256: str
    bytes: int


class Fetcher:
    """Fetches one document after another; what it keeps open for the next ends with the ``with`` block."""

    def __init__(self) -> None:
        self._archives = Archives()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archives.close()

    def fetch(self, item: Item, into: Path) -> Fetched:
        """The document's file; what lies in none of its own is put into ``into`` under its own name first."""
        path = item.file
        if item.member:
            content = self._archives.member_bytes(path, item.member)
            write_files(into, {item.file_name: content})
            path = into / item.file_name
        else:
            content = opened(path).data
        return Fetched(path, hashlib.sha256(content).hexdigest(), len(content))
