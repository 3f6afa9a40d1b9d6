"""Remarks between the rows of a table without a full grid: each is a row of its own, over all columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from extract.readers.page.aligned.body import BodyCells
from extract.readers.page.aligned.frame import Frame
from extract.readers.page.aligned.pieces import Piece, around
from extract.readers.page.grid_table import GridCell
from plan.script import REMARKS

Lines = Sequence[Sequence[Piece]]


def is_note(line: Sequence[Piece]) -> bool:
    """Whether nothing stands on a line but a remark: ※ 2027년부터 주 2회."""
    return len(line) == 1 and line[0].text[:1] in REMARKS


def with_notes(body: BodyCells, notes: Lines, frame: Frame, head_rows: int, columns: int) -> BodyCells | None:
    """The body with its remarks as rows; None where a cell of several rows goes over one."""
    between: defaultdict[int, list[Piece]] = defaultdict(list)
    for line in notes:
        below = bisect_left(body.tops, line[0].y)
        if 0 < below < len(body.tops):
            between[below].append(line[0])
    if not between:
        return body
    added = [0, *accumulate(int(row in between) for row in range(1, len(body.tops)))]
    if any(
        added[last] != added[cell.row - head_rows]
        for cell in body.cells
        if (last := cell.row - head_rows + cell.row_span - 1) < len(added)
    ):
        return None
    cells = [cell._replace(row=cell.row + added[cell.row - head_rows]) for cell in body.cells]
    bounds: list[float] = []
    tops = [body.tops[0]]
    for row in range(1, len(body.tops)):
        if row not in between:
            bounds.append(body.bounds[row - 1])
        else:
            _, top, _, bottom = around(between[row])
            upper = [line.at for line in frame.between(body.bottoms[row - 1], top)]
            lower = [line.at for line in frame.between(bottom, body.tops[row])]
            bounds.append(upper[0] if upper else (body.bottoms[row - 1] + top) / 2)
            bounds.append(lower[0] if lower else (bottom + body.tops[row]) / 2)
            cells.append(GridCell(head_rows + row + added[row] - 1, 0, 1, columns))
            tops.append(top)
        tops.append(body.tops[row])
    return body._replace(cells=cells, bounds=bounds, tops=tops)
