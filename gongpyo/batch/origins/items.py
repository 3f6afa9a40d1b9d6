"""A document of a batch: where it lies, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

import msgspec

from gongpyo.batch.origins.archives import INSIDE
from plan.printable import printable

LONGEST = 180  # bytes of a name's stem: 255 are allowed, and a name in the making has a mark of ours before and behind


class Item(msgspec.Struct, frozen=True):
    """One document that a batch is to read.

    ``name`` tells it apart from all others: its path as it may be shown, with ``!/`` and the member's name behind the
    path of a zip archive. ``path_bytes`` is the path where its bytes are no text, as of an old Korean Windows.
    ``stamp`` changes when the file does. ``said`` is what is stated of its plan, by key (provider, licence, source_url
    …), as ``convert --set`` takes it.
    """

    name: str
    path: str
    path_bytes: bytes = b""
    member: str = ""
    size: int = 0
    stamp: str = ""
    said: dict[str, Any] = {}

    @classmethod
    def of(cls, path: Path, said: Mapping[str, Any], *, member: str = "", size: int = 0, stamp: str = "") -> Item:
        """The document in a file, or of a member of the archive there."""
        shown = printable(f"{path}{INSIDE}{member}" if member else str(path))
        try:
            where = (os.fspath(path).encode().decode(), b"")
        except UnicodeEncodeError:
            where = ("", os.fsencode(path))
        return cls(shown, *where, member, size, stamp, dict(said))

    @property
    def file(self) -> Path:
        """The file that it is or lies in."""
        return Path(os.fsdecode(self.path_bytes) if self.path_bytes else self.path)

    @property
    def file_name(self) -> str:
        """The document's own name, without any folder; of a member as long as every file system takes it."""
        if not self.member:
            return self.file.name
        name = PureWindowsPath(self.member)  # whose folders are parted by / or \\, whoever made the archive
        stem = name.stem.encode("utf-8", "surrogateescape")[:LONGEST].decode("utf-8", "ignore")
        return stem + name.suffix
