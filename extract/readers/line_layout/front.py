"""Which cells of tables are covered or struck out by what floats in front of them.

It is told of a cell where its text and the drawing are known to lie on each other, and else of the table, where the
drawing is anchored in one of its cells or in the paragraph that holds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from extract.readers.limits import limit
from extract.readers.line_layout.afloat import (
    Afloat,
    Align,
    Box,
    Frame,
    Lying,
    Offset,
    Text,
    inside_of_ellipse,
    lines_of_text,
)
from extract.readers.line_layout.laid import Laid, LaidCell, LaidParagraph, LaidTable, turns

Rows = Mapping[int, Sequence[int | None]]  # the page of each row of each table
Position = tuple[int, int, int]  # of a cell: its table, row and column
FULL = 0.02  # share of the width of a line by which a table that fills it is narrower at most


def never_opaque(_: str | int) -> bool:
    """Whether a picture hides what is under it, of which nothing is known."""
    return False


def at_the_start(_: str | int) -> Align:
    """How a paragraph is aligned of whose shape nothing is known."""
    return "start"


class Held(msgspec.Struct, frozen=True):
    """A paragraph of a page with tables or drawings; one whose page is not known is a page by itself."""

    paragraph: LaidParagraph
    page: int | None
    frame: Frame | None

    def last_page(self, rows: Rows) -> int:
        """The last page that one of its tables is known to be on."""
        pages = (page for table in self.paragraph.laid.tables for page in rows.get(table.number, ()))
        return max((page for page in pages if page is not None), default=-1)


class _Holder(msgspec.Struct, frozen=True):
    """The page, or the cell on it, whose paragraphs begin at a point."""

    laid: Laid
    left: float
    top: float
    width: float
    page: int
    frame: Frame | None
    table: int | None = None  # whose cell it is


class Front:
    """Takes the paragraphs of the pages, and finds what is ``covered``, ``struck``, and in which tables it is not sure.

    ``align`` tells how paragraphs of a shape are aligned, ``is_opaque`` whether a picture hides what is under it.
    Nothing is looked at in a document without drawings in front of its text, of which ``has_any`` says so.
    """

    def __init__(self) -> None:
        self.align: Callable[[str | int], Align] = at_the_start
        self.is_opaque: Callable[[str | int], bool] = never_opaque
        self.has_any = False
        self.covered: set[Position] = set()
        self.struck: set[Position] = set()
        self.unsure: set[int] = set()
        self._held: list[Held] = []
        self._page: int | None = None
        self._frame: Frame | None = None

    def take(self, paragraph: LaidParagraph, page: int | None, rows: Rows) -> None:
        """The next paragraph, on a page; the tables of those before it are laid out."""
        page = page if paragraph.laid.all_lines() else None
        if self._held and (page is None or page != self._page):
            self.turn(rows)
        self._page = page
        self._frame = paragraph.frame or self._frame
        if paragraph.laid.tables or paragraph.laid.afloat:
            self._held.append(Held(paragraph, page, self._frame))

    def turn(self, rows: Rows) -> None:
        """The page is whole; only what goes on over it is kept."""
        if self.has_any:
            Looking(self, rows).look(self._held)
        page = self._page
        self._held = [] if page is None else [held for held in self._held if held.last_page(rows) > page]


class Looking:
    """The texts of cells and the drawings of some paragraphs, by their pages."""

    def __init__(self, front: Front, rows: Rows) -> None:
        self._front, self._rows = front, rows
        self.texts: defaultdict[int, list[Text]] = defaultdict(list)
        self._lying: list[Lying] = []

    def look(self, paragraphs: Sequence[Held]) -> None:
        """Find which drawings lie on which texts."""
        for held in paragraphs:
            own = held.paragraph
            page = -own.number - 1 if held.page is None else held.page
            width = held.frame.width if held.frame else 0
            self._hold(_Holder(own.laid, 0, 0, width, page, held.frame))
        for texts in self.texts.values():
            texts.sort(key=_top)
        highest = {page: max(_bottom(text) - _top(text) for text in texts) for page, texts in self.texts.items()}
        for one in self._lying:
            texts = self.texts.get(one.page, [])
            first = bisect_left(texts, one.box.top - highest.get(one.page, 0), key=_top)
            for text in texts[first : bisect_right(texts, one.box.bottom, key=_top)]:
                if one.is_over(text):
                    self._note(one, text)

    def _note(self, one: Lying, text: Text) -> None:
        position = text.table, text.row, text.column
        if one.kind == "cover":
            self._front.covered.add(position)
        elif one.kind == "stroke":
            self._front.struck.add(position)
        elif text.is_number:
            self._front.unsure.add(text.table)

    def _hold(self, holder: _Holder) -> None:
        """Look at the drawings and the tables of a page's paragraph, or of a cell."""
        found = [(one, self._lies(one, holder)) for one in holder.laid.afloat]
        self._lying += [lying for _, lying in found if lying]
        if holder.table is not None and any(not lying for _, lying in found):
            self._front.unsure.add(holder.table)
        for table in holder.laid.tables:
            is_known = self._table(table, holder)
            doubted = [one for one, lying in found if not (is_known and lying) and _may_lie_on_text(lying, holder)]
            if doubted or (not is_known and any(_all_afloat(table))):
                self._front.unsure |= {one.number for one in _with_numbers(table)}

    def _lies(self, one: Afloat, holder: _Holder) -> Lying | None:
        """Where a drawing is on its page, None where that is not known."""
        frame, is_of_page = holder.frame, holder.page >= 0
        if one.down.base == "paragraph":
            if holder.table is None and turns(holder.laid.all_lines()):
                return None
            top = holder.top + (one.line or 0)
            down = one.down.start(one.height, top, top)
        elif frame is None or not is_of_page:
            return None
        elif one.down.base == "paper":
            down = one.down.start(one.height, -frame.above, frame.paper_height - frame.above)
        else:
            down = one.down.start(one.height, 0, frame.height)
        left = _left(one.across, one.width, holder)
        if left is None:
            return None
        box = Box(left, down, left + one.width, down + one.height)
        box = inside_of_ellipse(box) if one.is_round else box
        is_opaque = one.picture is not None and self._front.is_opaque(one.picture)
        return Lying("cover" if is_opaque else one.kind, holder.page, box, one.is_rising)

    def _table(self, table: LaidTable, holder: _Holder) -> bool:
        """Take the texts of a table, and say whether it is known where they are."""
        if table.columns() > limit("table_columns"):
            return False
        lefts, parts = table.lefts(), table.heights()
        heights = [*map(sum, parts)]
        left = self._left_of(table, holder, lefts[-1]) if lefts else None
        tops, pages = self._tops(table, holder, heights)
        if left is None or not tops or not all(heights):
            return False
        for cell in table.cells:
            page, rows = pages[cell.row], slice(cell.row, cell.row + cell.rows)
            is_whole = {*pages[rows]} == {page} and {*map(len, parts[rows])} == {1}
            if page is not None and is_whole:
                high = sum(heights[rows])
                right = left + lefts[min(cell.column + cell.columns, len(lefts) - 1)]
                box = Box(left + lefts[cell.column], tops[cell.row], right, tops[cell.row] + high)
                self._cell(cell, _inside(box, cell), page, table.number, holder.frame)
        return None not in pages and {*map(len, parts)} == {1}

    def _tops(
        self, table: LaidTable, holder: _Holder, heights: Sequence[int]
    ) -> tuple[Sequence[float], Sequence[int | None]]:
        """Where each row begins, and on which page; nothing where it is not known."""
        count = len(heights)
        start: int | None
        if holder.table is None and holder.page >= 0:
            pages = self._rows.get(table.number, ())
            if table.tops:
                return (table.tops, pages) if len(pages) == len(table.tops) == count else ((), ())
            start = table.start
        else:  # in a cell, or on a page of which no more is known
            start = holder.laid.line_of(table) if holder.laid.lines else table.down
            if start is None and table.is_below:
                start = table.down
            is_cut = holder.frame is not None and sum(heights) > holder.frame.height
            start, pages = None if table.turns or is_cut else start, [holder.page] * count
        if start is None or len(pages) != count:
            return (), ()
        return [holder.top + top for top in accumulate(heights[:-1], initial=start)], pages

    def _left_of(self, table: LaidTable, holder: _Holder, width: int) -> float | None:
        if not table.is_inline:
            return _left(table.across, width, holder) if table.across else None
        begin = holder.left + table.before + (holder.laid.lines[0].left if holder.laid.lines else 0)
        align = self._front.align(table.shape)
        end = holder.left + holder.width
        if align == "start" or (1 + FULL) * width >= end - begin > 0:
            return begin
        return Offset("column", align, 0).start(width, begin, end) if holder.width else None

    def _cell(self, cell: LaidCell, room: Box, page: int, table: int, frame: Frame | None) -> None:
        """Take the text of a cell, and what stands in it."""
        laid = cell.laid
        stored = [(line.top, line.height) for line in laid.all_lines() if line.height > 0]
        across = self._front.align(cell.shape)
        lines = tuple(lines_of_text(cell.text, stored, room, across, cell.upright))
        if lines and cell.text.strip() and not laid.tables:
            is_number = any(map(str.isdecimal, cell.text))
            self.texts[page].append(Text(table, cell.row, cell.column, page, lines, is_number))
        if laid.tables or laid.afloat:
            top = room.top
            if stored:
                high = max(line + height for line, height in stored)
                top = Offset("page", cell.upright, 0).start(high, room.top, max(room.bottom, room.top + high))
            elif lines:
                top = lines[0].top
            self._hold(_Holder(laid, room.left, top, room.right - room.left, page, frame, table))


def _left(across: Offset, width: float, holder: _Holder) -> float | None:
    """How far from the left something lies, None where that is not known."""
    if across.base in ("paragraph", "column"):
        if across.align != "start" and not holder.width:
            return None
        aside = holder.laid.lines[0].left if across.base == "paragraph" and holder.laid.lines else 0
        return across.start(width, holder.left + aside, holder.left + holder.width)
    if holder.frame is None:
        return None
    if across.base == "paper":
        return across.start(width, -holder.frame.left, holder.frame.paper_width - holder.frame.left)
    return across.start(width, 0, holder.frame.width)


def _may_lie_on_text(lying: Lying | None, holder: _Holder) -> bool:
    """Whether a drawing may lie where the page has its text, and not beside it."""
    return lying is None or holder.frame is None or (lying.box.bottom > 0 and lying.box.top < holder.frame.height)


def _inside(box: Box, cell: LaidCell) -> Box:
    left, right = cell.aside
    return Box(box.left + left, box.top + cell.above, box.right - right, box.bottom - cell.below)


def _with_numbers(table: LaidTable) -> Iterator[LaidTable]:
    """The table and those in it that have a digit in a cell."""
    if any(str.isdecimal(mark) for cell in table.cells for mark in cell.text):
        yield table
    for cell in table.cells:
        for inner in cell.laid.tables:
            yield from _with_numbers(inner)


def _all_afloat(table: LaidTable) -> Iterator[Afloat]:
    """What floats in front of the text and is anchored in a cell of a table, or of one in it."""
    for cell in table.cells:
        yield from cell.laid.afloat
        for inner in cell.laid.tables:
            yield from _all_afloat(inner)


def _top(text: Text) -> float:
    return text.lines[0].top


def _bottom(text: Text) -> float:
    return text.lines[-1].bottom
