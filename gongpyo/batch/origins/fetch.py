"""The bytes of a document of a batch, where a reader can open them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

import msgspec

from extract.readers.read import opened
from gongpyo.batch.origins.addresses import Remote, is_remote, name_in
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

    def __init__(self, remote: Remote) -> None:
        self._archives, self._remote = Archives(), remote

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archives.close()

    def fetch(self, item: Item, into: Path) -> Fetched:
        """The document's file; what lies in none of its own is put into ``into`` under its own name first."""
        if is_remote(item.path):
            return _put(self._remote.content(item), into / name_in(item.path))
        if item.member:
            return _put(self._archives.member_bytes(item.file, item.member), into / item.file_name)
        return _fetched(opened(item.file).data, item.file)


def _put(content: bytes, path: Path) -> Fetched:
    write_files(path.parent, {path.name: content})
    return _fetched(content, path)


def _fetched(content: bytes, path: Path) -> Fetched:
    return Fetched(path, hashlib.sha256(content).hexdigest(), len(content))
