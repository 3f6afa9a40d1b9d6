"""A workbook made in memory alone: openpyxl would put each sheet into a temporary file, which a killed run leaves."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


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
        """The bytes of the whole .xlsx file."""
        stream = io.BytesIO()
        with _Archive(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(self, archive).save()
        return stream.getvalue()


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
