"""``gongpyo export --xlsx``: published plans as a workbook."""

from __future__ import annotations

from pathlib import Path

from output.exports.workbook import workbook_bytes
from output.folder.read_back import published_plans
from output.folder.whole_files import write_files


def export(out: Path, file: Path) -> list[Path]:
    """Write the workbook of an output folder's plans; the file written."""
    write_files(file.parent, {file.name: workbook_bytes(published_plans(out))})
    return [file]
