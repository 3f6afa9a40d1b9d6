"""Joins a table that runs over pages into one, each cell keeping the page and box it is printed in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.grid import lay_out
from extract.year_head import read_head, set_of
from plan_records import Block, Cell, Table

EDGES_AGREE = 3.0  # points by which the column edges of two parts may differ


def join_continued(blocks: Sequence[Block], edges: dict[int, tuple[float, ...]]) -> list[Block]:
    """The blocks with continued tables joined; ``edges`` maps a table's number to its column edges.

    A table goes on where it is the last thing on its page and the first on the next has the same column edges and
    either repeats its head or has no year head of its own. In doubt the parts stay apart.
    """
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            last = _last_table(joined)
            aligned = _aligned(last, block, edges) if last is not None else None
            if last is not None and aligned is not None and _continues(*aligned):
                index = next(i for i, entry in enumerate(joined) if entry is last)
                joined[index] = _append(*aligned)
                edges[last.place.table or 0] = max(_edges(last, edges), _edges(block, edges), key=len)
                continue
        joined.append(block)
    return joined


def _last_table(blocks: Sequence[Block]) -> Table | None:
    """The last block but for page numbers, if it is a table."""
    for block in reversed(blocks):
        if block.within in ("header", "footer"):
            continue
        return block if isinstance(block, Table) else None
    return None


def _edges(table: Table, edges: dict[int, tuple[float, ...]]) -> tuple[float, ...]:
    return edges.get(table.place.table or 0, ())


def _aligned(first: Table, second: Table, edges: dict[int, tuple[float, ...]]) -> tuple[Table, Table] | None:
    """Both parts on the same columns, if one's edges are among the other's and they are equally wide.

    A part whose head or rows never divide two columns has one edge less.
    """
    left, right = _edges(first, edges), _edges(second, edges)
    if not left or not right or _differ(left[0], right[0]) or _differ(left[-1], right[-1]):
        return None
    wide, narrow = (left, right) if len(left) >= len(right) else (right, left)
    positions = [next((index for index, edge in enumerate(wide) if not _differ(edge, own)), None) for own in narrow]
    known = [position for position in positions if position is not None]
    if len(known) < len(narrow) or len(set(known)) < len(known):
        return None
    if len(left) >= len(right):
        return first, _widened(second, known)
    return _widened(first, known), second


def _differ(left: float, right: float) -> bool:
    return abs(left - right) > EDGES_AGREE


def _widened(table: Table, positions: Sequence[int]) -> Table:
    """The table with its columns where they stand among more columns."""
    cells = tuple(
        replace(
            cell,
            column=positions[cell.column],
            column_span=positions[cell.column + cell.column_span] - positions[cell.column],
            place=replace(cell.place, column=positions[cell.column]),
        )
        for cell in table.cells
    )
    return replace(table, columns=positions[-1], cells=cells)


def _continues(first: Table, second: Table) -> bool:
    if not first.pages or not second.pages or second.pages[0] != first.pages[-1] + 1:
        return False
    return _repeated_rows(first, second) > 0 or _year_head_rows(second) == 0


def _year_head_rows(table: Table) -> int:
    head = read_head(lay_out(table.rows, table.columns, table.cells))
    return head.rows if head else 0


def _repeated_rows(first: Table, second: Table) -> int:
    """How many rows at the top of the second part repeat the first part's year head."""
    rows = _year_head_rows(first)
    if rows == 0 or rows >= second.rows:
        return 0
    top = lay_out(first.rows, first.columns, first.cells)[:rows]
    again = lay_out(second.rows, second.columns, second.cells)[:rows]
    same = all(_texts(left) == _texts(right) for left, right in zip(top, again, strict=True))
    return rows if same else 0


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in set_of(row)]


def _append(first: Table, second: Table) -> Table:
    """The second part's rows behind the first's, a repeated head left out."""
    skipped = _repeated_rows(first, second)
    added = [
        replace(
            cell,
            row=cell.row - skipped + first.rows,
            place=replace(cell.place, table=first.place.table, row=cell.row - skipped + first.rows),
        )
        for cell in second.cells
        if cell.row >= skipped
    ]
    return replace(
        first,
        rows=first.rows + second.rows - skipped,
        cells=(*first.cells, *added),
        pages=(*first.pages, *second.pages),
    )
