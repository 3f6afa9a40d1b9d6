"""``gongpyo convert``: documents in, open data out; one that fails does not stop the others."""

from __future__ import annotations

import glob
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gongpyo.pipeline import read_plan
from gongpyo.settings import grades_for
from gongpyo.speech import Speech, error_fields
from output.write import write_plan
from plan_errors import ExitCode, PlanError
from plan_records import Plan

SUFFIXES = frozenset({".hwp", ".hwpx", ".pdf", ".txt", ".html", ".htm", ".hml"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: Path
    plan: Plan | None = None
    folder: Path | None = None
    error: PlanError | None = None


def convert(
    names: Sequence[str],
    out: Path,
    speech: Speech,
    *,
    plan_id: str | None,
    findings_ok: bool,
    with_contacts: bool,
    preview: bool,
    single_read: bool,
    config: Path | None,
) -> int:
    """Convert every source; the exit code of the run."""
    sources = [path for name in names for path in _sources(name)]
    if plan_id and len(sources) > 1:
        raise _usage("one_id", count=len(sources))
    outcomes: list[Outcome] = []
    written: dict[str, Path] = {}
    read = partial(read_plan, plan_id=plan_id, single_read=single_read)
    silent = speech.quiet or speech.as_json or not sys.stderr.isatty()
    with nullcontext(lambda: None) if silent else _drawn("progress").bar(speech, len(sources)) as advance:
        for source in sources:
            outcomes.append(_convert_one(source, out, written, read, with_contacts=with_contacts, config=config))
            advance()
    _report(outcomes, speech, preview=preview)
    return _exit_code(outcomes, findings_ok=findings_ok)


def _drawn(name: str) -> Any:
    """A module that draws on the terminal; to import what it draws with takes longer than many a document."""
    return importlib.import_module(f"gongpyo.commands.{name}")


def _convert_one(
    source: Path,
    out: Path,
    written: dict[str, Path],
    read: Callable[..., Plan],
    *,
    with_contacts: bool,
    config: Path | None,
) -> Outcome:
    try:
        plan = read(source, folder=out, grades=grades_for(source, config))
        identity = plan.profile.plan_id
        if identity in written:
            raise _same_plan(source, written[identity], identity)
        folder = write_plan(plan, out, with_contacts=with_contacts)
        written[identity] = source
    except PlanError as error:
        return Outcome(source, error=error)
    return Outcome(source, plan, folder)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for the file system; reading it says so
        return False


def _sources(name: str) -> Iterator[Path]:
    """The documents that a file, a folder or a glob stands for, sorted."""
    path = Path(name)
    if _is_folder(path):
        found = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)
        if not found:
            raise PlanError(
                "no-documents", ko=Speech("ko").sentence("nothing", source=name),
                en=Speech("en").sentence("nothing", source=name), path=name,
            )  # fmt: skip
        yield from found
    elif not glob.has_magic(name) or path.exists():
        yield path
    else:
        matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        yield from matches or [path]


def _report(outcomes: Sequence[Outcome], speech: Speech, *, preview: bool) -> None:
    if speech.as_json:
        speech.result_json({"documents": [_as_fields(outcome, speech) for outcome in outcomes]})
        return
    for outcome in outcomes:
        if outcome.error:
            speech.error(outcome.error)
        elif outcome.plan and outcome.folder:
            for line in _lines(outcome.plan, outcome, speech):
                speech.result(line)
            if preview:
                _drawn("preview").show_preview(outcome.plan, speech)


def _lines(plan: Plan, outcome: Outcome, speech: Speech) -> Iterator[str]:
    yield speech.sentence("folder", source=outcome.source.name, folder=outcome.folder)
    if not speech.quiet:
        yield speech.sentence("counts", **counts(plan))
        yield speech.sentence("findings", **severities(plan))
        if severities(plan)["resolved"]:
            yield speech.sentence("resolved", **severities(plan))
        yield speech.sentence("cells", **plan.cells.model_dump())


def counts(plan: Plan) -> dict[str, int]:
    """How much a plan holds."""
    return {
        "programs": sum(node.level == "program" for node in plan.programs),
        "tables": sum(table.kind == "plan" for table in plan.year_tables),
        "series": len(plan.indicators),
        "values": sum(observation.status in ("value", "range") for observation in plan.observations),
        "summary_lines": len(plan.summary_lines),
    }


def severities(plan: Plan) -> dict[str, int]:
    """Open findings by severity, and how many a person has settled."""
    found = Counter("resolved" if entry.resolution else entry.severity for entry in plan.findings)
    return {name: found[name] for name in ("error", "warning", "info", "resolved")}


def _as_fields(outcome: Outcome, speech: Speech) -> dict[str, object]:
    if outcome.error or outcome.plan is None:
        error = error_fields(outcome.error, speech.language) if outcome.error else None
        return {"source": str(outcome.source), "error": error}
    return {
        "source": str(outcome.source),
        "plan_id": outcome.plan.profile.plan_id,
        "folder": str(outcome.folder),
        "counts": counts(outcome.plan),
        "findings": severities(outcome.plan),
        "cells": outcome.plan.cells.model_dump(),
    }


def _exit_code(outcomes: Sequence[Outcome], *, findings_ok: bool) -> int:
    """One failed file: its own code; several of which some failed: 7; else that of the findings."""
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if failed:
        return failed[0].exit_code if len(outcomes) == 1 else ExitCode.PARTLY_FAILED
    return exit_code_of([outcome.plan for outcome in outcomes if outcome.plan], findings_ok=findings_ok)


def exit_code_of(plans: Sequence[Plan], *, findings_ok: bool = False) -> int:
    """6 where a correction is stale, else 3 where there are open findings of severity error, else 0."""
    if any(found.rule == "correction-stale" for plan in plans for found in plan.findings):
        return ExitCode.STALE_CORRECTIONS
    errors = any(severities(plan)["error"] for plan in plans)
    return ExitCode.FINDINGS if errors and not findings_ok else ExitCode.CLEAN


def _same_plan(source: Path, other: Path, plan_id: str) -> PlanError:
    words = {"source": source.name, "other": other.name, "plan_id": plan_id}
    return PlanError(
        "same-plan",
        ko=Speech("ko").sentence("same_plan", **words),
        en=Speech("en").sentence("same_plan", **words),
        exit_code=ExitCode.USAGE,
        path=str(source),
    )


def _usage(key: str, **words: object) -> PlanError:
    return PlanError(
        "usage",
        ko=Speech("ko").sentence(key, **words),
        en=Speech("en").sentence(key, **words),
        exit_code=ExitCode.USAGE,
    )
