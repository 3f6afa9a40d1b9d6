"""What ``convert --preview`` shows of a plan: its first targets and all findings, as a reader would check them."""

from __future__ import annotations

from itertools import islice

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from gongpyo.speech import Speech
from output.rows import rows_of
from plan_records import Finding, Plan

FIRST_ROWS = 8
SHOWN = ("program_no", "indicator_name", "period_type", "year", "printed", "value", "unit", "base_value", "base_unit")
WIDTH = 120  # columns of a terminal that does not say its own width


def show_preview(plan: Plan, speech: Speech) -> None:
    """Print the first rows of targets.csv and every finding."""
    console = Console(width=None if Console().is_terminal else WIDTH)
    grid = Grid(title=f"targets.csv ({speech.sentence('first_rows', count=FIRST_ROWS)})", title_justify="left")
    for name in SHOWN:
        grid.add_column(name, justify="right" if name in ("year", "value", "base_value", "printed") else "left")
    for row in islice(rows_of(plan, "targets"), FIRST_ROWS):
        grid.add_row(*[escape("" if row[name] is None else str(row[name])) for name in SHOWN])
    console.print(grid)
    for found in plan.findings:
        speech.result(finding_line(found, speech))


def finding_line(found: Finding, speech: Speech) -> str:
    """A finding as a line for a person, with what was decided about it."""
    message = found.message if speech.language == "ko" else found.message_en
    settled = f" [{found.resolution}]" if found.resolution else ""
    return f"  {found.severity:7} {found.rule:22} {found.program_no:8} {message}{settled}"
