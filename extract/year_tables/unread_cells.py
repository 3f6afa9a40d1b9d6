"""What readers doubt of cells, where it matters: in the year tables that are plans; and rows that are struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import partial
from typing import get_args

from msgspec.structs import replace

from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Cell, Damage
from plan.records.printed import DocumentYear, RowLeftOut, YearTable
from plan.records.values import CellDoubt, ColumnRole, ColumnRule, TableKind, YearRule
from plan.years import read_year

OVER_TABLE = "drawn-over-table"
STRUCK: CellDoubt = "struck-out"  # of a cell, or of a whole table
OF_CELLS = frozenset((*get_args(CellDoubt), OVER_TABLE))
OF_VALUES: CellDoubt = "not-recognised"  # a doubt that says nothing where a number is only a part of a name
OF_ITSELF: tuple[ColumnRule, ...] = ("year-in-head", "two-digits-in-period")  # a head that needs no other one
OF_THE_WHOLE: tuple[ColumnRule, ...] = ("total-in-head", "whole-period")  # a head whose numbers are of no year
OF_YEARS: tuple[ColumnRole, ...] = ("year", "total", "subtotal", "range")  # columns whose numbers are of years
TOLD: tuple[TableKind, ...] = ("plan", "unclear", "other")  # kinds of tables that are published or told themselves
OF_NAMES = ("below-red-ink", "below-ink")  # doubts that are told of values as one of values
TOUCHED = {
    "below-red-ink": (
        "줄의 이름 '{}'에 빨간 도장이나 펜 자국이 닿아 있습니다.",
        "Red ink of a stamp or a pen touches the name of its row, '{}'.",
    ),
    "below-ink": (
        "줄의 이름 '{}'에 색이 있는 펜이나 도장 자국 또는 얼룩이 닿아 있습니다.",
        "Ink in colour of a pen or a stamp, or a stain, touches the name of its row, '{}'.",
    ),
}
DIGIT = lazy_pattern(r"\d")
OF_FILES: tuple[YearRule, ...] = ("file-information", "file-name")
BETWEEN_YEARS = " | "  # as the head of a table without rules is quoted


def of_plans(
    damage: Sequence[Damage], tables: Sequence[YearTable], year: DocumentYear | None, named: Set[Place] = frozenset()
) -> Iterator[Damage]:
    """The damage without what is of no plan: doubts of cells elsewhere, a head of years before the document's, charts.

    Pictures and white words do no harm there. What the file alone says of its year may be of a copy. ``named`` is
    where the title and the programmes stand, which may be covered.
    """
    yield from _tables_in_cells(tables)
    first = year.year if year and year.rule not in OF_FILES else 0
    damage = [part for part in damage if not (part.rule == "table-not-understood" and _is_past(part.quote, first))]
    pictures = {part.place.page for part in damage if part.rule == "recognised"}  # whose reader doubts what was read
    told = {(t.place.page, t.place.table) for t in tables if t.kind in TOLD and t.place.page in pictures}
    damage = [p for p in damage if p.rule != "table-not-understood" or (p.place.page, p.place.table) not in told]
    damage = [part for part in damage if part.rule != "planned-in-chart"]  # planned_in_charts looks at them
    if not any(part.rule in OF_CELLS or part.rule in OF_NAMES for part in damage):
        yield from damage
        return
    places = {cell.place for table in tables if table.kind == "plan" for row in table.grid for cell in row} | named
    numbers = {place.table for place in places if place.table is not None}
    values = {cell.place for table in tables if table.kind == "plan" for cell in _values_of(table)}
    for part in damage:
        if part.rule == OVER_TABLE:
            if part.place.table in numbers:
                yield part
        elif part.rule == STRUCK and part.place.table is not None and part.place.row is None:
            yield part
        elif part.rule in OF_NAMES:
            if part.place.table is None or part.place in places - values:
                yield part
        elif part.rule not in OF_CELLS or part.place in (values if part.rule == OF_VALUES else places):
            yield part


def _values_of(table: YearTable) -> Iterator[Cell]:
    """The cells of a table that may hold a number of it, and those of its head."""
    names = {column.column for column in table.columns if column.role in ("label", "note")}
    for row in table.grid:
        yield from (cell for at, cell in enumerate(row) if at not in names)


def without_unsure_heads(tables: Sequence[YearTable], damage: Sequence[Damage]) -> tuple[YearTable, ...]:
    """The tables; one of whose years in its head not one was surely recognised is not understood."""
    unsure = {part.place for part in damage if part.rule == OF_VALUES}
    return tuple(map(partial(_with_sure_head, unsure=unsure), tables)) if unsure else tuple(tables)


def _with_sure_head(table: YearTable, unsure: Set[Place]) -> YearTable:
    doubted = next(iter(_unsure_heads(table, unsure).values()), None)
    if doubted is None or table.unread_en or _sure_years(table, unsure):
        return table
    return replace(
        table,
        unread_ko=f"그림에서 읽은 표의 머리 '{doubted.text}'{particle(doubted.text, '이/가')} 확실하지 않습니다.",
        unread_en=f"The head '{doubted.text}' was recognised in a picture and is not certain.",
    )


def under_unsure_heads(tables: Sequence[YearTable], damage: Sequence[Damage]) -> Iterator[Damage]:
    """The numbers of plans whose year is not certain, since a head was not surely recognised.

    Sure are columns that say their year themselves, and totals of the whole; years in the words of a neighbour may be
    of the head that is in doubt.
    """
    unsure = {part.place for part in damage if part.rule == OF_VALUES}
    for table in tables if unsure else ():
        heads = _unsure_heads(table, unsure)
        if table.kind != "plan" or table.unread_en or not heads:
            continue
        first = next(iter(heads.values()))
        sure = _sure_years(table, unsure)
        others = [
            column.column
            for column in table.columns
            if column.column in heads
            or (column.column not in sure and column.role in OF_YEARS and column.rule not in OF_THE_WHOLE)
        ]
        for cell in dict.fromkeys(row[at] for row in table.grid[table.header_rows :] for at in others):
            head = heads.get(cell.column, first)
            if DIGIT.search(cell.text) and cell.place not in unsure:
                yield _not_believed(
                    cell,
                    f"그림에서 읽은 표의 머리 '{head.text}'{particle(head.text, '이/가')} 확실하지 않습니다.",
                    f"The head '{head.text}' was recognised in a picture and is not certain.",
                )


def beside_inked_names(tables: Sequence[YearTable], damage: Sequence[Damage]) -> Iterator[Damage]:
    """The numbers of plans in rows whose name ink in colour touches: it may say another measure or unit."""
    touched = {part.place: part.rule for part in reversed(damage) if part.rule in OF_NAMES}
    known = {part.place for part in damage if part.rule == OF_VALUES}
    for table in tables if touched else ():
        if table.kind != "plan" or table.unread_en:
            continue
        names = [column.column for column in table.columns if column.role == "label"]
        for row in table.grid[table.header_rows :]:
            name = next((row[at] for at in names if row[at].place in touched), None)
            if name is None:
                continue
            for cell in dict.fromkeys(cell for at, cell in enumerate(row) if at not in names):
                if DIGIT.search(cell.text) and cell.place not in known:
                    ko, en = TOUCHED[touched[name.place]]
                    yield _not_believed(cell, ko.format(name.text), en.format(name.text))


def _not_believed(cell: Cell, ko: str, en: str) -> Damage:
    return Damage(rule=OF_VALUES, place=cell.place, reason_ko=ko, reason_en=en, quote=cell.text)


def _unsure_heads(table: YearTable, unsure: Set[Place]) -> dict[int, Cell]:
    """The cells of the head that are not certain, by their columns; those over the labels say no year."""
    names = {column.column for column in table.columns if column.role == "label"}
    heads = table.grid[: table.header_rows]
    return {at: cell for row in heads for at, cell in enumerate(row) if at not in names and cell.place in unsure}


def _sure_years(table: YearTable, unsure: Set[Place]) -> Set[int]:
    """The columns whose head says their year for certain."""
    heads = _unsure_heads(table, unsure)
    return {
        column.column
        for column in table.columns
        if column.role == "year" and column.rule in OF_ITSELF and column.column not in heads
    }


def _is_past(head: str, first: int) -> bool:
    """Whether a head is of nothing but years before that of the document: ’22년 | ’23년 | ’24년."""
    readings = [read_year(text) for text in head.split(BETWEEN_YEARS)]
    return all(one.kind == "year" and one.year is not None and one.year < first for one in readings)


def _tables_in_cells(tables: Sequence[YearTable]) -> Iterator[Damage]:
    """The cells of plans in which a table stands: what it says is no text of theirs."""
    cells = [cell for table in tables if table.kind == "plan" for row in table.grid for cell in row if cell.blocks]
    for place in dict.fromkeys(cell.place for cell in cells):
        ko, en = "칸에 있는 것: 표.", "In the cell: a table."
        yield Damage(rule="object-in-cell", place=place, reason_ko=ko, reason_en=en, quote="a table")


def without_struck_rows(tables: Sequence[YearTable], damage: Sequence[Damage]) -> tuple[YearTable, ...]:
    """The tables; a row of which all own cells that said something are struck out is left out of its plan.

    So are all rows of a table that is struck out whole.
    """
    struck = {part.place for part in damage if part.rule == STRUCK}
    return tuple(_without(table, struck) for table in tables) if struck else tuple(tables)


def without_covered_heads(tables: Sequence[YearTable], damage: Sequence[Damage]) -> tuple[YearTable, ...]:
    """The tables; one of which a head over values is covered is not understood, whatever its other heads say."""
    places = {part.place for part in damage if part.rule == "covered-text"}
    return tuple([_unread(table, places) for table in tables]) if places else tuple(tables)


def _unread(table: YearTable, covered: Set[Place]) -> YearTable:
    labels = {column.column for column in table.columns if column.role == "label"}
    heads = (cell for row in table.grid[: table.header_rows] for at, cell in enumerate(row) if at not in labels)
    if table.unread_en or not any(cell.place in covered for cell in heads):
        return table
    return replace(
        table, unread_ko="표의 머리에 가려진 글자가 있습니다.", unread_en="Something covers the head of the table."
    )


def _without(table: YearTable, struck: set[Place]) -> YearTable:
    known = {out.row for out in table.rows_left_out}
    is_whole = table.place in struck
    rows = [
        RowLeftOut(row=number, rule="struck-row")
        for number, row in enumerate(table.grid)
        if number >= table.header_rows and number not in known and (is_whole or _is_struck(row, struck))
    ]
    return replace(table, rows_left_out=(*table.rows_left_out, *rows)) if rows else table


def _is_struck(row: Sequence[Cell], struck: set[Place]) -> bool:
    own = [cell for cell in row if cell.row_span == 1]
    return any(cell.place in struck for cell in own) and not any(cell.text for cell in own)
