"""Tells workbooks of Excel from other zips; what a locked Office document is, is known when it is unlocked."""

from __future__ import annotations

from extract.readers.container import Container
from extract.readers.locked.password import password_in_force

WORKBOOK = "xl/workbook.xml"  # ECMA-376 Part 1, 12.3.23
PARTS = ("xl/workbook.xml", "xl/worksheets/", "xl/sharedStrings.xml")
OTHERS = ("word/", "ppt/")  # of what may hold a workbook
LOCKED = "EncryptedPackage"  # [MS-OFFCRYPTO] 2.3.4.4
BINARY = "xl/workbook.bin"  # [MS-XLSB] 2.1.7.62: of a workbook that is not XML


def is_xlsx(container: Container) -> bool:
    """A zip with the parts of a workbook, its macros or not; its directory may be damaged."""
    if container.is_compound and LOCKED in container.names:
        return password_in_force() is not None  # without one it is refused as what it is, of whatever kind
    if not container.is_zip or any(name == BINARY or name.startswith(OTHERS) for name in container.names):
        return False
    return any(name.startswith(PARTS) for name in container.names) or WORKBOOK.encode() in container.data
