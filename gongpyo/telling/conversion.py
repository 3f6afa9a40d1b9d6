"""What a person is told of each document of a run, of the whole run, and of what can be done next."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.telling.speech import LANGUAGES, Speech, error_fields
from gongpyo.telling.stated import called, stated_lines
from output.files.csv_file import cell_text, written
from output.folder.whole_files import write_files
from plan.errors import PlanError
from plan.records.meaning import Stated

LOG_FILE = "convert-log.csv"
LOG_COLUMNS = ("source", "outcome", "plan_id", "error", "warning", "info", "message_ko", "message_en")


class Outcome(msgspec.Struct, frozen=True):
    """What became of one source: what the child says of its plan, or an error."""

    source: Path
    plan: Mapping[str, Any] | None = None
    error: PlanError | None = None
    agreement: Any = None


def tell_outcome(outcome: Outcome, speech: Speech) -> None:
    """Say what became of one document as soon as it is known; JSON is said of the whole run."""
    if speech.as_json:
        return
    if outcome.error:
        speech.error(outcome.error)
    elif outcome.plan:
        for line in _lines(outcome.source, outcome.plan, speech):
            speech.result(line)
        for line in _needed("diff").lines_of(outcome.agreement, speech) if outcome.agreement else ():
            speech.result(line)
        if outcome.plan["preview"]:
            _needed("preview").show_preview(outcome.plan["preview"], speech)


def tell_run(outcomes: Sequence[Outcome], out: Path, speech: Speech) -> None:
    """Say what became of the run as a whole, and what can be done next; a run over several documents leaves a log."""
    several = len(outcomes) > 1
    if several and any(outcome.plan for outcome in outcomes):
        write_files(out, {LOG_FILE: _log(outcomes)})
    if speech.as_json:
        speech.result_json({"documents": [_as_fields(outcome, speech) for outcome in outcomes]})
        return
    _remark_settings(outcomes, speech)
    if speech.quiet:
        return
    if several:
        for line in _summary(outcomes, out, speech):
            speech.result(line)
    plans = [outcome.plan for outcome in outcomes if outcome.plan]
    if plans:
        speech.result(speech.sentence(_next_step(plans), folder=out))


def _needed(name: str) -> Any:
    """A module of a command that few runs need; to import what it draws or compares with takes long."""
    return importlib.import_module(f"gongpyo.cli.commands.{name}")


def _remark_settings(outcomes: Sequence[Outcome], speech: Speech) -> None:
    """Say once of each settings file that nobody has named which rules it makes quieter."""
    said = {plan["settings"]: plan["quieter"] for outcome in outcomes if (plan := outcome.plan) and plan["quieter"]}
    for file, rules in said.items():
        speech.remark("settings_found", file=file, rules=", ".join(rules))
    if speech.quiet:
        for file, what in _said_by_files(outcomes, speech).items():
            speech.remark("settings_say", file=file, what=", ".join(what))


def _said_by_files(outcomes: Sequence[Outcome], speech: Speech) -> dict[str, dict[str, None]]:
    """What each settings file that nobody has named says of plans, and its words; who is quiet is not told of each."""
    said: dict[str, dict[str, None]] = {}
    for plan in (outcome.plan for outcome in outcomes if outcome.plan and outcome.plan["settings"]):
        keys = [called(one["key"], speech) for one in plan["stated"] if one["by"] == "settings-file"]
        if keys or plan["own_words"]:
            said.setdefault(plan["settings"], {}).update(dict.fromkeys([*keys, *plan["own_words"]]))
    return said


def _lines(source: Path, plan: Mapping[str, Any], speech: Speech) -> Iterator[str]:
    yield speech.sentence("folder", source=source.name, folder=plan["folder"])
    if plan["same_document"]:
        yield speech.sentence("held_before", other=plan["same_document"])
    if not speech.quiet:
        yield speech.sentence("counts", **plan["counts"])
        yield speech.sentence("findings", **plan["findings"])
        if plan["findings"]["resolved"]:
            yield speech.sentence("resolved", **plan["findings"])
        yield speech.sentence("cells", **plan["cells"])
        if plan["stated"]:
            yield speech.sentence(
                "stated", what=", ".join(stated_lines([msgspec.convert(one, Stated) for one in plan["stated"]], speech))
            )
        if plan["own_words"]:
            yield speech.sentence("own_words", what=", ".join(plan["own_words"]))
        if plan["forgotten"]:
            what = ", ".join(called(key, speech) for key in plan["forgotten"])
            yield speech.sentence("forgotten", what=what)
        if plan["empty"]:
            yield speech.sentence("empty", what=", ".join(speech.sentence(f"empty_{name}") for name in plan["empty"]))


def _summary(outcomes: Sequence[Outcome], out: Path, speech: Speech) -> Iterator[str]:
    """How many documents were converted, and why the others were not."""
    reasons = Counter(outcome.error.code for outcome in outcomes if outcome.error)
    refused = ", ".join(f"{code} {count}" for code, count in reasons.most_common())
    converted = sum(outcome.plan is not None for outcome in outcomes)
    key = "run_with_refusals" if refused else "run"
    yield speech.sentence(key, converted=converted, refused=sum(reasons.values()), reasons=refused)
    if converted:
        yield speech.sentence("run_log", file=out / LOG_FILE)


def _next_step(plans: Sequence[Mapping[str, Any]]) -> str:
    """The key of the sentence that names the next command: to look at what is open, or to hand the data on."""
    is_open = any(plan["findings"][severity] for plan in plans for severity in ("error", "warning"))
    return "next_look" if is_open else "next_use"


def _log(outcomes: Sequence[Outcome]) -> bytes:
    """A line for each document, as a CSV file that Excel opens."""
    return written(LOG_COLUMNS, (_log_line(outcome) for outcome in outcomes))


def _log_line(outcome: Outcome) -> tuple[str, ...]:
    plan, error = outcome.plan or {}, outcome.error
    found = plan.get("findings", {})
    cells = (
        str(outcome.source), error.code if error else "converted", plan.get("plan_id", ""),
        *(str(found.get(severity, "")) for severity in ("error", "warning", "info")),
        *(error.message(language) if error else "" for language in LANGUAGES),
    )  # fmt: skip
    return tuple(cell_text(cell.encode("utf-8", "replace").decode(), guard=True) for cell in cells)


def _as_fields(outcome: Outcome, speech: Speech) -> dict[str, object]:
    if outcome.error or outcome.plan is None:
        error = error_fields(outcome.error, speech.language) if outcome.error else None
        return {"source": str(outcome.source), "error": error}
    names = ("plan_id", "folder", "counts", "findings", "cells", "empty", "stated", "own_words")
    told = {name: outcome.plan[name] for name in names}
    if outcome.plan["same_document"]:
        told["same_document"] = outcome.plan["same_document"]
    if outcome.plan["settings"]:
        told["settings"] = {"file": outcome.plan["settings"], "quieter": outcome.plan["quieter"]}
    if outcome.agreement:
        told["compared"] = _needed("diff").fields_of(outcome.agreement)
    return {"source": str(outcome.source), **told}
