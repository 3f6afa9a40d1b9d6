"""What a person has said, put in the place of what was read of a plan."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from gongpyo.settings.said import BY, Said
from plan.records.meaning import PlanProfile

EMPTY = ("source_url", "contact", "update_period", "keywords")  # where nobody says them: no document is read for them


def stated(profile: PlanProfile, said: tuple[Said, ...]) -> PlanProfile:
    """The profile with what was said of the plan, and where each of it was said."""
    values: dict[str, Any] = {one.key: one.text for one in said if one.key not in ("plan_id", "provider", "keywords")}
    for one in said:
        if one.key == "provider":
            code, name = one.value
            values |= {"provider_code": code, "provider_name": name, "provider_rule": "stated"}
            values |= {"provider_printed": "", "provider_place": None}
        elif one.key == "keywords":
            values["keywords"] = one.value
        elif one.key == "title":
            values |= {"title_rule": "stated", "title_place": None}
    return replace(profile, **values, stated=tuple(one.recorded() for one in said))


def restated(profile: PlanProfile, said: tuple[Said, ...], keys: Collection[str]) -> PlanProfile:
    """The profile with what is ``said`` of these keys now; what was said of other keys stays as it is."""
    mine = tuple(one for one in said if one.key in keys)
    silent = {key: () if key == "keywords" else "" for key in keys if key in EMPTY and key not in {m.key for m in mine}}
    kept = tuple(one for one in profile.stated if one.key not in keys)
    made = replace(stated(profile, mine), **silent)
    plan_id = next((one.text for one in mine if one.key == "plan_id"), profile.plan_id)
    in_file = [one.key for one in said]
    ordered = sorted(
        (*kept, *made.stated),
        key=lambda one: (BY.index(one.by), in_file.index(one.key) if one.key in in_file else len(in_file)),
    )
    return replace(made, plan_id=plan_id, stated=tuple(ordered))
