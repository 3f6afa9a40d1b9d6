"""One CSV for each table over several plans, as those of each plan are, and two with a column for each year."""

from __future__ import annotations

from collections.abc import Sequence

from output.files.csv_file import cell_text, cell_texts, table_file, written
from output.tables.by_year import Wide, by_year
from output.tables.columns import tables
from output.tables.rows import rows_of
from plan.records.meaning import Plan
from plan.records.values import Measure

BY_YEAR: dict[Measure, str] = {"target": "targets_by_year", "budget": "budgets_by_year"}


def csv_files(plans: Sequence[Plan]) -> dict[str, bytes]:
    """Each table's file by its name; the same plans always give the same bytes."""
    files = {
        f"{table.name}.csv": table_file(
            table, [row for plan in plans for row in cell_texts(table, rows_of(plan, table.name))]
        )
        for table in tables().values()
    }
    return files | {f"{name}.csv": _wide_file(by_year(plans, measure)) for measure, name in BY_YEAR.items()}


def _wide_file(wide: Wide) -> bytes:
    return written(wide.head, (tuple([cell_text(cell, guard=True) for cell in row]) for row in wide.rows))
