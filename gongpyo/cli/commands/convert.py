"""``gongpyo convert``: documents in, open data out; one that fails does not stop the others."""

from __future__ import annotations

import glob
import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec

from extract.readers.registry import SUFFIXES, formats
from gongpyo.sandbox.process import ReaderProcess
from gongpyo.telling.outcome import exit_code_for
from gongpyo.telling.speech import Speech, error_fields
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of


class Outcome(msgspec.Struct, frozen=True):
    """What became of one source: what the child says of its plan, or an error."""

    source: Path
    plan: Mapping[str, Any] | None = None
    error: PlanError | None = None
    agreement: Any = None


def convert(
    names: Sequence[str],
    out: Path,
    speech: Speech,
    *,
    plan_id: str | None,
    provider: str,
    licence: str,
    findings_ok: bool,
    with_contacts: bool,
    preview: bool,
    single_read: bool,
    replace_other: bool,
    with_report: bool,
    config: Path | None,
    other: Path | None = None,
) -> int:
    """Convert every source; the exit code of the run."""
    outcomes: list[Outcome] = []
    sources = [path for name in names for path in _sources(name, outcomes)]
    if plan_id and len(sources) > 1:
        raise _usage("one_id", count=len(sources))
    if other and len(sources) > 1:
        raise _usage("one_compared", count=len(sources))
    other_plan = (
        _needed("diff").plan_at(other, speech) if other else None
    )  # what cannot be compared is said before anything is written
    written: dict[str, str] = {}
    options: dict[str, object] = {
        "out": str(out),
        "plan_id": plan_id,
        "provider": provider,
        "licence": licence,
        "with_contacts": with_contacts,
        "single_read": single_read,
        "replace_other": replace_other,
        "with_report": with_report,
        "config": str(config) if config else None,
        "preview": speech.language if preview and not speech.as_json else "",
    }
    silent = speech.quiet or speech.as_json or not sys.stderr.isatty()
    bar = nullcontext(lambda: None) if silent else _needed("progress").bar(speech, len(sources))
    with ReaderProcess() as reader, bar as advance:
        for source in sources:
            outcomes.append(_convert_one(reader, source, written, options))
            advance()
    if other and other_plan:
        outcomes = [_compared(outcome, other, other_plan) for outcome in outcomes]
    _report(outcomes, speech)
    return _exit_code(outcomes, findings_ok=findings_ok)


def _needed(name: str) -> Any:
    """A module that few runs need; to import what it draws or compares with takes longer than many a document."""
    return importlib.import_module(f"gongpyo.cli.commands.{name}")


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
    found = _needed("diff").agreement_of_folder(outcome.source, Path(outcome.plan["folder"]), other, other_plan)
    return msgspec.structs.replace(outcome, agreement=found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for the file system; reading it says so
        return False


def _sources(name: str, failed: list[Outcome]) -> Iterator[Path]:
    """The documents that a file, a folder or a glob stands for, sorted; a folder that cannot be entered has failed."""
    path = Path(name)
    if _is_folder(path):
        before = len(failed)
        found = sorted(_documents(path, failed))
        if not found and len(failed) == before:
            raise PlanError(
                "no-documents", ko=Speech("ko").sentence("nothing", source=name, formats=formats("ko")),
                en=Speech("en").sentence("nothing", source=name, formats=formats("en")), path=name,
            )  # fmt: skip
        yield from found
    elif not glob.has_magic(name) or path.exists():
        yield path
    else:
        matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        yield from matches or [path]


def _documents(folder: Path, failed: list[Outcome]) -> Iterator[Path]:
    """Everything in a folder and the folders in it that has the suffix of a document."""

    def cannot(error: OSError) -> None:
        why, path = reason_of(error), Path(error.filename)
        ko, en = (
            Speech("ko").sentence("folder_unreadable", folder=path, reason=why.ko),
            Speech("en").sentence("folder_unreadable", folder=path, reason=why.en),
        )
        failed.append(Outcome(path, error=PlanError("folder-unreadable", ko=ko, en=en, path=str(path))))

    for here, _, names in os.walk(folder, onerror=cannot):
        yield from (Path(here, name) for name in names if Path(name).suffix.lower() in SUFFIXES)


def _report(outcomes: Sequence[Outcome], speech: Speech) -> None:
    if speech.as_json:
        speech.result_json({"documents": [_as_fields(outcome, speech) for outcome in outcomes]})
        return
    _remark_settings(outcomes, speech)
    for outcome in outcomes:
        if outcome.error:
            speech.error(outcome.error)
        elif outcome.plan:
            for line in _lines(outcome.source, outcome.plan, speech):
                speech.result(line)
            for line in _needed("diff").lines_of(outcome.agreement, speech) if outcome.agreement else ():
                speech.result(line)
            if outcome.plan["preview"]:
                _needed("preview").show_preview(outcome.plan["preview"], speech)


def _remark_settings(outcomes: Sequence[Outcome], speech: Speech) -> None:
    """Say once of each settings file that nobody has named which rules it makes quieter."""
    said = {plan["settings"]: plan["quieter"] for outcome in outcomes if (plan := outcome.plan) and plan["quieter"]}
    for file, rules in said.items():
        speech.remark("settings_found", file=file, rules=", ".join(rules))


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


def _as_fields(outcome: Outcome, speech: Speech) -> dict[str, object]:
    if outcome.error or outcome.plan is None:
        error = error_fields(outcome.error, speech.language) if outcome.error else None
        return {"source": str(outcome.source), "error": error}
    told = {name: outcome.plan[name] for name in ("plan_id", "folder", "counts", "findings", "cells")}
    if outcome.plan["same_document"]:
        told["same_document"] = outcome.plan["same_document"]
    if outcome.plan["settings"]:
        told["settings"] = {"file": outcome.plan["settings"], "quieter": outcome.plan["quieter"]}
    if outcome.agreement:
        told["compared"] = _needed("diff").fields_of(outcome.agreement)
    return {"source": str(outcome.source), **told}


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
