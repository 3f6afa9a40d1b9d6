"""What a document of Hangul stores of its layout: lines, tables with the heights of their cells, and pages' sizes.

All lengths are in HWPUNIT, 1/7200 of an inch, and all heights count down from the top of what holds the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

import msgspec

from extract.readers.limits import check_limit
from extract.readers.line_layout.afloat import Afloat, Align, Frame, Offset

UNEVEN = 0.02  # share of the width of a table by which its cells side by side may be wider or narrower than it


class Line(NamedTuple):
    """A laid line: where its top is, how high it is, and how far from the left it begins."""

    top: int
    height: int
    left: int = 0

    def is_over(self, before: Line) -> bool:
        """Whether it is on the page behind that of the line before it, and neither below nor beside it."""
        return self.top < before.top or (self.top == before.top and self.left <= before.left)


class LaidCell(msgspec.Struct, gc=False):
    """A cell: its height as stored, which may be too small for its lines, and the tables that stand in it.

    ``shape`` names the shape of its first paragraph, and ``upright`` says where in the cell its lines stand.
    """

    row: int
    rows: int
    height: int
    above: int  # its inner margin
    below: int
    laid: Laid
    is_head: bool = False  # printed again on each page that the table goes on over
    column: int = 0
    columns: int = 1
    width: int = 0
    aside: tuple[int, int] = (0, 0)  # its inner margins on the left and on the right
    upright: Align = "center"
    shape: str | int = ""
    text: str = ""

    def parts(self) -> list[int]:
        """The height that it takes on each page that it is on: a line above the one before it is on the next one."""
        bottoms = [0]
        before = Line(-1, 0)
        for line in self.laid.all_lines():
            if line.is_over(before):
                bottoms.append(0)
            bottoms[-1] = max(bottoms[-1], line.top + line.height)
            before = line
        return [self.above + bottom + self.below for bottom in bottoms]


def _grow(row: list[int], parts: list[int]) -> None:
    """A row is as high on each page as the highest of its cells."""
    row += [0] * (len(parts) - len(row))
    row[: len(parts)] = map(max, row, parts)


class LaidTable(msgspec.Struct, gc=False):
    """A table: ``down`` is the height of its top in the page or the cell that holds it.

    One ``is_inline`` that stands in a line like a character, and ``is_below`` where its paragraph places it and no text
    stands beside it.
    """

    number: int
    cells: list[LaidCell]
    height: int
    is_inline: bool = False
    is_below: bool = False
    is_whole: bool = False  # never on two pages
    down: int = 0
    margins: int = 0  # above and below it
    turns: int = 0  # by so many pages it stands behind the beginning of what holds it
    start: int | None = None  # where on its page it begins, if it is known and all of it is there
    tops: list[int] = []  # where each row begins on its page, of a table that was laid out over pages
    width: int = 0
    before: int = 0  # how wide the text is about that stands before it in its line
    shape: str | int = ""  # of the paragraph that holds it
    across: Offset | None = None  # of one that is not in a line

    def rows(self) -> int:
        """How many rows its cells stand in; a table that claims more than the limit is refused before they are made."""
        rows = max((cell.row + cell.rows for cell in self.cells), default=0)
        check_limit("table_rows", rows)
        return rows

    def heights(self) -> list[list[int]]:
        """The height of each row on each page that it is on.

        What a cell over several rows needs besides is in the last of them.
        """
        count = self.rows()
        rows: list[list[int]] = [[0] for _ in range(count)]
        least = [0] * count  # as stored, of the whole row
        for cell in self.cells:
            if cell.rows == 1:
                _grow(rows[cell.row], cell.parts())
                least[cell.row] = max(least[cell.row], cell.height)
        for row, height in zip(rows, least, strict=True):
            row[0] = max(row[0], height) if len(row) == 1 else row[0]
        for cell in self.cells:
            parts = cell.parts()
            if cell.rows > 1 and len(parts) == 1:
                last = cell.row + cell.rows - 1
                rows[last][-1] += max(0, cell.height - sum(map(sum, rows[cell.row : last + 1])))
        return rows

    def columns(self) -> int:
        """How many columns its cells stand in."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def lefts(self) -> list[int]:
        """Where each column begins, and the last one ends; nothing where they are not known."""
        widths = [0] * self.columns()
        for cell in sorted(self.cells, key=attrgetter("columns")):
            own = range(cell.column, cell.column + cell.columns)
            unknown = [column for column in own if not widths[column]]
            left = cell.width - sum(widths[column] for column in own)
            for column in unknown:
                widths[column] = max(0, left) // len(unknown)
        is_whole = all(widths) and abs(sum(widths) - self.width) <= UNEVEN * self.width
        return [*accumulate(widths, initial=0)] if is_whole else []

    def head(self) -> int:
        """How many rows are printed again on each page."""
        last = -1
        for row in sorted({cell.row for cell in self.cells if cell.is_head}):
            if row != last + 1:
                break
            last = row
        return last + 1


class Laid:
    """The lines and the tables of a page's paragraph, or of a cell, as they are read one after the other.

    ``afloat`` is what its paragraphs hold that floats in front of the text.
    """

    __slots__ = ("afloat", "lines", "tables")

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tables: list[LaidTable] = []
        self.afloat: list[Afloat] = []

    def all_lines(self) -> list[Line]:
        """The lines so far."""
        return self.lines

    def line_of(self, table: LaidTable) -> int | None:
        """Where a table begins that stands in a line like a character, if one line alone is high enough for it."""
        high = [line.top for line in self.all_lines() if line.height >= table.height] if table.is_inline else []
        return high[0] + table.margins // 2 if len(high) == 1 else None

    def close_paragraph(self, lines: int, tables: int) -> None:
        """The paragraph is whole that began behind so many lines and tables: its own tables stand at its first line."""
        if self.afloat and lines < len(known := self.all_lines()):
            for one in reversed(self.afloat):
                if one.line is not None:
                    break
                one.line = known[lines].top
        if tables == len(self.tables) or lines >= len(known := self.all_lines()):
            return
        turned = turns(known[: lines + 1])
        for table in self.tables[tables:]:
            table.down += known[lines].top
            table.turns = turned


class LaidParagraph(msgspec.Struct, gc=False):
    """A paragraph of the page itself; ``columns`` and ``frame`` are of the pages that begin with it, if it says so."""

    number: int
    laid: Laid
    is_first_of_page: bool = False
    columns: int | None = None
    frame: Frame | None = None


def turns(lines: Sequence[Line]) -> int:
    """How many of the lines are on the page behind that of the line before them."""
    return sum(after.is_over(before) for before, after in pairwise(lines))
