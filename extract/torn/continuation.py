"""Joins a table that runs over pages, or was cut in two, into one, each cell keeping its page and box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.banners import is_striped_banner
from extract.bars import bar_of
from extract.torn.beside import holds_next_years
from extract.torn.between import is_mark, is_page_number, lines_above, running_lines, says_again, says_that_it_goes_on
from extract.torn.headless import holds_rows_under, may_be_value
from extract.vocabulary import before_mark
from extract.year_tables.grid import as_seen, lay_out
from extract.year_tables.heads.cells import set_of
from extract.year_tables.heads.head import read_head
from extract.year_tables.heads.reach import MAX_HEAD_ROWS
from extract.year_tables.heads.unit_line import NOTE
from plan.patterns import lazy_pattern
from plan.records.document import Block, Cell, Paragraph, Table
from plan.script import visible

EDGES_AGREE = 3.0  # points by which the column edges of two parts may differ
NAME = lazy_pattern(r"\p{L}")
LOOK_BACK = 2  # paragraphs above a table that may be said again above a part of it: its caption and its unit


def join_continued(blocks: Sequence[Block], edges: Mapping[int, tuple[float, ...]]) -> list[Block]:
    """The blocks with continued tables joined; ``edges`` maps a table's number to its column edges, if it has any.

    A table goes on where it is the last thing on its page and the first on the next has the same column edges and
    either repeats its head or has no year head of its own; a bar of a number and a name is a heading and no row. Where
    nothing parts two tables, the second is the rest of the first if all its rows fit under that one's years, or if it
    has the next years over as many rows and no labels (there a note may stand between); and where a line between them
    says so (계속) or is the number of a page that was typed there, if its head stands again. In doubt they stay apart.
    """
    running = running_lines(blocks)
    joined: list[Paragraph | _Run] = []
    behind: list[tuple[int, Paragraph]] = []  # lines said again behind the last table, by where they are joined
    last: _Run | None = None
    goes_on = False  # as a line behind the last table says
    noted = False  # a note stands behind it
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            lines = [replace(block, text=line) for line in block.text.splitlines() or [""]]
            goes_on = goes_on or is_page_number(block) or any(map(says_that_it_goes_on, lines))
            if last and not (index in running or block.within in ("header", "footer") or all(map(is_mark, lines))):
                if all(is_mark(line) or says_again(line, last.above) for line in lines):
                    behind.append((len(joined), block))
                elif NOTE.match(block.text):
                    noted = True
                else:
                    last = None
            joined.append(block)
            continue
        own = edges.get(block.place.table or 0, ())
        if last is not None and (
            last.takes_next_years(block)
            or (not noted and (last.takes(block, own) or last.takes_cut(block, own)))
            or (not noted and last.takes_again(block, said=goes_on))
        ):
            for position, line in behind:
                joined[position] = replace(line, within="header")  # of the part that is joined
        else:
            last = _Run(block, own, lines_above(blocks[max(0, index - LOOK_BACK) : index]))
            joined.append(last)
        behind, goes_on, noted = [], False, False
    return [entry.joined() if isinstance(entry, _Run) else entry for entry in joined]


class _Run:
    """A table with the parts that it goes on in; of what is joined only the top, where its head is, is looked at.

    ``above`` are the lines above it, which may stand again above a part.
    """

    def __init__(self, table: Table, edges: tuple[float, ...], above: frozenset[str]) -> None:
        self.above = above
        self._first = table
        self._edges = edges
        self._columns = table.columns
        self._rows = table.rows
        self._cells = list(table.cells)
        self._pages = list(table.pages)
        self._joints: list[int] = []
        self._known_top: Table | None = None

    def joined(self) -> Table:
        """The whole table."""
        return replace(
            self._first,
            rows=self._rows,
            columns=self._columns,
            cells=tuple(self._cells),
            pages=tuple(self._pages),
            joints=tuple(self._joints),
        )

    def takes(self, part: Table, edges: tuple[float, ...]) -> bool:
        """Whether the table goes on with this part, which is joined to it then."""
        if not self._pages or not part.pages or part.pages[0] != self._pages[-1] + 1:
            return False
        if (part.columns < self._columns and bar_of(part)) or is_striped_banner(part):
            return False
        is_wider = len(edges) > len(self._edges)
        positions = _positions(edges, self._edges) if is_wider else _positions(self._edges, edges)
        if positions is None:
            return False
        own = self._top()
        top, part = (_widened(own, positions), part) if is_wider else (own, _widened(part, positions))
        skipped = _repeated_rows(top, part)
        if not skipped and _year_head_rows(part):
            return False
        if is_wider:
            self._cells = list(_moved(self._cells, positions))
            self._columns, self._edges, self._known_top = positions[-1], edges, top
        self._append(part, skipped)
        return True

    def _waits_for_values(self, part: Table, row: int) -> bool:
        """Whether the last row is a label without values and a row of the part is values without a label."""
        own = [cell for cell in part.cells if cell.row <= row < cell.row + cell.row_span]
        if len(own) != part.columns or part.columns != self._columns or visible(own[0].text).strip():
            return False
        last = [cell for cell in self._cells if cell.row + cell.row_span == self._rows]
        if len(last) != self._columns:
            return False
        named = [bool(visible(cell.text).strip()) for cell in last]
        labels = named.index(False) if False in named else 0
        return labels > 0 and not any(named[labels:]) and _are_values(own, labels)

    def takes_cut(self, part: Table, edges: tuple[float, ...]) -> bool:
        """Whether the table was cut in two and goes on with this part, which is joined to it then."""
        if part.pages != tuple(self._pages[-1:]) or part.columns != self._columns:
            return False
        if edges and _positions(self._edges, edges) is None:
            return False
        if not holds_rows_under(self._top(), part, waited_for=self._waits_for_values(part, 0)):
            return False
        self._append(part, 0)
        return True

    def takes_next_years(self, part: Table) -> bool:
        """Whether the table was cut upright and goes on with the next years, which are joined to it then."""
        if part.pages != tuple(self._pages[-1:]) or not holds_next_years(self._top(), self._rows, part):
            return False
        number, right = self._first.place.table, self._columns
        self._cells += [
            replace(
                cell, column=cell.column + right, place=replace(cell.place, table=number, column=cell.column + right)
            )
            for cell in part.cells
        ]
        self._cells.sort(key=attrgetter("row", "column"))
        self._columns += part.columns
        self._edges, self._known_top = (), None
        return True

    def takes_again(self, part: Table, *, said: bool) -> bool:
        """Whether the table goes on with a part that begins with its head again, which is joined to it then.

        A line before it has ``said`` so, or no name stands in front of its first row, so that it is of a group above.
        No page is asked for, which not every format has, and no edge: a part may be set to widths of its own.
        """
        skipped = _repeated_rows(self._top(), part) if part.columns == self._columns else 0
        if skipped and (said or _begins_within_a_group(part, skipped) or self._waits_for_values(part, skipped)):
            self._append(part, skipped)
            return True
        return False

    def _append(self, part: Table, skipped: int) -> None:
        """The part's rows behind the others, a repeated head left out."""
        if self._waits_for_values(part, skipped):  # a page parts the row itself
            self._cells = [cell for cell in self._cells if cell.row + 1 < self._rows or visible(cell.text).strip()]
            self._rows -= 1
            part = replace(part, cells=tuple(cell for cell in part.cells if cell.row != skipped or cell.text.strip()))
        number, down = self._first.place.table, self._rows - skipped
        self._cells += [
            replace(cell, row=cell.row + down, place=replace(cell.place, table=number, row=cell.row + down))
            for cell in part.cells
            if cell.row >= skipped
        ]
        grows = self._rows < MAX_HEAD_ROWS
        self._joints.append(self._rows)
        self._rows += part.rows - skipped
        self._pages += [page for page in part.pages if page not in self._pages[-1:]]
        if grows:
            self._known_top = None

    def _top(self) -> Table:
        if self._known_top is None:
            self._known_top = self._topmost()
        return self._known_top

    def _topmost(self) -> Table:
        rows = min(self._rows, MAX_HEAD_ROWS)
        cells = tuple(cell for cell in self._cells if cell.row < rows)
        return replace(self._first, rows=rows, columns=self._columns, cells=cells)


def _positions(wide: tuple[float, ...], narrow: tuple[float, ...]) -> list[int] | None:
    """Where each of the fewer edges is among the more, if all are and both are equally wide.

    A part whose head or rows never divide two columns has one edge less.
    """
    if not wide or not narrow or _differ(wide[0], narrow[0]) or _differ(wide[-1], narrow[-1]):
        return None
    positions = [next((index for index, edge in enumerate(wide) if not _differ(edge, own)), None) for own in narrow]
    known = [position for position in positions if position is not None]
    return known if len(set(known)) == len(narrow) else None


def _differ(left: float, right: float) -> bool:
    return abs(left - right) > EDGES_AGREE


def _widened(table: Table, positions: Sequence[int]) -> Table:
    """The table with its columns where they stand among more columns."""
    return replace(table, columns=positions[-1], cells=tuple(_moved(table.cells, positions)))


def _moved(cells: Iterable[Cell], positions: Sequence[int]) -> Iterator[Cell]:
    for cell in cells:
        column = positions[cell.column]
        span = positions[cell.column + cell.column_span] - column
        yield replace(cell, column=column, column_span=span, place=replace(cell.place, column=column))


def _year_head_rows(table: Table) -> int:
    head = read_head(as_seen(lay_out(table.rows, table.columns, table.cells)))
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


def _are_values(row: Sequence[Cell], labels: int) -> bool:
    """Whether a row has nothing in so many columns of labels, and behind them amounts or what says there are none."""
    return all(
        not visible(cell.text).strip() if cell.column < labels else cell.text.strip() and may_be_value(cell)
        for cell in row
    ) and any(map(is_amount, row))


def _begins_within_a_group(part: Table, row: int) -> bool:
    """Whether the name of a row is blank and a further label names it, or a mark says that the name goes on."""
    texts = [visible(cell.text).strip() for cell in set_of(lay_out(part.rows, part.columns, part.cells)[row])]
    first = next(filter(None, texts), "")
    return bool(before_mark(texts[0])) or (not texts[0] and NAME.match(first) is not None)


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(visible(cell.text).split()) for cell in set_of(row)]
