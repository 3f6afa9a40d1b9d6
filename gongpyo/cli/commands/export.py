"""``gongpyo export``: what was written, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongpyo.telling.speech import Speech
from plan.errors import ExitCode, PlanError

WORKBOOK = ".xlsx"


def require_a_form(xlsx: Path | None, parquet: Path | None) -> None:
    """Refuse an export that names no file and no folder, or a workbook that Excel would not open by its name."""
    if xlsx is None and parquet is None:
        raise PlanError(
            "usage",
            ko=Speech("ko").sentence("export_needs_form"),
            en=Speech("en").sentence("export_needs_form"),
            exit_code=ExitCode.USAGE,
        )
    if xlsx is not None and xlsx.suffix.lower() != WORKBOOK:
        words = {"file": xlsx, "suffix": WORKBOOK}
        raise PlanError(
            "usage",
            ko=Speech("ko").sentence("no_workbook", **words),
            en=Speech("en").sentence("no_workbook", **words),
            exit_code=ExitCode.USAGE,
        )


def report(files: Sequence[Path], speech: Speech) -> int:
    """Say which files were written."""
    if speech.as_json:
        speech.result_json({"files": [str(path) for path in files]})
    else:
        for path in files:
            speech.result(str(path))
    return ExitCode.CLEAN
