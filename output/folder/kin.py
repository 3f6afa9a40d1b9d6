"""Which plans of an output folder are the same plan in another file, and which are other editions of it.

The same title without its numbers is one family where the institution is the same, or, where one of the two does not
say it, most programmes bear the same names. It is the same plan where the whole title, the years and nearly all of the
programmes are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from plan.forms import letters
from plan.patterns import lazy_pattern
from plan.records.meaning import PlanProfile
from plan.records.printed import ProgramNode
from plan.safe_files import most_of_ours, read_file

PLAN_FILE = "plan.json"
NUMBERS = lazy_pattern(r"\d+(?:학?년도?)?")
MOST_NAMES = 50  # per cent of the programmes of the shorter plan, from which on two plans are of one family
NEARLY_ALL = 90  # per cent of the programmes of the longer plan, from which on two plans are the same


class _Profile(msgspec.Struct):
    title: str
    provider_name: str = ""
    office: str = ""
    first_year: int | None = None
    last_year: int | None = None


class _Program(msgspec.Struct):
    name: str


class _Kept(msgspec.Struct):
    """What of a ``plan.json`` is looked at."""

    profile: _Profile
    programs: list[_Program]


class Kin(msgspec.Struct, frozen=True):
    """A plan of the same family: its folder, and whether it is the same plan of the same years."""

    folder: Path
    is_same: bool


def kin_of(profile: PlanProfile, programs: Sequence[ProgramNode], folder: Path, file: str) -> Iterator[Kin]:
    """The plans of ``folder`` with this file beside them that are of the family of the plan; in the order of ids."""
    own = _Kept(
        _Profile(profile.title, profile.provider_name, profile.office, profile.first_year, profile.last_year),
        [_Program(node.name) for node in programs],
    )
    for path in sorted(folder.glob(f"[!.]*/{file}")):
        other = None if path.parent.name == profile.plan_id else _kept(path.with_name(PLAN_FILE))
        if other and _is_family(own, other):
            yield Kin(path.parent, _is_same(own, other))


def _kept(path: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(read_file(path, most_of_ours(), follows=False), type=_Kept)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):  # none there, or one that is not read here
        return None


def _is_family(one: _Kept, other: _Kept) -> bool:
    titles = [NUMBERS.sub("", letters(kept.profile.title)) for kept in (one, other)]
    if not titles[0] or titles[0] != titles[1]:
        return False
    for names in (
        (one.profile.provider_name, other.profile.provider_name),
        (one.profile.office, other.profile.office),
    ):
        if all(names) and letters(names[0]) != letters(names[1]):
            return False
    if one.profile.provider_name and other.profile.provider_name:
        return True
    mine, theirs = _names(one), _names(other)
    return bool(mine and theirs) and len(mine & theirs) * 100 >= min(len(mine), len(theirs)) * MOST_NAMES


def _is_same(one: _Kept, other: _Kept) -> bool:
    mine, theirs = _names(one), _names(other)
    return (
        letters(one.profile.title) == letters(other.profile.title)
        and (one.profile.first_year, one.profile.last_year) == (other.profile.first_year, other.profile.last_year)
        and len(mine & theirs) * 100 >= max(len(mine), len(theirs)) * NEARLY_ALL
    )


def _names(kept: _Kept) -> set[str]:
    return {letters(program.name) for program in kept.programs}
