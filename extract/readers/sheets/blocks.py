"""The sheets of a workbook as the blocks of a document, and what of them is not shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from extract.readers.limits import check_limit
from extract.readers.numbering import Counter
from extract.readers.seen import doubts_of
from extract.readers.sheets.areas import Area, Line, areas_of
from extract.readers.sheets.heads import Head, heads_of
from extract.readers.sheets.sheet import LISTED, Sheet, SheetCell, column_name
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph, Table
from plan.script import MORE

PLAIN_NAME = lazy_pattern(r"[\p{L}_][\p{L}\d_.]*")  # of a sheet that formulas name without quotes


def blocks_of(sheets: Sequence[Sheet]) -> tuple[tuple[Block, ...], tuple[Damage, ...]]:
    """What the sheets show, and what is not read of them."""
    shown = [_Shown(sheet, number) for number, sheet in enumerate(sheets) if not sheet.is_hidden]
    heads = heads_of([(one.sheet.name, one.parts) for one in shown])
    tables = Counter()
    blocks = [block for one, head in zip(shown, heads, strict=True) for block in one.blocks(head, tables)]
    return tuple(blocks), (*(damage for one in shown for damage in one.damage), *_hidden(sheets))


class _Shown:
    """A sheet whose parts are numbered as they come."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        self.number = number
        self.parts = tuple(areas_of(sheet))
        self.paragraphs = Counter(1)
        self.damage: list[Damage] = []

    def blocks(self, head: Head, tables: Counter) -> list[Block]:
        blocks: list[Block] = []
        if head == "name":
            blocks.append(Paragraph(text=self.sheet.name, place=self._place(0, 0), outline=1))
        boxes = sorted(self.sheet.boxes)
        for number, part in enumerate(self.parts):
            row = part.cells[0].row if isinstance(part, Line) else part.rows[0]
            while boxes and boxes[0][0] <= row:
                blocks.append(self._box(*boxes.pop(0)))
            if isinstance(part, Area):
                blocks.append(self._table(part, tables.take()))
            else:
                blocks += [self._paragraph(cell, outline=int(number == head)) for cell in part.cells if cell.text]
        return blocks + [self._box(*box) for box in boxes]

    def _place(self, row: int, column: int) -> Place:
        return Place(section=self.number, paragraph=self.paragraphs.take(), cell=address(self.sheet.name, row, column))

    def _paragraph(self, cell: SheetCell, outline: int) -> Paragraph:
        place = self._place(cell.row, cell.column)
        return Paragraph(text=cell.text, place=place, outline=outline, size=cell.size, bold=cell.bold)

    def _box(self, row: int, text: str) -> Paragraph:
        return Paragraph(text=text, place=self._place(row, 0), within="text_box")

    def _table(self, area: Area, number: int) -> Table:
        rows, columns = len(area.rows), len(area.columns)
        check_limit("table_rows", rows)
        check_limit("table_columns", columns)
        check_limit("table_cells", rows * columns)
        at_row = {row: at for at, row in enumerate(area.rows)}
        at_column = {column: at for at, column in enumerate(area.columns)}
        first = self._place(area.rows[0], area.columns[0])
        place = Place(section=first.section, paragraph=first.paragraph, table=number, cell=first.cell)
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for cell in area.cells:
            own_rows = [at_row[row] for row in range(cell.row, cell.row + cell.row_span) if row in at_row]
            own = [at_column[at] for at in range(cell.column, cell.column + cell.column_span) if at in at_column]
            positions = {(row, column) for row in own_rows for column in own}
            if not positions or positions & taken:
                continue  # of two merged areas that overlap the first is shown
            taken |= positions
            made = self._cell(place, cell, (own_rows[0], own[0]), (len(own_rows), len(own)))
            cells.append(made)
            self._doubt(cell, made.place)
        for row, column in ((row, column) for row in range(rows) for column in range(columns)):
            if (row, column) not in taken:
                blank = SheetCell(area.rows[row], area.columns[column], "")
                cells.append(self._cell(place, blank, (row, column), (1, 1)))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Table(rows=rows, columns=columns, cells=tuple(cells), place=place)

    def _cell(self, table: Place, cell: SheetCell, at: tuple[int, int], spans: tuple[int, int]) -> Cell:
        place = Place(
            section=table.section,
            paragraph=table.paragraph,
            table=table.table,
            row=at[0],
            column=at[1],
            cell=address(self.sheet.name, cell.row, cell.column),
        )
        return Cell(
            text=sys.intern(cell.text),
            row=at[0],
            column=at[1],
            row_span=spans[0],
            column_span=spans[1],
            place=place,
        )

    def _doubt(self, cell: SheetCell, place: Place) -> None:
        """Note what of a cell is not read, or not to be believed."""
        if cell.unread:
            self.damage += doubts_of(cell.unread, place)
        if cell.unsure:
            ko, en = cell.unsure
            self.damage.append(
                Damage(rule="not-as-seen", place=place, reason_ko=ko, reason_en=en, quote=cell.text[:40])
            )


def address(sheet: str, row: int, column: int) -> str:
    """A cell as formulas name it.

    >>> address("재정", 6, 1), address("1-1 예산", 0, 0)
    ('재정!B7', "'1-1 예산'!A1")
    """
    name = sheet if PLAIN_NAME.fullmatch(sheet) else f"'{sheet}'"
    return f"{name}!{column_name(column)}{row + 1}"


def _hidden(sheets: Sequence[Sheet]) -> Iterator[Damage]:
    """What is not shown, a damage for each sheet; what holds no words hides nothing."""
    for number, sheet in enumerate(sheets):
        place = Place(section=number, cell=address(sheet.name, 0, 0))
        if sheet.is_hidden and any(cell.text for cell in sheet.cells.values()):
            yield _left_out(place, f"'{sheet.name}'", f"숨긴 시트 '{sheet.name}'", f"the hidden sheet '{sheet.name}'")
        elif not sheet.is_hidden and (parts := list(sheet.hidden_parts())):
            named = ", ".join(parts[:LISTED]) + (MORE if len(parts) > LISTED else "")
            ko, en = (
                f"시트 '{sheet.name}'의 숨긴 행이나 열 {named}",
                f"hidden rows or columns of '{sheet.name}': {named}",
            )
            yield _left_out(place, named, ko, en)


def _left_out(place: Place, quote: str, ko: str, en: str) -> Damage:
    return Damage(
        rule="hidden-in-source", place=place, reason_ko=f"읽지 않음: {ko}.", reason_en=f"Not read: {en}.", quote=quote
    )


def linked_elsewhere(sheets: Sequence[Sheet], counts: Sequence[int]) -> Iterator[Damage]:
    """A word on formulas that ask other files, which are never opened: what the file holds of them is read."""
    told = [(number, count) for number, count in enumerate(counts) if count and not sheets[number].is_hidden]
    if told:
        count = sum(count for _, count in told)
        number = told[0][0]
        yield Damage(
            rule="linked-elsewhere",
            place=Place(section=number, cell=address(sheets[number].name, 0, 0)),
            reason_ko=f"다른 파일을 가리키는 수식 {count}개는 이 파일에 저장된 값으로 읽었습니다.",
            reason_en=f"{count} formulas ask other files; they were read by the values that this file holds.",
            quote=str(count),
        )
