"""``gongpyo tables``: every year table found, verbatim, with roles and places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from gongpyo.sandbox.process import ReaderProcess
from gongpyo.telling.speech import Speech
from gongpyo.telling.streams import to_output
from plan.errors import ExitCode, PlanError
from plan.printable import printable, printable_lines

SHOWN = ("plan", "actual", "comparison")


def show_tables(source: Path, speech: Speech, *, every: bool, single_read: bool) -> int:
    """Print the year tables of one document; without any, an error of the input."""
    with ReaderProcess() as reader:
        found = reader.call("tables", source, single_read=single_read)
    shown = [table for table in found["tables"] if every or table["kind"] in SHOWN]
    if speech.as_json:
        speech.result_json(found | {"tables": shown})
        return ExitCode.CLEAN
    if not shown:
        raise PlanError(
            "no-year-table",
            ko=Speech("ko").sentence("no_tables", source=source.name),
            en=Speech("en").sentence("no_tables", source=source.name),
            path=str(source),
        )
    console = Console(soft_wrap=False)
    with to_output():
        for table in shown:
            console.print(_as_grid(table, speech))
    for part in found["damage"]:
        reason = part[f"reason_{speech.language}"]
        speech.result(speech.sentence("damage", place=_where(part["place"]), quote=part["quote"], reason=reason))
    return ExitCode.CLEAN


def _where(place: Mapping[str, object]) -> str:
    """A place in the words of the output, without what the document has not."""
    words = {"page": "p.", "table": "table ", "row": "row ", "column": "column "}
    return ", ".join(f"{word}{place[name]}" for name, word in words.items() if name in place)


def _as_grid(table: Mapping[str, Any], speech: Speech) -> Grid:
    pages = ", ".join(map(str, table["pages"])) or "-"
    told = {"number": table["table"], "kind": table["kind"], "title": table["title"], "unit": table["unit"] or "-"}
    grid = Grid(
        title=escape(printable(speech.sentence("table", **told, pages=pages))), show_lines=True, title_justify="left"
    )
    for column in table["columns"]:
        heading = f"{column['role']} {column.get('year', '')} {column.get('qualifier', '')}".strip()
        grid.add_column(escape(printable(heading)), justify="left" if column["role"] == "label" else "right")
    for row in table["rows"]:
        grid.add_row(*(escape(printable_lines(text)) for text in row))
    return grid
