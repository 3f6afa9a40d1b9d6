"""``gongpyo corrections``: an entry for each open finding, in the file of each plan or in a workbook and back."""

from __future__ import annotations

import importlib
from pathlib import Path

from gongpyo.pipeline import check, decisions_on, own_decisions, with_open_entries, write_decisions
from gongpyo.telling.plan_counts import severities
from gongpyo.telling.speech import Speech
from normalize.decisions.file import text_of
from normalize.decisions.model import DECISIONS_FILE
from output.folder.read_back import plan_folders
from output.folder.whole_files import write_files
from plan.errors import PlanError
from plan.records.meaning import Plan
from plan.safe_files import is_there


def write_corrections(out: Path, speech: Speech, *, xlsx: Path | None = None, filled: Path | None = None) -> int:
    """Put what ``filled`` decides into the files of the plans; else an entry for each open finding, and ``xlsx``."""
    folders = list(plan_folders(out))
    if filled:
        return _take(filled, folders, speech)
    if xlsx and xlsx.is_file() and not xlsx.is_symlink():
        sheets = importlib.import_module("gongpyo.reviewing.sheets")
        sheets.require_nothing_untaken(xlsx, {folder.name: _text(folder) for folder in folders}, out)
    written, plans = [], []
    for folder in folders:
        plan = check(folder)
        text, added = _with_entries(folder, plan, speech.language)
        plans.append((folder.name, text, plan))
        path = folder / DECISIONS_FILE
        written.append({"file": str(path), "added": added})
        if not speech.as_json:
            speech.result(speech.sentence("corrections", file=path, added=added, notes=severities(plan)["info"]))
    if xlsx:
        sheets = importlib.import_module("gongpyo.reviewing.sheets")
        write_files(xlsx.parent, {xlsx.name: sheets.workbook_of(plans, speech.language)})
        if not speech.as_json:
            speech.result(speech.sentence("corrections_sheet", file=xlsx, out=out))
    if speech.as_json:
        speech.result_json({"corrections": written})
    return 0


def _with_entries(folder: Path, plan: Plan, language: str) -> tuple[str, int]:
    """The text of a plan's file with an entry for each open finding, which is written, and how many were added."""
    path = folder / DECISIONS_FILE
    before = _text(folder)
    known = decisions_on(plan.profile, plan.programs, folder.parent, folder.name)
    text, added = with_open_entries(before, plan, language, own_decisions(path), known)
    if added:
        write_decisions(folder, text)
    return text, added


def _text(folder: Path) -> str:
    path = folder / DECISIONS_FILE
    return text_of(path) if is_there(path) else ""


def _take(filled: Path, folders: list[Path], speech: Speech) -> int:
    """Write what a workbook decides into the files of all its plans, or into none."""
    sheets = importlib.import_module("gongpyo.reviewing.sheets")
    before = {folder.name: _text(folder) for folder in folders}
    made = {
        name: sheets.with_rows(before[name], rows, filled)
        for name, rows in sheets.of_plans(filled, sheets.rows_of(filled), before).items()
    }
    changed = [(folder, *made[folder.name]) for folder in folders if folder.name in made and made[folder.name][1]]
    try:
        for folder, text, _ in changed:
            write_decisions(folder, text)
            check(folder)
    except PlanError:
        for folder, _, _ in changed:
            write_decisions(folder, before[folder.name])
        raise
    written = [{"file": str(folder / DECISIONS_FILE), "changed": count} for folder, _, count in changed]
    if speech.as_json:
        speech.result_json({"corrections": written})
    elif not written:
        speech.result(speech.sentence("corrections_nothing", file=filled))
    for entry in () if speech.as_json else written:
        speech.result(speech.sentence("corrections_taken", **entry))
    return 0
