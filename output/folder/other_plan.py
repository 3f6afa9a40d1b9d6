"""Whether a plan may take the place of the one that its folder holds: only what is the same plan replaces it unasked.

The rule: the same file always may. Another file may where its title and its period are the same and where the new plan
still has nearly all of the old one's values, be it under the same programmes or with the same numbers. So another
format and a corrected issue of a plan pass, and another plan of the same name or a part of the plan does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from output.folder.schema_version import require_known_version
from plan.errors import PlanError
from plan.forms import letters
from plan.os_errors import UnfitError
from plan.particles import particle
from plan.records.base import as_json_number
from plan.records.meaning import Plan
from plan.safe_files import is_there, most_of_ours, read_file

PLAN_FILE = "plan.json"
LOST_AT_MOST = 10  # of a hundred values


class _Source(msgspec.Struct):
    name: str
    sha256: str


class _Profile(msgspec.Struct):
    title: str
    first_year: int | None = None
    last_year: int | None = None


class _Head(msgspec.Struct):
    source: _Source
    profile: _Profile


class _Program(msgspec.Struct):
    no: str
    name: str


class _Value(msgspec.Struct):
    program_no: str
    measure: str
    period_type: str
    year: int | None
    status: str
    base_value: int | float | str | None = None
    base_unit: str = ""


class _Body(msgspec.Struct):
    programs: list[_Program]
    observations: list[_Value]


def require_same_plan(plan: Plan, folder: Path) -> None:
    """Refuse to replace what a plan's folder holds where it is not the same plan."""
    path = folder / PLAN_FILE
    if path.is_symlink() or not is_there(path):
        return
    try:
        content = read_file(path, most_of_ours(), follows=False)
        require_known_version(path, content)
        head = msgspec.json.decode(content, type=_Head)
        if head.source.sha256 == plan.source.sha256:
            return
        body = msgspec.json.decode(content, type=_Body)
    except (msgspec.MsgspecError, ValueError, RecursionError, UnfitError):
        raise _unknown_plan(path) from None
    values = len(body.observations)
    if not values:
        return  # left to decide in
    kept = _kept(body, plan)
    differing = _differing(head.profile, plan)
    if (values - kept) * 100 > values * LOST_AT_MOST:
        differing.append("values")
    if differing:
        raise _other_plan(plan, folder, head, differing, kept=kept, values=values)


def _differing(old: _Profile, plan: Plan) -> list[str]:
    """What tells by itself that it is another plan."""
    new = plan.profile
    periods = (old.first_year, old.last_year), (new.first_year, new.last_year)
    return [
        *(["title"] if letters(old.title) != letters(new.title) else []),
        *(["period"] if periods[0] != periods[1] else []),
    ]


def _kept(old: _Body, plan: Plan) -> int:
    """How many of the old values the new plan has: of a programme of that name for that period, or the same number."""
    new = _Body(
        programs=[_Program(node.no, node.name) for node in plan.programs],
        observations=[
            _Value(
                o.program_no, o.measure, o.period_type, o.year, o.status,
                None if o.base_value is None else as_json_number(o.base_value), o.base_unit,
            )
            for o in plan.observations
        ],
    )  # fmt: skip
    by_name, by_number = Counter(_names(new)), Counter(_numbers(new))
    kept = 0
    for name, number in zip(_names(old), _numbers(old), strict=True):
        found = by_name[name] > 0, by_number[number] > 0
        kept += any(found)
        by_name[name] -= 1
        by_number[number] -= 1
    return kept


def _names(body: _Body) -> Iterable[tuple[Any, ...]]:
    names: Mapping[str, str] = {node.no: letters(node.name) for node in body.programs}
    return ((names.get(o.program_no, ""), o.measure, o.period_type, o.year) for o in body.observations)


def _numbers(body: _Body) -> Iterable[tuple[Any, ...]]:
    return ((o.measure, o.period_type, o.year, o.base_unit, o.base_value, o.status) for o in body.observations)


def _other_plan(plan: Plan, folder: Path, old: _Head, differing: list[str], *, kept: int, values: int) -> PlanError:
    new = plan.profile
    periods = _period(old.profile.first_year, old.profile.last_year), _period(new.first_year, new.last_year)
    changes = {
        "title": ("제목", "title", f"'{old.profile.title}' → '{new.title}'"),
        "period": ("기간", "period", f"{periods[0]} → {periods[1]}"),
        "source": ("원문", "source", f"'{old.source.name}' → '{plan.source.name}'"),
        "sha256": ("sha256", "sha256", f"{old.source.sha256[:12]}… → {plan.source.sha256[:12]}…"),
    }
    shown = [change for name, change in changes.items() if name in (*differing, "source", "sha256")]
    ko = ", ".join(f"{word} {change}" for word, _, change in shown)
    en = ", ".join(f"{word} {change}" for _, word, change in shown)
    return PlanError(
        "other-plan",
        ko=f"'{folder}'에 다른 문서의 계획이 있습니다({ko}, 그 값 {values}개 가운데 {kept}개가 새 계획에 있음). "
        "그것을 바꾸려면 --replace를, 둘 다 두려면 --plan-id나 다른 -o 폴더를 쓰십시오. 아무것도 바꾸지 않았습니다.",
        en=f"'{folder}' holds the plan of another document ({en}; {kept} of its {values} values are in the new one). "
        "Use --replace to put the new plan in its place, or --plan-id or another -o folder to keep both; "
        "nothing was changed.",
        folder=str(folder),
        plan_id=new.plan_id,
        differs=" ".join(differing),
        old_title=old.profile.title,
        new_title=new.title,
        old_period=periods[0],
        new_period=periods[1],
        old_source=old.source.name,
        new_source=plan.source.name,
        old_sha256=old.source.sha256,
        new_sha256=plan.source.sha256,
        old_values=values,
        kept_values=kept,
        new_values=len(plan.observations),
    )


def _unknown_plan(path: Path) -> PlanError:
    return PlanError(
        "other-plan",
        ko=f"'{path}'{particle(str(path), '을/를')} "
        "읽을 수 없어 누구의 계획인지 알 수 없습니다. 그것을 바꾸려면 --replace를, 둘 다 두려면 "
        "--plan-id나 다른 -o 폴더를 쓰십시오. 아무것도 바꾸지 않았습니다.",
        en=f"'{path}' cannot be read, so it is not known whose plan it is. Use --replace to put the new plan in its "
        "place, or --plan-id or another -o folder to keep both; nothing was changed.",
        folder=str(path.parent),
        differs="unknown",
    )


def _period(first: int | None, last: int | None) -> str:
    return "–".join(str(year) for year in (first, last) if year is not None)
