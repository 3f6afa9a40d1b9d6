"""What stands in blocks, in the order of print: their cells and their texts, those of tables in cells too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plan.records.document import Block, Cell, Paragraph, Table


def tables_in(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables; one that stands in a cell comes behind that of the cell."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from tables_in(cell.blocks)


def cells_in(blocks: Iterable[Block]) -> Iterator[Cell]:
    """The cells of all tables; one that holds a table comes before the cells of that."""
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield cell
                yield from cells_in(cell.blocks)


def texts_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of the paragraphs and of the cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for cell in block.cells:
                yield cell.text
                yield from texts_in(cell.blocks)
