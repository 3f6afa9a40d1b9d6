"""The JSON Schema of plan.json, made from the records."""

from __future__ import annotations

from typing import Any

from output.descriptors.plan_model import plan_model
from plan.records import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The schema under a versioned id; ``blocks`` of cells and ``contacts`` are left out of plan.json as a rule."""
    schema = plan_model().model_json_schema(mode="serialization")
    return {
        "$schema": DIALECT,
        "$id": f"urn:gongpyo:plan:{SCHEMA_VERSION}",
        "title": "gongpyo plan",
        "version": SCHEMA_VERSION,
        **{key: value for key, value in schema.items() if key != "title"},
    }
