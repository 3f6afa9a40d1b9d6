"""Names of groups that no rule parts stand each in the middle of the rows that they name."""

from __future__ import annotations

import pytest

from extract.readers.page.content import PageWord
from extract.readers.page.fused_labels import part_by_middles
from extract.readers.page.grid_table import GridCell, GridTable

YS = (0.0, 12.0, 24.0, 36.0, 48.0, 60.0)
XS = (0.0, 80.0, 120.0, 160.0)


def _first_cells(*labels: tuple[str, float]) -> list[GridCell]:
    """The first cells of a table below its head, of labels with the heights of their middles."""
    cells = [GridCell(0, 0, 1, 1), GridCell(1, 0, 4, 1)]
    cells += [GridCell(row, column, 1, 1) for row in range(5) for column in (1, 2)]
    table = GridTable(sorted(cells), XS, YS, open_bottom=False)
    words = [
        PageWord(text=text, x0=10.0, top=middle - 4, x1=60.0, bottom=middle + 4, size=8.0) for text, middle in labels
    ]
    part_by_middles(table, words)
    return [cell for cell in table.cells if cell.column == 0 and cell.row]


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        ([("가람대학교", 24.0), ("나루연구원", 48.0)], [(1, 2), (3, 2)]),
        ([("가람대학교", 18.0), ("나루연구원", 42.0)], [(1, 1), (2, 3)]),
        ([("가람", 32.0), ("대학교", 40.0)], [(1, 4)]),
        ([("가람대학교", 24.0), ("나루연구원", 54.0)], [(1, 4)]),
        ([("가람대학교", 36.0)], [(1, 4)]),
        ([("가람대학교", 18.0)], [(1, 4)]),
    ],
    ids=["two-of-two-rows", "one-and-three", "two-lines", "rows-left-over", "one-in-the-middle", "one-at-the-top"],
)
def test_labels_far_apart_name_the_rows_that_they_are_the_middle_of(
    labels: list[tuple[str, float]], rows: list[tuple[int, int]]
) -> None:
    assert [(cell.row, cell.row_span) for cell in _first_cells(*labels)] == rows
