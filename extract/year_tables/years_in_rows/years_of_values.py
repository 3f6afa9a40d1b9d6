"""Rows that print values beside their years, laid out with the years across: 기준연도 | 기준값 | 목표연도 | 목표값."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from extract.amounts import is_amount
from extract.vocabulary import has_word, is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import Span, reading_of
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.script import QUOTE
from plan.years import read_year

MOST_HEAD_ROWS = 3  # rows that a head with such years has
DATED = lazy_pattern(rf"\d[\d,]*(?:\.\d+)?\s?\D{{0,6}}[(\[]\s?(?:20\d\d|{QUOTE}\s?\d\d)\s?(?:년도?)?\s?[)\]]")
State = Literal["base", "goal"]


class Dated(NamedTuple):
    """A column of values, that of their years, and whether they are where a plan starts from or what it aims at."""

    value: int
    year: int
    state: State


def has_years_of_values(grid: Grid) -> bool:
    """Whether goals stand beside a column of their years."""
    rows = _head_rows(grid)
    return bool(rows) and any(dated.state == "goal" for dated in _dated(grid, rows))


def has_dated_values(grid: Grid) -> bool:
    """Whether the cells below a word for the goal hold each a value with its year behind it: 15(2027) below 목표값."""
    heads = [grid[0]] if len(grid) > 1 else []
    return any(
        has_word("goal_head", head.text) and _are_dated([row[at] for row in grid[1:] if row[at].text.strip()])
        for cells in heads
        for at, head in enumerate(cells)
    )


def _are_dated(cells: list[Cell]) -> bool:
    return bool(cells) and all(DATED.fullmatch(single_spaced(cell.text)) for cell in cells)


def with_years_over_values(grid: Grid, span: Span) -> tuple[Grid, ...]:
    """The table with the years of each row's values in its head, one for each set of years; () for any other."""
    rows = _head_rows(grid)
    dated = [*_dated(grid, rows)] if rows else []
    states = sorted(one.state for one in dated)
    body = grid[rows:]
    if states not in (["goal"], ["base", "goal"]) or not body:
        return ()
    groups: dict[tuple[int, ...], list[Sequence[Cell]]] = {}
    for row in body:
        readings = [reading_of(row[one.year], span, None) for one in dated]
        years = tuple(reading.year for reading in readings if reading.kind == "year" and reading.year)
        if len(years) < len(dated) or sorted(years) != [*years]:
            return ()
        groups.setdefault(years, []).append(row)
    left = {one.year for one in dated}
    kept = [at for at in range(len(grid[0])) if at not in left]
    year_of = {one.value: one.year for one in dated}
    return tuple(
        (
            *(tuple(row[at] for at in kept) for row in grid[:rows]),
            tuple(group[0][year_of[at]] if at in year_of else grid[rows - 1][at] for at in kept),
            *(tuple(row[at] for at in kept) for row in group),
        )
        for group in groups.values()
    )


def _head_rows(grid: Grid) -> int:
    """How many rows the cell at the top left reaches over, where one of its row or of the last says years; else 0."""
    if not any(is_word("value_year_head", cell.text) for row in grid[:MOST_HEAD_ROWS] for cell in row):
        return 0
    first = grid[0][0]
    return next((at for at, row in enumerate(grid) if not same_cell(row[0], first)), 0)


def _dated(grid: Grid, rows: int) -> Iterator[Dated]:
    """The columns of years with the values that stand beside them, the base first."""
    found = []
    for at, cell in enumerate(grid[rows - 1]):
        if not is_word("value_year_head", cell.text):
            continue
        state = meaning("value_year_head", cell.text)
        over = grid[rows - 2][at] if rows > 1 else cell
        if state:
            beside = [value for value in (at + 1, at - 1) if 0 <= value < len(grid[0])]
            beside = [value for value in beside if _state(grid[rows - 1][value].text) == state][:1]
        elif not same_cell(over, cell):
            state = _state(over.text)
            beside = [value for value, each in enumerate(grid[rows - 2]) if same_cell(each, over) and value != at]
        else:
            continue
        if state and len(beside) == 1 and any(is_amount(row[beside[0]]) for row in grid[rows:]):
            found.append(Dated(beside[0], at, "base" if state == "base" else "goal"))
    yield from sorted(found, key=lambda one: one.state)


def _state(head: str) -> str:
    """Whether a head says where a plan starts from (``base``) or what it aims at (``goal``); '' for neither."""
    if read_year(single_spaced(head)).kind == "baseline":
        return "base"
    return "goal" if has_word("goal_head", head) else ""
