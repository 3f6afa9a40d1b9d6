"""``gongpyo schema``: the published schemas."""

from __future__ import annotations

from gongpyo.telling.speech import Speech
from output.descriptors.schema import decisions_schema, plan_schema
from output.descriptors.table_schema import table_schema
from output.tables.columns import tables
from plan.errors import ExitCode


def show_schema(name: str, speech: Speech) -> int:
    """Print the JSON Schema of plan.json or of decisions.json, or the Table Schemas of the CSV files by name."""
    if name == "plan":
        speech.result_json(plan_schema())
    elif name == "decisions":
        speech.result_json(decisions_schema())
    else:
        speech.result_json({table: table_schema(spec) for table, spec in tables().items()})
    return ExitCode.CLEAN
