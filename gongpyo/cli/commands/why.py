"""``gongpyo why``: which rule has decided what, of a document or of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from gongpyo.sandbox.process import ReaderProcess
from gongpyo.telling.speech import Speech, error_fields
from gongpyo.telling.why import Asked, Kept, lines, require_position, told
from output.folder.read_back import plan_folders, read_with_decisions
from plan.errors import ExitCode, PlanError


def show_why(source: Path, asked: Asked, speech: Speech, *, single_read: bool) -> int:
    """Say of each plan of a folder, or of one document, why it is read as it is."""
    require_position(asked)
    plans = _of_folder(source, asked, speech) if source.is_dir() else [_of_file(source, asked, speech, single_read)]
    if speech.as_json:
        speech.result_json({"plans": plans})
        return ExitCode.CLEAN
    for plan in plans:
        if len(plans) > 1:
            speech.result(plan["source"])
        for line in lines(plan) if "error" not in plan else [plan["error"]["message"]]:
            speech.result(line)
    return ExitCode.CLEAN


def _of_file(source: Path, asked: Asked, speech: Speech, single_read: bool) -> dict[str, Any]:
    place = msgspec.to_builtins(asked)
    with ReaderProcess() as reader:
        said = reader.call("why", source, asked=place, language=speech.language, single_read=single_read)
    return {"source": str(source), **said}


def _of_folder(out: Path, asked: Asked, speech: Speech) -> list[dict[str, Any]]:
    """What is said of each plan; those that have not the place say so, and where none has it that is the error."""
    said: list[dict[str, Any]] = []
    missing: list[PlanError] = []
    for folder in plan_folders(out):
        plan = read_with_decisions(folder)
        if not plan.decided:
            continue
        kept = Kept(plan.decided, plan.year_tables, plan.observations, profile=plan.profile)
        try:
            said.append({"source": str(folder), **told(kept, asked, speech)})
        except PlanError as error:
            missing.append(_named(error, folder))
            said.append({"source": str(folder), "error": error_fields(error, speech.language)})
    if missing and len(missing) == len(said):
        raise missing[0]
    return said


def _named(error: PlanError, folder: Path) -> PlanError:
    """The same of the plan in this folder, since a table's number is its document's own."""
    ko, en = f"'{folder}': {error.ko}", f"'{folder}': {error.en}"
    return PlanError(error.code, ko=ko, en=en, exit_code=error.exit_code, path=str(folder))
