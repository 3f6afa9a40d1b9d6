"""``gongpyo tables``: every year table found, verbatim, with roles and places."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from gongpyo.pipeline import read_tables
from gongpyo.speech import Speech
from plan_errors import ExitCode, PlanError
from plan_records import ExtractedPlan, Place, YearTable

SHOWN = ("plan", "actual", "comparison")


def show_tables(source: Path, speech: Speech, *, every: bool, single_read: bool) -> int:
    """Print the year tables of one document; without any, an error of the input."""
    extracted = read_tables(source, single_read=single_read)
    shown = [table for table in extracted.year_tables if every or table.kind in SHOWN]
    if speech.as_json:
        speech.result_json(as_fields(extracted, shown))
        return ExitCode.CLEAN
    if not shown:
        raise PlanError(
            "no-year-table",
            ko=Speech("ko").sentence("no_tables", source=source.name),
            en=Speech("en").sentence("no_tables", source=source.name),
            path=str(source),
        )
    console = Console(soft_wrap=False)
    for table in shown:
        console.print(_as_grid(table, speech))
    for part in extracted.damage:
        reason = part.reason_ko if speech.language == "ko" else part.reason_en
        speech.result(speech.sentence("damage", place=_where(part.place), quote=part.quote, reason=reason))
    return ExitCode.CLEAN


def as_fields(extracted: ExtractedPlan, tables: list[YearTable]) -> dict[str, object]:
    """The contract's object: the source and its tables."""
    return {
        "source": extracted.source.model_dump(exclude_none=True),
        "tables": [_table_fields(table) for table in tables],
        "damage": [part.model_dump(exclude_none=True) for part in extracted.damage],
    }


def _where(place: Place) -> str:
    """A place in the words of the output, without what the document has not."""
    known = {"p.": place.page, "table ": place.table, "row ": place.row, "column ": place.column}
    return ", ".join(f"{word}{number}" for word, number in known.items() if number is not None)


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


def _as_grid(table: YearTable, speech: Speech) -> Grid:
    pages = ", ".join(map(str, table.pages)) or "-"
    title = speech.sentence(
        "table", number=table.number, kind=table.kind, title=table.title, unit=table.unit_text or "-", pages=pages
    )
    grid = Grid(title=escape(title), show_lines=True, title_justify="left")
    for column in table.columns:
        heading = f"{column.role} {column.year or ''} {column.qualifier}".strip()
        grid.add_column(escape(heading), justify="left" if column.role == "label" else "right")
    for row in table.grid:
        grid.add_row(*[escape(cell.text) for cell in row])
    return grid
