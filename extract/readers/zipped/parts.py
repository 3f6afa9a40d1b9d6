"""The parts of an office document's zip: read when they are asked for, each held against its checksum."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from extract.readers.refusals import locked
from extract.readers.zipped.elements import Element, tree_of
from extract.readers.zipped.guards import ZIP_ERRORS, Refuse, checked_zip, is_encrypted


class Parts(msgspec.Struct, frozen=True):
    """The open zip of an office document; a part that is asked for and is not there, or not whole, refuses it."""

    archive: zipfile.ZipFile
    path: Path
    refuse: Refuse

    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self.archive.NameToInfo)

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self.archive.read(name)
        except KeyError:
            raise self.refuse(self.path, name) from None
        except ZIP_ERRORS as error:
            raise self.refuse(self.path, f"{name}: {error}") from None

    def tree(self, name: str) -> Element:
        """A part as a tree."""
        return tree_of(self.read(name), name, self.path, self.refuse)


def opened_parts(data: bytes, path: Path, refuse: Refuse) -> Parts:
    """The parts of a zip that holds together and is not locked."""
    try:
        archive = checked_zip(data, path, refuse)
    except ZIP_ERRORS as error:
        raise refuse(path, str(error) or type(error).__name__) from None
    if is_encrypted(archive):
        raise locked(path)
    return Parts(archive, path, refuse)
