"""Labels that have swallowed the values of the first year, where no rule parts the two."""

from __future__ import annotations

from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import YearTable
from plan.years import read_year

FREE_NUMBER = lazy_pattern(r"\S\s\d[\d,]*(?:\.\d+)?$")
FEWEST = 2  # labels; the number of one alone may be its own
SWALLOWED = (
    "행 이름의 칸에 첫 열의 값이 함께 적혀 있습니다.",
    "The cells of its labels hold the values of a column too.",
)
OF_VALUES = ("year", "total")


def swallows_values(table: YearTable) -> bool:
    """Whether the head over a column of labels ends in a year or a total, and each label in a number."""
    return any(
        column.role == "label" and _swallows([row[column.column] for row in table.grid], table.header_rows)
        for column in table.columns
    )


def _swallows(cells: list[Cell], head_rows: int) -> bool:
    head, _, last = single_spaced(cells[head_rows - 1].text).rpartition(" ")
    if not head or read_year(last).kind not in OF_VALUES:
        return False
    labels = {single_spaced(cell.text) for cell in cells[head_rows:] if cell.text.strip()}
    return len(labels) >= FEWEST and all(map(FREE_NUMBER.search, labels))
