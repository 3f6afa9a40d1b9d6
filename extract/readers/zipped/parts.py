"""The parts of an office document's zip: read when they are asked for, each held against its checksum."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from extract.readers.refusals import locked
from extract.readers.zipped.elements import Element, tree_of
from extract.readers.zipped.guards import ZIP_ERRORS, Refuse, checked_zip, is_encrypted
from extract.readers.zipped.salvage import Needed, salvaged
from plan.errors import PlanError
from plan.records.document import Damage

PROVED = (".xml", ".rels")  # how the names of parts end that are held against their checksums before any is read


class Parts(msgspec.Struct, frozen=True):
    """The open zip of an office document; a part that is asked for and is not there, or not whole, refuses it."""

    archive: zipfile.ZipFile
    path: Path
    refuse: Refuse
    damage: tuple[Damage, ...] = ()

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


def opened_parts(data: bytes, path: Path, refuse: Refuse, needed: Needed) -> Parts:
    """The parts of a zip that is not locked and holds together; of any other those that their checksums prove.

    Where one that is ``needed`` is not among these, the file is refused.
    """
    try:
        parts = Parts(_opened(data, path, refuse), path, refuse)
        for name in sorted(parts.names()):
            if name.endswith(PROVED):
                parts.read(name)
    except PlanError as error:
        found = salvaged(data, path, needed) if error.code == "damaged" else None
        if found is None:
            raise
        return Parts(_opened(found.data, path, refuse), path, refuse, (found.damage,))
    return parts


def _opened(data: bytes, path: Path, refuse: Refuse) -> zipfile.ZipFile:
    try:
        archive = checked_zip(data, path, refuse)
    except ZIP_ERRORS as error:
        raise refuse(path, str(error) or type(error).__name__) from None
    if is_encrypted(archive):
        raise locked(path)
    return archive
