"""``gongpyo export``: all plans of an output folder in one workbook, as Parquet, or as one CSV for each table."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongpyo.telling.speech import Speech
from output.folder.read_back import published_plans
from output.folder.whole_files import write_files
from plan.errors import ExitCode, PlanError


def require_a_form(forms: Mapping[str, Path | None]) -> None:
    """Refuse an export that names no file and no folder."""
    if not any(forms.values()):
        raise PlanError(
            "usage",
            ko=Speech("ko").sentence("export_needs_form"),
            en=Speech("en").sentence("export_needs_form"),
            exit_code=ExitCode.USAGE,
        )


def export(out: Path, forms: Mapping[str, Path | None]) -> list[Path]:
    """Write each form that is asked for; the files written. The libraries of a form are needed by it alone."""
    plans = published_plans(out)
    files: list[Path] = []
    if file := forms["xlsx"]:
        files += _written(file.parent, {file.name: _export("workbook").workbook_bytes(plans)})
    if folder := forms["parquet"]:
        files += _written(folder, _export("parquet").parquet_files(plans))
    if folder := forms["csv"]:
        files += _written(folder, _export("csv_folder").csv_files(plans))
    return files


def _export(name: str) -> Any:
    return importlib.import_module(f"output.exports.{name}")


def _written(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    write_files(folder, files)
    return [folder / name for name in files]


def report(files: Sequence[Path], speech: Speech) -> int:
    """Say which files were written."""
    if speech.as_json:
        speech.result_json({"files": [str(path) for path in files]})
    else:
        for path in files:
            speech.result(str(path))
    return ExitCode.CLEAN
