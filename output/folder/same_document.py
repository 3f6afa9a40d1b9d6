"""Whether a document lies in an output folder already, under another plan id: one document is one plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from plan.errors import PlanError
from plan.particles import particle
from plan.records.meaning import Plan, Stated
from plan.safe_files import most_of_ours, read_file, read_head

PLAN_FILE = "plan.json"
HEAD = 4096  # bytes; the source of a plan stands at the head of its file
NAME = re.compile(rb'"name"\s*:\s*("(?:[^"\\]|\\.)*")')
SHA256 = re.compile(rb'"sha256"\s*:\s*"([0-9a-f]{64})"')


class _KeptProfile(msgspec.Struct):
    stated: list[Stated] = []


class _Kept(msgspec.Struct):
    """What of a ``plan.json`` is looked at."""

    profile: _KeptProfile


def require_one_plan(plan: Plan, folder: Path) -> None:
    """Refuse to write a document a second time under another id: every sum over the folder would count it twice."""
    for other in _folders_of(plan.source.sha256, folder):
        if other.name != plan.profile.plan_id:
            raise same_document(plan.source.name, other, plan.profile.plan_id)


def held_under(plan: Plan, folder: Path) -> str:
    """The other name under which the plan's folder holds the same document already, or ''."""
    head = _head(folder / plan.profile.plan_id / PLAN_FILE)
    name, sha256 = NAME.search(head), SHA256.search(head)
    if name is None or sha256 is None or sha256[1].decode() != plan.source.sha256:
        return ""
    try:
        held = str(json.loads(name[1]))
    except ValueError:  # no text of JSON, such as '\\q'; whether its folder may be replaced is asked when it is written
        return ""
    return held if held != plan.source.name else ""


def said_before(plan: Plan, folder: Path) -> list[str]:
    """What an option said of the plan when its folder was written and nothing says now, by key: provider, licence."""
    try:
        kept = msgspec.json.decode(
            read_file(folder / PLAN_FILE, most_of_ours(), follows=False), type=_Kept
        ).profile.stated
    except (OSError, ValueError, RecursionError):  # none there, or one that is not read here
        return []
    now = {one.key for one in plan.profile.stated}
    return [one.key for one in kept if one.by == "option" and one.key not in now and one.key != "plan_id"]


def folder_of(sha256: str, folder: Path) -> Path | None:
    """The one folder of a plan that was made of this file; None where there is none, or several."""
    found = list(_folders_of(sha256, folder))
    return found[0] if len(found) == 1 else None


def same_document(name: str, other: Path, plan_id: str) -> PlanError:
    """That a folder holds the same document already; ``plan_id`` is '' where it would have been the same folder."""
    ko, en = (f"'{plan_id}'{particle(plan_id, '으로/로')} ", f" as '{plan_id}'") if plan_id else ("", "")
    return PlanError(
        "same-document",
        ko=f"'{name}': 같은 문서(SHA-256이 같음)가 이미 '{other}'에 있어 {ko}한 번 더 쓰지 않았습니다. "
        "다시 변환하려면 --plan-id로 그 폴더의 ID를, 그래도 따로 두려면 다른 -o 폴더를 쓰십시오.",
        en=f"'{name}': '{other}' holds the same document already (the same SHA-256), so it was not written once more"
        f"{en}. Name that folder's id with --plan-id to convert it again, or use another -o folder.",
        path=name,
        folder=str(other),
    )


def _folders_of(sha256: str, folder: Path) -> Iterator[Path]:
    """The folders of plans that were made of this file; what cannot be read is no plan of ours.

    A folder without CSV files was left to decide in, and nothing of it is counted.
    """
    for path in sorted(folder.glob(f"[!.]*/{PLAN_FILE}")):
        if not any(path.parent.glob("*.csv")):
            continue
        found = SHA256.search(_head(path))
        if found and found[1].decode() == sha256:
            yield path.parent


def _head(path: Path) -> bytes:
    try:
        return read_head(path, HEAD, follows=False)
    except OSError:
        return b""
