"""Tells workbooks of Excel from other zips."""

from __future__ import annotations

from extract.readers.container import Container

WORKBOOK = "xl/workbook.xml"  # ECMA-376 Part 1, 12.3.23; a binary workbook (.xlsb) has xl/workbook.bin


def is_xlsx(container: Container) -> bool:
    """A zip with the part of a workbook, its macros or not."""
    return container.is_zip and WORKBOOK in container.names
