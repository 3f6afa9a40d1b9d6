"""What a year table says of all its rows, and a row of it as it is come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from normalize.cells.units import Unit, read_unit, read_units
from normalize.tables.labels import funding_of, heads_indicators, heads_units
from normalize.tables.rows import Series, Slot, measure_of_years, series_of, slots_of
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records import Cell, Column, FundingSource, Measure, UnitRule, YearTable
from plan.script import COLONS, UNIT_LINE, visible

UNIT_ROW = lazy_pattern(UNIT_LINE)


class Frame(msgspec.Struct, frozen=True):
    """What a year table says of all its rows: what its columns hold, who pays, and what its years count."""

    table: YearTable
    slots: dict[Series, list[Slot]]
    labels: list[int]
    unit_columns: list[int]
    unused: list[Column]
    payer: FundingSource | None
    measure: Measure | None
    of_indicators: bool


class Stated(msgspec.Struct, frozen=True):
    """The units that a table states for the rows that follow, and the rule by which they are known."""

    units: tuple[Unit, ...] = ()
    rule: UnitRule | None = None


class Line(msgspec.Struct, frozen=True):
    """A body row as it is come to: its words, the units of its own column and those above it.

    ``continued`` is what the row above shares with this one.
    """

    frame: Frame
    number: int
    words: list[str]
    own_units: tuple[Unit, ...]
    stated: Stated
    continued: str


def frame_of(table: YearTable) -> Frame:
    """What the head of a table says."""
    slots = slots_of(table)
    labels = [column.column for column in table.columns if column.role == "label"]
    head = table.grid[table.header_rows - 1]
    unit_columns = [
        column.column
        for column in table.columns
        if column.role in ("label", "note") and heads_units(head[column.column].text)
    ]
    by_series = {series: [slot for slot in slots if slot.series == series.head] for series in series_of(table)}
    used = {*labels, *unit_columns, *(slot.column for group in by_series.values() for slot in group)}
    return Frame(
        table=table,
        slots=by_series,
        labels=labels,
        unit_columns=unit_columns,
        unused=[column for column in table.columns if column.column not in used],
        payer=_payer_over_years(table),
        measure=measure_of_years(table),
        of_indicators=any(heads_indicators(head[label].text) for label in labels),
    )


def line_of(frame: Frame, number: int, stated: Stated, continued: str) -> Line:
    """A row; a cell that reaches down from the head (구분) labels none."""
    cells = frame.table.grid[number]
    head = frame.table.grid[frame.table.header_rows - 1]
    labels = [column for column in frame.labels if column not in frame.unit_columns]
    words = [cells[column].text for column in labels if not same_cell(cells[column], head[column])]
    own_units = read_units(cells[frame.unit_columns[0]].text) if frame.unit_columns else ()
    return Line(frame, number, words, own_units, stated, continued)


def body_rows(table: YearTable) -> Iterator[int]:
    """The rows below the head, one of those that are the very same cells."""
    seen: set[tuple[Key, ...]] = set()
    for number in range(table.header_rows, len(table.grid)):
        keys = tuple(map(cell_key, table.grid[number]))
        if keys not in seen:
            seen.add(keys)
            yield number


def units_of_table(table: YearTable) -> Stated:
    """The units that the head names beside every year, else those of the unit line."""
    if under_years := _units_under_years(table):
        return Stated(under_years, "under-years")
    return Stated(read_units(table.unit_text), "unit-line") if table.unit_text else Stated()


def units_of_row(cells: Sequence[Cell]) -> Stated | None:
    """The units of a row that says nothing else, as in ``(단위: 명)``, for the rows below it; None for other rows."""
    texts = {text for cell in cells if (text := visible(cell.text).strip())}
    text = texts.pop() if len(texts) == 1 else ""
    if not text or not UNIT_ROW.fullmatch(text):
        return None
    units = read_units(text)
    said = not frozenset(COLONS).isdisjoint(text)  # 단위 학교, without a colon, is one only if its unit is known
    return Stated(units, "unit-row") if units or said else None


def _payer_over_years(table: YearTable) -> FundingSource | None:
    """The payer that the head names over all years."""
    over = {funding_of(column.qualifier) for column in table.columns if column.role == "year"}
    return over.pop() if len(over) == 1 else None


def _units_under_years(table: YearTable) -> tuple[Unit, ...]:
    """The unit that the head names beside every year, as in ``2024(명)``, or ()."""
    years = [column for column in table.columns if column.role == "year"]
    found = {read_unit(column.qualifier) if column.qualifier else None for column in years}
    unit = found.pop() if len(found) == 1 else None
    return (unit,) if unit else ()
