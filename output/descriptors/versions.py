"""The version of the data, apart from that of the schema, and the day they changed last."""

from __future__ import annotations

from plan.patterns import lazy_pattern
from plan.records.meaning import Plan

DECIDED = lazy_pattern(r"(?:^|; )[a-z]+ (?P<day>\d{4}-\d{2}-\d{2}):")  # not a day that a reason names


def data_version(plan: Plan) -> str:
    """``20231228.2``: the edition by its day or first year, and how many decisions people have made in it."""
    profile = plan.profile
    edition = profile.data_date.replace("-", "") or str(profile.first_year or 0)
    reviewed = sum(entry.review_status != "unreviewed" for entry in plan.observations)
    return f"{edition}.{reviewed + sum(bool(found.resolution) for found in plan.findings)}"


def modified(plan: Plan) -> str:
    """The latest day that the document or a decision names, and '' where none does: no clock of ours is asked."""
    days = [str(said["day"]) for found in plan.findings for said in DECIDED.finditer(found.resolution)]
    return max(plan.profile.data_date, *days, "")
