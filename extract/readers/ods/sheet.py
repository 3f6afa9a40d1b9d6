"""The sheets of an OpenDocument spreadsheet (OpenDocument 1.3 Part 3, 9): rows and cells that stand for many."""

from __future__ import annotations

from decimal import Decimal

from extract.readers.limits import limit, over_limit
from extract.readers.numbering import Counter
from extract.readers.odf.package import OdfPackage
from extract.readers.odf.styles import Styles
from extract.readers.ods.cells import boxes_in, cell_at
from extract.readers.ods.conditions import FORMATS, conditions_in, conditions_of
from extract.readers.sheets.conditions import At, Condition, number_in, seen_under, with_conditions
from extract.readers.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Sheet
from extract.readers.zipped.elements import Element, handed_over

WANTED = frozenset(
    ("office:automatic-styles", "table:table-column", "table:table-row", "table:table", "table:tracked-changes")
)
CELLS = ("table:table-cell", "table:covered-table-cell")
SHOWN = "visible"
ELSEWHERE = "file:"  # in a formula that asks another file


class SheetsReader:
    """Reads the content of a spreadsheet; ``linked`` counts for each sheet the formulas that ask another file."""

    def __init__(self, package: OdfPackage, styles: Styles, name: str) -> None:
        self.sheets: list[Sheet] = []
        self.linked: list[int] = []
        self._styles = styles
        self._rows = Counter()
        self._path = package.parts.path
        data = package.parts.read(name)
        self._has_formats = FORMATS.encode() in data
        self._of_styles: dict[str, tuple[Condition, ...]] = {}
        self._begin()
        handed_over(data, name, self._path, package.parts.refuse, WANTED, self._take)

    def _begin(self) -> None:
        self._sheet = Sheet("")
        self._columns: list[tuple[range, str]] = []
        self._row = self._column = self._links = 0
        self._named: dict[At, str] = {}  # the styles of cells, and their numbers, where formats may be on them
        self._numbers: dict[At, Decimal] = {}

    def _take(self, one: Element) -> None:
        if one.name == "office:automatic-styles":
            self._styles.add(one)
        elif one.name == "table:table-column":
            self._column_of(one)
        elif one.name == "table:table-row":
            self._row_of(one)
        elif one.name == "table:table":
            self._end(one)

    def _column_of(self, one: Element) -> None:
        count = min(_repeated(one, "table:number-columns-repeated"), MOST_COLUMNS)
        columns = range(self._column, self._column + count)
        self._column += count
        self._columns.append((columns, one.get("table:default-cell-style-name")))
        if one.get("table:visibility", SHOWN) != SHOWN:
            self._sheet.hidden_columns.append(columns)

    def _style_of(self, column: int) -> str:
        return next((style for columns, style in self._columns if column in columns), "")

    def _row_of(self, row: Element) -> None:
        self._rows.take()
        count = min(_repeated(row, "table:number-rows-repeated"), MOST_ROWS)
        cells = list(self._cells(row))
        if count >= MOST_BLANK and not any(_says_more(stored) for _, stored in cells):
            cells = []  # the rest of a sheet below its last words
        if row.get("table:visibility", SHOWN) != SHOWN:
            self._sheet.hidden_rows.update(range(self._row, self._row + (count if cells else min(count, 1))))
        if cells:
            if count * len(cells) > limit("table_cells"):
                raise over_limit("table_cells", self._path)
            for number in range(self._row, self._row + count):
                for column, stored in cells:
                    self._put(stored, number, column, row.get("table:default-cell-style-name"))
        self._row += count

    def _cells(self, row: Element) -> list[tuple[int, Element]]:
        """The cells of a row that say anything, each as often as it stands there, with their columns."""
        found: list[tuple[int, Element]] = []
        column = 0
        for stored in row.children(*CELLS):
            count = min(_repeated(stored, "table:number-columns-repeated"), MOST_COLUMNS)
            if stored.name == CELLS[0] and _says_more(stored):
                if len(found) + count > MOST_COLUMNS:
                    raise over_limit("table_columns", self._path)
                found += [(at, stored) for at in range(column, column + count)]
            elif stored.name == CELLS[0] and count < FEW:
                found += [(at, stored) for at in range(column, column + count)]
            column += count
        return found

    def _put(self, stored: Element, row: int, column: int, style: str) -> None:
        if column >= MOST_COLUMNS or row >= MOST_ROWS:
            return
        named = stored.get("table:style-name") or style or self._style_of(column)
        cell = cell_at(stored, row, column, self._styles, named)
        number = number_in(stored.get("office:value"))
        if named not in self._of_styles:
            self._of_styles[named] = conditions_in(named, self._styles)
        if cell.text and self._of_styles[named]:
            cell = seen_under(self._of_styles[named], cell, number)
        if self._has_formats and cell.text:
            self._named[row, column] = named
            if number is not None:
                self._numbers[row, column] = number
        self._links += ELSEWHERE in stored.get("table:formula")
        self._sheet.put(cell)
        for text in boxes_in([one for one in stored.children() if one.name.startswith("drawing:")]):
            self._sheet.boxes.append((row, text))

    def _end(self, table: Element) -> None:
        said = self._styles.of("table", table.get("table:style-name"))
        if formats := table.child(FORMATS):
            with_conditions(self._sheet, [*conditions_of(formats, self._styles, self._named)], self._numbers)
        if table.child("table:table-source") is None:  # what is kept of another file is none of this one's sheets
            self._sheet.name = table.get("table:name")
            self._sheet.is_hidden = said.get("table:display", "true") == "false"
            shapes = [one for holder in table.children("table:shapes") for one in holder.children()]
            self._sheet.boxes += [(0, text) for text in boxes_in(shapes)]
            self.sheets.append(self._sheet)
            self.linked.append(self._links)
        self._begin()


NOTHING = frozenset(("table:style-name", "table:number-columns-repeated"))  # attributes that say no content
FEW = 64  # cells of nothing but a style, up to which they may be the frame of a table

MOST_BLANK = 1_024  # rows of cells that say nothing, up to which they may be the frame of a table


def _says_more(cell: Element) -> bool:
    """Whether a cell holds more than a style."""
    return bool(cell.inside or cell.attributes.keys() - NOTHING)


def _repeated(one: Element, name: str) -> int:
    said = one.get(name)
    return max(1, int(said[:8])) if said.isdecimal() else 1
