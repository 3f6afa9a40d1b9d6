"""What a person has said, put in the place of what was read of a plan."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from gongpyo.settings.said import Said
from plan.records.meaning import PlanProfile


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
