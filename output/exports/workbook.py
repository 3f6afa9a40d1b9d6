"""The workbook for people: a sheet for each table, Korean titles, typed cells, rows with findings coloured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from output.exports.memory_workbook import MemoryWorkbook
from output.exports.typed_rows import Typed, TypedRow, typed_rows
from output.tables.by_year import BY_YEAR, Wide, by_year
from output.tables.codes import NO, YES, korean
from output.tables.columns import ColumnSpec, TableSpec, for_people, tables
from plan.errors import ExitCode, PlanError
from plan.printable import unturned
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

ROWS = 1_048_576  # of a sheet, the head among them (Excel specifications and limits)
CHARACTERS = 32_767  # of a cell
DIGITS = 15  # that a spreadsheet keeps of a number
LARGEST_EXPONENT = 307  # of a number of a spreadsheet, above and below 1
FIRST_DATE = date(1900, 3, 1)  # a spreadsheet knows no day before 1900, and one too many in February of that year
COLOURS = {"error": "F8CBAD", "warning": "FFE699", "info": "DDEBF7"}
HEAD = PatternFill("solid", fgColor="D9D9D9")
A4 = 9  # of a sheet's page setup (ECMA-376-1, 18.3.1.63)
WIDTHS = {"string": 16, "date": 12}
WIDTH = 11  # of a column of numbers
NAME = ColumnSpec("", "string", "", "", "", text=True)
AMOUNT = ColumnSpec("", "number", "", "", "")
SEVERITIES = tuple(COLOURS)
# what XML cannot hold, and what would be read as such: _xHHHH_ (ECMA-376-1, 22.9.2.19 ST_Xstring)
ESCAPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
Colours = Mapping[str, Mapping[tuple[Any, ...], str]]  # the severity at each cell of each plan


def workbook_bytes(plans: Sequence[Plan]) -> bytes:
    """The whole .xlsx file; the same plans always give the same bytes."""
    rows = {
        name: [(plan, row) for plan in plans for row in typed_rows(plan, table)] for name, table in tables().items()
    }
    _require_room(rows)
    colours = {plan.profile.plan_id: _cell_colours(plan) for plan in plans}
    book = MemoryWorkbook()
    for measure, title in BY_YEAR.items():
        _add_wide_sheet(book, title, by_year(plans, measure))
    for table in tables().values():
        _add_sheet(book, table, rows[table.name], colours)
    _add_columns_sheet(book)
    book.properties.creator = "gongpyo"
    book.properties.title = f"gongpyo {SCHEMA_VERSION}"
    return book.content()


def _require_room(rows: Mapping[str, Sequence[object]]) -> None:
    for name, lines in rows.items():
        if len(lines) >= ROWS:
            raise PlanError(
                "sheet-too-large",
                ko=f"'{name}'의 {len(lines):,}행은 시트 한 장({ROWS:,}행)에 들어가지 않습니다. CSV를 쓰십시오.",
                en=f"'{name}' has {len(lines):,} rows, more than a sheet holds ({ROWS:,}); use the CSV files.",
                exit_code=ExitCode.LIMIT,
            )


def _add_sheet(book: MemoryWorkbook, table: TableSpec, rows: Sequence[tuple[Plan, TypedRow]], colours: Colours) -> None:
    sheet = book.new_sheet(table.ko)
    columns = for_people(table)
    _shape(sheet, [_width(column) for column in columns])
    sheet.append(_head(sheet, [column.ko for column in columns]))
    for plan, row in rows:
        fill = _fill(table, row, colours[plan.profile.plan_id])
        sheet.append([_cell(sheet, column, _said(column, row[column.name]), fill) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _said(column: ColumnSpec, value: Typed) -> Typed:
    """A code as the word that people have for it."""
    if isinstance(value, bool):
        return YES if value else NO
    return korean(column.codes, value) if column.codes and isinstance(value, str) else value


def _add_wide_sheet(book: MemoryWorkbook, title: str, wide: Wide) -> None:
    """The sheet with a column for each year, which comes first: it is how plans print their tables."""
    sheet = book.new_sheet(title)
    numbers = range(wide.first, wide.first + wide.periods)
    columns = [AMOUNT if index in numbers else NAME for index in range(len(wide.head))]
    _shape(sheet, [WIDTHS["string"] if column.text else WIDTH for column in columns])
    sheet.append(_head(sheet, wide.head))
    for row in wide.rows:
        cells = zip(columns, row, strict=True)
        sheet.append([_cell(sheet, column, value if value != "" else None, None) for column, value in cells])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(wide.head))}{len(wide.rows) + 1}"


def _add_columns_sheet(book: MemoryWorkbook) -> None:
    """What each column is called in the CSV files, and what it holds."""
    sheet = book.new_sheet("열 설명")
    _shape(sheet, [24, 20, 70, 24])
    sheet.append(_head(sheet, ["시트", "열", "뜻", "CSV 열"]))
    for table in tables().values():
        for column in for_people(table):
            sheet.append([table.ko, column.ko, column.about, column.name])


def _width(column: ColumnSpec) -> int:
    """Wide enough for words, narrow for ids, which nobody reads."""
    if column.name.endswith("_id"):
        return 10
    return 40 if column.text else WIDTHS.get(column.type, WIDTH)


def _shape(sheet: Any, widths: Iterable[int]) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0  # as many pages down as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width


def _head(sheet: Any, titles: Iterable[str]) -> Iterator[Any]:
    for title in titles:
        cell = WriteOnlyCell(sheet, value=title)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="top")
        yield cell


def _cell(sheet: Any, column: ColumnSpec, value: Typed, fill: PatternFill | None) -> Any:
    """A number as a number unless the spreadsheet would round it; a text as text, whatever it begins with."""
    if not isinstance(value, bool) and isinstance(value, Decimal | int) and not _is_kept(Decimal(value)):
        value = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date) and value < FIRST_DATE:
        value = value.isoformat()
    if isinstance(value, str):
        value = unturned(value)
        value = value if len(value) <= CHARACTERS else value[: CHARACTERS - 1] + "…"
        value = ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    shown: Any = value
    cell = WriteOnlyCell(sheet, value=shown)
    if isinstance(value, str):
        cell.data_type = "s"
    elif column.type == "date":
        cell.number_format = "yyyy-mm-dd"
    elif column.type in ("number", "integer") and not column.name.endswith("year"):
        cell.number_format = (
            "#,##0.##########" if isinstance(value, Decimal) and value != value.to_integral_value() else "#,##0"
        )
    if fill:
        cell.fill = fill
    if column.text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _is_kept(value: Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of a number."""
    significant = "".join(map(str, value.as_tuple().digits)).strip("0")
    return len(significant) <= DIGITS and abs(value.adjusted()) <= LARGEST_EXPONENT


def _cell_colours(plan: Plan) -> dict[tuple[Any, ...], str]:
    """The gravest severity found at each cell of the document."""
    found: dict[tuple[Any, ...], str] = {}
    for finding in plan.findings:
        for place in finding.places:
            key = (place.table, place.row, place.column)
            found[key] = min(found.get(key, finding.severity), finding.severity, key=SEVERITIES.index)
    return found


def _fill(table: TableSpec, row: TypedRow, colours: Mapping[tuple[Any, ...], str]) -> PatternFill | None:
    if table.name == "findings":
        severity = row["severity"]
    elif "source_row" in row:
        severity = colours.get((row["source_table"], row["source_row"], row["source_column"]))
    else:
        severity = None
    return PatternFill("solid", fgColor=COLOURS[severity]) if isinstance(severity, str) else None
