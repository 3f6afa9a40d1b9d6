"""A sheet as a person sees it: its cells with their words, and what of it is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from extract.readers.limits import check_limit, limit, over_limit
from extract.readers.raised import INK
from extract.readers.seen import Unread
from plan.patterns import lazy_pattern

LETTERS = 26  # of a column's name
ADDRESS = lazy_pattern(r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14  # of a sheet
NO_RESULT = (
    "이 칸에 보이는 것은 수식의 결과인데 파일에 저장되어 있지 않습니다. 그 프로그램에서 열어 다시 저장하십시오.",
    "The cell shows the result of a formula, which the file does not hold; open it in its program and save it again.",
)
LISTED = 5  # hidden parts of a sheet that are named


class SheetCell(msgspec.Struct, frozen=True):
    """A cell of a sheet, counted from 0, with its words as they are seen and what of it is not read.

    ``size`` is that of its type in tenths of a point; ``framed`` says that it has a border of its own. ``unsure`` is
    why nothing that the cell says or heads is to be believed, in Korean and in English, or nothing.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    unread: tuple[Unread, ...] = ()
    size: int = 0
    bold: bool = False
    framed: bool = False
    unsure: tuple[str, str] | None = None


class Sheet(msgspec.Struct):
    """A sheet with its cells by row and column, its hidden rows and columns, and texts that lie over its cells."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = msgspec.field(default_factory=dict)
    hidden_rows: set[int] = msgspec.field(default_factory=set)
    hidden_columns: list[range] = msgspec.field(default_factory=list)
    boxes: list[tuple[int, str]] = msgspec.field(default_factory=list)
    is_hidden: bool = False

    def put(self, cell: SheetCell) -> None:
        """Take a cell; empty ones that are neither framed nor merged are none."""
        if cell.text or cell.framed or cell.row_span > 1 or cell.column_span > 1 or cell.unread or cell.unsure:
            self.cells[cell.row, cell.column] = cell
            if len(self.cells) > limit("table_cells"):
                raise over_limit("table_cells")

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Have the first cell of an area cover it; what the others hold is not shown."""
        rows, columns = last[0] - first[0] + 1, last[1] - first[1] + 1
        if rows < 1 or columns < 1 or rows * columns == 1:
            return
        if rows * columns <= len(self.cells):
            area = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
            inside = [at for at in area if at in self.cells]
        else:
            inside = [at for at in self.cells if first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1]]
        framed = any(self.cells[at].framed for at in inside)
        own = self.cells.get(first) or SheetCell(*first, "")
        for at in inside:
            del self.cells[at]
        self.cells[first] = replace(own, row_span=rows, column_span=columns, framed=framed)

    def columns_not_shown(self) -> set[int]:
        """The hidden columns, as far as there are cells."""
        last = max((column for _, column in self.cells), default=-1)
        return {column for hidden in self.hidden_columns for column in range(hidden.start, min(hidden.stop, last + 1))}

    def hidden_parts(self) -> Iterator[str]:
        """The hidden rows and columns that hold words, in the names that they have in the sheet."""
        told = [cell for cell in self.cells.values() if INK.search(cell.text)]
        rows = sorted({cell.row for cell in told if cell.row in self.hidden_rows and cell.row_span == 1})
        hidden = self.columns_not_shown()
        columns = sorted({cell.column for cell in told if cell.column_span == 1 and cell.column in hidden})
        yield from (f"{first + 1}" if first == last else f"{first + 1}:{last + 1}" for first, last in _runs(rows))
        for first, last in _runs(columns):
            yield column_name(first) if first == last else f"{column_name(first)}:{column_name(last)}"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of numbers that follow one another.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def column_name(column: int) -> str:
    """The letters of a column.

    >>> [column_name(column) for column in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def position_of(address: str) -> tuple[int, int] | None:
    """Row and column of an address, from 0; None where it is none.

    >>> position_of("B7"), position_of("$AA$10"), position_of("7")
    ((6, 1), (9, 26), None)
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found["column"]:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return int(found["row"]) - 1, column - 1


def check_position(row: int, column: int) -> None:
    """Refuse what lies beyond any sheet."""
    if row >= MOST_ROWS:
        check_limit("table_rows", row)
    if column >= MOST_COLUMNS:
        check_limit("table_columns", column)
