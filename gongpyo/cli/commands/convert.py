"""``gongpyo convert``: documents in, open data out; one that fails does not stop the others."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.sandbox.process import ReaderProcess
from gongpyo.settings.options import is_of_one_plan, option_of
from gongpyo.sources import folder_beside, sources_of
from gongpyo.telling.conversion import Outcome, tell_outcome, tell_run
from gongpyo.telling.outcome import exit_code_for
from gongpyo.telling.speech import Speech
from plan.errors import ExitCode, PlanError


def convert(
    names: Sequence[str],
    out: Path | None,
    speech: Speech,
    *,
    values: Mapping[str, Any],
    remembers: bool,
    findings_ok: bool,
    with_contacts: bool,
    preview: bool,
    single_read: bool,
    replace_other: bool,
    with_report: bool,
    config: Path | None,
    other: Path | None = None,
) -> int:
    """Convert every source into ``out``, or beside the first of them; the exit code of the run."""
    found = sources_of(names)
    sources = found.documents
    outcomes = [Outcome(folder.path, error=folder.error) for folder in found.unreadable]
    into = out or folder_beside(names[0])
    if len(sources) > 1 and (own := is_of_one_plan(values)):
        raise _usage("one_id", count=len(sources), option=option_of(own[0]))
    if other and len(sources) > 1:
        raise _usage("one_compared", count=len(sources))
    other_plan = (
        _needed("gongpyo.cli.commands.diff").plan_at(other, speech) if other else None
    )  # what cannot be compared is said before anything is written
    for outcome in outcomes:
        tell_outcome(outcome, speech)
    written: dict[str, str] = {}
    options: dict[str, object] = {
        "out": str(into),
        "values": values,
        "with_contacts": with_contacts,
        "single_read": single_read,
        "replace_other": replace_other,
        "with_report": with_report,
        "config": str(config) if config else None,
        "preview": speech.language if preview and not speech.as_json else "",
    }
    silent = speech.quiet or speech.as_json or not sys.stderr.isatty()
    bar = nullcontext(None) if silent else _needed("gongpyo.telling.progress").bar(speech, len(sources))
    with ReaderProcess() as reader, bar as shown:
        if shown:
            reader.tell_pages(shown.at)
        for source in sources:
            outcome = _convert_one(reader, source, written, options)
            outcomes.append(_compared(outcome, other, other_plan) if other and other_plan else outcome)
            tell_outcome(outcomes[-1], speech)
            if shown:
                shown.advance()
    if remembers:
        work = importlib.import_module("gongpyo.cli.remembered")
        for remembered in work.remembered(outcomes, values, config):
            work.tell(remembered, speech)
    tell_run(outcomes, into, speech)
    return _exit_code(outcomes, findings_ok=findings_ok)


def _needed(name: str) -> Any:
    """A module that few runs need; to import what it draws or compares with takes longer than many a document."""
    return importlib.import_module(name)


def _convert_one(
    reader: ReaderProcess, source: Path, written: dict[str, str], options: Mapping[str, object]
) -> Outcome:
    try:
        plan = reader.call("convert", source, written=written, **options)
    except PlanError as error:
        return Outcome(source, error=error)
    written[plan["plan_id"]] = str(source)
    return Outcome(source, plan)


def _compared(outcome: Outcome, other: Path, other_plan: Any) -> Outcome:
    if outcome.plan is None:
        return outcome
    found = _needed("gongpyo.cli.commands.diff").agreement_of_folder(
        outcome.source, Path(outcome.plan["folder"]), other, other_plan
    )
    return msgspec.structs.replace(outcome, agreement=found)


def _exit_code(outcomes: Sequence[Outcome], *, findings_ok: bool) -> int:
    """One failed file: its own code; several of which some failed: 7; else that of the findings.

    That the other file says something else counts as a finding, which ``--findings-ok`` does not take away.
    """
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if failed:
        return failed[0].exit_code if len(outcomes) == 1 else ExitCode.PARTLY_FAILED
    found = [(bool(outcome.plan["stale"]), outcome.plan["findings"]) for outcome in outcomes if outcome.plan]
    code = exit_code_for(found, findings_ok=findings_ok)
    disagree = any(outcome.agreement and not outcome.agreement.agrees() for outcome in outcomes)
    return ExitCode.FINDINGS if disagree and code == ExitCode.CLEAN else code


def _usage(key: str, **words: object) -> PlanError:
    return PlanError(
        "usage",
        ko=Speech("ko").sentence(key, **words),
        en=Speech("en").sentence(key, **words),
        exit_code=ExitCode.USAGE,
    )
