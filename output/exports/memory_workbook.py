"""A workbook made in memory alone: openpyxl would put each sheet into a temporary file, which a killed run leaves."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)([^<]*)(<)")
STAMP = (2000, 1, 1, 0, 0, 0)  # every part's time, so that the same plans give the same bytes


class MemoryWorkbook(Workbook):
    """A workbook of sheets that are written row by row and read never again."""

    def __init__(self) -> None:
        super().__init__(write_only=True)

    def new_sheet(self, title: str) -> Any:
        """A sheet behind the others."""
        sheet = _MemorySheet(self, title)
        self._add_sheet(sheet)  # type: ignore[attr-defined]  # as create_sheet does with a sheet of its own
        return sheet

    def content(self) -> bytes:
        """The bytes of the whole .xlsx file; what is the same in it is the same bytes, whenever they are asked for."""
        stream = io.BytesIO()
        with _Archive(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(self, archive).save()
        return _without_clock(stream.getvalue())


class _MemorySheet(WriteOnlyWorksheet):
    _writer: Any

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _MemoryWriter(self, out=io.BytesIO())
            self._writer.write_top()


class _MemoryWriter(WorksheetWriter):
    def cleanup(self) -> None:
        """Nothing is to be removed from the disk."""


class _Archive(zipfile.ZipFile):
    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Put in a sheet, which openpyxl takes for the name of a file."""
        self.writestr(arcname, filename.getvalue())


def _without_clock(content: bytes) -> bytes:
    """The same archive with one fixed time in every entry and in the document's properties."""
    now = datetime(*STAMP).strftime("%Y-%m-%dT%H:%M:%SZ")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = CLOCK.sub(lambda found: found[1] + now.encode() + found[3], part)
            new.writestr(zipfile.ZipInfo(entry.filename, STAMP), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
