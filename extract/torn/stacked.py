"""Tables whose rows are lines: several items below one another in one cell, and what belongs to each in the next cells.

>>> items_of("• 길 정비\\n• 쉼터 넓히기"), items_of("• 길 정비")
(['• 길 정비', '• 쉼터 넓히기'], [])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from extract.torn.between import is_mark
from extract.year_tables.grid import Grid, as_seen, lay_out
from extract.year_tables.heads.head import read_head
from extract.year_tables.heads.passage import passage_in, read_head_of_passage
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph, Table
from plan.script import BULLETS, CIRCLED, CLOSING, DASHES, LIST_DASHES, OPENING, PRIVATE_USE, QUOTES, visible

ITEM = lazy_pattern(
    rf"\s*(?P<mark>[{BULLETS}{PRIVATE_USE}{LIST_DASHES}]|(?P<number>[{CIRCLED}]))\s*"
    rf"(?!\d[\d,.]*$)[\p{{L}}\d{OPENING}{QUOTES}]"
)
NUMBER_ALONE = lazy_pattern(r"\s*[\d,.]+\s*")
NOTHING = lazy_pattern(rf"\s*[{DASHES}]+\s*")
DIGIT = lazy_pattern(r"\d")
ASIDE = lazy_pattern(rf"\s*[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]\s*")
FEWEST = 2  # items that are several
Box = tuple[float, float, float, float]
Moved = tuple[Place, Cell]  # a cell with the place that it was read at
Places = Mapping[Place, Sequence[Place]]


def with_rows_of_lines(blocks: Sequence[Block]) -> tuple[list[Block], Places]:
    """The blocks with a row for each line of such tables, and where the cells stand now whose place is another.

    Lines are rows only where all cells behind the items have as many lines as there are items. Where they have not,
    the items are rows and the other cells reach over all of them, so that no value is given to one of them.
    """
    made: list[Block] = []
    moved: defaultdict[Place, list[Place]] = defaultdict(list)
    for block in blocks:
        table = _with_rows(_under_its_head(block, made)) if isinstance(block, Table) else None
        if isinstance(block, Table) and table is not None:
            for place, cell in table:
                moved[place].append(cell.place)
            rows = max(cell.row + cell.row_span for _, cell in table)
            joints = {cell.row for place, cell in table if place.row in block.joints}
            made.append(replace(block, rows=rows, cells=tuple(cell for _, cell in table), joints=tuple(sorted(joints))))
        else:
            made.append(block)
    return made, moved


def followed(damage: Iterable[Damage], moved: Places) -> Iterator[Damage]:
    """The damage at the places where its cells stand now."""
    for part in damage:
        for place in moved.get(part.place, (part.place,)):
            yield part if place == part.place else replace(part, place=place)


class _Laid(NamedTuple):
    """A table with the place of each cell as it was read; ``has_head`` says that a line above was made its head."""

    rows: int
    columns: int
    cells: Sequence[Moved]
    has_head: bool = False

    def grid(self) -> Grid:
        return as_seen(lay_out(self.rows, self.columns, [cell for _, cell in self.cells]))


def _under_its_head(table: Table, before: Sequence[Block]) -> _Laid:
    """The table with the line above it as its head, where that line is a head of goals and it has none of its own."""
    own = _Laid(table.rows, table.columns, [(cell.place, cell) for cell in table.cells])
    above = next((block for block in reversed(before) if not (isinstance(block, Paragraph) and is_mark(block))), None)
    if not isinstance(above, Paragraph) or passage_in(visible(above.text)) is None or read_head(own.grid()):
        return own
    place = replace(above.place, table=table.place.table, row=0, column=0)
    head = Cell(text=above.text, row=0, column=0, column_span=table.columns, place=place)
    cells = [(above.place, head), *((cell.place, _moved(cell, cell.row + 1)) for cell in table.cells)]
    under = _Laid(table.rows + 1, table.columns, cells, has_head=True)
    return under if read_head_of_passage(under.grid()) else own


def _with_rows(laid: _Laid) -> list[Moved] | None:
    """The cells of a table with a row for each item, each with the place that it had; None where nothing changes."""
    listed = [cell for _, cell in laid.cells if cell.row_span == 1 and "\n" in cell.text and items_of(cell.text)]
    head = (read_head(grid := laid.grid()) or read_head_of_passage(grid)) if listed else None
    if head is None:
        return list(laid.cells) if laid.has_head else None
    values = [column.column for column in head.columns if column.role != "label"]
    named = [cell for cell in listed if cell.row >= head.rows and values and cell.column < values[0]]
    stacked = {row: stack for row in {cell.row for cell in named} if (stack := _stack(laid, row, named))}
    return list(_unstacked(laid.cells, stacked)) if stacked or laid.has_head else None


class _Stack(NamedTuple):
    """The items of a row, the column that they stand in, and whether the cells behind it have a line for each."""

    column: int
    items: Sequence[str]
    is_even: bool

    def lines_of(self, cell: Cell) -> Sequence[str]:
        """The lines of a cell of the row that are rows; none of one that reaches over all of them."""
        if cell.column == self.column:
            return self.items
        return lines_of(cell.text) if self.is_even and cell.column > self.column else ()


def _stack(laid: _Laid, row: int, named: Iterable[Cell]) -> _Stack | None:
    """What stands one below the other in a row; None where each cell behind the items says one thing."""
    first = min((cell for cell in named if cell.row == row), key=attrgetter("column"))
    items = items_of(first.text)
    behind = [cell for _, cell in laid.cells if cell.row == row and cell.column > first.column]
    counts = [len(lines_of(cell.text)) for cell in behind]
    if not any(count > 1 and DIGIT.search(cell.text) for count, cell in zip(counts, behind, strict=True)):
        return None
    plain = all((cell.row_span, cell.column_span, cell.blocks) == (1, 1, ()) for cell in behind)
    return _Stack(first.column, items, is_even=plain and set(counts) == {len(items)})


def items_of(text: str) -> list[str]:
    """The items of a list, a line that has no mark with the item that it goes on from; [] where it is no list."""
    items: list[str] = []
    marks: set[str] = set()
    for line in text.splitlines():
        if found := ITEM.match(line):
            marks.add("" if found["number"] else found["mark"])
            items.append(line.strip())
        elif items and line.strip():
            items[-1] = f"{items[-1]}\n{line.strip()}"
        elif line.strip():
            return []
    return items if len(items) >= FEWEST and len(marks) == 1 else []


def lines_of(text: str) -> list[str]:
    """The lines of a cell, each with what only goes on from it: a word in brackets, a unit below its number."""
    lines: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        goes_on = ASIDE.fullmatch(line) or (lines and NUMBER_ALONE.fullmatch(lines[-1]) and not _says_more(line))
        if lines and goes_on:
            lines[-1] = f"{lines[-1]}\n{line.strip()}"
        else:
            lines.append(line.strip())
    return lines


def _says_more(line: str) -> bool:
    """Whether a line below a number is one of its own: another number, or the mark that there is none."""
    return DIGIT.search(line) is not None or NOTHING.fullmatch(line) is not None


def _unstacked(cells: Iterable[Moved], stacked: Mapping[int, _Stack]) -> Iterator[Moved]:
    def down(row: int) -> int:
        return row + sum(len(stack.items) - 1 for above, stack in stacked.items() if above < row)

    for origin, cell in cells:
        first, stack = down(cell.row), stacked.get(cell.row)
        lines = stack.lines_of(cell) if stack else ()
        if lines:
            bands = _bands(cell.place.box, len(lines))
            for at, (line, band) in enumerate(zip(lines, bands, strict=True)):
                part = _moved(replace(cell, text=line), first + at)
                yield origin, replace(part, place=replace(part.place, box=band))
        else:
            span = down(cell.row + cell.row_span) - first
            yield origin, _moved(replace(cell, row_span=span), first)


def _bands(box: Box | None, count: int) -> Iterator[Box | None]:
    """The part of a cell that each of its lines stands in: they are printed at one distance, about its middle."""
    for at in range(count):
        if box is None:
            yield None
            continue
        left, top, right, bottom = box
        height = (bottom - top) / count
        yield left, top + at * height, right, top + (at + 1) * height


def _moved(cell: Cell, row: int) -> Cell:
    return cell if row == cell.row else replace(cell, row=row, place=replace(cell.place, row=row))
