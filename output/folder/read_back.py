"""The folders of plans that a run has written: found, and read back."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, cast

from plan.errors import PlanError
from plan.records import SCHEMA_VERSION, Plan, Record

Kind = TypeVar("Kind", bound=Record)
PLAN_FILE = "plan.json"


def plan_folders(out: Path) -> Iterator[Path]:
    """The folder itself where it holds a plan, else its sub-folders that do, sorted; without any an error."""
    if (out / PLAN_FILE).is_file():
        yield out
        return
    try:
        found = sorted(file.parent for file in out.glob(f"[!.]*/{PLAN_FILE}"))
    except OSError:
        found = []
    if not found:
        raise PlanError(
            "no-plan",
            ko=f"'{out}'에 plan.json이 없습니다. convert의 결과 폴더를 지정하십시오.",
            en=f"'{out}' holds no plan.json; name a folder that convert has written.",
            path=str(out),
        )
    yield from found


def read_plan_file(path: Path) -> Plan:
    """The plan of a ``plan.json``."""
    try:
        return plan_of_json(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except ValueError as error:
        raise _unreadable(path, str(error)) from None


def plan_of_json(content: bytes) -> Plan:
    """The plan in the bytes of a ``plan.json``; its models take long to import, so it is done only here."""
    return cast(Plan, importlib.import_module("output.descriptors.plan_model").plan_of(content))


def record_of_json(kind: type[Kind], content: bytes) -> Kind:
    """The record of this kind in the JSON that another process of ours has made of it."""
    return cast(Kind, importlib.import_module("output.descriptors.plan_model").record_of(kind, content))


def published_plans(out: Path) -> list[Plan]:
    """Every plan of an output folder, or the one plan of a plan's own folder; no two of one id."""
    files = [folder / PLAN_FILE for folder in plan_folders(out)]
    plans = [read_plan_file(file) for file in files]
    _require_distinct(plans, files)
    return plans


def _require_distinct(plans: list[Plan], files: list[Path]) -> None:
    seen: dict[str, Path] = {}
    for plan, file in zip(plans, files, strict=True):
        other = seen.setdefault(plan.profile.plan_id, file)
        if other != file:
            raise PlanError(
                "same-plan",
                ko=f"'{other.parent}'와(과) '{file.parent}'의 계획 ID가 '{plan.profile.plan_id}'로 같습니다. "
                "하나만 주십시오.",
                en=f"'{other.parent}' and '{file.parent}' hold one plan id, '{plan.profile.plan_id}'. Give one.",
                path=str(file),
            )


def _unreadable(path: Path, reason: str) -> PlanError:
    return PlanError(
        "plan-unreadable",
        ko=f"'{path}'은(는) 스키마 {SCHEMA_VERSION}판의 plan.json으로 읽을 수 없습니다({reason}).",
        en=f"'{path}' cannot be read as a plan.json of schema version {SCHEMA_VERSION} ({reason}).",
        path=str(path),
    )
