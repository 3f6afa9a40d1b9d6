"""Tells workbooks of Excel from other zips."""

from __future__ import annotations

from extract.readers.container import Container

WORKBOOK = "xl/workbook.xml"  # ECMA-376 Part 1, 12.3.23
PARTS = ("xl/workbook.xml", "xl/worksheets/", "xl/sharedStrings.xml")
OTHERS = ("word/", "ppt/")  # of what may hold a workbook
BINARY = "xl/workbook.bin"  # [MS-XLSB] 2.1.7.62: of a workbook that is not XML


def is_xlsx(container: Container) -> bool:
    """A zip with the parts of a workbook, its macros or not; its directory may be damaged."""
    if not container.is_zip or any(name == BINARY or name.startswith(OTHERS) for name in container.names):
        return False
    return any(name.startswith(PARTS) for name in container.names) or WORKBOOK.encode() in container.data
