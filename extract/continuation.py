"""Joins a table that runs over pages into one, each cell keeping the page and box it is printed in."""

from __future__ import annotations

from collections.abc import Sequence

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
            if last is not None and _continues(last, block, edges):
                index = next(i for i, entry in enumerate(joined) if entry is last)
                joined[index] = _append(last, block)
                edges[last.place.table or 0] = edges.get(block.place.table or 0, ())
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


def _continues(first: Table, second: Table, edges: dict[int, tuple[float, ...]]) -> bool:
    left, right = edges.get(first.place.table or 0, ()), edges.get(second.place.table or 0, ())
    if not first.pages or not second.pages or second.pages[0] != first.pages[-1] + 1:
        return False
    if len(left) != len(right) or any(abs(a - b) > EDGES_AGREE for a, b in zip(left, right, strict=True)):
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
        cell.model_copy(
            update={
                "row": cell.row - skipped + first.rows,
                "place": cell.place.model_copy(
                    update={"table": first.place.table, "row": cell.row - skipped + first.rows}
                ),
            }
        )
        for cell in second.cells
        if cell.row >= skipped
    ]
    return first.model_copy(
        update={
            "rows": first.rows + second.rows - skipped,
            "cells": (*first.cells, *added),
            "pages": (*first.pages, *second.pages),
        }
    )
