"""Year tables as the contract's JSON objects, verbatim, with roles and places."""

from __future__ import annotations

from typing import Any

import msgspec

from plan.records.base import Record
from plan.records.printed import ExtractedPlan, YearTable


def as_fields(extracted: ExtractedPlan, tables: list[YearTable]) -> dict[str, object]:
    """The contract's object: the source and its tables."""
    return {
        "source": _stated(extracted.source),
        "tables": [_table_fields(table) for table in tables],
        "damage": [_stated(part) for part in extracted.damage],
    }


def _table_fields(table: YearTable) -> dict[str, object]:
    return {
        "table": table.number,
        "page": table.place.page,
        "pages": list(table.pages),
        "section": table.place.section,
        "kind": table.kind,
        "title": table.title,
        "unit": table.unit_text,
        "program_no": table.program_no,
        "transposed": table.transposed,
        "header_rows": table.header_rows,
        "columns": [
            {name: value for name, value in _stated(column).items() if value != ""} for column in table.columns
        ],
        "rows": [[cell.text for cell in row] for row in table.grid],
        "places": [[_stated(cell.place) for cell in row] for row in table.grid],
    }


def _stated(record: Record) -> dict[str, Any]:
    """The fields of a record that are not empty."""
    return {name: value for name, value in msgspec.to_builtins(record).items() if value is not None}
