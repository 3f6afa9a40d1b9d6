"""Checks that the cells of each table cover every position once: a lost cell or span moves years to other columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.readers.limits import limit
from plan.records.document import Block, Damage, Document, Table


def check_coverage(document: Document) -> tuple[Damage, ...]:
    """A damage for each table whose cells overlap or leave positions open, nested tables included."""
    most = limit("table_cells")
    return tuple(
        Damage(
            place=table.place,
            reason_ko=f"표의 칸이 {table.rows}행 {table.columns}열을 빈틈없이 채우지 않습니다({found}).",
            reason_en=f"The cells do not fill the table's {table.rows} rows and {table.columns} columns ({found}).",
        )
        for table in _tables(document.blocks)
        if (found := _defect(table, most))
    )


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                if cell.blocks:
                    yield from _tables(cell.blocks)


def _defect(table: Table, most: int) -> str:
    """How many of how many positions are covered, or ''; a table over the limit is refused where it is laid out."""
    rows, columns = table.rows, table.columns
    positions = rows * columns
    covered = sum([cell.row_span * cell.column_span for cell in table.cells])
    if covered != positions or positions > most:
        return "" if covered == positions else f"{covered} / {positions}"
    seen: set[int] = set()  # each position as its number in reading order
    for cell in table.cells:
        start, end = cell.column, min(cell.column + cell.column_span, columns)
        for row in range(cell.row, min(cell.row + cell.row_span, rows)):
            seen.update(range(row * columns + start, row * columns + end))
    return "" if len(seen) == positions else f"{len(seen)} / {positions}"
