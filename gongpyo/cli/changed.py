"""What is said of a plan's files that are no longer as a conversion has written them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongpyo.telling.speech import Speech
from output.folder.proof import changed_files
from plan.errors import PlanError


def remark_changed(folders: Iterable[Path], speech: Speech) -> None:
    """Say of each folder which of its files were changed by hand."""
    for folder in folders:
        if changed := changed_files(folder):
            speech.remark("changed_by_hand", folder=folder, files=", ".join(changed))


def require_unchanged(folders: Iterable[Path], way_out: str = "changed_ok") -> None:
    """Refuse a folder of which a file was changed by hand; ``way_out`` is the sentence of what can be done instead."""
    for folder in folders:
        if changed := changed_files(folder):
            words = {"folder": folder, "files": ", ".join(changed)}
            ko, en = (
                f"{speech.sentence('changed_by_hand', **words)} {speech.sentence(way_out)}"
                for speech in (Speech("ko"), Speech("en"))
            )
            raise PlanError("changed-by-hand", ko=ko, en=en, folder=str(folder), files=" ".join(changed))
