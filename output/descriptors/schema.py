"""The JSON Schemas of plan.json and decisions.json, made from the records."""

from __future__ import annotations

from typing import Any

from output.descriptors.plan_model import decisions_model, plan_model
from plan.records.base import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The schema under a versioned id; ``blocks`` of cells and ``contacts`` are left out of plan.json as a rule."""
    return _named("plan", plan_model().model_json_schema(mode="serialization"))


def decisions_schema() -> dict[str, Any]:
    """The schema of decisions.json under a versioned id."""
    return _named("decisions", decisions_model().model_json_schema(mode="serialization"))


def _named(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "$id": f"urn:gongpyo:{name}:{SCHEMA_VERSION}",
        "title": f"gongpyo {name}",
        "version": SCHEMA_VERSION,
        **{key: value for key, value in schema.items() if key != "title"},
    }
