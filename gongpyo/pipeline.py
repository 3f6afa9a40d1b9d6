"""From a plan document to its open data: the only module that knows all the stages.

Everything here works in the caller's process; the limits of memory and time are kept by ``gongpyo.sandbox.process``.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from gongpyo.own_names import require_own_names

require_own_names()  # before an import finds somebody else's file under one of these names

from extract.plan import extract_plan
from extract.readers.limits import Limits, within
from extract.readers.progress import step
from extract.readers.read import confirmed, document_of, opened
from normalize.decisions.model import DECISIONS_FILE, NO_DECISIONS, Decisions
from normalize.plan import as_extracted, decide, normalize_plan
from normalize.publisher.profile import known_provider, profile_of
from output.descriptors.licences import licence_of
from output.folder.read_back import PLAN_FILE, read_plan_file
from output.folder.whole_files import write_files
from output.folder.write import write_plan
from plan.records import Decided, ExtractedPlan, Plan, RuleGrade
from plan.safe_files import is_there


def convert(
    source: Path,
    folder: Path,
    *,
    plan_id: str | None = None,
    with_contacts: bool = False,
    grades: Sequence[RuleGrade] = (),
    single_read: bool = False,
    replace_other: bool = False,
    limits: Limits | None = None,
) -> tuple[Plan, Path]:
    """Read one plan document and write its open data; the plan and the folder with its files.

    A folder that holds the plan of another document is left as it is, with an error, unless ``replace_other``.
    """
    plan = read_plan(source, plan_id=plan_id, folder=folder, grades=grades, single_read=single_read, limits=limits)
    return plan, publish(plan, folder, with_contacts=with_contacts, replace_other=replace_other)


def publish(
    plan: Plan, folder: Path, *, with_contacts: bool = False, replace_other: bool = False, sweeps: bool = True
) -> Path:
    """Write a plan's files; whoever waits for this process is told that it lives while another run has the folder."""
    return write_plan(
        plan, folder, with_contacts=with_contacts, replace_other=replace_other, sweeps=sweeps, while_waiting=step
    )


def read_plan(
    source: Path,
    *,
    plan_id: str | None = None,
    folder: Path | None = None,
    grades: Sequence[RuleGrade] = (),
    single_read: bool = False,
    limits: Limits | None = None,
) -> Plan:
    """Read one plan document without writing anything."""
    extracted = read_tables(source, single_read=single_read, limits=limits)
    return interpret(extracted, plan_id=plan_id, folder=folder, grades=grades)


def read_tables(source: Path, *, single_read: bool = False, limits: Limits | None = None) -> ExtractedPlan:
    """Read what is printed in one plan document, before anything is interpreted.

    The year tables of a PDF are read a second time with another engine, unless ``single_read`` leaves that out.
    Without ``limits`` those in force stand: the defaults, or those of whoever calls.
    """
    with within(limits):
        return _read_tables(source, single_read=single_read)


def _read_tables(source: Path, *, single_read: bool) -> ExtractedPlan:
    container = opened(source)
    extracted = extract_plan(document_of(container, source))
    return extracted if single_read else confirmed(extracted, container)


def interpret(
    extracted: ExtractedPlan,
    *,
    plan_id: str | None = None,
    folder: Path | None = None,
    grades: Sequence[RuleGrade] = (),
) -> Plan:
    """Say what the printed cells mean, and audit them.

    What a person has decided in ``folder/<plan_id>/corrections.yaml`` is applied; ``grades`` are those of the settings.
    """
    decisions = NO_DECISIONS
    if folder is not None:
        decisions = _decisions(folder / profile_of(extracted, plan_id).plan_id / DECISIONS_FILE)
    return normalize_plan(extracted, plan_id=plan_id, decisions=decisions, grades=grades)


def decide_only(extracted: ExtractedPlan) -> Decided:
    """What every table was taken for and what became of every cell, also of a document that is refused."""
    return decide(extracted)


def stated(plan: Plan, *, provider: str = "", licence: str = "") -> Plan:
    """The plan under the provider (code or name) and the licence that a person states; unknown ones are refused."""
    said: dict[str, str] = {}
    if provider:
        row = known_provider(provider)
        said |= {"provider_code": row["code"], "provider_name": row["name"]}
    if known := licence_of(licence):
        said["licence"] = known.id
    return replace(plan, profile=replace(plan.profile, **said))


def check(folder: Path, *, grades: Sequence[RuleGrade] | None = None) -> Plan:
    """Audit the plan of an output folder once more, with the decisions that lie in it now.

    Without ``grades`` those of the run that wrote the folder stand.
    """
    plan = read_plan_file(folder / PLAN_FILE)
    checked = normalize_plan(
        as_extracted(plan),
        plan_id=plan.profile.plan_id,
        decisions=_decisions(folder / DECISIONS_FILE),
        grades=plan.rules if grades is None else grades,
    )
    return replace(checked, profile=plan.profile)


def write_decisions(folder: Path, text: str) -> None:
    """Put a text into the place of what a person has decided, whole."""
    write_files(folder, {DECISIONS_FILE: text.encode()})


def _decisions(path: Path) -> Decisions:
    """What a person has decided; the reader of YAML takes long to import, so it is where there is a file only."""
    if not is_there(path):
        return NO_DECISIONS
    return cast(Decisions, importlib.import_module("normalize.decisions.file").read_decisions(path))
