"""``gongpyo export --xlsx``: published plans as a workbook."""

from __future__ import annotations

from pathlib import Path

from gongpyo.plan_folder import published_plans
from output.exports import write_exports
from output.workbook import workbook_bytes


def export(out: Path, file: Path) -> list[Path]:
    """Write the workbook of an output folder's plans; the file written."""
    write_exports(file.parent, {file.name: workbook_bytes(published_plans(out))})
    return [file]
