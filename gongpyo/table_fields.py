"""Year tables as the contract's JSON objects, verbatim, with roles and places."""

from __future__ import annotations

from plan_records import ExtractedPlan, YearTable


def as_fields(extracted: ExtractedPlan, tables: list[YearTable]) -> dict[str, object]:
    """The contract's object: the source and its tables."""
    return {
        "source": extracted.source.model_dump(exclude_none=True),
        "tables": [_table_fields(table) for table in tables],
        "damage": [part.model_dump(exclude_none=True) for part in extracted.damage],
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
            {key: value for key, value in column.model_dump(exclude_none=True).items() if value != ""}
            for column in table.columns
        ],
        "rows": [[cell.text for cell in row] for row in table.grid],
        "places": [[cell.place.model_dump(exclude_none=True) for cell in row] for row in table.grid],
    }
