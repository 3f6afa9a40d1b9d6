"""What options of the command line, or of a caller of the library, say of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from gongpyo.settings.said import OWN_PROVIDER, Said, known_keys, said_in
from plan.errors import ExitCode, PlanError
from plan.particles import particle
from plan.printable import printable

OPTIONS = {"plan_id": "--plan-id", "provider": "--provider", "licence": "--licence"}
Values = dict[str, str | list[str]]


def values_of(sets: Sequence[str], *, plan_id: str = "", provider: str = "", licence: str = "") -> Values:
    """The values by key; ``sets`` are of the form ``key=value``, and each ``keywords`` is one more."""
    values: Values = {}
    for said in sets:
        key, equals, value = said.partition("=")
        key = key.strip()
        if not equals or key not in known_keys():
            raise _unknown(said, key)
        if key == "keywords":
            words = values.setdefault(key, [])
            if isinstance(words, list):
                words.append(value.strip())
        else:
            values[key] = value.strip()
    named = {"plan_id": plan_id, "provider": provider, "licence": licence}
    return {**values, **{key: value for key, value in named.items() if value}}


def said_by_options(values: Mapping[str, str | list[str]]) -> tuple[Said, ...]:
    """The same as what is said of a plan."""
    return tuple(said_in(values, "option", _wrong))


def is_of_one_plan(values: Mapping[str, object]) -> list[str]:
    """The keys among these that are of one plan only."""
    return [key for key in values if known_keys()[key].get("one_plan")]


def option_of(key: str) -> str:
    """The option that says this of a plan."""
    return OPTIONS.get(key, f"--set {key}=…")


def _wrong(key: str, ko: str, en: str) -> PlanError:
    option = option_of(key)
    return PlanError("usage", ko=f"{option}: {ko}", en=f"{option}: {en}", exit_code=ExitCode.USAGE, option=option)


def _unknown(said: str, key: str) -> PlanError:
    names = get_close_matches(key, known_keys(), n=3) or [
        name for name in known_keys() if name not in (*OPTIONS, *OWN_PROVIDER)
    ]
    quoted = printable(said)
    return PlanError(
        "usage",
        ko=f"'--set {quoted}'{particle(quoted, '은/는')} 이름=값 꼴이어야 합니다. 쓸 수 있는 이름: {', '.join(names)}.",
        en=f"'--set {quoted}' must be name=value; the names: {', '.join(names)}.",
        exit_code=ExitCode.USAGE,
    )
