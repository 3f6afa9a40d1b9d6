"""Words on their side in a cell of a table that holds nothing else, as the name of a group of rows is often printed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.readers.page.content import PageWord, TurnedText
from extract.readers.page.grid_table import GridCell, GridTable
from plan.patterns import lazy_pattern

SLANT = 0.1  # of the length of a text; more of it stands askew
NAME = lazy_pattern(r"\p{Hangul}[^\d]*")  # a number that stands on its side is told and not read


def turned_labels(asides: Iterable[TurnedText], grid: GridTable, words: Sequence[PageWord]) -> list[PageWord]:
    """The words that run up in cells without others, as words of these cells; lines of one cell from the left.

    Nothing of a cell that also holds what runs another way or is no name.
    """
    owner = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }

    def cell_at(x: float, y: float) -> GridCell | None:
        return owner.get((bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1))

    held: defaultdict[GridCell, list[TurnedText]] = defaultdict(list)
    for aside in asides:
        for cell in {cell_at(*aside.start), cell_at(*aside.end)}:
            if cell is not None:
                held[cell].append(aside)
    taken = {cell_at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2) for word in words if word.text.strip()}
    return [
        _word(aside)
        for cell, own in held.items()
        if cell not in taken and all(map(_is_a_name, own)) and all(cell_at(*aside.end) == cell for aside in own)
        for aside in own
    ]


def _is_a_name(aside: TurnedText) -> bool:
    (x0, y0), (x1, y1) = aside.start, aside.end
    return abs(x1 - x0) <= SLANT * (y0 - y1) and y0 > y1 and NAME.fullmatch(aside.text.strip()) is not None


def _word(aside: TurnedText) -> PageWord:
    """The text where it stands; its type is as high as its characters are apart."""
    (x, bottom), (_, top) = aside.start, aside.end
    size = (bottom - top) / (len(aside.text) - 1)
    return PageWord(aside.text.strip(), x - size, top - size, x, bottom, size)
