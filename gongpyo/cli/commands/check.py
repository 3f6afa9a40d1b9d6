"""``gongpyo check``: the audit again, from what a run has written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from gongpyo.pipeline import check
from gongpyo.settings.files import quieter, read_settings
from gongpyo.telling.plan_counts import exit_code_of, severities
from gongpyo.telling.preview import finding_line
from gongpyo.telling.speech import Speech
from output.folder.proof import changed_files
from output.folder.read_back import plan_folders
from plan.errors import ExitCode
from plan.records.meaning import Finding, Plan


def check_folder(out: Path, speech: Speech, *, config: Path | None) -> int:
    """Audit every plan of a folder and print its findings; the exit code is that of a conversion.

    A file that was changed by hand is an error too.
    """
    grades = read_settings(config).grades if config else None
    plans = [(folder, check(folder, grades=grades)) for folder in plan_folders(out)]
    changed = {folder: changed_files(folder) for folder, _ in plans}
    if speech.as_json:
        speech.result_json({"plans": [_as_fields(folder, plan, changed[folder]) for folder, plan in plans]})
    else:
        for folder, plan in plans:
            speech.result(speech.sentence("checked", folder=folder, **severities(plan)))
            if changed[folder]:
                speech.result(
                    "  " + speech.sentence("changed_by_hand", folder=folder, files=", ".join(changed[folder]))
                )
            if not config and (rules := quieter(plan.rules)):  # a file that nobody has named now
                speech.result(speech.sentence("rules_quieter", rules=", ".join(rules)))
            if not speech.quiet:
                speech.result(speech.sentence("cells", **msgspec.to_builtins(plan.cells)))
                for found in plan.findings:
                    speech.result(finding_line(found, speech))
    code = exit_code_of([plan for _, plan in plans])
    return code or (ExitCode.FINDINGS if any(changed.values()) else ExitCode.CLEAN)


def _as_fields(folder: Path, plan: Plan, changed: Sequence[str]) -> dict[str, object]:
    return {
        "folder": str(folder),
        "plan_id": plan.profile.plan_id,
        "findings": severities(plan),
        "cells": msgspec.to_builtins(plan.cells),
        "quieter": quieter(plan.rules),
        "changed": list(changed),
        "open": [msgspec.to_builtins(found) for found in _open(plan.findings)],
    }


def _open(findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if not found.resolution]
