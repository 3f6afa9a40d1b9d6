"""What every table was taken for and what became of every cell in scope, with the rules that decided it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from normalize.tables.ledger import Fate, Ledger
from normalize.tables.rows import unit_of_value
from plan.records.meaning import CellCount, CellDecision, Decided
from plan.records.printed import Column, ColumnDecision, ExtractedPlan, TableDecision, YearTable
from plan.script import MORE, visible

LONGEST_HEAD = 120  # characters of a head that are quoted


def decided_on(extracted: ExtractedPlan, ledger: Ledger, plan_id: str) -> Decided:
    """The decisions of one reading, in the order of the tables and their cells."""
    cells = tuple(_cells(extracted, ledger))
    tables = [*(_table(table, at) for at, table in enumerate(extracted.year_tables)), *extracted.passed_over]
    numbers = {table.number for table in extracted.year_tables}
    return Decided(
        plan_id=plan_id,
        document_year=extracted.document_year,
        count=count_of(cells),
        tables=tuple(sorted(tables, key=_order)),
        cells=cells,
        joined=tuple(text for text in extracted.joined if text.place.table in numbers),
    )


def count_of(cells: Sequence[CellDecision]) -> CellCount:
    """How many cells there are of each fate."""
    fates = Counter(cell.fate for cell in cells)
    ignored = Counter(cell.rule for cell in cells if cell.fate == "ignored")
    return CellCount(
        in_scope=len(cells),
        read=fates["read"],
        ignored=fates["ignored"],
        findings=fates["finding"],
        ignored_by={rule: ignored[rule] for rule in sorted(ignored)},
    )


def _order(table: TableDecision) -> tuple[int, int]:
    return table.table, -1 if table.year_table is None else table.year_table


def _table(table: YearTable, at: int) -> TableDecision:
    rows, columns = len(table.grid), len(table.grid[0]) if table.grid else 0
    head = (" ".join(visible(cell.text).split()) for row in table.grid[: table.header_rows] for cell in row)
    quoted = " | ".join(dict.fromkeys(text for text in head if text))
    return TableDecision(
        table=table.number,
        year_table=at,
        rows=columns if table.transposed else rows,
        columns=rows if table.transposed else columns,
        taken_for=table.kind,
        rule=table.kind_rule,
        title=table.title,
        head=quoted if len(quoted) <= LONGEST_HEAD else f"{quoted[:LONGEST_HEAD]}{MORE}",
        place=table.place,
        pages=table.pages,
        reason_ko=table.unread_ko,
        reason_en=table.unread_en,
        column_rules=tuple(map(_column, table.columns)),
    )


def _column(column: Column) -> ColumnDecision:
    return ColumnDecision(
        column=column.column,
        role=column.role,
        year=column.year,
        year_to=column.year_to,
        rule=column.rule,
        printed=column.printed,
    )


def _cells(extracted: ExtractedPlan, ledger: Ledger) -> Iterator[CellDecision]:
    fates = sorted(ledger.cells.values(), key=lambda fate: (fate.table_at, fate.cell.row, fate.cell.column))
    for fate in fates:
        yield _cell(fate, extracted.year_tables[fate.table_at].number)


def _cell(fate: Fate, number: int) -> CellDecision:
    cell, row, value = fate.cell, fate.row, fate.value
    decision = CellDecision(
        table=number,
        year_table=fate.table_at,
        row=cell.row,
        column=cell.column,
        page=cell.place.page,
        printed=cell.text,
        fate=fate.fate,
        rule=fate.rule,
    )
    if row is None or value is None:
        return decision
    unit, unit_rule = unit_of_value(row, value)
    return replace(
        decision,
        period_type=value.slot.period_type,
        year=value.slot.year,
        measure=fate.measure or "",
        measure_rule=row.measure_rule or "units-of-cells",
        unit=unit,
        unit_rule=unit_rule or "",
    )
