"""``gongpyo schema``: the published schemas."""

from __future__ import annotations

from gongpyo.speech import Speech
from output.columns import tables
from output.schema import plan_schema
from output.table_schema import table_schema
from plan_errors import ExitCode, PlanError


def show_schema(name: str, speech: Speech) -> int:
    """Print the JSON Schema of plan.json, or the Table Schemas of the CSV files by name."""
    if name == "plan":
        speech.result_json(plan_schema())
    elif name == "datapackage":
        speech.result_json({table: table_schema(spec) for table, spec in tables().items()})
    else:
        raise PlanError(
            "usage",
            ko=f"스키마는 plan 또는 datapackage입니다('{name}').",
            en=f"There is a schema of plan and of datapackage, not of '{name}'.",
            exit_code=ExitCode.USAGE,
        )
    return ExitCode.CLEAN
