"""``gongpyo schema``: the published schemas."""

from __future__ import annotations

from gongpyo.speech import Speech
from output.columns import tables
from output.schema import plan_schema
from output.table_schema import table_schema
from plan_errors import ExitCode


def show_schema(name: str, speech: Speech) -> int:
    """Print the JSON Schema of plan.json, or the Table Schemas of the CSV files by name."""
    if name == "plan":
        speech.result_json(plan_schema())
    else:
        speech.result_json({table: table_schema(spec) for table, spec in tables().items()})
    return ExitCode.CLEAN
