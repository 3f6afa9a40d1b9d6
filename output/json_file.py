"""plan.json: the whole plan, the same bytes for the same plan."""

from __future__ import annotations

from pydantic_core import to_json

from plan_records import Plan


def json_bytes(plan: Plan, *, with_contacts: bool = False) -> bytes:
    """The plan as canonical JSON; persons and telephone numbers only where the caller asks for them."""
    fields = plan.model_dump(mode="json", exclude=None if with_contacts else {"contacts"})
    for table in fields["year_tables"]:
        for row in table["grid"]:
            for index, cell in enumerate(row):
                row[index] = {key: value for key, value in cell.items() if key != "blocks"}
    return to_json(_without_none(fields), indent=1) + b"\n"


def _without_none(value: object, key: str = "") -> object:
    """Places without the coordinates that their format does not have; all other fields keep their null."""
    if isinstance(value, dict):
        if key in ("place", "places", "chart_place", "heading_place"):
            return {name: part for name, part in value.items() if part is not None}
        return {name: _without_none(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_without_none(part, key) for part in value]
    return value
