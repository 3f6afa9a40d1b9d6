"""``gongpyo why``: which rule has decided what, of a document or of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from gongpyo.sandbox.process import ReaderProcess
from gongpyo.telling.speech import Speech
from gongpyo.telling.why import Asked, Kept, lines, require_position, told
from output.folder.read_back import plan_folders, read_with_decisions
from plan.errors import ExitCode


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
        for line in lines(plan):
            speech.result(line)
    return ExitCode.CLEAN


def _of_file(source: Path, asked: Asked, speech: Speech, single_read: bool) -> dict[str, Any]:
    place = msgspec.to_builtins(asked)
    with ReaderProcess() as reader:
        said = reader.call("why", source, asked=place, language=speech.language, single_read=single_read)
    return {"source": str(source), **said}


def _of_folder(out: Path, asked: Asked, speech: Speech) -> list[dict[str, Any]]:
    said = []
    for folder in plan_folders(out):
        plan = read_with_decisions(folder)
        if plan.decided:
            kept = Kept(plan.decided, plan.year_tables, plan.observations, profile=plan.profile)
            said.append({"source": str(folder), **told(kept, asked, speech)})
    return said
