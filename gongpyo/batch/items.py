"""A document of a batch: where it lies, what is said of it, and its bytes where a reader can open them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from extract.readers.read import opened
from gongpyo.batch.archives import member_bytes
from output.folder.whole_files import write_files


class Item(msgspec.Struct, frozen=True):
    """One document that a batch is to read.

    ``name`` tells it apart from all others: its path, with ``!/`` and the member's name behind the path of a zip
    archive. ``stamp`` changes when the file does. ``said`` is what is stated of its plan, by key (provider, licence,
    source_url …), as ``convert --set`` takes it.
    """

    name: str
    path: str
    member: str = ""
    size: int = 0
    stamp: str = ""
    said: dict[str, Any] = {}

    @property
    def file_name(self) -> str:
        """The document's own name, without any folder."""
        return Path(self.member or self.path).name


class Fetched(msgspec.Struct, frozen=True):
    """The file that a reader opens, and by what its bytes are known."""

    path: Path
    sha256: str
    bytes: int


def fetched(item: Item, into: Path) -> Fetched:
    """The document's file; a member of an archive is put into ``into`` under its own name first."""
    path = Path(item.path)
    if item.member:
        content = member_bytes(path, item.member)
        write_files(into, {item.file_name: content})
        path = into / item.file_name
    else:
        content = opened(path).data
    return Fetched(path, hashlib.sha256(content).hexdigest(), len(content))
