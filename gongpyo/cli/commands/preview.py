"""``convert --preview``: the first targets of a plan as a grid, and its findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from gongpyo.telling.speech import Speech
from gongpyo.telling.streams import to_output
from plan.printable import printable_lines

TO_THE_RIGHT = frozenset(("year", "value", "base_value", "printed"))
WIDTH = 120  # columns of a terminal that does not say its own width


def show_preview(preview: Mapping[str, Any], speech: Speech) -> None:
    """Print what ``gongpyo.telling.preview`` has picked out."""
    console = Console(width=None if Console().is_terminal else WIDTH)
    title = f"targets.csv ({speech.sentence('first_rows', count=len(preview['rows']))})"
    grid = Grid(title=title, title_justify="left")
    for name in preview["columns"]:
        grid.add_column(name, justify="right" if name in TO_THE_RIGHT else "left")
    for row in preview["rows"]:
        grid.add_row(*(escape(printable_lines(text)) for text in row))
    with to_output():
        console.print(grid)
    for line in preview["findings"]:
        speech.result(line)
