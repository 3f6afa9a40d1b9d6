"""A laid-out grid covers each position exactly once, whatever the cells claim."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.limits import limit
from extract.year_tables.grid import lay_out
from plan.errors import ExitCode, PlanError
from plan.records.base import Place
from plan.records.document import Cell

SMALL = st.integers(0, 7)
CELLS = st.lists(
    st.builds(
        lambda row, column, rows, columns, text: Cell(
            text=text, row=row, column=column, row_span=rows, column_span=columns, place=Place(row=row, column=column)
        ),
        SMALL,
        SMALL,
        st.integers(1, 9),
        st.integers(1, 9),
        st.text(alphabet="가나1", max_size=2),
    ),
    max_size=12,
)


def _claims(cell: Cell, row: int, column: int) -> bool:
    return cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span


@given(rows=SMALL, columns=SMALL, cells=CELLS)
@settings(max_examples=150, deadline=None)
def test_each_position_holds_the_first_cell_that_claims_it(rows: int, columns: int, cells: list[Cell]) -> None:
    grid = lay_out(rows, columns, cells)
    assert len(grid) == rows
    for row, line in enumerate(grid):
        assert len(line) == columns
        for column, held in enumerate(line):
            claiming = [cell for cell in cells if _claims(cell, row, column)]
            if claiming:
                first = min((cell.row, cell.column) for cell in claiming)
                assert held.text in {cell.text for cell in claiming if (cell.row, cell.column) == first}
            else:
                assert (held.text, held.row, held.column) == ("", row, column)


@given(rows=SMALL, columns=SMALL, cells=CELLS)
@settings(max_examples=150, deadline=None)
def test_a_cell_begins_at_a_position_of_its_own(rows: int, columns: int, cells: list[Cell]) -> None:
    grid = lay_out(rows, columns, cells)
    begins: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(grid):
        for column, held in enumerate(line):
            assert begins.setdefault((held.row, held.column), held) is held, "two cells begin at one position"
            assert grid[held.row][held.column] is held
            assert (held.row, held.column) <= (row, column)


@given(
    heights=st.lists(st.integers(1, 3), min_size=1, max_size=4),
    widths=st.lists(st.integers(1, 3), min_size=1, max_size=4),
)
def test_merged_cells_repeat_as_the_very_same_object(heights: list[int], widths: list[int]) -> None:
    cells = [
        Cell(
            text=f"{i},{j}",
            row=sum(heights[:i]),
            column=sum(widths[:j]),
            row_span=height,
            column_span=width,
            place=Place(),
        )
        for i, height in enumerate(heights)
        for j, width in enumerate(widths)
    ]
    grid = lay_out(sum(heights), sum(widths), reversed(cells))
    for cell in cells:
        held = sum(other is cell for line in grid for other in line)
        assert held == cell.row_span * cell.column_span


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(limit("table_rows") + 1, 1), (1, limit("table_columns") + 1), (65_535, 65_535), (10**12, 10**12)],
)
def test_too_large_a_claim_is_refused_before_anything_is_laid_out(rows: int, columns: int) -> None:
    started = time.perf_counter()
    with pytest.raises(PlanError) as refused:
        lay_out(rows, columns, [])
    assert time.perf_counter() - started < 1
    assert (refused.value.code, refused.value.exit_code) == ("limit", ExitCode.LIMIT)
    assert f"{rows:,}" in refused.value.en and f"{rows:,}" in refused.value.ko


def test_a_cell_that_reaches_beyond_the_table_is_cut_off() -> None:
    cell = Cell(text="넓은 칸", row=1, column=1, row_span=65_535, column_span=65_535, place=Place())
    grid = lay_out(3, 3, [cell])
    assert [[held is cell for held in line] for line in grid] == [[False] * 3, [False, True, True], [False, True, True]]


def _seconds(cells: list[Cell]) -> float:
    started = time.perf_counter()
    grid = lay_out(300, 100, cells)
    spent = time.perf_counter() - started
    assert all(held is cells[0] for line in grid for held in line)
    return spent


def test_cells_that_all_claim_the_whole_table_do_not_multiply_the_work() -> None:
    cells = [Cell(text="", row=0, column=0, row_span=65_535, column_span=65_535, place=Place()) for _ in range(100)]
    all_of_them, one_alone = (min(_seconds(some) for _ in range(3)) for some in (cells, cells[:1]))
    assert all_of_them < 10 * one_alone


def test_a_claim_within_the_limits_fits_the_promised_memory() -> None:
    """1 GiB is promised for a document; the largest table allowed may take half of it."""
    tracemalloc.start()
    grid = lay_out(200, 100, [])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(grid) == 200
    assert peak / (200 * 100) < 2**29 / limit("table_cells")


@pytest.mark.parametrize(("rows", "columns"), [(5_001, 8), (5_000, 50)])
def test_a_long_table_of_an_archive_is_within_the_limits(rows: int, columns: int) -> None:
    assert len(lay_out(rows, columns, [])) == rows
