"""On which page each paragraph and each row of a table stands, by the heights at which the lines were laid out.

A line that stands above the one before it is on the next page. A table that goes on over a page is laid out again, and
where the paragraph behind it begins says whether that is right. What is not known (several columns, a table that does
not end where the next paragraph says) has no page, and neither has what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from extract.readers.line_layout.front import Front
from extract.readers.line_layout.laid import Laid, LaidParagraph, LaidTable, Line, turns

ROUNDING = 283  # HWPUNIT, 1 mm; by so much a row may stand below the end of its page
SAME_PLACE = 1500  # HWPUNIT, a line of text; by so much the next paragraph may begin below the end of a table


class StoredPages(msgspec.Struct):
    """The page on which each paragraph of the body begins, by section and number, and each row of each table."""

    paragraphs: dict[int, list[tuple[int, int | None]]] = {}
    rows: dict[int, list[int | None]] = {}


class _Cut(msgspec.Struct, gc=False):
    """A table laid out over pages: the page of each row, and on which one and where it ends."""

    rows: list[int]
    page: int
    end: int
    tops: list[int] = []

    def is_followed(self, table: LaidTable, top: int | None) -> bool:
        """Whether what stands behind the table begins where it ends."""
        return top is not None and -ROUNDING <= top - self.end - table.margins <= SAME_PLACE


class Pager:
    """Counts the pages while the paragraphs of the body come one after the other."""

    def __init__(self) -> None:
        self.front = Front()
        self._found = StoredPages()
        self._paragraphs: list[tuple[int, int | None]] = []
        self._page: int | None = 0
        self._last = 0  # where the last line is
        self._bottom = 0  # where it ends, on the page of the paragraph that waits
        self._body = 0
        self._columns = 1
        self._waiting: Laid | None = None  # with tables, until it is seen where the next paragraph begins
        self._above: tuple[int | None, int] = (None, 0)  # the page and the end of what stands above the one that waits
        self._is_new = True  # the section, of which no paragraph is known yet
        self._has_lines = False

    def begin_section(self, number: int) -> None:
        """A section begins a page."""
        self._settle(None)
        self._paragraphs = self._found.paragraphs.setdefault(number, [])
        self._turn()
        self._is_new, self._columns = True, 1

    def take(self, paragraph: LaidParagraph) -> None:
        """The next paragraph of the section."""
        lines = paragraph.laid.all_lines()
        self._settle(None if paragraph.is_first_of_page or not lines else lines[0].top)
        self._body = (paragraph.frame and paragraph.frame.height) or self._body
        self._columns = paragraph.columns or self._columns
        if self._columns > 1 or not all(line.height for line in lines):  # some writers give all lines no height
            self._page = None  # which of the lines that stand above the one before begin a column is not stored
        goes_back = bool(lines) and (lines[0].top < self._last or lines[0].top == self._last == 0)
        if paragraph.is_first_of_page and not self._is_new:
            self._turn()
        self._above = (self._page, self._bottom)
        if goes_back and not self._is_new and not paragraph.is_first_of_page:
            self._turn()
        self._is_new = False
        self._has_lines |= bool(lines)
        self._paragraphs.append((paragraph.number, self._page))
        self.front.take(paragraph, self._page, self._found.rows)
        self._waiting = paragraph.laid

    def end(self) -> StoredPages | None:
        """The pages of all, None where the document stores no lines."""
        self._settle(None)
        self.front.turn(self._found.rows)
        return self._found if self._has_lines else None

    def _turn(self, pages: int = 1) -> None:
        self._page = None if self._page is None else self._page + pages
        self._last = self._bottom = 0

    def _settle(self, next_top: int | None) -> None:
        """The pages of the last paragraph's tables and of its end, now that it is known where the next one begins."""
        laid, self._waiting = self._waiting, None
        if laid is None or not laid.lines:
            return
        below = [table for table in laid.tables if table.is_below]
        for table in laid.tables:
            if not table.is_below:
                table.start = laid.line_of(table)
                _all_rows(self._found, table, self._of_line(laid, table))
        turned = turns(laid.lines)
        over = [table for table in below if not self._lies(table, laid.lines[0], next_top)]
        if turned:
            self._turn(turned)
            for table in below:  # which of the pages each is on is known, and not where
                table.start, table.tops = None, []
        self._last = laid.lines[-1].top
        self._bottom = self._last + laid.lines[-1].height
        if len(over) == 1 and not turned:
            self._lay(over[0], next_top)
            return
        for table in over:
            self._lose(table)

    def _lies(self, table: LaidTable, first: Line, next_top: int | None) -> bool:
        """Whether a table is on one page below the first line of its paragraph, or ends above that line."""
        as_stored = _Cut([], 0, table.down + table.height)
        if (
            table.height and as_stored.end <= self._body and as_stored.is_followed(table, next_top)
        ):  # as most tables are
            table.start = table.down
            _all_rows(self._found, table, self._page)
            return True
        page, bottom = self._above
        below = _cut(table, table.down, self._body)
        fits = below is not None and not below.page and below.end <= self._body + ROUNDING
        is_below = page is None or (below is not None and below.is_followed(table, next_top))
        above = None if is_below else _cut(table, bottom, self._body)
        if page is not None and above is not None and above.is_followed(table, first.top):
            table.tops = above.tops
            _rows_on(self._found, table, [page + own for own in above.rows])
            self._page = page + above.page
            return True
        if fits:
            table.start = table.down
            _all_rows(self._found, table, self._page)
        return fits

    def _lose(self, table: LaidTable) -> None:
        """Where the table ends is not known, nor on which page what follows stands."""
        _all_rows(self._found, table, None)
        self._page = None

    def _of_line(self, laid: Laid, table: LaidTable) -> int | None:
        """The page of a table that stands in a line: of the line that is high enough for it."""
        if not turns(laid.lines):
            return self._page
        high = [index for index, line in enumerate(laid.lines) if line.height >= table.height]
        if self._page is None or len(high) != 1 or not table.is_inline:
            return None
        return self._page + turns(laid.lines[: high[0] + 1])

    def _lay(self, table: LaidTable, next_top: int | None) -> None:
        """A table that has no room on the page where its paragraph begins."""
        cut = _unbroken(table, next_top) or (_moved(table) if table.is_whole else _cut(table, table.down, self._body))
        if cut is None:
            self._lose(table)
            return
        end = cut.end + table.margins
        follows = next_top is None or cut.is_followed(table, next_top)
        ends_page = next_top is not None and next_top <= SAME_PLACE and end >= self._body - SAME_PLACE
        if self._page is None or not self._body or not (follows or ends_page):
            self._lose(table)
            return
        table.start, table.tops = (None, cut.tops) if cut.tops else (table.down, [])
        _rows_on(self._found, table, [self._page + page for page in cut.rows])
        self._page += cut.page
        self._bottom = cut.end
        self._last = cut.end if next_top is None or ends_page else min(cut.end, next_top)


def _sum(heights: Sequence[Sequence[int]]) -> int:
    return sum(map(sum, heights))


def _all_rows(found: StoredPages, table: LaidTable, page: int | None) -> None:
    """All rows of a table, and of those in it, stand on one page."""
    _rows_on(found, table, [page] * table.rows())


def _rows_on(found: StoredPages, table: LaidTable, pages: Sequence[int | None]) -> None:
    """The rows of a table begin on these pages; what stands in them may be on later ones."""
    found.rows.setdefault(table.number, []).extend(pages)
    for cell in table.cells:
        for inner in cell.laid.tables:
            page = pages[cell.row]
            _all_rows(found, inner, None if page is None else page + inner.turns)


def _unbroken(table: LaidTable, next_top: int | None) -> _Cut | None:
    """The table on its page, where the next paragraph stands right below it on the same page."""
    if next_top is None:
        return None
    for height in filter(None, (_sum(table.heights()), table.height)):
        cut = _Cut([0] * table.rows(), 0, table.down + height)
        if cut.is_followed(table, next_top):
            return cut
    return None


def _moved(table: LaidTable) -> _Cut:
    """A table that is never on two pages, on the next one."""
    tops = [*accumulate(map(sum, table.heights()), initial=0)]
    return _Cut([1] * table.rows(), 1, tops.pop(), tops)


def _cut(table: LaidTable, start: int, body: int) -> _Cut | None:
    """The table laid out from ``start`` on over pages of this height; a row is cut only where its own lines say so.

    None where such a cut leaves most of a page empty: then the lines were never laid out.
    """
    heights = table.heights()
    head = _sum(heights[: table.head()])
    cut = _Cut([], 0, start)
    for row, parts in enumerate(heights):
        top = head if row >= table.head() else 0
        if cut.end + parts[0] > body + ROUNDING and cut.end > top:
            cut.page, cut.end = cut.page + 1, top
        cut.rows.append(cut.page)
        cut.tops.append(cut.end)
        cut.end += parts[0]
        for part in parts[1:]:
            if cut.end * 2 < body:
                return None
            cut.page, cut.end = cut.page + 1, top + part
    return cut
