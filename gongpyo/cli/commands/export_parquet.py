"""``gongpyo export --parquet``: published plans as Parquet files."""

from __future__ import annotations

from pathlib import Path

from output.exports.parquet import parquet_files
from output.folder.read_back import published_plans
from output.folder.whole_files import write_files


def export(out: Path, folder: Path) -> list[Path]:
    """Write a file for each table of an output folder's plans; the files written."""
    files = parquet_files(published_plans(out))
    write_files(folder, files)
    return [folder / name for name in files]
