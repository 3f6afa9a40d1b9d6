"""Labels whose last words a page break has parted from the first ones, as word processors print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from extract.amounts import is_amount
from plan.records.document import Block, Cell, Paragraph, Table
from plan.script import visible


class Printed:
    """What the cells and lines of a document print, asked for only where a label may be in two parts."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _cells(self) -> Counter[str]:
        tables = [block for block in self._blocks if isinstance(block, Table)]
        return Counter(_letters(cell.text) for table in tables for cell in table.cells)

    @cached_property
    def _lines(self) -> frozenset[str]:
        texts = [block.text for block in self._blocks if isinstance(block, Paragraph)]
        return frozenset(_letters(line) for text in texts for line in text.splitlines())

    def is_one(self, first: str, rest: str) -> bool:
        """Whether two texts are printed elsewhere as one, in a cell or at the end of a line, and the first not alone."""
        whole = _letters(first) + _letters(rest)
        times = self._cells[whole] or int(any(line.endswith(whole) for line in self._lines))
        return times >= self._cells[_letters(first)]


def with_label_whole(cells: Sequence[Cell], rows: int, part: Table, at: int, said: Printed) -> tuple[list[Cell], Table]:
    """The cells of a table and the part that goes on behind a page, the label that the page parts made whole.

    The first row of the part (``at``) says the rest of the last label: alone (then the row is no row of its own), or
    beside a label of its own where two rows share the parted one. The document must print the whole elsewhere.
    """
    last = {cell.column: cell for cell in cells if cell.row + cell.row_span == rows}
    own = sorted((cell for cell in part.cells if cell.row == at), key=_column)
    first, rest = last.get(0), next(iter(own), None)
    if first is None or rest is None or rest.column or not _are_words(first, rest):
        return list(cells), part
    is_alone = not any(visible(cell.text).strip() for cell in own[1:]) and all(cell.row_span == 1 for cell in own)
    if not (is_alone or _shares(last, own)) or not said.is_one(first.text, rest.text):
        return list(cells), part
    text = f"{first.text}\n{rest.text}"
    whole = [replace(cell, text=text) if cell.row == first.row and cell.column == 0 else cell for cell in cells]
    if is_alone:
        above = tuple(cell for cell in part.cells if cell.row < at)
        below = tuple(
            replace(cell, row=cell.row - 1, place=replace(cell.place, row=cell.row - 1))
            for cell in part.cells
            if cell.row > at
        )
        return whole, replace(part, rows=part.rows - 1, cells=(*above, *below))
    return whole, replace(part, cells=tuple(replace(cell, text=text) if cell == rest else cell for cell in part.cells))


def _are_words(first: Cell, rest: Cell) -> bool:
    texts = [visible(cell.text).strip() for cell in (first, rest)]
    return all(texts) and not is_amount(first) and not is_amount(rest)


def _shares(last: dict[int, Cell], own: Sequence[Cell]) -> bool:
    """Whether a second label divides the rows on both sides of the page, not with the same word."""
    beside, next_one = last.get(1), next((cell for cell in own if cell.column == 1), None)
    if beside is None or next_one is None or not _are_words(beside, next_one):
        return False
    return _letters(beside.text) != _letters(next_one.text)


def _column(cell: Cell) -> int:
    return cell.column


def _letters(text: str) -> str:
    return "".join(visible(text).split())
