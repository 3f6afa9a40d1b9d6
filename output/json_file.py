"""plan.json: the whole plan, the same bytes for the same plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from plan_records import Plan, as_json_number


def json_bytes(plan: Plan, *, with_contacts: bool = False) -> bytes:
    """The plan as canonical JSON; persons and telephone numbers only where the caller asks for them."""
    fields: dict[str, Any] = msgspec.to_builtins(plan, builtin_types=(Decimal,))
    if not with_contacts:
        del fields["contacts"]
    for entry in (*fields["indicators"], *fields["observations"]):
        for name, value in entry.items():
            if isinstance(value, Decimal):
                entry[name] = as_json_number(value)
    for table in fields["year_tables"]:
        for row in table["grid"]:
            for cell in row:
                del cell["blocks"]
    return indented(fields)


def indented(value: dict[str, Any]) -> bytes:
    """A JSON file of one indented object; texts stay as they are, in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
