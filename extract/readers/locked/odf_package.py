"""The zip of a locked OpenDocument file or HWPX with its parts unlocked by the password in force."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from extract.readers.locked.odf_cipher import LockedPart, UnknownCipherError, Unlocking
from extract.readers.locked.password import spellings_asked_for
from extract.readers.refusals import locked, unknown_cipher
from extract.readers.zipped.guards import Refuse
from extract.readers.zipped.salvage import zip_of

MANIFEST = "META-INF/manifest.xml"


def unlocked_zip(archive: zipfile.ZipFile, parts: Mapping[str, LockedPart], path: Path, refuse: Refuse) -> bytes:
    """A sound zip of all parts but the manifest, the locked ones unlocked; a wrong password is refused."""
    names = [name for name in archive.namelist() if name != MANIFEST]
    opened = unlocked_parts(archive, parts, path, refuse)
    return zip_of({name: opened[name] if name in opened else archive.read(name) for name in names})


def unlocked_parts(
    archive: zipfile.ZipFile, parts: Mapping[str, LockedPart], path: Path, refuse: Refuse
) -> dict[str, bytes]:
    """The locked parts of a zip, unlocked; a wrong password is refused, and so is a part that is not as it was."""
    if not parts or not parts.keys() <= {*archive.namelist()}:
        raise refuse(path, MANIFEST)
    for password in spellings_asked_for():
        unlocking = Unlocking(password, path)
        try:
            opened = {name: unlocking.unlock(archive.read(name), part) for name, part in parts.items()}
        except UnknownCipherError as unknown:
            raise unknown_cipher(path, unknown.args[0]) from None
        whole = {name: content for name, content in opened.items() if content is not None}
        if len(whole) == len(parts):
            return whole
        if whole:  # the password is right, and other parts are not as they were
            raise refuse(path, min(parts.keys() - whole.keys())[:80])
    raise locked(path)
