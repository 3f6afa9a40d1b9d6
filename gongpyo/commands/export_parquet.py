"""``gongpyo export --parquet``: published plans as Parquet files."""

from __future__ import annotations

from pathlib import Path

from gongpyo.plan_folder import published_plans
from output.exports import write_exports
from output.parquet import parquet_files


def export(out: Path, folder: Path) -> list[Path]:
    """Write a file for each table of an output folder's plans; the files written."""
    files = parquet_files(published_plans(out))
    write_exports(folder, files)
    return [folder / name for name in files]
