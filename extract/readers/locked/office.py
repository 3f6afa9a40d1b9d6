"""Locked Office documents: a compound file with the document as a zip in it, encrypted."""

from __future__ import annotations

from pathlib import Path

from extract.readers.compound.compound_file import CompoundFile
from extract.readers.container import OLE_SIGNATURE
from extract.readers.limits import check_limit
from extract.readers.locked.office_cipher import BrokenLockError, UnknownLockError, unlocked_package
from extract.readers.locked.password import password_in_force, spellings_asked_for
from extract.readers.refusals import damaged, locked, unknown_cipher

PACKAGE, INFORMATION = "EncryptedPackage", "EncryptionInfo"  # [MS-OFFCRYPTO] 2.3.4.4


def unlocked_office(data: bytes, path: Path) -> bytes:
    """The zip of an Office document, by the password in force where it is locked; any other file as it is."""
    if not data.startswith(OLE_SIGNATURE):
        return data
    spellings_asked_for()  # so that it is known that a document has asked for it
    password = password_in_force()
    if password is None:
        raise locked(path)
    file = CompoundFile(data, path)
    try:
        zipped = unlocked_package(file.read(INFORMATION), file.read(PACKAGE), (password.text(),))
    except UnknownLockError as unknown:
        raise unknown_cipher(path, str(unknown.args[0])) from None
    except (BrokenLockError, KeyError) as broken:
        raise damaged(path, str(broken.args[0])[:80], ko="오피스 문서", en="Office document") from None
    if zipped is None:
        raise locked(path)
    check_limit("file_bytes", len(zipped), path)
    return zipped
