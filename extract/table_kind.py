"""What a year table is about: a plan, the past, a comparison, a schedule; only a plan is ever published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.grid import Grid
from extract.vocabulary import has_word, is_word
from extract.year_head import Head, set_of
from plan_grid import Key, cell_key
from plan_patterns import lazy_pattern
from plan_records import Cell, Column, TableKind
from plan_script import DASHES, TILDES

ENOUGH_VALUES = 0.3  # share of filled value cells that must be amounts for a table to be about amounts
TIMES = ("year", "range", "prior", "later", "baseline", "actual")
PERIODS = ("year", "range", "prior", "later")
VALUE_ROLES = (*TIMES, "total", "subtotal")
AMOUNT = lazy_pattern(
    rf"^\s*(?:약|총|금|연)?\s?[{DASHES}(△▲▽▼+]?\s?\d[\d,]*(?:\.\d+)?"
    rf"(?!\d|\s?(?:월|일|분기|차\s?[년보])|[.)]\s|\s?[.{TILDES}]\s?\d{{1,2}}\s?[.월{TILDES}])"
)
ASIDE = lazy_pattern(r"\(.*?\)")  # 실적(B)
COMPARED = frozenset("ABCD")


def kind_of(grid: Grid, head: Head, title: str, base_year: int | None) -> TableKind:
    """The kind of a year table; ``base_year`` is the year that the document itself is of or begins with."""
    body = grid[head.rows :]
    filled = [cell for cell in _value_cells(body, head) if cell.text.strip()]
    others = [cell for cell in filled if not is_amount(cell)]
    amounts = len(filled) - len(others)
    answered = amounts + sum(is_word("no_value", cell.text) or _is_dash(cell) for cell in others)
    worded = any(is_word("no_value", cell.text) for cell in others)
    if (not amounts and not worded) or answered < ENOUGH_VALUES * len(filled):
        return "schedule"
    times = [column for column in head.columns if column.role in PERIODS]
    planned = [column for column in times if column.state not in ("actual", "part")]
    if not times:
        return "other"
    if not planned:
        return "actual" if any(column.state == "actual" for column in times) else "other"
    if _compares(body, head, planned):
        return "comparison"
    if has_word("past", title) and not has_word("future", title) and len(planned) == len(times):
        return "actual"
    years = [column.year_to or column.year for column in times]
    known = [year for year in years if year is not None]
    if base_year and len(known) == len(years) and max(known) < base_year:
        return "actual"
    return "plan"


def _value_cells(body: Grid, head: Head) -> list[Cell]:
    """The distinct cells of the value columns; a cell that reaches into the labels heads a group of rows."""
    values = [column.column for column in head.columns if column.role in VALUE_ROLES]
    labels = [column.column for column in head.columns if column.role == "label"]
    cells: dict[Key, Cell] = {}
    for row in body:
        own = {cell_key(row[label]) for label in labels}
        cells |= {key: row[column] for column in values if (key := cell_key(row[column])) not in own}
    return list(cells.values())


def is_amount(cell: Cell) -> bool:
    """Whether a line of the cell begins with a number that is no date, ordinal or mark of a list."""
    return any(AMOUNT.match(line) for line in cell.text.splitlines())


def _is_dash(cell: Cell) -> bool:
    return cell.text.strip() in (*DASHES, "△")


def _compares(body: Grid, head: Head, planned: Sequence[Column]) -> bool:
    """Two states side by side: plan and result rows, a year with two plans, or a change between two years."""
    labels = [column.column for column in head.columns if column.role == "label"]
    results = [row for row in body if any(is_word("actual_row", ASIDE.sub("", row[column].text)) for column in labels)]
    if results and len(results) < len(body):
        return True
    if _has_rival_columns(body, planned):
        return True
    years = {column.year for column in planned if column.role == "year"}
    change = any(column.role == "change" for column in head.columns)
    lettered = any(COMPARED & set(column.qualifier.split()) for column in planned)
    return (change or lettered) and len(years) <= 2


def _has_rival_columns(body: Grid, planned: Sequence[Column]) -> bool:
    """Whether a period has two columns that are not one and the same cell in every row."""
    columns: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for column in planned:
        if column.year is not None:
            columns[column.role, column.year, column.series].append(column.column)
    return any(
        len(set_of([row[column] for column in same])) > 1 for same in columns.values() if len(same) > 1 for row in body
    )
