"""A sheet of a workbook (ECMA-376 Part 1, 18.3): its cells, merged areas, what is hidden, and texts over its cells."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from extract.readers.limits import over_limit
from extract.readers.numbering import Counter
from extract.readers.sheets.conditions import At, number_in, with_conditions
from extract.readers.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, SheetCell, position_of
from extract.readers.xlsx.cells import Told, cell_at
from extract.readers.xlsx.conditions import FORMAT, conditions_of
from extract.readers.xlsx.styles import CellStyle
from extract.readers.xlsx.workbook import TRUE, SheetPart, Workbook, damaged_xlsx, related
from extract.readers.zipped.elements import Element, handed_over
from plan.patterns import lazy_pattern

WANTED = frozenset(("main:row", "main:mergeCell", "main:cols", "main:sheetViews", FORMAT))
LINKED = lazy_pattern(r"\[\d+\]")  # another file, in a formula
MERGED = 100_000  # merged areas of a sheet; more of them are none that a person makes


class SheetReader:
    """Reads the part of a sheet; ``linked`` counts the formulas that ask another file."""

    def __init__(self, book: Workbook, own: SheetPart, told: Told, rows: Counter) -> None:
        self.book = book
        self.own = own
        self.told = told
        self.rows = rows
        self.sheet = Sheet(own.name, is_hidden=own.is_hidden)
        self.linked = 0
        self._shows_zeros = True
        self._next_row = 0
        self._merged: list[str] = []
        self._formats: list[Element] = []
        self._cells: dict[At, tuple[CellStyle, Decimal | None]] = {}  # kept where formats may be on them
        data = book.parts.read(own.part)
        self._has_formats = FORMAT.partition(":")[2].encode() in data
        handed_over(data, own.part, book.parts.path, damaged_xlsx, WANTED, self._take)

    def _take(self, one: Element) -> None:
        if one.name == "main:row":
            self._row(one)
        elif one.name == "main:mergeCell":
            self._merged.append(one.get("ref"))
            if len(self._merged) > MERGED:
                raise over_limit("table_cells", self.book.parts.path)
        elif one.name == "main:sheetViews":
            self._shows_zeros = not any(view.get("showZeros") in ("0", "false") for view in one.children())
        elif one.name == "main:cols":
            self._columns(one)
        elif one.name == FORMAT:
            self._formats.append(one)
        else:
            self._end(one)

    def _columns(self, columns: Element) -> None:
        for one in columns.children("main:col"):
            first, last = one.get("min"), one.get("max")
            is_hidden = one.get("hidden") in TRUE or _is_nothing(one.get("width"))
            if is_hidden and first.isdecimal() and last.isdecimal():
                self.sheet.hidden_columns.append(range(int(first[:6]) - 1, int(last[:6])))

    def _row(self, row: Element) -> None:
        self.rows.take()
        stated = row.get("r")
        number = int(stated) - 1 if stated.isdecimal() and len(stated) < 8 else self._next_row
        self._next_row = number + 1
        if not 0 <= number < MOST_ROWS:
            raise damaged_xlsx(self.book.parts.path, f"{self.own.name}: {stated[:20]}")
        if row.get("hidden") in TRUE or _is_nothing(row.get("ht")):
            self.sheet.hidden_rows.add(number)
        column = 0
        lead: SheetCell | None = None  # whose words are centred over the blank cells behind it
        for stored in row.children("main:c"):
            at = position_of(stored.get("r")) or (number, column)
            if at[0] != number or at[1] >= MOST_COLUMNS:
                raise damaged_xlsx(self.book.parts.path, f"{self.own.name}!{stored.get('r')[:20]}")
            column = at[1] + 1
            cell = cell_at(stored, *at, self.told, shows_zeros=self._shows_zeros)
            if cell is None:
                raise damaged_xlsx(self.book.parts.path, f"{self.own.name}!{stored.get('r')[:20]}")
            formula = stored.child("main:f")
            if formula is not None and LINKED.search(formula.text()):
                self.linked += 1
            centred = self.told.styles.of(stored.get("s", "0")).centred
            if centred and lead and _goes_on(lead, cell):
                cell = replace(lead, column_span=lead.column_span + 1, framed=lead.framed or cell.framed)
            lead = cell if centred and cell.text else None
            self.sheet.put(cell)
            if self._has_formats and cell.text:
                value = stored.child("main:v") if stored.get("t", "n") == "n" else None
                said = None if value is None else number_in(value.text().strip())
                self._cells[at] = self.told.styles.of(stored.get("s", "0")), said

    def _end(self, root: Element) -> None:
        """Look at what formats hide, merge the areas that the sheet names, and read what lies over its cells."""
        conditions = [*conditions_of(self._formats, self.told.styles, self._cells)]
        with_conditions(self.sheet, conditions, {at: n for at, (_, n) in self._cells.items() if n is not None})
        for area in self._merged:
            first, _, last = area.partition(":")
            start, end = position_of(first), position_of(last or first)
            if start is not None and end is not None:
                self.sheet.merge(start, end)
        drawings = list(root.children("main:drawing"))
        if drawings:
            parts, targets = self.book.parts, related(self.book.parts, self.own.part)
            for one in drawings:
                _, part = targets.get(one.get("relationships:id"), ("", ""))
                if part not in parts.names():
                    raise damaged_xlsx(parts.path, f"{self.own.name}: drawing")
                self.sheet.boxes += boxes_of(parts.tree(part))


def boxes_of(drawing: Element) -> list[tuple[int, str]]:
    """The texts of the shapes that lie over a sheet, each with the row at which it begins."""
    boxes = []
    for anchor in drawing.children():
        rows = [row.text() for place in anchor.children("spreadsheetDrawing:from") for row in place.children()
                if row.name == "spreadsheetDrawing:row"]  # fmt: skip
        hidden = any(one.get("hidden") in TRUE for one in anchor.all("spreadsheetDrawing:cNvPr"))
        lines = ["".join(text.text() for text in line.all("main:t")) for line in anchor.all("main:p")]
        text = "\n".join(line for line in lines if line.strip()).strip()
        if text and not hidden:
            boxes.append((int(rows[0]) if rows and rows[0].isdecimal() else 0, text))
    return boxes


def _goes_on(lead: SheetCell, cell: SheetCell) -> bool:
    """Whether a cell is a blank one right behind what is centred over such cells."""
    is_blank = not (cell.text or cell.unread or cell.unsure)
    return is_blank and cell.column == lead.column + lead.column_span


def _is_nothing(size: str) -> bool:
    """Whether a width or height is said, and is none."""
    try:
        return bool(size) and float(size) == 0
    except ValueError:
        return False
