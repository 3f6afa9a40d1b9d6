"""A page's words and tables as blocks in reading order."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from extract.readers.numbering import Counter
from extract.readers.page.channel_tables import divide
from extract.readers.page.content import Box, PageContent, PageWord
from extract.readers.page.fused_labels import part_by_middles, part_from_head
from extract.readers.page.grid_table import Fields, GridTable
from extract.readers.page.order.text_columns import EDGE, parts_of
from extract.readers.page.sight.turned_labels import turned_labels
from extract.readers.page.text import Line, lines_in, lines_of, paragraphs_of, text_of
from extract.readers.page.turn import as_shown
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Paragraph, Table
from plan.records.values import Within
from plan.script import DASHES

PAGE_NUMBER = lazy_pattern(rf"^[{DASHES}]?\s*\d{{1,4}}\s*[{DASHES}]?$")


def blocks_of(page: PageContent, grids: Sequence[GridTable], tables: Counter, paragraphs: Counter) -> list[Block]:
    """The blocks of a page with its tables; tables and paragraphs are counted through the whole document."""
    return [block for block, _ in blocks_with_grids(page, grids, tables, paragraphs)]


def blocks_with_grids(
    page: PageContent, grids: Sequence[GridTable], tables: Counter, paragraphs: Counter
) -> list[tuple[Block, GridTable | None]]:
    """The blocks of a page, each table with the grid that it is made of."""
    left_over, inside = _share_out(page.words, grids)
    own = {}
    for grid, words in zip(grids, inside, strict=True):
        divide(grid, words)
        part_from_head(grid, words)
        part_by_middles(grid, words)
        own[grid.box] = [*words, *turned_labels(page.asides, grid, words)] if page.asides else words
    made: list[tuple[Block, GridTable | None]] = []
    for part in parts_of(left_over, grids, page.height):
        placed: list[tuple[float, Block | GridTable]] = [(grid.box[1], grid) for grid in part.grids]
        texts = [
            (lines[0].box[1], _paragraph(lines, page, paragraphs))
            for lines in paragraphs_of(lines_in(part.rows), part.margin)
        ]
        placed += [(top, replace(text, within="footer") if part.is_at_edge else text) for top, text in texts]
        made += [
            (_table(item, own[item.box], page.number, tables, paragraphs), item)
            if isinstance(item, GridTable)
            else (item, None)
            for _, item in sorted(placed, key=lambda entry: entry[0])
        ]
    return [(as_shown(block, page), grid) for block, grid in made] if page.turned else made


def _share_out(words: Sequence[PageWord], grids: Sequence[GridTable]) -> tuple[list[PageWord], list[list[PageWord]]]:
    """The words outside all tables, and those inside each.

    Of two tables that overlap, the smaller has them: it stands in an opening of the other that is no one cell, as in a
    frame with a tab on its edge.
    """
    left_over: list[PageWord] = []
    inside: list[list[PageWord]] = [[] for _ in grids]
    for word, at in zip(words, Fields(grids).tables_at(words), strict=True):
        (left_over if at is None else inside[at]).append(word)
    return left_over, inside


def _paragraph(lines: Sequence[Line], page: PageContent, paragraphs: Counter) -> Paragraph:
    box = _around([line.box for line in lines])
    text = "\n".join(line.text for line in lines)
    return Paragraph(
        text=text,
        place=Place(page=page.number, paragraph=paragraphs.take(), box=_rounded(box)),
        within=_within(text, box, page),
        size=5 * round(2 * max(line.size for line in lines)),
    )


def _within(text: str, box: Box, page: PageContent) -> Within:
    low, high = box[1] > page.height * (1 - EDGE), box[3] < page.height * EDGE
    if (low or high) and PAGE_NUMBER.match(text):
        return "footer" if low else "header"
    return "body"


def _table(grid: GridTable, words: Sequence[PageWord], page: int, tables: Counter, paragraphs: Counter) -> Table:
    number = tables.take()
    xs, ys = [round(x, 1) for x in grid.xs], [round(y, 1) for y in grid.ys]
    cells = []
    for index, (entry, own) in enumerate(zip(grid.cells, _by_cell(grid, words), strict=True)):
        row, column, height, width = entry
        box = xs[column], ys[row], xs[column + width], ys[row + height]
        place = Place(page=page, table=number, row=row, column=column, box=box)
        inner = grid.inner.get(index, [])
        text, blocks = (text_of(own), ()) if not inner else _with_tables(own, inner, page, tables, paragraphs)
        cells.append(
            Cell(
                text=sys.intern(text),  # few of the texts of a document's tables are unlike
                row=row,
                column=column,
                row_span=height,
                column_span=width,
                place=place,
                blocks=blocks,
            )
        )
    return Table(
        rows=grid.rows,
        columns=grid.columns,
        cells=tuple(cells),
        place=Place(page=page, table=number, box=(xs[0], ys[0], xs[-1], ys[-1])),
        pages=(page,),
    )


def _by_cell(grid: GridTable, words: Sequence[PageWord]) -> list[list[PageWord]]:
    """The words of each of the grid's cells, by where their centres lie."""
    owner = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    own: list[list[PageWord]] = [[] for _ in grid.cells]
    xs, ys, rows, columns = grid.xs, grid.ys, grid.rows, grid.columns
    for word in words:
        row = bisect_right(ys, (word.top + word.bottom) / 2, hi=rows) - 1
        column = bisect_right(xs, (word.x0 + word.x1) / 2, hi=columns) - 1
        own[owner[row, column]].append(word)
    return own


def _with_tables(
    words: Sequence[PageWord], inner: Sequence[GridTable], page: int, tables: Counter, paragraphs: Counter
) -> tuple[str, tuple[Block, ...]]:
    """The text of a cell beside its nested tables, and its content in reading order."""
    left_over, inside = _share_out(words, inner)
    placed: list[tuple[float, Block]] = [
        (line.box[1], Paragraph(text=line.text, place=_line_place(line, page, paragraphs)))
        for line in lines_of(left_over)
    ]
    placed += [
        (grid.box[1], _table(grid, own, page, tables, paragraphs)) for grid, own in zip(inner, inside, strict=True)
    ]
    placed.sort(key=lambda entry: entry[0])
    return text_of(left_over), tuple(block for _, block in placed)


def _line_place(line: Line, page: int, paragraphs: Counter) -> Place:
    return Place(page=page, paragraph=paragraphs.take(), box=_rounded(line.box))


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
